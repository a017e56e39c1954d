"""YouTube, by its Data API v3: comments beneath the channel's videos, and videos."""

from beadle.adapters.platforms.youtube.platform import YouTubePlatform
from beadle.adapters.platforms.youtube.units import meter

__all__ = ["YouTubePlatform", "meter"]
