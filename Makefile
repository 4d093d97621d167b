# Two commands on a fresh machine (Python 3.11 or later, git, make): `make build` and `make test`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := build
.PHONY: build check test lint fit laws bench gallery pictures clean help

help: ## Say what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

build: $(VENV)/installed ## Build every deck into build/
	$(BIN)/teachback build decks --out build

check: $(VENV)/installed ## Check every deck, write nothing
	$(BIN)/teachback check decks

test: $(VENV)/tested ## Run all tests
	@.ci/packages
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

lint: $(VENV)/tested ## Style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fit: $(VENV)/tested ## Compare 500 random decks with LibreOffice's lines (docs/fit.md)
	$(BIN)/python -m tests.fit $(or $(ARGS),500)

laws: $(VENV)/tested ## Try the laws on new random examples, many times over
	TEACHBACK_LAWS=fresh $(BIN)/python -m pytest -n auto $(or $(ARGS),tests/outputs tests/plan tests/deck tests/evidence tests/live -k "law or any or random")

bench: $(VENV)/tested ## Measure speed and memory, and compare with the bare libraries
	$(BIN)/python -m benchmarks $(ARGS)

gallery: $(VENV)/tested ## Render every layout, block and theme (needs LibreOffice)
	$(BIN)/teachback build docs/gallery --out build
	$(BIN)/python docs/make_gallery.py

pictures: build $(VENV)/tested ## Render the README's pictures (needs LibreOffice)
	$(BIN)/python docs/make_pictures.py

clean: ## Remove what was built and the environment
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: an environment is made again only when pyproject.toml changes.

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	@$(BIN)/python -m compileall -q builder
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) install --editable '.[test,lint]'
	@touch $@
