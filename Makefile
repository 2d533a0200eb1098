# Communiqué: `make report` and `make test` are all that a machine with Python 3.11 and make needs.
#
# Every target shares one environment, .venv, made from requirements.lock: exact versions, each checked
# against its hash, and nothing looked for besides. The stamps in it make a second run instant; they are
# older than what they stand for only when the lock or pyproject.toml changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/.locked
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install report verify test check format lab lock clean

help:
	@echo "make report    regenerate reports/ from the seeds, where something changed"
	@echo "make verify    make the reports elsewhere and compare every byte"
	@echo "make test      run the tests and measure coverage"
	@echo "make check     lint, formatting and types: what pre-commit and CI run"
	@echo "make format    format the code and mend what the linter can mend"
	@echo "make lab       open the notebooks in JupyterLab"
	@echo "make install   make the environment only"
	@echo "make lock      renew requirements.lock (UPGRADE=1 takes newer versions)"
	@echo "make clean     remove the environment and all caches"

install: $(INSTALLED)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; name another with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(LOCKED): requirements.lock | $(BIN)/python
	$(PIP) install --quiet --no-deps --require-hashes --requirement requirements.lock
	@touch $@

$(INSTALLED): pyproject.toml $(LOCKED)
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

report: $(INSTALLED)
	$(BIN)/communique report

verify: $(INSTALLED)
	$(BIN)/communique report --check

test: $(INSTALLED)
	$(BIN)/python -m pytest --cov --numprocesses auto --dist worksteal

check: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lab: $(INSTALLED)
	$(BIN)/jupyter lab notebooks

lock: $(INSTALLED)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		$(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage build dist
	find analysis tests notebooks -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +
