"""The council's policy in numbered versions, which never change once they are proposed, and the one that is live."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

SHIPPED = 0
"""Stands for the policy that comes with Beadle, which is live until a version of the council's own is."""

MOST_BYTES = 350_000
"""Of a policy's text: with what stands beside it, it must fit an item of 400 KB."""


def label(number: int, content: bytes) -> str:
    """Return how judgements name a policy: its number and the beginning of its digest, "7+3fa9c2d1"."""
    return f"{number}+{sha256(content).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One policy, as somebody proposed it. Only its approval is added later, and once."""

    number: int  # 1 or more; as the text itself says
    label: str  # "7+3fa9c2d1", as judgements name it
    text: str  # TOML
    note: str  # what it changes, and why
    proposed_by: str
    proposed_at: datetime  # aware
    approved_by: str = ""
    approved_at: datetime | None = None  # aware


@dataclass(frozen=True, slots=True)
class LivePolicy:
    """Which version is live, and who made it so."""

    number: int  # SHIPPED for the one that comes with Beadle
    by: str
    since: datetime  # aware
    reason: str
