"""`make bench`: every benchmark, one table, and the page docs/benchmarks.md; ends with 1 when a goal was missed."""

import os
import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from multiprocessing import get_context

from rich.console import Console

from benchmarks.figures import Figure, markdown, show
from benchmarks.stack import ROOT

RUNS = ("cost", "cold_start", "overhead", "growth", "memory")
PAGE = ROOT / "docs/benchmarks.md"


def main() -> None:
    """Measure, write the page, show the table."""
    found: dict[str, list[Figure]] = {}
    # A process each: nothing that one leaves behind weighs on the next.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for name in RUNS:
            started = time.monotonic()
            found[name] = pool.submit(import_module(f"benchmarks.{name}").measure).result()
            Console(stderr=True).print(f"{name}: {time.monotonic() - started:.0f} s")
    PAGE.write_text("\n".join(page(found, datetime.now(UTC), machine())) + "\n")
    show([figure for figures in found.values() for figure in figures])


def machine() -> str:
    """Return what it was measured on, in general words."""
    return f"{os.cpu_count()} cores, {platform.system()} on {platform.machine()}, Python {platform.python_version()}"


def page(found: Mapping[str, Sequence[Figure]], at: datetime, where: str) -> Iterator[str]:
    """Yield the lines of the page: each benchmark with its command, what it does and what it found."""
    yield from (
        "# What was measured",
        "",
        "`make bench` measures all of this anew and writes this page. Every goal is a count, or a ratio to something",
        "measured in the same run, so that it holds on another machine too.",
        "",
        f"Measured on {at.date()}: {where}.",
    )
    for name, figures in found.items():
        title, _, description = (import_module(f"benchmarks.{name}").__doc__ or "").partition(": ")
        yield from ("", f"## {title}", "")
        yield from (description[:1].upper() + description[1:]).strip().splitlines()
        yield from ("", *markdown(figures))


if __name__ == "__main__":
    main()
