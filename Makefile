# `make run` serves the archive, `make test` runs every check; both set up what they need.
# Needed beforehand: Python 3.11 or newer with venv, and make.

PORT ?= 8000
DUMPS ?=
PYTHON ?=
BENCH_ENTRIES ?=
export BENCH_ENTRIES DUMPS PORT PYTHON

python := .venv/bin/python
manage := $(python) manage.py
pip := $(python) -m pip install --quiet --disable-pip-version-check
takes_port := 'import os, socket; socket.create_server(("127.0.0.1", int(os.environ["PORT"])))'
holds_dumps := "from entries.models import Dump; exit(not Dump.objects.exists())"
lock := $(python) -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --upgrade --quiet --custom-compile-command "make lock"

.PHONY: help run superuser test check bench bench-import cities outlines screenshots messages lock clean

help:
	@echo "make run               serve the archive with its samples on http://127.0.0.1:$(PORT)"
	@echo "make run DUMPS=path    load your own dumps first; PORT=8001 serves on another port"
	@echo "make superuser         make an account for the admin"
	@echo "make test              run every check and test"
	@echo "make check             run the checks without the tests"
	@echo "make bench             time searches in a million made-up entries; takes a while"
	@echo "make bench-import      time the import of 100,000 made-up entries, and see what it takes"
	@echo "make cities            write the gazetteer's cities anew from GeoNames"
	@echo "make outlines          fetch the coasts and borders of the maps anew, by npm"
	@echo "make messages          gather what is to be translated, and compile what was"
	@echo "make screenshots       take docs/screenshots anew, of a running archive of the samples"
	@echo "make lock              renew the pinned packages"
	@echo "make clean             remove what was set up; your data in var/ stay"

run: .venv/.run
	@$(python) -c $(takes_port) 2>/dev/null || { \
		echo "Port $$PORT is not to be had; does the archive run already?" \
			"To take another: make run PORT=8001" >&2; exit 1; }
	@echo "Bringing the database and the known names up to date; the first time takes a while ..."
	@$(manage) migrate --verbosity 0
	@$(manage) collectstatic --no-input --verbosity 0
	@$(manage) load_gazetteer --verbosity 0
	@if [ -n "$$DUMPS" ]; then \
		$(manage) import_dumps "$$DUMPS" || echo "Not every dump was taken: see above."; \
	elif ! $(manage) shell --verbosity 0 --command $(holds_dumps); then \
		echo "Loading the sample dumps; the warnings show what an import cannot tell by itself ..."; \
		$(manage) import_dumps 'entries/samples/*.txt'; \
	fi
	@$(manage) index --verbosity 0
	@echo
	@echo "As It Happened is served on http://127.0.0.1:$$PORT - Ctrl-C stops it."
	@echo "To enter the admin at /admin/, make an account in another terminal: make superuser"
	@exec $(python) -m gunicorn archive.wsgi --config python:archive.gunicorn \
		--bind "127.0.0.1:$$PORT" --workers 2 --threads 4 --no-control-socket \
		--log-level warning

superuser: .venv/.run
	@$(manage) migrate --verbosity 0
	@$(manage) createsuperuser

# The tests keep to a database folder of their own, apart from that of `make run`.
test check: export DATA_DIR := $(or $(DATA_DIR),var/test)
# Every worker, and every process that a test starts, would compile each module anew.
test check: export PYTHONDONTWRITEBYTECODE :=

test: check
	$(python) -m pytest --create-db --numprocesses=auto --maxprocesses=4 --dist=worksteal

check: .venv/.dev
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	.venv/bin/lint-imports
	$(manage) makemigrations --check --dry-run
	$(python) -m mypy
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +

# The made-up entries stay in a database folder of their own, for the next time.
bench: export DATA_DIR := $(CURDIR)/var/bench
bench-import: export DATA_DIR := $(CURDIR)/var/bench-import
bench bench-import: export DATABASE_URL :=

bench: .venv/.bench
	$(python) -m tests.benchmarks

bench-import: .venv/.bench
	$(python) -m tests.benchmarks.imports

cities: .venv/.dev
	$(python) -m tools.cities

screenshots: .venv/.dev
	$(python) -m tools.screenshots "http://127.0.0.1:$$PORT"

outlines: .venv/.dev
	$(python) -m tools.outlines

messages: .venv/.dev
	$(python) -m tools.messages

lock: .venv/.dev
	$(pip) uv
	$(lock) pyproject.toml --output-file requirements.txt
	$(lock) pyproject.toml --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt
	$(lock) pyproject.toml --extra bench --constraint requirements.txt \
		--output-file requirements-bench.txt

clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -path ./var -prune -o -name __pycache__ -prune -exec rm -rf {} +

.venv/.run: requirements.txt | $(python)
	@echo "Installing the packages ..."
	@$(pip) --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | $(python)
	@echo "Installing the packages, and those of the tests ..."
	@$(pip) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/.bench: requirements-bench.txt | $(python)
	@echo "Installing the packages, and those of the benchmark ..."
	@$(pip) --require-hashes -r requirements-bench.txt
	@touch $@

$(python):
	@for name in "$$PYTHON" python3.14 python3.13 python3.12 python3.11 python3; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then \
				exec "$$name" -m venv --clear .venv; \
			fi; \
			without="$${without:+$$without, }$$name"; \
		fi; \
	done; \
	if [ -n "$$without" ]; then \
		echo "Python is here ($$without), but without its module venv. Install that too"; \
	else \
		echo "Python 3.11 or newer is needed, and none was found. Install it, or name it"; \
		echo "with PYTHON=/path/to/python3"; \
	fi >&2; \
	echo "(on Debian and Ubuntu, as root: apt-get install python3-venv)." >&2; \
	exit 1
