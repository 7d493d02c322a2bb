.PHONY: install demo test lint format requirements bench-feelings clean
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

# One file per pinned list: made anew only when the list changes.
install: $(VENV)/.run

$(VENV)/.run: requirements/run.txt pyproject.toml
	test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(RUN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(RUN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

demo: $(VENV)/.run
	$(RUN)/firstline demo

test: $(VENV)/.dev
	$(RUN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

format: $(VENV)/.dev
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

# Needs `uv` on the PATH; the lists name no package index.
requirements:
	cd requirements && for list in run dev; do \
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make requirements" $$list.in -o $$list.txt || exit 1; done

# How well feelings are heard, on labelled messages in DATA; nothing of them is kept.
bench-feelings: $(VENV)/.run
	$(RUN)/python -m bot.line1.tuning $(DATA)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
