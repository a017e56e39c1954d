"""The adapters, by the name that a channel gives its platform."""

from collections.abc import Callable, Mapping
from importlib import import_module

from beadle.adapters.platforms.access import Access
from beadle.domain.channels import Channel
from beadle.domain.errors import NotPossibleHere
from beadle.domain.ports import Platform, Tokens, Usage

ADAPTERS: Mapping[str, tuple[str, str]] = {
    "bluesky": ("beadle.adapters.platforms.bluesky", "BlueskyPlatform"),
    "facebook": ("beadle.adapters.platforms.meta", "FacebookPlatform"),
    "instagram": ("beadle.adapters.platforms.meta", "InstagramPlatform"),
    "mastodon": ("beadle.adapters.platforms.mastodon", "MastodonPlatform"),
    "sandbox": ("beadle.adapters.platforms.sandbox", "SandboxPlatform"),
    "x": ("beadle.adapters.platforms.x", "XPlatform"),
    "youtube": ("beadle.adapters.platforms.youtube", "YouTubePlatform"),
}
"""Module and class; imported when a channel first asks, so that a council pays for the platforms that it uses."""


class KnownPlatforms:
    """Fits the Platforms port. One adapter a channel, kept while the process lives: it holds the platform's session."""

    def __init__(self, tokens: Tokens, usage: Usage) -> None:
        self._tokens = tokens
        self._usage = usage
        self._ready: dict[str, tuple[Channel, Mapping[str, str], Platform]] = {}

    def of(self, channel: Channel) -> Platform:
        """Return the channel's adapter; NotPossibleHere names the known platforms when its platform is none of them."""
        if channel.platform not in ADAPTERS:
            known_names = ", ".join(sorted(ADAPTERS))
            raise NotPossibleHere(
                f"channel {channel.channel_id} is on {channel.platform!r}, which is none of: {known_names}"
            )
        token = self._tokens.of(channel.channel_id)
        ready = self._ready.get(channel.channel_id)
        if ready is not None and ready[:2] == (channel, token):  # else one of them has changed since
            return ready[2]
        module, name = ADAPTERS[channel.platform]
        make: Callable[[Channel, Access], Platform] = getattr(import_module(module), name)
        adapter = make(channel, Access(channel.channel_id, token, self._tokens, self._usage))
        self._ready[channel.channel_id] = (channel, token, adapter)
        return adapter
