"""X, by its API v2: paid by use, so everything is counted before it is asked for, and nothing is read twice."""

from beadle.adapters.platforms.x.costs import meter
from beadle.adapters.platforms.x.platform import XPlatform

__all__ = ["XPlatform", "meter"]
