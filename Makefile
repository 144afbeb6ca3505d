# Two commands: `make run` and `make test`. Everything else is for those who work on Chaînon.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run test check format e2e bench lock vendor messages clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: $(VENV)/.platform ## Install, migrate, load the demonstration, serve on http://localhost:8000
	@$(BIN)/python -m chainon run

test: $(VENV)/.dev $(VENV)-methods/.ready ## Every test: methods alone, SQLite, PostgreSQL, browser
	@$(BIN)/python scripts/run_tests.py

check: $(VENV)/.dev ## Style, types, layers, templates, migrations, deployment
	@$(BIN)/python scripts/run_checks.py

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

e2e: $(VENV)/.dev ## The browser tests only
	@$(BIN)/pytest -q -m browser -n 2 --dist worksteal

bench: $(VENV)/.dev ## Measure the methods and the chain (docs/benchmarks.md)
	@for name in sortition counting budgeting opinions disclosure chain proposals search kills mail_deaths; do $(BIN)/python bench/$$name.py || exit 1; done

messages: $(VENV)/.dev ## Refresh and compile the translations
	@$(BIN)/python scripts/messages.py

lock: ## Resolve the dependencies again (needs uv)
	@./scripts/lock.sh

vendor: ## Fetch the vendored front-end files again (needs npm)
	@$(PYTHON) scripts/vendor.py

clean:
	@rm -rf $(VENV) $(VENV)-methods .cache .mypy_cache .ruff_cache .pytest_cache

# --- environments: made once, made again when their lock changes
define make_venv
	@if [ -n "$(UV)" ]; then $(UV) venv -q --allow-existing --python $(PYTHON) $(1); \
	elif [ ! -x $(1)/bin/pip ]; then rm -rf $(1); $(PYTHON) -m venv $(1) || { rm -rf $(1); \
	  echo "Il manque le module venv de Python. Sur Debian ou Ubuntu : sudo apt install python3-venv" >&2; exit 1; }; fi
	@echo "Installation dans $(1) …"
	@if [ -n "$(UV)" ]; then $(UV) pip sync -q --python $(1)/bin/python --require-hashes $(2); \
	  $(UV) pip install -q --python $(1)/bin/python --no-build-isolation --no-deps -e .; \
	else $(1)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $(2) && \
	  $(1)/bin/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .; fi
endef

$(VENV)/.platform: requirements/platform.txt pyproject.toml
	$(call make_venv,$(VENV),requirements/platform.txt)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	$(call make_venv,$(VENV),requirements/dev.txt)
	@touch $(VENV)/.platform $@

$(VENV)-methods/.ready: requirements/methods.txt pyproject.toml
	$(call make_venv,$(VENV)-methods,requirements/methods.txt)
	@touch $@
