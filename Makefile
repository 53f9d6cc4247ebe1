# Two commands for newcomers: `make map` and `make test`. Each does all of its own set-up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: map test golden lint check fmt bench clean help

help:
	@echo "make map    install into $(VENV) and draw the example map"
	@echo "make test   install into $(VENV) and pass the tests"
	@echo "make golden draw the golden pictures anew where the pages look different; look at them before you commit"
	@echo "make lint   style, strict types and the direction of imports"
	@echo "make bench  the benchmarks, printed"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# What the build hook reads: when any of it changes, the package is installed (and so built) again.
BUILT_FROM := pyproject.toml tools/hatch_build.py $(shell find gazetteer web/src web/*.json web/build.mjs \
	geoevents/gazetteer geoevents/model -type f \( -not -path '*/data/*' -a -not -path '*/__pycache__/*' \))

# One stamp per set of extras.
$(VENV)/.run: $(BIN)/python $(BUILT_FROM)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.test: $(BIN)/python $(BUILT_FROM)
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	@touch $@ $(VENV)/.run

$(VENV)/.lint: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --editable ".[test,lint]"
	@touch $@

map: $(VENV)/.run
	@mkdir -p out
	$(BIN)/geoevents map examples/briefing.txt examples/events.csv --zones syria-2017 \
		--title "Example: events in Syria, 2016 to 2018" -o out/map.html
	@echo "Open it in a browser: file://$(CURDIR)/out/map.html"

test: $(VENV)/.test
	$(BIN)/python -m pytest

golden: $(VENV)/.test
	GEOEVENTS_GOLDEN=renew $(BIN)/python -m pytest tests/browser/golden/test_golden.py
	@git status --short tests/browser/golden/pictures

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.names
	$(BIN)/python -m benchmarks.geocoding

check: test lint

fmt: $(VENV)/.lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) out build dist web/node_modules geoevents/gazetteer/data
	find geoevents/maps/static -type f -delete
