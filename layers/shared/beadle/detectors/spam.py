"""Clause AU11: spam: shortened and look-alike links, bait for followers and clicks, schemes to get rich."""

from collections.abc import Iterator

from beadle.detectors.advertising import offers_something
from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, SLIGHT, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.links import Link, belongs, links, points_above
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.relevance import bears_on
from beadle.detectors.spamminess import SEEN, spamminess
from beadle.detectors.spelling import skeleton
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_BAIT = Phrases(
    {
        STRONG: """sub to my, subscribe to my, subscribe to me, sub to me, sub for sub, sub4sub, follow for follow
        follow4follow, f4f, like for like, check out my channel, check my channel, visit my channel
        check out my video, check out my videos, check out my new video, check out my new channel
        check out my music, check out my youtube, follow me back, subscribe my channel, click my profile
        earn money from home, make money from home, work from home and earn, congratulations you have won
        i invested with mr, i invested with mrs, i invested with miss, i invested with dr, i invested with expert
        you have been selected to win, claim your prize, earn real money, follow 4 follow, like 4 like
        sub 4 sub""",
        DOUBTFUL: """check out my page, check my page, follow my page, please subscribe, plz subscribe, pls subscribe
        subscribe please, check my profile, double your money, earn from home, forex trading, lose weight fast
        recover your lost funds, recovered my lost funds, recovery expert, brought back my husband, brought back my ex
        with his spells, with her spells, i follow back, like and share this, betting tips, no credit check
        join my team, ask me how, grab yours free, sub me""",
        LIKELY: """my channel, my new channel, my videos, my youtube, my new song, my cover, like this comment
        easy money, extra income, passive income, financial freedom, my facebook page, follow me on instagram
        follow me on insta, follow me on tiktok, follow me on twitter, follow me on youtube, follow me on facebook
        like my page, check out this video, check out this playlist, check out this song, check out this channel
        subscribers please, subs before, earn money, gift card code, itunes gift card, donate bitcoins
        subscribe back, check me out, my new track, my new single, my covers, chance of winning, new youtuber
        on my youtube, on our channel, on my channel, like and subscribe, and subscribe, reach 100 subscribers
        get 100 subscribers""",
        SLIGHT: """subscribe, click here, click the link, click this link, link below, check out this, check this out
        check it out, sign up here, join here, vote for me, share this with, copy and paste this, giveaway, free money
        extra cash, give it a like, claim your free, follow me""",
    }
)
_GOODS = Phrases(
    {
        STRONG: """hot singles, double your bitcoin, binary options, free gift card, free gift cards, free iphone
        crypto investment, bitcoin investment, make money online, free followers, recovered my funds, love spell
        spell caster, buy followers, buy likes, i invested with"""
    }
)
"""What spam has to offer, and people have reason to speak of: bait only where there is a way to it."""
_WAYS = wordset(
    "dm inbox pm whatsapp telegram contact click grab claim join message email gmail win visit follow link profile bio"
)
_PUSH = wordset(
    "check watch visit subscribe follow join download register listen click view support look search go come sub share"
)
_SIGN_UP = wordset("subscribe register join download signup earn follow vote share donate check sub listen")
_CALLING = wordset("please plz pls guys people everyone everybody hey network deal deals free get buy enter win cheap")
_OWN = wordset("my our")
_WARES = wordset(
    "channel channels video videos vid vids song songs music cover covers stuff profile blog playlist album beats"
    " remix remixes mixtape band facebook instagram insta twitter youtube tiktok soundcloud website shop store"
    " subscribers gofundme app"
)
_CALLED = wordset(
    "please plz pls and just go come everyone everybody guys so also then out all you can could must should hi hey"
)
_FOLLOWERS = wordset("subscribers followers subs likes")
_FOR_ONESELF = wordset("i im me my we us our help please plz pls")
_GAIN = wordset("help helping reach reaching get getting need needs want gain")
_FROM_HOME = Phrases(
    {STRONG: "a day from home, a week from home, a month from home, an hour from home, daily with this app"}
)
_EARN = wordset("earn make get")
_EARNING = wordset("paid earn earns earning make makes making made")
_NEWS = wordset("newsletter newsletters bulletin")
_PUSH_REACH = 9  # words from the call to the wares
_SHORT = 25  # words: in a longer comment a mild lure is a manner of speaking
_BESIDE_A_LURE = 4  # words of a comment that is a lure and nothing else
_FEW_LINKS = 2
_SURE = 0.97  # probability from which a rule that agrees makes a removal; no lawful comment seen so far has both
_NOTED = 0.5  # probability below which nothing is said
_PUNYCODE = "xn--"
_FALSE_ENDS = frozenset({"gov", "council"})
_BESIDE_A_LINK = 2  # words beside a link, or to each link of many, up to which links are all there is


def detect_follower_bait(context: Context) -> Iterator[Finding]:
    """Yield what begs for followers and clicks, or promises easy money."""
    reading = read(context.comment.text)
    lures = any(not _is_trusted(link, context) for link in links(reading))
    count = len(reading.words)
    if not lures and not _NEWS.isdisjoint(reading.distinct):  # "please subscribe to the council's newsletter"
        return
    for first, last, weight in (*_BAIT.find(reading), *_easy_money(reading)):
        if weight >= DOUBTFUL or lures:
            confidence = max(weight, LIKELY)
        elif weight == LIKELY:
            confidence = LIKELY if count < _SHORT else WEAK
        else:  # "click here" and the like lure only where there is nothing else
            confidence = SLIGHT if count <= _BESIDE_A_LURE else WEAK
        yield _bait(reading, first, last, confidence)
    is_pitched = lures or any(weight >= DOUBTFUL for *_, weight in _BAIT.find(reading))
    for first, last, weight in _GOODS.find(reading):
        told = weight if is_pitched else WEAK if _WAYS.isdisjoint(reading.distinct) else DOUBTFUL
        yield _bait(reading, first, last, told)


def _bait(reading: Reading, first: int, last: int, confidence: float) -> Finding:
    reason = "begs for followers or clicks, or promises easy money"
    return Finding("follower-bait", confidence, *reading.words_span(first, last), reason)


def _easy_money(reading: Reading) -> Iterator[tuple[int, int, float]]:
    """Yield first word, last word and confidence of "earn £500 a week from home"; working from home is no lure."""
    for first, last, confidence in _FROM_HOME.find(reading):
        before = reading.before(first, 8)
        if any(form.isdigit() for form in before[-3:]) and not _EARNING.isdisjoint(before):
            yield first, last, confidence if before[0] in _EARN else DOUBTFUL


def detect_self_promotion(context: Context) -> Iterator[Finding]:
    """Yield calls to look at the author's own wares, to gain them followers, or to sign up somewhere."""
    reading = read(context.comment.text)
    words = reading.words
    signs_up = any(not _is_trusted(link, context) for link in links(reading))
    for index, word in enumerate(words):
        if word.form not in _PUSH and word.form not in _GAIN and word.form not in _SIGN_UP:
            continue
        near = [w.form for w in words[index + 1 : index + 1 + _PUSH_REACH]]
        own = next(
            (n for n, form in enumerate(near) if form in _OWN and not _WARES.isdisjoint(near[n + 1 : n + 5])), -1
        )
        if word.form in _PUSH and own >= 0 and _is_called_for(reading, index):
            span = reading.words_span(index, index + 1 + own)
            yield Finding("self-promotion", LIKELY, *span, "calls people to the author's own channel, page or wares")
        elif word.form in _GAIN and not _FOLLOWERS.isdisjoint(near[:5]) and _is_for_oneself(reading, index):
            last = next(n for n, form in enumerate(near) if form in _FOLLOWERS)
            yield Finding("self-promotion", LIKELY, *reading.words_span(index, index + 1 + last), "asks for followers")
        elif word.form in _SIGN_UP and signs_up and len(words) < _SHORT and _is_said(reading, index):
            span = reading.words_span(index, index)
            yield Finding(
                "self-promotion", LIKELY, *span, "calls people to sign up at a site the council does not know"
            )


def _is_called_for(reading: Reading, index: int) -> bool:
    """Whether a verb is an appeal to others: it opens its sentence, or stands behind a word of asking."""
    before = reading.before(index, 1)
    return not before or before[0] in _CALLED


def _is_for_oneself(reading: Reading, index: int) -> bool:
    """Whether who wants followers is the author, or nobody is named: not "she gets 5k followers"."""
    before = reading.before(index, 5)
    return not before or not _FOR_ONESELF.isdisjoint((*before, *reading.forms[index : index + 3]))


def _is_said(reading: Reading, index: int) -> bool:
    """Whether a word calls upon others, and is no part of a link."""
    word = reading.words[index]
    in_link = any(link.start <= word.start < link.end for link in links(reading))
    return not in_link and _is_called_for(reading, index)


def _is_trusted(link: Link, context: Context) -> bool:
    known = (*strings(context.parameters, "trusted"), *strings(context.parameters, "domains"))
    return any(belongs(link.host, domain) for domain in known)


def detect_spam_link(context: Context) -> Iterator[Finding]:
    """Yield links that hide where they lead, and links that are all there is of a comment."""
    reading = read(context.comment.text)
    found = [link for link in links(reading) if not points_above(reading, link)]
    shorteners = strings(context.parameters, "shorteners")
    is_flood = len(found) > _FEW_LINKS
    beside = sum(all(w.end <= k.start or w.start >= k.end for k in found) for w in reading.words) if found else 0
    is_little = beside <= _BESIDE_A_LINK * (len(found) if is_flood else 1)
    for link in found:
        span = reading.span(link.start, link.end)
        if link.host in shorteners:  # not what lies under one: maps.app.goo.gl leads to a map
            yield Finding("spam-link", LIKELY, *span, "a shortened link, which hides where it leads")
        elif not _is_trusted(link, context):
            alone = is_little and (is_flood or link.is_explicit)
            reason = "a link to a site that the council does not know" + ", and little else" * alone
            yield Finding("spam-link", SLIGHT if alone else WEAK, *span, reason)


def detect_lookalike_link(context: Context) -> Iterator[Finding]:
    """Yield links whose host is made to look like one of the council's."""
    reading = read(context.comment.text)
    own = strings(context.parameters, "domains")
    reason = "a link made to look like the council's own website"
    for domain in own:  # "https://harrowmere.gov.uk@elsewhere.com" leads elsewhere (RFC 3986, section 7.6)
        start = reading.plain.find(f"//{domain}@")
        if start >= 0:
            span = reading.span(start, start + len(domain) + 3)
            yield Finding("lookalike-link", CERTAIN, *span, reason, frozenset({"urgent"}))
    for link in links(reading):
        if any(_looks_like(reading, link, domain) for domain in own):
            span = reading.span(link.start, link.end)
            yield Finding("lookalike-link", CERTAIN, *span, reason, frozenset({"urgent"}))


def _looks_like(reading: Reading, link: Link, domain: str) -> bool:
    """Whether a host copies the council's: its letters in another script, or its name with a false governmental end."""
    if belongs(link.host, domain):
        start, end = reading.span(link.start, link.end)
        return not reading.original[start:end].isascii() and link.host not in reading.original[start:end].lower()
    name = domain.split(".", maxsplit=1)[0]
    shown = [_shown(label) for label in link.host.split(".")]
    labels = [part for label in shown for part in label.split("-")]
    seen = [skeleton(label) for label in labels]
    ours = skeleton(name)
    if any(label in {ours + end for end in _FALSE_ENDS} for label in seen):  # "harrowmeregov.uk"
        return True
    like_ours = [label for label, bare in zip(labels, seen, strict=True) if bare == ours]
    return bool(like_ours) and (not _FALSE_ENDS.isdisjoint(seen) or any(label != name for label in like_ours))


def _shown(label: str) -> str:
    """Return a part of a host as a browser shows it: letters of other scripts are written in Punycode (RFC 3492)."""
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return label


def detect_learned_spam(context: Context) -> Iterator[Finding]:
    """Yield one finding over a comment that sounds like spam to the trained model and offers nothing for sale."""
    if not offers_something(read(context.comment.text)):
        yield from _learned(context, "learned-spam", "reads like spam")


def detect_learned_advertising(context: Context) -> Iterator[Finding]:
    """Yield one finding over a comment that sounds like spam to the trained model and offers something for sale."""
    if offers_something(read(context.comment.text)):
        yield from _learned(context, "learned-advertising", "reads like an advertisement")


def _learned(context: Context, detector: str, reason: str) -> Iterator[Finding]:
    """Yield what the model finds: for an officer at most, unless a rule sees the same."""
    text = context.comment.text
    trusted = strings(context.parameters, "trusted") + strings(context.parameters, "domains")
    probability = spamminess(text, trusted)
    if probability < _NOTED or text.strip().isalpha():  # one word by itself may be a place: Link, in Stirling
        return
    is_ruled = _is_seen_by_a_rule(context)
    is_spam = probability >= SEEN and (is_ruled or not _points_out(context))
    confidence = min(probability, DOUBTFUL) if is_spam else WEAK
    if probability >= _SURE and "?" not in text and is_ruled:
        confidence = STRONG
    yield Finding(detector, round(confidence, 2), 0, len(text), f"{reason} ({probability:.0%} by the trained model)")


def _points_out(context: Context) -> bool:
    """Whether a comment calls people to nothing and speaks of its post or the council's business, with a link at most.

    A price beside a link may be an offer's.
    """
    reading = read(context.comment.text)
    there = len(links(reading))
    is_calm = len(reading.words) < _SHORT and reading.distinct.isdisjoint(_SIGN_UP | _CALLING)
    return is_calm and (not there or (there == 1 and "£" not in reading.plain)) and bears_on(context.comment)


def _is_seen_by_a_rule(context: Context) -> bool:
    rules = (detect_follower_bait, detect_self_promotion, detect_spam_link)
    return any(finding.confidence >= LIKELY for rule in rules for finding in rule(context))
