"""One append-only trail: who did what, in whose name, on which ground."""
