"""Questions to the guidance office's own registers, for pages and programs. Answers are frozen rows."""
