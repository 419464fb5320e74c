# Two commands: `make demo` and `make test`. Each makes its own virtual environment and needs nothing
# but Python (3.11 or later) and make.
#
# Both install the versions of constraints.txt, with which everything was tested. `make latest` tests with
# whatever is newest today, `make lowest` with the lower bounds of pyproject.toml, and `make constraints`
# writes down what `make latest` found good.

PYTHON ?= python3
VENV ?= .venv-test
CONSTRAINTS ?= constraints.txt
# `make test PYTEST=` runs one test after the other. Who has done his share takes of another's.
PYTEST ?= --numprocesses auto --dist worksteal
FAST ?= 0.1
SOURCES := $(shell find src grammar fixtures -type f -not -name '*.pyc')

# The second name is what newer releases of pip read for what a build needs.
INSTALL = PIP_CONSTRAINT=$(CONSTRAINTS) PIP_BUILD_CONSTRAINT=$(CONSTRAINTS) \
  $(@D)/bin/python -m pip install --quiet --disable-pip-version-check

# What is imported is compiled then, by whoever is first; most of what the tests need installed never is.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test fast tests lint types layers latest lowest constraints faults soak house bench bench-check bench-count clean

demo: .venv-demo/ready
	.venv-demo/bin/tempodb demo
	@printf '\nThe program is %s/.venv-demo/bin/tempodb. Try next:\n' '$(CURDIR)'
	@printf '  %s\n' ".venv-demo/bin/tempodb load fixtures/csto.yaml" \
	  ".venv-demo/bin/tempodb query 'timeline of Uzbekistan'" \
	  ".venv-demo/bin/tempodb query 'changes in CSTO between 1998 and 2007'"

test: lint types layers tests

tests: $(VENV)/ready
	$(VENV)/bin/pytest $(PYTEST)

# While one works: all but what needs processes, terminals or time, with a tenth of the examples.
fast: lint types layers $(VENV)/ready
	THOROUGH=$(FAST) $(VENV)/bin/pytest $(PYTEST) -m 'meaning and not surroundings'

latest:
	rm -rf .venv-latest
	$(MAKE) test VENV=.venv-latest CONSTRAINTS=

lowest:
	rm -rf .venv-lowest
	mkdir .venv-lowest
	$(PYTHON) tests/house/lowest.py >.venv-lowest/constraints.txt
	$(MAKE) tests VENV=.venv-lowest CONSTRAINTS=.venv-lowest/constraints.txt

constraints: latest
	.venv-latest/bin/python -m pip freeze --exclude-editable >constraints.txt

# Opens the pages of `tempodb web` in Chromium, which Debian has as `chromium`; says so where there is none.
browser: .venv-browser/ready
	@command -v chromium google-chrome >/dev/null || echo 'there is no Chromium: the pages are not looked at'
	.venv-browser/bin/pytest tests/browser

.venv-browser/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(@D)
	$(INSTALL) --editable '.[dev,web,plot]' 'playwright>=1.50'
	@touch $@

# As a part of `.ci/run`: the same where a Chromium is here or can be installed, else a line that says why not.
browser-if-possible:
	@MAKE='$(MAKE)' tests/browser/if_possible.sh

# The pictures of the pages of the documentation: of answers, and of a page as Chromium shows it.
pictures: $(VENV)/ready .venv-browser/ready
	$(VENV)/bin/python docs/draw_pictures.py
	.venv-browser/bin/python docs/picture_the_page.py

.PHONY: browser browser-if-possible pictures

# Lakes on Spark, with two executors, and in an object store, which moto plays. Java 17 or later has to be there,
# as JAVA_HOME says or where Debian puts it.
JAVA_HOME ?= $(firstword $(wildcard /usr/lib/jvm/java-17-openjdk-*) $(wildcard /usr/lib/jvm/temurin-*))

# Without constraints.txt, whose python-dateutil is too new for botocore.
STORE = 'moto[s3]>=5.2' flask flask-cors

lake: java .venv-lake/ready
	JAVA_HOME='$(JAVA_HOME)' .venv-lake/bin/pytest tests/lake/asking/test_spark_crew.py tests/lake/test_object_store.py

java:
	@test -x '$(JAVA_HOME)/bin/java' || { echo 'there is no Java: install openjdk-17-jre-headless, or name one in JAVA_HOME'; exit 1; }
	@echo '$(JAVA_HOME)'

lake-if-possible:
	@MAKE='$(MAKE)' tests/lake/if_possible.sh

.venv-lake/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(@D)
	$(INSTALL) --editable '.[dev,spark]'
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check $(STORE) || \
	  echo 'moto could not be installed: no object store is tried'
	@touch $@

.PHONY: java lake lake-if-possible

# An hour or less: 20,000 questions are answered alike by a file and a server. It is a part of `make soak`.
engines: $(VENV)/ready
	THOROUGH=40 $(VENV)/bin/pytest $(PYTEST) tests/store/engines/test_any_question.py

soak: engines
.PHONY: engines soak

lint: $(VENV)/ready
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check

types: $(VENV)/ready
	MYPY_NUM_WORKERS=2 $(VENV)/bin/mypy

layers: $(VENV)/ready
	$(VENV)/bin/lint-imports

# Half an hour: what is killed, cut off, broken, cramped, crowded, hostile or too large leaves nothing torn, loses nothing.
# `make faults ONLY=kills,clocks` tries those alone, and `THOROUGH=10` ten times as much. `make soak` tries sixty
# times as much, for a day, and writes its figures to build/soak.md. Nothing else is left behind.
FAULTS = kills power_cuts io_errors full_disk little_memory damage readers_and_writers clocks runaways fuzzing_readers
THOROUGH ?= 1
ONLY ?=
COMMA = ,
CHOSEN = $(or $(subst $(COMMA), ,$(ONLY)),$(FAULTS))

faults: $(VENV)/ready
	@made=$$(mktemp -d); chmod 711 "$$made"; trap 'rm -rf "$$made"' EXIT; trap 'exit 130' INT TERM; failed=; \
	export TMPDIR="$$made" XDG_CACHE_HOME="$$made" TEMPODB_CONFIG= THOROUGH=$(THOROUGH) PYTHONPATH=tests:. \
	  FIGURES="$$made/figures"; \
	for program in $(CHOSEN); do printf '\n%s\n' "$$program"; \
	  $(VENV)/bin/python tests/faults/$$program.py || failed="$$failed $$program"; done; \
	printf '\n'; $(VENV)/bin/python tests/faults/figures.py "$$made/figures" | tee $(TABLE); \
	test -z "$$failed" || { printf '\nfailed:%s\n' "$$failed"; exit 1; }

soak:
	@mkdir -p build
	@$(MAKE) faults THOROUGH=60 TABLE=build/soak.md

# Rooms, arrows and figures as the imports draw them; `make house BEFORE=REVISION` (or a folder) sets another's beside.
house:
	@PYTHONPATH=tests $(PYTHON) -m house.picture $(BEFORE)

# Figures beside other databases; those that are not here are named. `make bench SIZE=100k ONLY=members,snapshot`.
SIZE ?= 10k

bench: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks --size $(SIZE) --only "$(ONLY)"

# Fails where the work of a path, counted and not timed, has grown by a fifth; `make bench-count` writes it anew.
bench-check: $(VENV)/ready
	$(VENV)/bin/python -m benchmarks.counted

bench-count: $(VENV)/ready
	$(VENV)/bin/python -m benchmarks.counted --write

.venv-demo/ready: pyproject.toml constraints.txt README.md $(SOURCES)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tempodb needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv-demo
	$(INSTALL) --force-reinstall --no-deps .
	$(INSTALL) .
	touch $@

.venv-bench/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-bench
	$(INSTALL) --editable '.[bench]'
	-$(INSTALL) mysqlclient || echo 'MariaDB is left out: mysqlclient needs libmariadb-dev and a compiler'
	touch $@

$(VENV)/ready: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tempodb needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --no-compile --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
