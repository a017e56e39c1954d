"""Policies that tests write: the packaged one with some lines changed."""

from beadle.domain.policies import label
from beadle.policy.loader import PACKAGED

SHIPPED_TEXT = PACKAGED.read_text(encoding="utf-8")


def changed(*changes: tuple[str, str], version: int = 2, more: str = "") -> str:
    """Return the packaged policy as another version, each pair's first text replaced once, and with more at its end."""
    text = SHIPPED_TEXT
    for old, new in (("version = 1\n", f"version = {version}\n"), *changes):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text + more


def observing(clause: str, text: str) -> str:
    """Return a policy in which a clause only watches."""
    return text.replace(f'id = "{clause}"\n', f'id = "{clause}"\nstate = "observe"\n', 1)


def named(text: str) -> str:
    """Return how judgements name a policy's text."""
    number = text.partition("\nversion = ")[2].partition("\n")[0]
    return label(int(number), text.encode())
