"""The policies table: `version`, one item for each version of the policy, and one that points at the live one.

| version | keeps                                                                |
|---------|----------------------------------------------------------------------|
| 7       | a version, written once; only its approval is added                  |
| live    | which of them is live; always written in the place of what was read  |

Its items stay: a judgement of years ago can be explained.
"""

from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from beadle.adapters.dynamodb.attributes import InstantAttribute, Item
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.errors import AlreadyExists, Contended, NotFound
from beadle.domain.policies import LivePolicy, PolicyVersion

LIVE = "live"


class VersionItem(Item[PolicyVersion]):
    """One version."""

    KIND = PolicyVersion
    version = UnicodeAttribute(hash_key=True)
    number = NumberAttribute()
    label = UnicodeAttribute()
    text = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    proposed_by = UnicodeAttribute()
    proposed_at = InstantAttribute()
    approved_by = UnicodeAttribute(null=True)
    approved_at = InstantAttribute(null=True)


class LiveItem(Item[LivePolicy]):
    """Which version is live."""

    KIND = LivePolicy
    version = UnicodeAttribute(hash_key=True)
    number = NumberAttribute()
    by = UnicodeAttribute()
    since = InstantAttribute()
    reason = UnicodeAttribute(null=True)


class DynamoPolicies:
    """Fits the Policies port."""

    def __init__(self, table_name: str) -> None:
        self._versions = Table(table_name, VersionItem)
        self._live = Table(table_name, LiveItem)

    def add(self, version: PolicyVersion) -> None:
        """Write it unless its number stands there."""
        try:
            self._versions.add(VersionItem.spell(version, version=str(version.number)))
        except ConditionFailed as failed:
            standing: PolicyVersion = failed.standing.record()
            if (standing.label, standing.proposed_by) != (version.label, version.proposed_by):
                raise AlreadyExists(_taken(standing)) from None

    def get(self, number: int) -> PolicyVersion:
        """Read it consistently."""
        item = self._versions.get(str(number))
        if item is None:
            raise NotFound(f"there is no version {number} of the policy")
        return item.record()

    def list(self) -> tuple[PolicyVersion, ...]:
        """Read the whole table."""
        items = (item for item in self._versions.scan() if item.version != LIVE)
        return tuple(sorted((item.record() for item in items), key=lambda version: version.number))

    def approve(self, number: int, by: str, at: datetime) -> PolicyVersion:
        """Write the approval, unless it has one."""
        try:
            raw = self._versions.update(
                str(number),
                actions=[
                    VersionItem.approved_by.set(VersionItem.approved_by | by),
                    VersionItem.approved_at.set(VersionItem.approved_at | at),
                ],
                condition=VersionItem.version.exists(),
            )
        except ConditionFailed:
            raise NotFound(f"there is no version {number} of the policy") from None
        return self._versions.read(raw).record()

    def live(self) -> LivePolicy | None:
        """Read it consistently."""
        item = self._live.get(LIVE)
        return item.record() if item else None

    def go_live(self, live: LivePolicy, instead_of: LivePolicy | None) -> None:
        """Write it over what was read, or over nothing."""
        unchanged = LiveItem.version.does_not_exist()
        if instead_of is not None:
            unchanged = (LiveItem.number == instead_of.number) & (LiveItem.since == instead_of.since)
        try:
            self._live.put(LiveItem.spell(live, version=LIVE), unchanged)
        except ConditionFailed:
            raise Contended("another policy went live meanwhile: look at it, and try again") from None


def _taken(standing: PolicyVersion) -> str:
    return f"version {standing.number} of the policy was proposed by {standing.proposed_by}: raise the file's `version`"
