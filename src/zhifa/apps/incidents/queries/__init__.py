"""Reading incidents: rows for lists, one incident for its page, progress for its reporter."""
