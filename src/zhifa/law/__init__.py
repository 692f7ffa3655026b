"""① 法 — what the law says. Pure: no Django, no I/O, no clock. Days and parameters come in as arguments."""
