"""Texts as Bluesky wants them: measured in graphemes, their links, mentions and tags marked, under keys of ours."""

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from beadle.adapters.platforms.http import Fields
from beadle.adapters.platforms.visible import Link, linked
from beadle.domain.errors import PlatformRefused
from beadle.domain.posts import Media

MAX_GRAPHEMES = 300
MAX_BYTES = 3000  # both from the lexicon app.bsky.feed.post
MAX_PICTURES = 4
MOST_FACETS = 100  # of one text that are looked at: more than a text of 300 graphemes has links
_KEY_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_LINK = re.compile(rf'(?:https?://\w|(?<![\w@./-])(?:www\.\w|(?:{_LABEL}\.)+gov\.uk\b))[^\s<>"]*', re.IGNORECASE)
_MENTION = re.compile(rf"(?<![\w@./])@((?:{_LABEL}\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?)", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w#/])#(?=\w{1,64}(?!\w))(\w*[^\W\d]\w*)")
_AFTER_LINK = ".,;:!?'’”"


def record_key(purpose: str, identity: str) -> str:
    """Return the key that a record has for this purpose and identity: always the same, and fit where a TID is wanted.

    A TID's time is taken from a digest, from the years before 1988, so that no server finds it in the future.
    Source: https://atproto.com/specs/tid
    """
    digest = sha256(f"{purpose}:{identity}".encode()).digest()
    number = int.from_bytes(digest[:8], "big") >> 5  # 49 bits of microseconds, 10 of a clock's id
    return "".join(_KEY_LETTERS[number >> shift & 31] for shift in range(60, -1, -5))


def words(record: Fields) -> str:
    """Return the text of a post as people see it: its links with where they lead, and the card below it.

    Source: lexicons app.bsky.richtext.facet (positions count bytes of UTF-8), app.bsky.embed.external.
    """
    text = record.text("text")
    content = text.encode()
    links = []
    for facet in islice(record.objects("facets"), MOST_FACETS):
        start, end = (facet.object("index").number(name) for name in ("byteStart", "byteEnd"))
        target = next((feature.text("uri") for feature in facet.objects("features") if feature.text("uri")), "")
        if target and 0 <= start < end <= len(content):
            links.append(
                Link(
                    len(content[:start].decode("utf-8", "ignore")), len(content[:end].decode("utf-8", "ignore")), target
                )
            )
    seen = linked(text, links).text
    card = record.object("embed", "external") or record.object("embed", "media", "external")
    if card.text("uri") and card.text("uri") not in seen:
        return "\n".join(part for part in (seen, card.text("title"), card.text("uri")) if part)
    return seen


def alt_texts(record: Fields) -> tuple[str, ...]:
    """Return what a post says of its pictures or its video, without those of which it says nothing.

    Source: lexicons app.bsky.embed.images, .gallery, .video, .recordWithMedia (a quoted post, and media beside it).
    """
    media = record.object("embed", "media") or record.object("embed")
    shown = (*media.objects("images"), *media.objects("items"), media)
    return tuple(filter(None, (item.text("alt") for item in shown)))


def check_pictures(media: Sequence[Media]) -> None:
    """Raise PlatformRefused for what Bluesky's posts cannot hold. Source: lexicon app.bsky.embed.images."""
    if any(item.is_video for item in media):
        raise PlatformRefused("bluesky: Beadle publishes pictures there, no videos: publish this post by hand")
    if len(media) > MAX_PICTURES:
        raise PlatformRefused(f"bluesky: {len(media)} pictures, Bluesky takes {MAX_PICTURES}")
    if any(not item.alt.strip() for item in media):
        raise PlatformRefused("bluesky: a picture has no alternative text; say what it shows")


def check_length(text: str, *, allow_empty: bool = False) -> None:
    """Raise PlatformRefused, saying how long it is, for a text that Bluesky does not take."""
    if not text.strip() and not allow_empty:
        raise PlatformRefused("bluesky: the text is empty")
    size = len(text.encode())
    if size > MAX_BYTES:
        raise PlatformRefused(f"bluesky: the text is {size} bytes long, Bluesky takes {MAX_BYTES}: shorten it")
    if len(text) <= MAX_GRAPHEMES:
        return  # a grapheme is one character or more
    count = _graphemes(text)
    if count > MAX_GRAPHEMES:
        over = count - MAX_GRAPHEMES
        raise PlatformRefused(f"bluesky: the text is {count} characters long, Bluesky takes 300: shorten it by {over}")


def _graphemes(text: str) -> int:
    import regex  # noqa: PLC0415 - 15 ms that only a long text is to pay

    return len(regex.findall(r"\X", text))


def facets(text: str, did_of: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """Return the marks that make links, mentions and tags in `text` clickable; they never overlap.

    Args:
        did_of: the account of a handle, None when there is no such account: its mention stays plain text.
    Source: lexicon app.bsky.richtext.facet; positions count bytes of UTF-8.
    """
    marked: list[dict[str, Any]] = []
    end_of_last = 0
    for start, end, feature in sorted(_features(text, did_of), key=lambda found: found[:2]):
        if start < end_of_last:
            continue
        first = len(text[:start].encode())
        index = {"byteStart": first, "byteEnd": first + len(text[start:end].encode())}
        marked.append({"index": index, "features": [feature]})
        end_of_last = end
    return marked


def _features(text: str, did_of: Callable[[str], str | None]) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Yield start, end and what is there, in characters."""
    for match in _LINK.finditer(text):
        link = _trimmed(match[0])
        address = link if link.lower().startswith("http") else f"https://{link}"
        yield match.start(), match.start() + len(link), {"$type": "app.bsky.richtext.facet#link", "uri": address}
    for match in _MENTION.finditer(text):
        did = did_of(match[1].lower())
        if did:
            yield match.start(), match.end(), {"$type": "app.bsky.richtext.facet#mention", "did": did}
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), {"$type": "app.bsky.richtext.facet#tag", "tag": match[1]}


def _trimmed(link: str) -> str:
    """Return a link without the punctuation of the sentence around it."""
    while link[-1] in _AFTER_LINK or (link[-1] == ")" and "(" not in link):
        link = link[:-1]
    return link
