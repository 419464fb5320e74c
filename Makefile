# Two commands: `make demo` and `make test`. Each makes its own virtual environment and needs nothing
# but Python (3.11 or later) and make.

PYTHON ?= python3
SOURCES := $(shell find src grammar fixtures -type f -not -name '*.pyc')

.PHONY: demo test lint types layers bench clean

demo: .venv-demo/ready
	.venv-demo/bin/tempodb demo
	@printf '\nThe program is %s/.venv-demo/bin/tempodb. Try next:\n' '$(CURDIR)'
	@printf '  %s\n' ".venv-demo/bin/tempodb load fixtures/csto.yaml" \
	  ".venv-demo/bin/tempodb query 'timeline of Uzbekistan'" \
	  ".venv-demo/bin/tempodb query 'changes in CSTO between 1998 and 2007'"

test: lint types layers .venv-test/ready
	.venv-test/bin/pytest

lint: .venv-test/ready
	.venv-test/bin/ruff check
	.venv-test/bin/ruff format --check

types: .venv-test/ready
	.venv-test/bin/mypy

layers: .venv-test/ready
	.venv-test/bin/lint-imports

bench: .venv-test/ready
	.venv-test/bin/python tests/benchmarks.py

.venv-demo/ready: pyproject.toml README.md $(SOURCES)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tempodb needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv-demo
	.venv-demo/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps .
	.venv-demo/bin/python -m pip install --quiet --disable-pip-version-check .
	touch $@

.venv-test/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tempodb needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv-test
	.venv-test/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv-demo .venv-test build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
