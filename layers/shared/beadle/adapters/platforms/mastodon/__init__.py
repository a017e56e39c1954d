"""Mastodon, and the servers that speak its client API; the account's own server is all that it needs.

What residents wrote on other servers is read there as the account's server has it.
"""

from beadle.adapters.platforms.mastodon.platform import MastodonPlatform

__all__ = ["MastodonPlatform"]
