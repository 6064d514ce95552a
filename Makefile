# What one does with a checkout. Nothing need be installed beforehand but Python 3.11 or newer.
.PHONY: help setup demo demo-reset test lint format bench words docs pictures lighthouse lock
PYTHON_IN_VENV = .venv/bin/python
# A suite starts some two hundred processes: each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

help:  ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup:  ## make .venv from the hashed lock; instant the second time
	@bin/setup

demo: setup  ## the whole portal with a demo town, until Ctrl-C; keeps its data
	@$(PYTHON_IN_VENV) -m config.demo

demo-reset: setup  ## the same, from an empty database
	@$(PYTHON_IN_VENV) -m config.demo --reset

test: setup  ## the whole suite, browser tests included
	@$(PYTHON_IN_VENV) -m pytest -n 3 --dist worksteal $(ARGS)

lint: setup  ## style, types, order of the layers, forgotten migrations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@PYTHONPATH=. .venv/bin/lint-imports
	@$(PYTHON_IN_VENV) manage.py makemigrations --check --dry-run

format: setup  ## put the code in the usual form
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

bench: setup  ## measure; figures go to docs/performance.md by hand
	@$(PYTHON_IN_VENV) -m pytest -p no:xdist -m bench -s $(ARGS)

words: setup  ## bring locale/ up to date with pages and code, and compile it
	@$(PYTHON_IN_VENV) manage.py write_words

docs: setup  ## write the pages of docs/ that come from code
	@$(PYTHON_IN_VENV) manage.py write_docs

pictures: setup  ## take the pictures of docs/pictures/
	@$(PYTHON_IN_VENV) -m pytest -m pictures tests/browser/test_pictures.py $(ARGS)

lighthouse: setup  ## measure four pages; figures go to docs/quality.md by hand
	@npm install --no-package-lock --no-audit --no-fund --silent
	@$(PYTHON_IN_VENV) -m pytest -m lighthouse -s tests/browser/test_lighthouse.py $(ARGS)

lock:  ## make requirements.txt anew from pyproject.toml
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --python-version 3.11 --universal -o requirements.txt
