"""Clause AU04: what is copied without the right to. Only a link to a known pirate is certain enough to remove."""

from collections.abc import Iterator

from beadle.detectors.certainty import LIKELY, SLIGHT, STRONG
from beadle.detectors.context import Context
from beadle.detectors.links import belongs, links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import read
from beadle.domain.judgements import Finding

_PIRACY = Phrases(
    {
        LIKELY: """full movie free, free full movie, full movie download, download full movie, free movie download
        watch full movie, watch it free here, free stream link, free hd stream, torrent link, torrent download
        magnet link, cracked version, free pdf download, download the pdf free, dodgy firestick, jailbroken firestick
        loaded firestick, loaded firesticks, dodgy box for sale, free sky sports""",
        SLIGHT: """free live stream, stream it free, watch for free here, download it free, download for free here""",
    }
)
_NOTICES = ("all rights reserved", "reproduced from", "©", "(c) copyright", "copyright (c)", "first published in")
_FIRM_NOTICES = frozenset(_NOTICES[:2])
_LONG = 280  # characters: a passage rather than a line
_LONG_ENOUGH = 80  # characters beside a firm notice, which nobody writes under words of their own
_PASTED = Phrases(
    {
        SLIGHT: """pasting the whole article, pasting the article, pasted the whole article, full article below
        whole article below, copied and pasted from the, here's the whole article, here is the whole article
        here's the full article, here is the full article"""
    }
)


def detect_piracy(context: Context) -> Iterator[Finding]:
    """Yield links to known piracy sites, and offers of films, matches or books without paying for them."""
    reading = read(context.comment.text)
    hosts = strings(context.parameters, "hosts")
    for link in links(reading):
        if any(belongs(link.host, host) or host in link.host.split(".") for host in hosts):
            yield Finding("piracy", STRONG, *reading.span(link.start, link.end), "a link to a known piracy site")
    for first, last, confidence in _PIRACY.find(reading):
        reason = "offers a film, match or book that has to be paid for"
        yield Finding("piracy", confidence, *reading.words_span(first, last), reason)


def detect_copied_text(context: Context) -> Iterator[Finding]:
    """Yield long passages that carry somebody's copyright notice."""
    text = context.comment.text
    lowered = text.lower()
    for first, last, confidence in _PASTED.find(read(text)):
        yield Finding("copied-text", confidence, *read(text).words_span(first, last), "says that it is copied")
        return
    if len(text) < _LONG_ENOUGH or len(lowered) != len(text):  # where a letter lowers to two, positions would shift
        return
    for notice in _NOTICES:
        at = lowered.find(notice)
        if at >= 0 and (len(text) >= _LONG or notice in _FIRM_NOTICES):
            confidence = LIKELY if notice in _FIRM_NOTICES else SLIGHT
            yield Finding("copied-text", confidence, at, at + len(notice), "a long passage with a copyright notice")
            return
