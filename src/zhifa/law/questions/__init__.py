"""One file per topic of the rules door: facts → rules → answer."""
