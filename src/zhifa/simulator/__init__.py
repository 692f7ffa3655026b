"""A county's day played by source systems, dispatchers, officers and offices. It knows the packs and HTTP, nothing else."""
