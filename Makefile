# Everything that a person or CI does here. It needs Python 3.11 or later and nothing else; CI calls the same targets.
.PHONY: run test check build deploy bench evaluate model spam-model lock platforms
.DELETE_ON_ERROR:

PYTHON ?= python3
STAGE ?= dev
ARCHITECTURE ?= arm64
PYTEST_ARGS ?= --numprocesses=auto --dist=loadfile --no-loadscope-reorder
export ARCHITECTURE
export SAM_CLI_TELEMETRY := 0
BIN := .venv/bin
# The lists name everything that is needed, so pip has nothing to work out.
INSTALL := -m pip install --quiet --disable-pip-version-check --no-deps

# make run COMMENTS=some/comments.csv AT="2026-11-23T10:00" BLOCKS=ask ARGS="--port 0"
run: .venv/local
	$(BIN)/beadle run $(if $(COMMENTS),--comments "$(COMMENTS)") $(if $(AT),--at "$(AT)") \
	  $(if $(BLOCKS),--sanctions "$(BLOCKS)") $(ARGS)

test: check build
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/dev .venv-sam/installed .venv-checkov/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=.:layers/shared $(BIN)/lint-imports --no-cache
	$(BIN)/cfn-lint template.yaml infra/alarms.yaml
	.venv-checkov/bin/checkov --config-file .checkov.yaml
	.venv-sam/bin/sam validate --lint

build: .venv/dev .venv-sam/installed
	.venv-sam/bin/sam build

deploy: build
	.venv-sam/bin/sam deploy --config-env $(STAGE)

# DATA is the folder of the labelled texts; see models/spam/README.md.
DATA ?= ../shared/data
spam-model: .venv-models-spam/installed
	PYTHONPATH=.:layers/shared .venv-models-spam/bin/python -m models.spam.train --shared $(DATA)

bench: .venv/dev
	$(BIN)/python -m benchmarks

# Needs the shared data folder beside the project; a quarter of an hour on one core.
evaluate: .venv-evaluation/installed
	PYTHONPATH=.:layers/shared:layers/model .venv-evaluation/bin/python -m evaluation

# Minutes with an accelerator, hours without; the texts are not the project's: see models/README.md.
TEXTS ?= ../shared/data/abuse/train.jsonl
model: .venv-models/made
	for step in "train --to" "ngrams --to" "export --from"; do \
	  PYTHONPATH=.:layers/shared:layers/model .venv-models/bin/python -m models.$$step .local/models --data "$(TEXTS)" || exit; \
	done

platforms: .venv/local # writes docs/platforms.md from the table
	$(BIN)/python -m local.platforms_page

lock: .venv/dev # writes every list of exact versions anew
	for list in requirements/dev requirements/local layers/shared/requirements layers/model/requirements requirements/sam requirements/checkov \
	            requirements/evaluation models/requirements models/spam/requirements; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url $$(case $$list in requirements/local|layers/*) echo --constraint requirements/dev.txt;; esac) \
	    $$list.in --output-file $$list.txt; \
	done

# ── Environments: each is made once for each state of its list ────────────────────────────────────────────────────────
.venv/dev: requirements/dev.txt .venv/local
	$(BIN)/python $(INSTALL) --require-hashes --requirement $<
	@touch $@

.venv/local: requirements/local.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Beadle needs Python 3.11 or later: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) --require-hashes --requirement $<
	$(BIN)/python $(INSTALL) --no-build-isolation --editable .
	@touch $@

define environment
$(BIN)/python -m venv $(@D)
$(@D)/bin/python $(INSTALL) --require-hashes --requirement $<
@touch $@
endef

.venv-models-spam/installed: models/spam/requirements.txt .venv/local
	$(environment)

.venv-models/made: models/requirements.txt .venv/local
	$(environment)

.venv-%/installed: requirements/%.txt .venv/local
	$(environment)
