"""What was decided about the policy itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from beadle.events.fact import Fact


@dataclass(frozen=True, slots=True)
class PolicyChanged(Fact):
    """Another version of the policy is live. Told by the `beadle` command."""

    SOURCE: ClassVar[str] = "beadle.officer"
    version: str  # "7+3fa9c2d1", as judgements name it from now on
    changed_by: str
    changed_at: datetime
    reason: str
