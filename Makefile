# The two commands that anybody needs: make run, make test. Everything else is for those who work on Pero.
PYTHON ?= python3
DOCUMENTS ?=
DATA ?=
BIN := .venv/bin

.PHONY: run test pdf bench chaos picture lock clean

run: .venv/ready-to-run
	@$(BIN)/python -m bot run $(foreach folder,$(DOCUMENTS),--documents $(folder)) $(if $(DATA),--data $(DATA))

test: .venv/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

# Lets moderators upload PDFs, too: `pip install .[pdf]`, with hashes.
pdf: .venv/ready-to-run
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --no-deps --require-hashes -r requirements-pdf.txt

# Figures as ratios against a baseline in the same run. Nothing passes or fails on time.
bench: .venv/ready-to-test
	$(BIN)/python -m bench

# Daily posts through a Discord that fails, from a process that is killed again and again: each there, and once?
chaos: .venv/ready-to-test
	$(BIN)/python -m bench.chaos

# The README's picture of the chat page, drawn by a headless Chromium.
picture: .venv/ready-to-test
	$(BIN)/python -m bench.picture

# venv --without-pip and pip --python also work where a system's Python comes without ensurepip.
.venv/ready-to-run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pero needs Python 3.11 or newer: make run PYTHON=python3.11")'
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --no-deps --require-hashes -r requirements.txt
	@touch $@

.venv/ready-to-test: requirements-dev.txt .venv/ready-to-run
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

# Writes the locks again from pyproject.toml; uv is needed only here.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.txt
	grep -om1 'pypdf[^"]*' pyproject.toml | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate - -o requirements-pdf.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
