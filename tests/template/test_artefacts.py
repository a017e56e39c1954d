"""What `sam build` makes of it: run after `make build`, skipped visibly where there is none."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from beadle import settings
from tests.template.stack import ROOMS, ROOT

BUILD = ROOT / ".aws-sam" / "build"
LAYER = BUILD / "Shared" / "python"
MODEL = BUILD / "Model" / "python"  # the moderator's second layer
MOST_BYTES = 60 * 2**20  # of the layer, unpacked; AWS allows 250 MB, a cold start fewer
BYTECODE = ".cpython-313.pyc"
EXAMPLES = {"BEADLE_BANK_HOLIDAYS": "SCT", "BEADLE_CLOSURE_DAYS": "2026-12-24", "BEADLE_RETENTION_DAYS": "365"}

pytestmark = pytest.mark.skipif(not MODEL.is_dir(), reason="nothing is built: make build")


@pytest.mark.parametrize("room", ROOMS)
def test_a_built_function_starts_with_nothing_but_its_layer(room: str) -> None:
    variables = [item.metadata["name"] for item in fields(getattr(settings, f"{room.title()}Settings"))]
    environment = {name: EXAMPLES.get(name, "false") for name in variables}
    program = f"import sys; sys.path[:0] = {[str(BUILD / room.title()), str(LAYER)]}; import handler"

    started = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", f"{program}; print(handler.lambda_handler.__name__)"],
        env={"AWS_DEFAULT_REGION": "eu-west-2", **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (started.returncode, started.stdout.strip()) == (0, "lambda_handler"), started.stderr


def test_the_layer_brings_whatever_is_imported_late_too() -> None:
    imported = {name for path in (LAYER / "beadle").rglob("*.py") for name in _imports(path)}
    brought = {path.name.removesuffix(".py") for layer in (LAYER, MODEL) for path in layer.iterdir()}

    assert imported <= brought | sys.stdlib_module_names


def test_a_built_function_is_its_handler_alone() -> None:
    for room in ROOMS:
        built = [path.name for path in (BUILD / room.title()).iterdir() if path.name != "__pycache__"]
        assert built == ["handler.py"]


def test_the_layer_is_packed_as_lambda_looks_for_it() -> None:
    assert (LAYER / "beadle" / "settings.py").is_file()
    assert not (LAYER / "python").exists()
    assert not (LAYER / "boto3").exists()


def test_the_layer_carries_the_descriptions_of_the_services_that_are_called_and_of_no_others() -> None:
    kept = {path.name for path in (LAYER / "botocore" / "data").iterdir() if path.is_dir()}

    assert kept == {"dynamodb", "events", "scheduler", "secretsmanager", "sqs", "sts"}


def test_the_layer_is_small() -> None:
    assert sum(path.stat().st_size for path in LAYER.rglob("*") if path.is_file()) < MOST_BYTES


def test_both_of_the_moderators_layers_together_are_small_enough_to_start() -> None:
    files = [path for layer in (LAYER, MODEL) for path in layer.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 120 * 2**20


def test_the_layer_is_compiled_all_of_it_or_not_at_all() -> None:
    """Not at all is for machines without Lambda's Python; `sam build` says so there."""
    sources = set(LAYER.rglob("*.py"))
    compiled = {path.parent.parent / f"{path.name.removesuffix(BYTECODE)}.py" for path in LAYER.rglob(f"*{BYTECODE}")}

    assert compiled in (set(), sources)


def test_no_bytecode_is_checked_against_its_source_at_a_cold_start() -> None:
    unchecked = 0b01  # PEP 552: by hash, and not looked up
    for path in LAYER.rglob("*.pyc"):
        assert int.from_bytes(path.read_bytes()[4:8], "little") == unchecked, os.fspath(path)


def _imports(path: Path) -> Iterator[str]:
    """Yield the top-level packages that a module names in its imports, wherever they stand."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
