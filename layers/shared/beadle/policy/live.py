"""The policy in force, as rules: the council's own live version, or the one that comes with Beadle while there is none.

A process asks which version is live once a minute at most, and reads a version's text once: texts never change.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from beadle.domain.errors import NotFound, PolicyInvalid, StoreUnavailable
from beadle.domain.judgements import Rulebook
from beadle.domain.policies import SHIPPED, Policies
from beadle.domain.ports import Clock
from beadle.policy.loader import load, rulebook_of

FRESH = timedelta(seconds=60)


@dataclass(slots=True)
class LiveRulebooks:
    """Fits the Rulebooks port, over the versions that are kept."""

    policies: Policies
    clock: Clock
    _live: int = SHIPPED
    _asked_at: datetime | None = None
    _read: dict[int, Rulebook] = field(default_factory=dict)  # by number

    def live(self) -> Rulebook:
        """Ask which version is live, unless it was asked within the last minute."""
        now = self.clock.now()
        if self._asked_at is None or not timedelta() <= now - self._asked_at < FRESH:
            live = self.policies.live()
            self._live = live.number if live else SHIPPED
            self._numbered(self._live)  # should it not be readable, the next message asks again
            self._asked_at = now
        return self._numbered(self._live)

    def of(self, version: str) -> Rulebook:
        """Look for it among the shipped one and those that are kept, by its number and then by its digest.

        Clauses' ids are permanent: where it is gone, the live one has words for them, under a version of its own.
        """
        number = version.partition("+")[0]
        kept = [SHIPPED, int(number)] if number.isdecimal() else [SHIPPED]
        for candidate in kept:
            with suppress(NotFound):
                if self._numbered(candidate).version == version:
                    return self._numbered(candidate)
        return self.live()

    def _numbered(self, number: int) -> Rulebook:
        if number not in self._read:
            try:
                self._read[number] = numbered(number, self.policies)
            except PolicyInvalid as error:
                # Another release of Beadle took it. No comment may be lost for that: they wait until a version is
                # live that this release can read, and an alarm says so.
                raise StoreUnavailable(f"this release of Beadle cannot use {error}") from error
        return self._read[number]


def numbered(number: int, policies: Policies) -> Rulebook:
    """Return a version as rules, SHIPPED for the one that comes with Beadle.

    NotFound; PolicyInvalid when this release cannot use it, though another one could.
    """
    if number == SHIPPED:
        return load()
    return rulebook_of(policies.get(number).text.encode(), f"version {number} of the policy")
