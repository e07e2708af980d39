# One command each: `make report`, `make test`. `make help` lists the rest.
# Needs python3 (3.11 or newer) with its venv module, git and make; everything else goes into .venv.

SHELL := bash
PYTHON ?= python3
CORPUS ?= seeds
TO ?= report

RUN := .venv/bin/python
# What is never imported needs no compiling.
PIP := $(RUN) -m pip --disable-pip-version-check install --no-compile

# pip is silent for a minute or writes a thousand lines; this shows a dot a package, and errors as they are.
DOTS := | while read -r word _; do case $$word in \
	Collecting) printf .;; Installing) printf ' unpacking';; esac; done; echo ' done'

# A .venv that was moved or copied, or whose Python was removed, is made anew.
$(shell test ! -e .venv/.installed || \
	{ test -x $(RUN) && test "$$(cat .venv/.installed)" = "$(CURDIR)"; } || rm -rf .venv)

.PHONY: help report test style tests lab bench alarms figures format lock clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1:\2/p' Makefile | awk -F: '{ printf "%-15s %s\n", $$1, $$2 }'

report: .venv/.installed ## run every notebook and write the report (CORPUS=seeds TO=report)
	@$(RUN) -m analysis report "$(CORPUS)" --to "$(TO)"

# Nothing is asked of the network: no news, no look for newer versions.
QUIET_LAB := --KernelManager.transport_encryption=auto --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

lab: .venv/.installed ## open the first notebook in JupyterLab (CORPUS=seeds)
	@JAM_CORPUS="$(abspath $(CORPUS))" $(RUN) -m jupyterlab $(QUIET_LAB) notebooks/01_corpus.ipynb

test: .venv/.installed-dev ## style, types, who imports whom, and every test
	@$(MAKE) --no-print-directory -j 2 style tests

style: .venv/.installed-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	.venv/bin/lint-imports --no-logo

tests: .venv/.installed-dev
	$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

format: .venv/.installed-dev ## put the code into the style that `make test` checks
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

# What is measured against and neither the project nor its tests need; the bench says what it went without.
PEERS := 'dateparser==1.5.0' 'gensim==4.4.0' 'tomotopy==0.14.0' 'topica==0.62.0'

bench: .venv/.installed-dev ## characters a second for 1, 10 and 100 times the seeds, beside other tools, and how long a report takes
	@$(PIP) --quiet $(PEERS) || echo "bench: $(PEERS) can't be installed and are left out." >&2
	@$(RUN) tests/bench.py
	@$(RUN) tests/bench_report.py
	@$(RUN) tests/bench_comments.py

alarms: .venv/.installed-dev ## the verdict on topics, tried on 200 corpora of shuffled words and on planted topics (an hour or two)
	@OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(RUN) tests/false_alarms.py

figures: .venv/.installed ## draw the study's figures anew (SVG, PNG and what each mark stands for)
	@$(RUN) -m analysis.figures

clean: ## remove the report and caches; .venv stays until you delete it
	rm -rf report dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .venv-lock
	find . -name .venv -prune -o -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune \
		-exec rm -rf {} +

.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "make: Python 3.11 or newer is needed, and $(PYTHON) is $$({ $(PYTHON) --version || echo missing; } 2>/dev/null): install one, or name it, as in 'make report PYTHON=python3.12'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: $(PYTHON) cannot make virtual environments: install its venv module (on Debian and Ubuntu the package python3-venv)." >&2; exit 1; }
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing the packages of requirements.lock into .venv, once; it takes about a minute."
	@set -o pipefail; $(PIP) --require-hashes -r requirements.lock $(DOTS)
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@echo "$(CURDIR)" > $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@echo "Installing what the tests need besides, from requirements-dev.lock."
	@set -o pipefail; $(PIP) --require-hashes -r requirements-dev.lock $(DOTS)
	@touch $@

# The locks hold names, versions, markers and hashes for Python 3.11 and newer on Linux, macOS and
# Windows; one version of each package serves all, so that all get the same numbers. The build
# backend is in them because the package itself is installed without fetching anything.
# From 26 on, argon2-cffi-bindings has no wheel for Intel Macs, which would then need a compiler.
UV := .venv-lock/bin/uv pip compile --quiet --upgrade --no-config --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --no-header --no-emit-index-url
BESIDES := printf '%s\n' hatchling 'argon2-cffi-bindings<26'

lock: ## find newer packages and write both lock files
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	$(BESIDES) | $(UV) -o requirements.lock pyproject.toml -
	$(BESIDES) | $(UV) -o requirements-dev.lock --extra dev --extra bench --extra formats --extra pdf --extra scale \
		--constraint requirements.lock pyproject.toml -
	rm -rf .venv-lock
