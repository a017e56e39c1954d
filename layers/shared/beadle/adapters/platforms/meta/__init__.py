"""What Facebook Pages and Instagram share, and each one's adapter: both are Meta's Graph API."""

from beadle.adapters.platforms.meta.facebook import FacebookPlatform
from beadle.adapters.platforms.meta.instagram import InstagramPlatform

__all__ = ["FacebookPlatform", "InstagramPlatform"]
