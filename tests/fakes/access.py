"""A channel's way in, for adapters that are made by hand."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from beadle.adapters.platforms.access import Access
from tests.fakes.surroundings import InMemoryTokens, InMemoryUsage


def _now() -> datetime:
    return datetime.now(UTC)


def access(secret: Mapping[str, str], channel_id: str = "channel", now: Callable[[], datetime] = _now) -> Access:
    """Return access with that secret, nothing of any allowance used."""
    tokens = InMemoryTokens({channel_id: dict(secret)})
    return Access(channel_id, tokens.of(channel_id), tokens, InMemoryUsage(now), now)
