"""Addresses on the web, as people write them."""

import re
from functools import cache
from typing import NamedTuple

from beadle.detectors.text import Reading

_TLDS = (
    "com|org|net|uk|co|info|biz|io|me|ly|gl|to|tv|gd|gy|cc|shop|store|online|site|xyz|top|club|live|app|link|click|"
    "mx|ru|eu|us|de|fr|ie|wales|cymru|scot|london|news|be|gle|id|win|vip|icu|buzz|ws|is|sx|se|li|rs|fi"
)


class Link(NamedTuple):
    """One address: its host in lower case, and its place in `Reading.plain`."""

    host: str
    start: int
    end: int
    is_explicit: bool  # with http:// or www., or with a path


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w@.])(?P<scheme>https?://|www\.)?(?P<host>(?:[a-z0-9-]{1,63}\.){1,5}(?:" + _TLDS + r"))"
        r"(?![\w.@-]*@)(?=[/?#:\s),.!;'\"\]]|$)(?P<path>[/?#]\S{0,500})?"
    )


def links(reading: Reading) -> tuple[Link, ...]:
    """Return the addresses in the text, in order."""
    if "." not in reading.plain:
        return ()
    return tuple(
        Link(m.group("host").removeprefix("www."), m.start(), m.end(), bool(m.group("scheme") or m.group("path")))
        for m in _pattern().finditer(reading.plain)
    )


def belongs(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or lies under it."""
    return host == domain or host.endswith("." + domain)


_MOMENT = re.compile(r">\d{1,3}:\d\d<")  # "2:19", a place in the video above, as YouTube links it


def points_above(reading: Reading, link: Link) -> bool:
    """Whether a link names what stands above it: a moment of a video, or the video, as its share button writes it.

    The button writes title, colon and `https://youtu.be/...`.
    """
    if link.host == "youtu.be":
        return reading.plain[max(0, link.start - 3) : link.start].rstrip().endswith(":")
    return _MOMENT.search(reading.plain, link.start, link.end) is not None
