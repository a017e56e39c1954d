"""How a run is shown: a live table on a terminal, plain lines anywhere else."""

from typing import Protocol, Self

from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from local.demo.board import Board, Row
from local.screen import Screen, plain

STYLES = {"keep": "green", "review": "yellow", "remove": "red", "": "dim"}
AROUND_THE_TABLE = 6  # lines: two bars, the table's head, and room for lines that wrap
LONGEST_TEXT = 60  # characters of a comment in a plain line


class Display(Protocol):
    """What a run tells while it goes on."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, *reason: object) -> None:
        """End, and leave what is shown standing."""

    def say(self, line: str) -> None:
        """Tell something that is said once."""

    def keep(self, line: str) -> None:
        """Tell something that stays in sight."""

    def changed(self, row: Row) -> None:
        """Tell that a comment has come further."""

    def posted(self, done: int, total: int) -> None:
        """Tell how many of the file's comments are on the platform."""

    def draw(self) -> None:
        """Show how things stand now."""


def display(screen: Screen, board: Board) -> Display:
    """Return the display that fits where it is written."""
    return LiveDisplay(screen, board) if screen.is_terminal else PlainDisplay(screen, board)


class PlainDisplay:
    """A line for each thing that happens: for logs."""

    def __init__(self, screen: Screen, board: Board) -> None:
        self._screen = screen
        self._board = board

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *reason: object) -> None:
        """End with the totals."""
        for line in totals(self._board):
            self.say(line)

    def say(self, line: str) -> None:
        """Write it."""
        self._screen.print(line, soft_wrap=True)

    def keep(self, line: str) -> None:
        """Write it: what is written stays."""
        self.say(line)

    def changed(self, row: Row) -> None:
        """Write where the comment stands."""
        short = " ".join(row.text.split())
        short = short if len(short) <= LONGEST_TEXT else short[: LONGEST_TEXT - 1] + "…"
        self.say(" | ".join((row.comment_id, row.standing, ", ".join(row.then), f"{row.author}: {short}")))

    def posted(self, done: int, total: int) -> None:
        """Write it now and then."""
        if done == total or done % 100 == 0:
            self.say(f"{done} of {total} comments are on the platform")

    def draw(self) -> None:
        """Nothing: all has been written."""


class LiveDisplay:
    """A progress bar, the comments that changed last, and the totals."""

    def __init__(self, screen: Screen, board: Board) -> None:
        self._screen = screen
        self._board = board
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=screen
        )
        self._kept: list[str] = []
        self._posted: TaskID | None = None
        self._judged: TaskID | None = None
        self._live = Live(get_renderable=self._picture, console=screen, auto_refresh=False)

    def __enter__(self) -> Self:
        """Begin."""
        self._live.start()
        return self

    def __exit__(self, *reason: object) -> None:
        """End, and leave the last picture standing."""
        self._live.stop()

    def say(self, line: str) -> None:
        """Write it above the picture."""
        self._screen.print(line)

    def keep(self, line: str) -> None:
        """Write it under the picture."""
        self._kept.append(line)

    def changed(self, row: Row) -> None:
        """Nothing: the picture is drawn from the board."""

    def posted(self, done: int, total: int) -> None:
        """Move the bar."""
        if self._posted is None:
            self._posted = self._bar.add_task("posted", total=total)
            self._judged = self._bar.add_task("judged", total=total)
        self._bar.update(self._posted, completed=done)

    def draw(self) -> None:
        """Draw the picture anew."""
        self._live.refresh()

    def _picture(self) -> RenderableType:
        if self._judged is not None:
            self._bar.update(self._judged, completed=self._board.outcomes()["judged"] + self._board.refused)
        beneath = [Text(plain(line)) for line in (*totals(self._board), *self._kept)]
        room = max(self._screen.size.height - AROUND_THE_TABLE - len(beneath), 5)
        rows = list(self._board.rows.values())[-room:]
        return Group(self._bar, _table(rows), *beneath)


def _table(rows: list[Row]) -> Table:
    table = Table(box=None, expand=True, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Comment", no_wrap=True, max_width=14)
    table.add_column("Author", no_wrap=True, max_width=14)
    table.add_column("Says", no_wrap=True, ratio=2)
    table.add_column("Judged", no_wrap=True, max_width=22)
    table.add_column("Then", no_wrap=True, ratio=3)
    for row in rows:
        table.add_row(
            row.comment_id,
            row.author,
            " ".join(row.text.split()),
            Text(plain(row.standing), style=STYLES[row.verdict]),
            ", ".join(row.then),
        )
    return table


def totals(board: Board) -> list[str]:
    """Return the sums, a line each: what was done, the verdicts, the clauses."""
    parts = [
        ("", board.outcomes()),
        ("verdicts: ", {word: board.verdicts()[word] for word in ("keep", "review", "remove")}),
        ("clauses: ", dict(sorted(board.clauses().items()))),
    ]
    return [
        name + ", ".join(f"{number} {word}" for word, number in counted.items()) for name, counted in parts if counted
    ]
