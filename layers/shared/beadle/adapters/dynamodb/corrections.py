"""The corrections table, the public register's source: `correction_id`. Its entries stay."""

from collections.abc import Iterator

from pynamodb.attributes import UnicodeAttribute

from beadle.adapters.dynamodb.attributes import InstantAttribute, Item, PartAttribute, WordAttribute, WordsAttribute
from beadle.adapters.dynamodb.posts import RefItem
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.corrections import Correction, CorrectionKind, CorrectionStatus


class CorrectionItem(Item[Correction]):
    """One entry of the register."""

    KIND = Correction
    correction_id = UnicodeAttribute(hash_key=True)
    kind = WordAttribute(CorrectionKind)
    channel_id = UnicodeAttribute()
    subject_id = UnicodeAttribute()
    reason = UnicodeAttribute()
    requested_by = UnicodeAttribute()
    opened_at = InstantAttribute()
    text = UnicodeAttribute(null=True)
    claim_id = UnicodeAttribute(null=True)
    status = WordAttribute(CorrectionStatus)
    steps = WordsAttribute(null=True)
    ref = PartAttribute(RefItem, null=True)
    issued_at = InstantAttribute(null=True)


class DynamoCorrections:
    """Fits the Corrections port."""

    def __init__(self, table_name: str) -> None:
        self._table = Table(table_name, CorrectionItem)

    def open(self, correction: Correction) -> Correction:
        """Write it unless it stands there; one request either way."""
        try:
            self._table.add(CorrectionItem.spell(correction))
        except ConditionFailed as failed:
            standing: Correction = failed.standing.record()
            return standing
        return correction

    def save(self, correction: Correction) -> None:
        """Write it over whatever stands there."""
        self._table.put(CorrectionItem.spell(correction))

    def list(self) -> Iterator[Correction]:
        """Read the whole table."""
        return (item.record() for item in self._table.scan())
