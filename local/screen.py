"""Writing onto a terminal, safely: what strangers wrote may hold what commands a terminal, or turns its lines about."""

import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from beadle.domain.hours import LONDON

PIPED_WIDTH = 250  # characters: what is piped into another program is not folded

_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
_DIRECTIONS = [0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SURROGATES = range(0xD800, 0xE000)  # no terminal can be sent half a character
_HARMLESS = dict.fromkeys([*_CONTROLS, *_DIRECTIONS, *_SURROGATES], "\N{REPLACEMENT CHARACTER}")


def plain(text: str) -> str:
    """Return `text`, as long as it was, without the characters that command a terminal."""
    return text.translate(_HARMLESS)


class Screen(Console):
    """A console on which no text is read as markup, and none commands the terminal."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)
        if not self.is_terminal and "COLUMNS" not in os.environ and "width" not in options:
            self.width = PIPED_WIDTH

    def render_str(self, text: str, **options: Any) -> Text:
        """Return a text as it may be shown; Rich asks for every plain string, also those in tables."""
        return super().render_str(plain(text), **options)


def table(title: str, *columns: str) -> Table:
    """Return an empty table in the house's one look."""
    made = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def london(at: datetime | None) -> str:
    """Return an instant as a clock on a wall in London shows it; "" for none."""
    return at.astimezone(LONDON).strftime("%a %d %b %Y %H:%M:%S") if at else ""


def listed(words: Iterable[str]) -> str:
    """Return words in one line, "none" when there are none."""
    return ", ".join(words) or "none"
