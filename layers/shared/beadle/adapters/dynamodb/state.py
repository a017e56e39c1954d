"""The state table: `name`, one item for each thing that holds for the whole council."""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from beadle.adapters.dynamodb.attributes import InstantAttribute, Item
from beadle.adapters.dynamodb.table import ConditionFailed, Table
from beadle.domain.emergencies import Emergency, Pause
from beadle.domain.errors import NotFound

EMERGENCY = "emergency"
PAUSE = "pause"


class EmergencyItem(Item[Emergency]):
    """The last emergency declared."""

    KIND = Emergency
    name = UnicodeAttribute(hash_key=True)
    emergency_id = UnicodeAttribute()
    reason = UnicodeAttribute()
    declared_by = UnicodeAttribute()
    declared_at = InstantAttribute()
    until = InstantAttribute()
    ended_at = InstantAttribute(null=True)
    ended_by = UnicodeAttribute(null=True)


class PauseItem(Item[Pause]):
    """The pause in force; the item is deleted at its end."""

    KIND = Pause
    name = UnicodeAttribute(hash_key=True)
    reason = UnicodeAttribute()
    paused_by = UnicodeAttribute()
    paused_at = InstantAttribute()


class DynamoState:
    """Fits the State port."""

    def __init__(self, table_name: str) -> None:
        self._emergencies = Table(table_name, EmergencyItem)
        self._pauses = Table(table_name, PauseItem)

    def emergency(self) -> Emergency | None:
        """Read it consistently."""
        item = self._emergencies.get(EMERGENCY)
        return item.record() if item else None

    def declare(self, emergency: Emergency) -> Emergency:
        """Write it over one that is over, or over nothing."""
        over = EmergencyItem.ended_at.exists() | (EmergencyItem.until <= emergency.declared_at)
        another = EmergencyItem.emergency_id != emergency.emergency_id
        try:
            self._emergencies.put(
                EmergencyItem.spell(emergency, name=EMERGENCY), EmergencyItem.name.does_not_exist() | (another & over)
            )
        except ConditionFailed as failed:
            standing: Emergency = failed.standing.record()
            return standing
        return emergency

    def end_emergency(self, emergency_id: str, by: str, at: datetime) -> Emergency:
        """Write its end, unless it has one."""
        try:
            raw = self._emergencies.update(
                EMERGENCY,
                actions=[
                    EmergencyItem.ended_at.set(EmergencyItem.ended_at | at),
                    EmergencyItem.ended_by.set(EmergencyItem.ended_by | by),
                ],
                condition=EmergencyItem.emergency_id == emergency_id,
            )
        except ConditionFailed:
            raise NotFound(f"emergency {emergency_id} is not the last one declared") from None
        return self._emergencies.read(raw).record()

    def pause(self) -> Pause | None:
        """Read it consistently."""
        item = self._pauses.get(PAUSE)
        return item.record() if item else None

    def set_pause(self, pause: Pause) -> Pause:
        """Write it unless one stands there."""
        try:
            self._pauses.add(PauseItem.spell(pause, name=PAUSE))
        except ConditionFailed as failed:
            standing: Pause = failed.standing.record()
            return standing
        return pause

    def clear_pause(self) -> None:
        """Delete it."""
        self._pauses.delete(PAUSE)
