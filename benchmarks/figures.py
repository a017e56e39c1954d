"""One way of showing what was measured: on the screen, and on a page."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

SMALL = 0.001  # below it digits are counted from the point, lest they are shown as powers of ten
HEADINGS = ("what", "measured", "at most", "")


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

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The figure as a table shows it."""
        number = f"{self.value:.4g}" if self.value >= SMALL else f"{self.value:.6f}"
        measured = f"{number} {self.unit}"
        if self.goal is None:
            return self.name, measured, "", ""
        return self.name, measured, f"{self.goal:g} {self.unit}", "missed" if self.missed else "met"


def show(figures: Sequence[Figure]) -> None:
    """Print a table, and end the process with 1 when a goal was missed."""
    table = Table(*HEADINGS)
    for figure in figures:
        table.add_row(*figure.row)
    Console(width=None if sys.stdout.isatty() else 110).print(table)
    if any(figure.missed for figure in figures):
        raise SystemExit(1)


def markdown(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the lines of the same table on a page."""
    for row in (HEADINGS, ("---", "---:", "---:", "---"), *(figure.row for figure in figures)):
        yield f"| {' | '.join(row)} |"
