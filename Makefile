# Two commands on a fresh machine: `make demo` and `make test`.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ROOMS  := ontology data loaders stores queries viz cli
# A file added to a room has to be linked into the environment: a directory's time tells.
FOLDERS := $(shell find $(ROOMS) -type d -not -name __pycache__)
EDITABLE := --config-settings editable_mode=strict

.PHONY: install demo test lint docs bench bench-check bench-load bench-scale bench-viz clean

install: $(VENV)/installed

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/installed: $(VENV)/bin/python pyproject.toml $(FOLDERS)
	@echo "Installing bankgraph into $(VENV) (the first time downloads about 100 MB)"
	@PYTHONWARNINGS=ignore $(BIN)/pip install --quiet $(EDITABLE) --editable .
	@$(BIN)/python -m compileall -q build/__editable__*  # a tenth of an answer, where Python may not write
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@PYTHONWARNINGS=ignore $(BIN)/pip install --quiet $(EDITABLE) --editable ".[server]" --group test
	@touch $@

$(VENV)/installed-lint: $(VENV)/installed-test
	@$(BIN)/pip install --quiet --group lint
	@touch $@

demo: install
	@$(BIN)/bankgraph demo

test: $(VENV)/installed-test
	$(BIN)/pytest

lint: $(VENV)/installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(foreach room,ontology stores loaders queries viz cli,--package bankgraph.$(room))
	$(BIN)/mypy tests benchmarks
	$(BIN)/lint-imports

docs: install
	$(BIN)/python -m bankgraph.ontology.page > docs/ontology.md
	$(BIN)/python -m bankgraph.queries.page > docs/queries.md

bench: $(VENV)/installed-test
	@$(BIN)/python benchmarks/first_answer.py $(ANSWERS) --page docs/benchmark-of-answers.md

bench-check: install
	@$(BIN)/python benchmarks/check_speed.py

# The peers' environments are made under .venv-bench; LOAD="10000 --repeats 1" is a small one.
bench-load: $(VENV)/installed-test
	@$(BIN)/python benchmarks/load_speed.py $(LOAD) --page docs/benchmarks.md

bench-scale: $(VENV)/installed-test
	@$(BIN)/python benchmarks/at_scale.py $(SCALE) --page docs/benchmark-of-a-million.md

# VIZ="200 --repeats 1" is a small one.
bench-viz: $(VENV)/installed-test
	@$(BIN)/python benchmarks/viz_speed.py $(VIZ) --page docs/benchmark-of-pages.md

clean:
	rm -rf $(VENV) .venv-bench build dist *.egg-info
