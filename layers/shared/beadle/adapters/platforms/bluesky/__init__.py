"""Bluesky, by the AT Protocol: one base address, the account's own server (PDS), is all that it needs.

The server passes what it does not keep itself on to the network's AppView (threads, profiles) and moderation service
(reports), so reads may lag behind our own writes by a moment.
"""

from beadle.adapters.platforms.bluesky.platform import BlueskyPlatform

__all__ = ["BlueskyPlatform"]
