# Everything a developer types. `make` alone prints what there is.
# On Windows, README.md gives the same commands without make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Tests run in parallel; `make test WORKERS=0` runs them one by one (needed with --pdb).
WORKERS ?= auto
# `make test COVERAGE=yes` also measures which lines and branches are tested, and takes twice as long.
COVERAGE ?=
PYTEST_ARGS ?=
DOMAIN := advisor
TRANSLATIONS := assets/translations
LANGUAGES ?= fr

export PIP_NO_INPUT := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-window check format fuzz bench translations screenshots constraints build clean python-check

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.runtime  ## open the window (without a display: assess the example trip here)
	@$(BIN)/python -m advisor

test: $(VENV)/.dev  ## run the tests, Qt offscreen
	@$(BIN)/python tests/system_libraries.py offscreen
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "not campaign and not window" \
		$(if $(COVERAGE),--cov --cov-report=term) --ignore=tests/window $(PYTEST_ARGS)

test-window: $(VENV)/.dev  ## drive real windows on a virtual screen (Xvfb)
	@$(BIN)/python tests/system_libraries.py window
	@QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24" \
		sh -c 'openbox >/dev/null 2>&1 & exec "$$@"' sh $(BIN)/python -m pytest tests/window $(PYTEST_ARGS)

check: $(VENV)/.dev  ## lint, types, layers
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## let ruff fix and lay out the code
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

fuzz: $(VENV)/.dev  ## run the long property campaigns
	@QT_QPA_PLATFORM=offscreen HYPOTHESIS_PROFILE=campaign $(BIN)/python -m pytest -n $(WORKERS) -m campaign \
		--timeout=0 -o faulthandler_timeout=0 $(PYTEST_ARGS)

bench: $(VENV)/.bench  ## measure speed, as ratios within one run
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

translations: $(VENV)/.dev  ## gather the texts, bring the catalogues up to date, compile them
	@mkdir -p build
	$(BIN)/pybabel -q extract -k N_many:1,2 --no-location --sort-output --width=100 -o build/$(DOMAIN).pot advisor
	@for language in $(LANGUAGES); do \
		catalogue=$(TRANSLATIONS)/$$language/LC_MESSAGES/$(DOMAIN).po; \
		if [ -f $$catalogue ]; then verb="update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date"; \
		else mkdir -p $${catalogue%/*} && verb=init; fi; \
		$(BIN)/pybabel -q $$verb -i build/$(DOMAIN).pot -o $$catalogue -l $$language --width=100 || exit 1; \
		sed -i.before '1,/^msgid/{/^#, fuzzy$$/d;}' $$catalogue && rm $$catalogue.before; \
	done
	$(BIN)/pybabel compile -d $(TRANSLATIONS) -D $(DOMAIN) --statistics

screenshots: $(VENV)/.dev  ## take the pictures of the window that the documentation shows
	@QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/screenshots.py

constraints: python-check  ## pin every dependency anew
	rm -rf $(VENV)-constraints
	$(PYTHON) -m venv $(VENV)-constraints
	$(VENV)-constraints/bin/python -m pip install --quiet --upgrade -e '.[dev,bench]'
	{ sed -n '/^#/p' constraints.txt; \
	  { $(VENV)-constraints/bin/python -m pip freeze --exclude-editable; echo "colorama==0.4.6"; } | LC_ALL=C sort -f; \
	} > constraints.new
	mv constraints.new constraints.txt
	rm -rf $(VENV)-constraints

build: $(VENV)/.dev  ## build the wheel and the source archive into dist/
	$(BIN)/python -m build --no-isolation

clean:  ## remove everything that these commands made
	rm -rf $(VENV) $(VENV)-constraints build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python-check:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "$(PYTHON) not found: install Python 3.11 or later, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1): Python 3.11 or later is needed; name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments: on Debian or Ubuntu, apt install python3-venv" >&2; exit 1; }

$(BIN)/python:
	@$(MAKE) --no-print-directory python-check
	@$(PYTHON) -m venv --clear $(VENV)

# One environment, two stamps: the program alone, and everything a developer needs.
# The build backend comes pinned from constraints.txt like all else, hence no build isolation.
$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the program into $(VENV) ..."
	@$(PIP) install -qq -c constraints.txt hatchling
	@$(PIP) install -qq -c constraints.txt --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the program and its tests into $(VENV) ..."
	@$(PIP) install -qq -c constraints.txt hatchling
	@$(PIP) install -qq -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@ $(VENV)/.runtime

$(VENV)/.bench: $(VENV)/.dev
	@echo "Installing the engines to compare with into $(VENV) ..."
	@$(PIP) install -qq -c constraints.txt --no-build-isolation -e '.[bench]'
	@touch $@
