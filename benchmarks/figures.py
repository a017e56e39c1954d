"""One way of showing what was measured."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, what it counts, and what it must not exceed, if anything."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it exceeds its goal."""
        return self.goal is not None and self.value > self.goal


def show(figures: Sequence[Figure]) -> None:
    """Print a table, and end the process with 1 when a goal was missed."""
    table = Table("what", "measured", "at most", "")
    for figure in figures:
        goal = "" if figure.goal is None else f"{figure.goal:g} {figure.unit}"
        mark = "" if figure.goal is None else ("missed" if figure.missed else "met")
        table.add_row(figure.name, f"{figure.value:.4g} {figure.unit}", goal, mark)
    Console(width=None if sys.stdout.isatty() else 110).print(table)
    if any(figure.missed for figure in figures):
        raise SystemExit(1)
