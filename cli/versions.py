"""Policies as an officer names them: a file, a version's number, `live`, or `shipped` for the one that comes along."""

from pathlib import Path

import typer

from beadle.domain.errors import MalformedInput
from beadle.domain.judgements import Rulebook
from beadle.domain.policies import SHIPPED
from beadle.policy.live import numbered
from beadle.policy.loader import PACKAGED, load
from local.stack import Stack

LIVE_WORD = "live"
SHIPPED_WORD = "shipped"
NAMED = f"A file, a version's number, {LIVE_WORD}, or {SHIPPED_WORD} for the one that comes with Beadle."


def number(word: str) -> int:
    """Return the number that an officer typed, SHIPPED for the word; typer.BadParameter for anything else."""
    if word == SHIPPED_WORD:
        return SHIPPED
    if not (word.isascii() and word.isdecimal() and int(word) != SHIPPED):
        raise typer.BadParameter(f"{word!r} is no version: a whole number, or {SHIPPED_WORD}")
    return int(word)


def live_number(stack: Stack) -> int:
    """Return the number of the live version."""
    live = stack.policies.live()
    return live.number if live else SHIPPED


def rulebook(word: str, stack_name: str) -> Rulebook:
    """Return the policy that `word` names; a stack is asked only for what it keeps.

    PolicyInvalid; NotFound; MalformedInput when there is neither such a file nor such a version.
    """
    if word == SHIPPED_WORD:
        return load()
    if word == LIVE_WORD or (word.isascii() and word.isdecimal()):
        stack = Stack.find(stack_name)
        return numbered(live_number(stack) if word == LIVE_WORD else number(word), stack.policies)
    path = Path(word)
    if not path.is_file():
        raise MalformedInput(word, [f"is no policy: {NAMED[0].lower()}{NAMED[1:]}"])
    return load(path)


def text(number: int, stack: Stack) -> str:
    """Return a version as it was written."""
    return PACKAGED.read_text(encoding="utf-8") if number == SHIPPED else stack.policies.get(number).text
