"""Building what a template points at: layers and functions, compiled, each kept under the digest of its sources."""

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from py_compile import PycInvalidationMode

NEVER_SHIPPED = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".DS_Store"})
NOT_OF_A_LAYER = frozenset({"requirements.txt", "Makefile"})  # they say how it is built
LONGEST_INSTALL_SECONDS = 600
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same sources give the same zip file


class BuildFailed(RuntimeError):
    """An artefact cannot be built; the message says why."""


class Builder:
    """Builds artefacts for the Python that runs, once for each state of their sources."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)

    def function(self, source: Path) -> Path:
        """Return the zip file of a function's folder."""
        self._must_be_folder(source)

        def fill(folder: Path) -> None:
            _copy(source, folder)

        return self._built("function", source, fill)

    def layer(self, source: Path) -> Path:
        """Return the zip file of a layer: its requirements and its packages, under `python/` as SAM puts them."""
        self._must_be_folder(source)

        def fill(folder: Path) -> None:
            python = folder / "python"
            python.mkdir()
            if (source / "requirements.txt").exists():
                shutil.copytree(self._installed(source / "requirements.txt"), python, dirs_exist_ok=True)
            _copy(source, python, leave=NOT_OF_A_LAYER)

        return self._built("layer", source, fill)

    def _built(self, kind: str, source: Path, fill: Callable[[Path], None]) -> Path:
        archive = self._cache / f"{kind}-{source.name}-{_digest(source)}.zip"
        if not archive.exists():
            with tempfile.TemporaryDirectory(dir=self._cache) as draft:
                folder = Path(draft) / "content"
                folder.mkdir()
                fill(folder)
                _compile(folder)
                packed = Path(draft) / "packed.zip"
                _pack(folder, packed)
                packed.replace(archive)
        return archive

    def _installed(self, requirements: Path) -> Path:
        """Return a folder with the requirements, installed and compiled once for each state of their list."""
        folder = self._cache / f"packages-{_digest(requirements)}"
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=self._cache) as draft:
                target = Path(draft) / "packages"
                _install(requirements, target)
                target.mkdir(exist_ok=True)  # an empty list installs nothing
                _compile(target)
                _move(target, folder)
        return folder

    @staticmethod
    def _must_be_folder(source: Path) -> None:
        if not source.is_dir():
            raise BuildFailed(f"the template points at {source}, which is no folder")


def _install(requirements: Path, target: Path) -> None:
    """Install with pip, or with uv where an environment has no pip."""
    program = [sys.executable, "-m", "pip"]
    if find_spec("pip") is None:
        if not (uv := shutil.which("uv")):
            raise BuildFailed("neither pip nor uv is here to install the layer's requirements")
        program = [uv, "pip"]
    hashes = ["--require-hashes"] if "--hash=" in requirements.read_text() else []
    command = [*program, "install", "--no-compile", *hashes, "-r", str(requirements), "--target", str(target)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_INSTALL_SECONDS, check=False)
    if ended.returncode:
        raise BuildFailed(f"{requirements} cannot be installed:\n{ended.stderr.strip()[-4000:]}")
    shutil.rmtree(target / "bin", ignore_errors=True)  # programs, which name this machine's Python


def _move(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another build was quicker, with the same outcome
            raise


def _copy(source: Path, folder: Path, leave: frozenset[str] = frozenset()) -> None:
    def ignored(where: str, names: list[str]) -> set[str]:
        at_top = leave if Path(where) == source else frozenset()
        return set(names) & (NEVER_SHIPPED | at_top)

    shutil.copytree(source, folder, ignore=ignored, dirs_exist_ok=True)


def _compile(folder: Path) -> None:
    """Compile what is not compiled yet, so that a function starts without doing so; its sources are not looked at."""
    compileall.compile_dir(
        folder,
        quiet=2,  # some packages carry templates which are no Python
        stripdir=str(folder),
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        workers=os.cpu_count() or 1,
    )


def _pack(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for path in _files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (path.stat().st_mode & 0xFFFF) << 16
            packed.writestr(entry, path.read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    """Return a folder's files, in an order that is always the same."""
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def _sources(source: Path) -> Iterator[Path]:
    """Return the files which an artefact is made of; `source` may itself be one."""
    if source.is_file():
        return iter([source])
    return (path for path in _files(source) if not NEVER_SHIPPED & set(path.relative_to(source).parts))


def _digest(source: Path) -> str:
    """Return the digest of all that an artefact depends on: its sources, and the Python it is compiled for."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.platform} {os.uname().machine}".encode())
    for path in _sources(source):
        digest.update(f"{path.relative_to(source).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
