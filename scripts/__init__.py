"""What the Makefile runs. The set-up part needs the standard library only: it runs before anything is installed."""
