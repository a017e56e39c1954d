"""The Graph API's way of naming fields: "id,from{id,name},replies.limit(50){text}"."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"(?P<name>\w+)(?P<with>(?:\.\w+\([^()]*\))*)|(?P<mark>[{},])")


@dataclass(frozen=True)
class Wanted:
    """One field, what is asked of it when it is a list, and which of its own fields are wanted."""

    name: str
    with_: dict[str, str]
    fields: "tuple[Wanted, ...]"


def parse(text: str) -> tuple[Wanted, ...]:
    """Return the fields that `text` names; ValueError when it is not well formed."""
    found, end = _parse(text, 0)
    if end != len(text):
        raise ValueError(f"fields: {text[end:]!r} is left over")
    return found


def _parse(text: str, at: int) -> tuple[tuple[Wanted, ...], int]:
    found: list[Wanted] = []
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match["mark"] == "{":
            raise ValueError(f"fields: {text[at:]!r} names no field")
        if match["mark"] == "}":
            break
        at = match.end()
        if match["mark"]:
            continue
        inner: tuple[Wanted, ...] = ()
        if text[at : at + 1] == "{":
            inner, at = _parse(text, at + 1)
            if text[at : at + 1] != "}":
                raise ValueError("fields: a brace is not closed")
            at += 1
        found.append(Wanted(match["name"], dict(re.findall(r"\.(\w+)\(([^()]*)\)", match["with"])), inner))
    return tuple(found), at
