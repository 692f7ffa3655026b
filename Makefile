# The only entry points. Needs python3 (3.11+), python3-venv, make, git, ca-certificates and a network for the first start.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

.PHONY: setup run test check bench mutate

setup:
	@$(PYTHON) -m scripts.setup

run:
	@$(PYTHON) -m scripts.setup
	@exec .venv/bin/zhifa run

test:
	@$(PYTHON) -m scripts.setup --development
	@exec .venv/bin/python -m scripts.suite

check:
	@$(PYTHON) -m scripts.setup --development
	@exec .venv/bin/python -m scripts.check

bench:
	@$(PYTHON) -m scripts.setup
	@exec .venv/bin/python -m bench

mutate:
	@$(PYTHON) -m scripts.setup --development
	@exec .venv/bin/python -m scripts.mutate
