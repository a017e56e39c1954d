"""Artefacts: built once for each state of their sources, always the same, compiled, and never with more than that."""

import importlib.util
import zipfile
from pathlib import Path

import pytest

from local.artefacts import Builder, BuildFailed


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path / "cache")


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    source = tmp_path / "shared"
    (source / "beadle" / "__pycache__").mkdir(parents=True)
    (source / "beadle" / "__init__.py").write_text("ANSWER = 42\n")
    (source / "beadle" / "policy.toml").write_text("days = 90\n")
    (source / "beadle" / "__pycache__" / "old.cpython-27.pyc").write_bytes(b"old")
    (source / "requirements.txt").write_text("# none\n")
    (source / "Makefile").write_text("build:\n")
    return source


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def test_a_layer_has_its_packages_and_data_under_python_and_nothing_else(builder: Builder, layer: Path) -> None:
    compiled = Path(importlib.util.cache_from_source("python/beadle/__init__.py")).as_posix()
    assert names(builder.layer(layer)) == {"python/beadle/__init__.py", "python/beadle/policy.toml", compiled}


def test_bytecode_is_taken_without_a_look_at_its_source(builder: Builder, layer: Path) -> None:
    with zipfile.ZipFile(builder.layer(layer)) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".pyc"))
        flags = int.from_bytes(opened.read(name)[4:8], "little")
    assert flags == 0b01  # PEP 552: by hash, unchecked


def test_the_same_sources_give_the_same_bytes_anywhere(tmp_path: Path, layer: Path) -> None:
    first = Builder(tmp_path / "one").layer(layer)
    second = Builder(tmp_path / "two").layer(layer)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_a_second_build_takes_what_the_first_made(builder: Builder, layer: Path) -> None:
    first = builder.layer(layer)
    made = first.stat().st_mtime_ns
    assert builder.layer(layer) == first
    assert first.stat().st_mtime_ns == made


@pytest.mark.parametrize("file", ["beadle/__init__.py", "beadle/policy.toml", "beadle/new.py", "requirements.txt"])
def test_any_change_gives_another_artefact(builder: Builder, layer: Path, file: str) -> None:
    before = builder.layer(layer)
    (layer / file).write_text("# changed\n")
    assert builder.layer(layer) != before


def test_a_function_stands_at_the_top_of_its_archive(builder: Builder, tmp_path: Path) -> None:
    source = tmp_path / "poller"
    source.mkdir()
    (source / "handler.py").write_text("def lambda_handler(event, context): ...\n")
    assert "handler.py" in names(builder.function(source))


def test_requirements_that_cannot_be_installed_are_told(builder: Builder, layer: Path) -> None:
    wrong = "0" * 64
    (layer / "requirements.txt").write_text(f"iniconfig==2.3.1 --hash=sha256:{wrong}\n")
    with pytest.raises(BuildFailed, match=r"requirements\.txt cannot be installed"):
        builder.layer(layer)


def test_a_missing_folder_is_told(builder: Builder, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="no folder"):
        builder.function(tmp_path / "nowhere")
