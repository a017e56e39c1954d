"""Clause AU11: spam: shortened and look-alike links, bait for followers and clicks, schemes to get rich."""

from collections.abc import Iterator

from beadle.detectors.certainty import CERTAIN, LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.links import Link, belongs, links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.spelling import skeleton
from beadle.detectors.text import Reading, read
from beadle.domain.judgements import Finding

_BAIT = Phrases(
    {
        STRONG: """sub to my, subscribe to my, subscribe to me, sub to me, sub for sub, sub4sub, follow for follow
        follow4follow, f4f, like for like, check out my channel, check my channel, visit my channel
        check out my video, check out my videos, check out my new video, check out my new channel, check out my page
        check out my music, check out my youtube, check my page, follow my page, follow me back, subscribe my channel
        please subscribe, plz subscribe, pls subscribe, subscribe please, hot singles, click my profile
        check my profile, double your money, double your bitcoin, earn money from home, make money from home
        earn from home, work from home and earn, forex trading, binary options, i invested with, invest with
        congratulations you have won, you have been selected to win, claim your prize, claim your free, free gift card
        free gift cards, free iphone, crypto investment, bitcoin investment, make money online, lose weight fast
        free followers, recovered my funds, recover your lost funds, love spell, spell caster""",
        LIKELY: """my channel, my new channel, my videos, my youtube, my new song, my cover, subscribe, thumbs up
        click here, click the link, click this link, link below, check out this, check this out, check it out
        sign up here, join here, vote for me, share this with, copy and paste this, giveaway, a day from home
        easy money, extra cash, extra income, passive income, financial freedom, my facebook page, follow me on
        like my page, give it a like""",
    }
)
_SHORT = 25  # words: in a longer comment a mild lure is a manner of speaking
_BESIDE_A_LINK = 3  # words beside a link, up to which the link is all there is


def detect_follower_bait(context: Context) -> Iterator[Finding]:
    """Yield what begs for followers and clicks, or promises easy money."""
    reading = read(context.comment.text)
    for first, last, weight in _BAIT.find(reading):
        confidence = weight if weight > LIKELY or _is_pushed(reading, context) else WEAK
        reason = "begs for followers or clicks, or promises easy money"
        yield Finding("follower-bait", confidence, *reading.words_span(first, last), reason)


def _is_pushed(reading: Reading, context: Context) -> bool:
    """Whether there is something to click, or little else in the comment."""
    return len(reading.words) < _SHORT or any(not _is_trusted(link, context) for link in links(reading))


def _is_trusted(link: Link, context: Context) -> bool:
    known = (*strings(context.parameters, "trusted"), *strings(context.parameters, "domains"))
    return any(belongs(link.host, domain) for domain in known)


def detect_spam_link(context: Context) -> Iterator[Finding]:
    """Yield links that hide where they lead, and links that are all there is of a comment."""
    reading = read(context.comment.text)
    found = links(reading)
    shorteners = strings(context.parameters, "shorteners")
    for link in found:
        span = reading.span(link.start, link.end)
        if any(belongs(link.host, host) for host in shorteners):
            yield Finding("spam-link", LIKELY, *span, "a shortened link, which hides where it leads")
        elif not _is_trusted(link, context):
            beside = sum(1 for w in reading.words if w.end <= link.start or w.start >= link.end)
            alone = (link.is_explicit and beside <= _BESIDE_A_LINK) or len(found) > 2
            reason = "a link to a site that the council does not know" + ", and little else" * alone
            yield Finding("spam-link", SLIGHT if alone else WEAK, *span, reason)


def detect_lookalike_link(context: Context) -> Iterator[Finding]:
    """Yield links whose host is made to look like one of the council's."""
    reading = read(context.comment.text)
    own = strings(context.parameters, "domains")
    for link in links(reading):
        if any(_looks_like(reading, link, domain) for domain in own):
            reason = "a link made to look like the council's own website"
            span = reading.span(link.start, link.end)
            yield Finding("lookalike-link", CERTAIN, *span, reason, frozenset({"urgent"}))


def _looks_like(reading: Reading, link: Link, domain: str) -> bool:
    """Whether a host copies the council's: its letters in another script, or its name with a false governmental end."""
    if belongs(link.host, domain):
        start, end = reading.span(link.start, link.end)
        return not reading.original[start:end].isascii() and link.host not in reading.original[start:end].lower()
    name = domain.split(".", maxsplit=1)[0]
    labels = link.host.replace("-", ".").split(".")
    like_ours = [label for label in labels if skeleton(label) == skeleton(name)]
    return bool(like_ours) and ("gov" in labels or "council" in labels or any(label != name for label in like_ours))
