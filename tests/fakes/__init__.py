"""In-memory answers to every port of `beadle.domain.ports`, held to the same contract tests as the real adapters.

Each keeps what it was told in plain public attributes, so that a test can look at the end state.
"""

from tests.fakes.evidence import InMemoryComments, InMemoryHistories, InMemoryStrikes
from tests.fakes.platform import InMemoryPlatform, InMemoryPlatforms
from tests.fakes.policies import InMemoryPolicies, OneRulebook
from tests.fakes.publishing import InMemoryChannels, InMemoryPosts
from tests.fakes.registers import InMemoryCorrections, InMemoryState, InMemoryTasks
from tests.fakes.surroundings import (
    FakeCalendar,
    FixedClock,
    InMemoryDeadLetters,
    InMemoryRoundTheClock,
    InMemoryTokens,
    InMemoryUsage,
    RecordingBus,
)

__all__ = [
    "FakeCalendar",
    "FixedClock",
    "InMemoryChannels",
    "InMemoryComments",
    "InMemoryCorrections",
    "InMemoryDeadLetters",
    "InMemoryHistories",
    "InMemoryPlatform",
    "InMemoryPlatforms",
    "InMemoryPolicies",
    "InMemoryPosts",
    "InMemoryRoundTheClock",
    "InMemoryState",
    "InMemoryStrikes",
    "InMemoryTasks",
    "InMemoryTokens",
    "InMemoryUsage",
    "OneRulebook",
    "RecordingBus",
]
