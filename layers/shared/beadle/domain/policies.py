"""The council's policy in numbered versions, which never change once they are proposed, and the one that is live."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

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
    proposed_by: str
    proposed_at: datetime  # aware
    note: str = ""  # what it changes, and why
    approved_by: str = ""
    approved_at: datetime | None = None  # aware


@dataclass(frozen=True, slots=True)
class LivePolicy:
    """Which version is live, and who made it so."""

    number: int  # SHIPPED for the one that comes with Beadle
    by: str
    since: datetime  # aware
    reason: str = ""


class Policies(Protocol):
    """Every version of the council's own policy, and which one is live."""

    def add(self, version: PolicyVersion) -> None:
        """Record a proposed version; the same again is nothing. AlreadyExists when its number is taken by another."""

    def get(self, number: int) -> PolicyVersion:
        """Return one version, read consistently. NotFound."""

    def list(self) -> tuple[PolicyVersion, ...]:
        """Return every version, by number."""

    def approve(self, number: int, by: str, at: datetime) -> PolicyVersion:
        """Record who approved a version and return it; approving twice keeps the first approval. NotFound."""

    def live(self) -> LivePolicy | None:
        """Return which version is live, read consistently; None while the council never had one of its own."""

    def go_live(self, live: LivePolicy, instead_of: LivePolicy | None) -> None:
        """Make a version live in the place of `instead_of`. Contended when another took its place meanwhile."""
