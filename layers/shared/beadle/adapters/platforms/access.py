"""What an adapter is given beside its channel: the channel's secret, and what its use of the platform is counted by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from beadle.domain.ports import Tokens, Usage


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Access:
    """One channel's way in.

    `secret` is what the channel's secret held when the adapter was made; one that was changed since makes another
    adapter.
    """

    channel_id: str
    secret: Mapping[str, str]
    tokens: Tokens
    usage: Usage
    now: Callable[[], datetime] = _now

    def renewed(
        self, seen: Mapping[str, str], refresh: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> Mapping[str, str]:
        """Return the secret as it is after one process has refreshed it: see `Tokens.renew`."""
        return self.tokens.renew(self.channel_id, seen, refresh)
