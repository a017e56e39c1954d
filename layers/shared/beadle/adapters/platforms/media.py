"""Fetch a post's picture or video, for the platforms that take its bytes and not its address.

The address is an officer's, but what answers there may send us elsewhere. Only https is spoken (http from and to this
very machine, for trying things out), so whoever answers has proved its name; and no private network is asked.
"""

import socket
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import requests

from beadle.adapters.platforms import http
from beadle.adapters.platforms.sending import AGAIN, File, session
from beadle.domain.errors import PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Media
from beadle.domain.web import is_loopback, is_secure

REDIRECTS = 3
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
VIDEOS = frozenset({"video/mp4", "video/quicktime", "video/webm"})


def fetch(media: Media, largest: int, types: Collection[str] | None = None) -> File:
    """Return the picture or video with its type.

    Args:
        largest: bytes that the platform takes.
        types: media types that it takes; by default `PICTURES`, or `VIDEOS` for a video.
    Raises:
        PlatformRefused: it is not there, too large, or something else; the post cannot be published so.
        PlatformUnavailable: whoever keeps it gave no answer.
    """
    wanted = types if types is not None else VIDEOS if media.is_video else PICTURES
    with session(AGAIN) as asking:
        address = media.url
        for _ in range(REDIRECTS + 1):
            _check(address, media.url)
            try:
                with asking.get(address, timeout=http.TIMEOUT, allow_redirects=False, stream=True) as response:
                    if 300 <= response.status_code < 400 and "Location" in response.headers:
                        address = urljoin(address, response.headers["Location"])
                        continue
                    return _file(response, _named(media.url), largest, wanted)
            except requests.RequestException as error:
                # The error's own text holds the whole address, and with it whatever it was signed with.
                raise PlatformUnavailable(f"{_named(media.url)}: no answer ({type(error).__name__})") from None
    raise PlatformRefused(f"{_named(media.url)}: leads elsewhere more than {REDIRECTS} times")


def _check(address: str, first: str) -> None:
    """PlatformRefused for an address that must not be asked; PlatformUnavailable when its host cannot be found."""
    if not is_secure(address):
        raise PlatformRefused(f"{_named(first)}: it, or where it leads, does not begin with https://")
    parts = urlsplit(address)
    host = parts.hostname or ""
    if is_loopback(host) and is_loopback(urlsplit(first).hostname or ""):
        return
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        raise PlatformUnavailable(f"{_named(first)}: the host is not to be found") from None
    if not all(ip_address(info[4][0]).is_global for info in found):
        raise PlatformRefused(f"{_named(first)}: it, or where it leads, is in a private network")


def _file(response: requests.Response, name: str, largest: int, types: Collection[str]) -> File:
    if response.status_code >= 500 or response.status_code == 429:
        raise PlatformUnavailable(f"{name}: answered {response.status_code}")
    if response.status_code != 200:
        raise PlatformRefused(f"{name}: answered {response.status_code}")
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type not in types:
        raise PlatformRefused(f"{name}: is {media_type or 'of no known type'}, and none of {', '.join(sorted(types))}")
    content = bytearray()
    for chunk in response.iter_content(64 * 1024):
        content += chunk
        if len(content) > largest:
            raise PlatformRefused(f"{name}: is larger than the {largest} bytes that the platform takes")
    if not content:
        raise PlatformRefused(f"{name}: is empty")
    return File(name.rpartition("/")[2] or "media", bytes(content), media_type)


def _named(address: str) -> str:
    """Return an address fit for a log: without its query, which may be a signature."""
    parts = urlsplit(address)
    return f"{parts.hostname or ''}{parts.path}"
