# Puente. `make run` serves everything on this computer; `make test` runs every check.
PYTHON ?= python3
ENGINE = engine/.venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup run test lint types test-engine test-core crash-test canary-test bench lock clean

help:  ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup:  ## Set up both environments and train the model
	@$(PYTHON) tools/setup.py run

run: setup  ## Set up, train if needed, serve with the simulator on http://127.0.0.1:8000
	@PUENTE_SIMULATOR=$${PUENTE_SIMULATOR:-1} exec .venv/bin/puente up

test:  ## Set up and run every check that CI runs
	@$(PYTHON) tools/setup.py test
	@$(MAKE) --no-print-directory lint types test-engine test-core

lint:  ## Style, imports between layers, spelling of the house rules
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

types:  ## Types of the core
	.venv/bin/mypy

test-engine:  ## The boxed engine, in its own environment
	$(ENGINE) -m unittest discover -s tests/engine -t .
	$(ENGINE) -m engine.differential

test-core:  ## Everything else: side by side what can be, then one by one what watches the clock or a browser
	.venv/bin/python -m pytest -n auto --dist loadfile -m "not browser and not crash"
	.venv/bin/python -m pytest -m "browser or crash"

crash-test:  ## Kill the service at every named point, and workers at random
	.venv/bin/python -m tests.crash.run --times 20

canary-test:  ## Plant canaries in every way that words come in, and look for them wherever bytes come to rest
	.venv/bin/python -m tests.canary.run

bench:  ## Measure understanding and speed beside stock Rasa; takes a quarter of an hour on a quiet machine
	.venv/bin/python -m bench

lock:  ## Compile the hash-pinned requirements files again
	.setup/bin/uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes -q --custom-compile-command "make lock" -o requirements/core.txt
	.setup/bin/uv pip compile pyproject.toml --group dev --python-version 3.11 --universal --generate-hashes -q --custom-compile-command "make lock" -o requirements/dev.txt
	.setup/bin/uv pip compile engine/requirements.in --python-version 3.10 --universal --generate-hashes -q --custom-compile-command "make lock" -o requirements/engine.txt
	.setup/bin/uv pip compile requirements/setup.in --python-version 3.11 --universal --generate-hashes -q --custom-compile-command "make lock" -o requirements/setup.txt

clean:  ## Remove environments and models, never the data folder
	rm -rf .venv .setup engine/.venv models .mypy_cache .ruff_cache .import_linter_cache
