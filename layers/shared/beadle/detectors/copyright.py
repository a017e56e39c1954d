"""Clause AU04: what is copied without the right to. Only a link to a known pirate is certain enough to remove."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import LIKELY, SLIGHT, STRONG
from beadle.detectors.context import Context
from beadle.detectors.links import belongs, links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
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
_STORES = re.compile(r"(?<!\w)(?:mega\.nz|mediafire|zippyshare|rapidgator|1fichier|4shared)(?!\w)")
"""Where anybody may leave a file: what is offered there says whether it is pirated."""
_WORKS = wordset(
    "album movie film films mp3 ebook ebooks pdf book season episode episodes series game match soundtrack"
)
_BOXES = wordset("iptv firestick firesticks firestik")
_SELLING = wordset("month year message dm inbox pm subs subscription channels selling sale whatsapp trial")
_DOUBTING = wordset("is are legal illegal police standards report reported who why how neighbour banned caught stop")

_NOTICES = (
    "all rights reserved",
    "reproduced from",
    "©",
    "(c) copyright",
    "copyright (c)",
    "first published in",
    "(c) 20",
)
_FIRM_NOTICES = frozenset(_NOTICES[:2])
_LONG = 200  # characters: a passage rather than a line
_LONG_ENOUGH = 80  # characters beside a firm notice, which nobody writes under words of their own
_PASTED = Phrases(
    {
        SLIGHT: """pasting the whole article, pasting the article, pasted the whole article, full article below
        whole article below, copied and pasted from the, here's the whole article, here is the whole article
        here's the full article, here is the full article"""
    }
)
_COPIED = re.compile(r"(?<!\w)(?:copied|pasted|lifted|typed out|reproduced) from (?!me\b|my\b|our\b|your\b)[a-z]")
_IN_FULL = re.compile(
    r"(?<!\w)(?:(?:the )?(?:full|whole|entire) (?:text|poem|article|story|piece|column|chapter|lyrics|recipe|song)"
    r" (?:is )?(?:below|here|follows|underneath)|(?:poem|article|story|piece|lyrics|text) in full(?: below)?)(?!\w)"
)
_RESERVED = re.compile(
    r"(?:©|\(c\)|copyright) ?(?:(?:19|20)\d\d,? )?(?!me\b|mine\b|my\b|council|harrowmere|nice)[a-z]{2}"
)
_LEAST_SIGNS = 2  # that a short text is somebody's: one alone is talk of copying
_OWN_WORDS = re.compile(
    r"(?<!\w)(?:(?:my|our) own|i wrote|wrote (?:this|it) myself|i made|i took|written by me|by me|© ?me)(?!\w)"
)
_LEAST_LINES = 12  # of a song that carries no mark, and
_REFRAIN = 3  # times that one of its lines comes again


@cache
def _attribution() -> re.Pattern[str]:
    """Who wrote a passage: "Source: The Times", "by Jane Smith, published in the Guardian", "— The Telegraph, 2026"."""
    press = (
        r"(?:times|guardian|observer|(?:daily )?telegraph|daily mail|mail online|mailonline|the sun|(?:daily )?mirror|"
        r"(?:daily )?express|independent|financial times|metro|economist|spectator|bbc(?: news)?|sky news|itv news|"
        r"reuters|associated press|pa media|press association|(?:[a-z]{3,15} )?(?:evening |daily |weekly )?"
        r"(?:post|standard|echo|chronicle|gazette|courier|herald|argus|bugle|advertiser|mercury|news & star))"
    )
    issue = r"(?:the|(?:this (?:morning|week|sunday)|today|yesterday|last (?:night|week|sunday)|saturday|sunday)'s)"
    name = rf"(?:{issue} )?{press}(?!\w)"
    copied = r"(?:copied|taken|extract(?:ed)?|excerpt|reproduced|pasted|pasting(?: this)?) from"
    taken = rf"(?:source|credit|via|from|courtesy of|{copied}|(?:as |first )?(?:printed|published|seen) in)"
    return re.compile(
        rf"(?:^|[.!?\"'\n] ?){taken}:? ?{name}"
        rf"|(?:^|[.!?\n] ?)by [a-z]+ [a-z'-]+,? (?:published in|for|in) {name}"
        rf"|(?:[-\u2013\u2014(] ?|\n){name}(?:, ?\d{{1,2}} [a-z]{{3,9}} \d{{4}}|[).]?\s*$)"
        rf"|(?:^|[.!?\n] ?)here's what {name} (?:wrote|said|says)"
        r"|(?:^|[.!?\n] ?)(?:extract|excerpt|passage) from ['\"][^'\"\n]{3,80}['\"]"
        r"|(?:copied|taken) from [a-z' ]{3,40} without (?:asking|permission)"
        r"|read more (?:at|on|in):? (?:https?://|www\.)?[a-z.]{0,20}(?:dailymail|thesun|telegraph|thetimes|mirror|ft)\."
    )


@cache
def _song() -> re.Pattern[str]:
    return re.compile(
        r"\[(?:verse|chorus|bridge|intro|outro|hook|refrain)[^\]\n]{0,20}\]|(?:^|\n)\(?(?:verse|chorus)(?: \d)?\)?:?\n"
        r"|(?:^|\n)lyrics:|(?:words|lyrics|music|written)(?: and music)? by [a-z.' -]{3,40}\n"
    )


@cache
def _picture() -> re.Pattern[str]:
    return re.compile(
        r"(?:photo|image|picture|photograph|artwork)s?[ :]{1,2}(?:is |are )?(?:copyright|©|\(c\)) ?"
        r"(?!me\b|mine\b|free)[a-z]"
    )


def detect_piracy(context: Context) -> Iterator[Finding]:
    """Yield links to known piracy sites, and offers of films, matches or books without paying for them."""
    reading = read(context.comment.text)
    hosts = strings(context.parameters, "hosts")
    for link in links(reading):
        if any(belongs(link.host, host) or host in link.host.split(".") for host in hosts):
            yield Finding("piracy", STRONG, *reading.span(link.start, link.end), "a link to a known piracy site")
    store = None if _WORKS.isdisjoint(reading.distinct) else _STORES.search(reading.plain)
    if store:
        yield Finding("piracy", LIKELY, *reading.span(*store.span()), "offers a work to download")
    at = reading.plain.find("magnet:?xt=")
    if at >= 0:
        yield Finding("piracy", LIKELY, *reading.span(at, at + 11), "a link to share files by")
    for first, last, confidence in _PIRACY.find(reading):
        reason = "offers a film, match or book that has to be paid for"
        yield Finding("piracy", confidence, *reading.words_span(first, last), reason)
    boxes = reading.distinct & _BOXES
    if boxes and reading.distinct & _SELLING and reading.distinct.isdisjoint(_DOUBTING):
        index = next(n for n, form in enumerate(reading.forms) if form in boxes)
        yield Finding("piracy", SLIGHT, *reading.words_span(index, index), "offers channels that have to be paid for")


def detect_copied_text(context: Context) -> Iterator[Finding]:
    """Yield one finding where a long passage is marked as somebody's, or is a song."""
    reading = read(context.comment.text)
    for first, last, confidence in _PASTED.find(reading):
        yield Finding("copied-text", confidence, *reading.words_span(first, last), "says that it is copied")
        return
    if _OWN_WORDS.search(reading.plain):
        return
    for seen in (_noticed(reading), _attributed(reading), _sung(reading), _announced(reading)):
        if seen:
            confidence, start, end, reason = seen
            yield Finding("copied-text", confidence, *reading.span(start, end), reason)
            return


Seen = tuple[float, int, int, str]


def _noticed(reading: Reading) -> Seen | None:
    """Return a copyright notice beneath a passage, or of a picture."""
    plain = reading.plain
    for notice in _NOTICES:
        at = plain.find(notice) if len(plain) >= _LONG_ENOUGH else -1
        if at >= 0 and (len(plain) >= _LONG or notice in _FIRM_NOTICES):
            confidence = LIKELY if notice in _FIRM_NOTICES else SLIGHT
            return confidence, at, at + len(notice), "a long passage with a copyright notice"
    picture = _picture().search(plain)
    return (SLIGHT, *picture.span(), "a picture that is said to be somebody's") if picture else None


def _attributed(reading: Reading) -> Seen | None:
    """Return the words that say whose a long passage is, at its beginning or its end."""
    plain = reading.plain
    if len(plain) < _LONG:
        return None
    reach = 160
    for start, end in ((0, reach), (max(0, len(plain) - reach), len(plain))):
        match = _attribution().search(plain, start, end)
        if match:
            return SLIGHT, *match.span(), "a long passage said to be somebody else's"
    return None


def _announced(reading: Reading) -> Seen | None:
    """Return what says of a shorter text that it is another's: "copied from …", "full text below", "© …"."""
    if "?" in reading.plain:
        return None
    met = [seen.span() for seen in (sign.search(reading.plain) for sign in (_COPIED, _IN_FULL, _RESERVED)) if seen]
    if len(met) < _LEAST_SIGNS:
        return None
    return SLIGHT, min(start for start, _ in met), max(end for _, end in met), "said to be copied from somebody else"


def _sung(reading: Reading) -> Seen | None:
    """Return a song: verses marked so, or many short lines with a refrain."""
    plain = reading.plain
    lines = [line.strip(" ,.!?") for line in plain.split("\n")]
    written = [line for line in lines if line]
    if len(written) < _LEAST_LINES // 2 or max(map(len, written)) > 120:
        return None
    marked = _song().search(plain)
    if marked:
        return LIKELY, *marked.span(), "verses of a song"
    refrain = Counter(line for line in written if line.count(" ") >= 2)
    often = refrain.most_common(1)
    if len(written) >= _LEAST_LINES and often and often[0][1] >= _REFRAIN:
        return SLIGHT, 0, len(plain), "what seems to be a song, with its refrain"
    return None
