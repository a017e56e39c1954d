"""How much a text sounds like spam: what was learned from labelled comments, read with the standard library alone.

A text is broken into two kinds of signs. Its pieces are words, pairs of words and runs of letters; they carry the
vocabulary. Its turns are pairs of kinds of words ("check out" before "my", "my" before "channel"), however they are
put; they carry what a few hundred examples cannot spell out. Every sign is hashed to one of 2^18 weights of one byte.
Trained by `models/spam/`, which reads texts by this module too, so that both see the same signs.
"""

import html
import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from beadle.detectors.links import belongs, links, points_above
from beadle.detectors.text import read
from beadle.detectors.vocabulary import INSULTS, MEDIUM_PROFANITY, STRONG_PROFANITY

SEEN = 0.75
"""The probability from which a text is worth an officer's look.

Under videos, where half of all comments are spam, F1 is much the same from .65 to .8; a council's page has far
less of it.
"""
BUCKETS = 2**18
TURN = 0.3
"""What one turn counts, where all pieces of a text together count as a vector of length 1."""
WEIGHTS = Path(__file__).with_name("spamminess.weights")
"""A line of JSON, `{"bias", "scale"}`, and then one signed byte a bucket."""

_KINDS = {
    "push": "check checkout watch visit look listen click go come see join try search google download install"
    " tune drop stop peep register sign signup apply order book message text call ring whatsapp dm inbox pm contact",
    "sub": "subscribe sub subs subscribed subscriber subscribers subscribing subscription follow followers follower"
    " following suscribe subscrib sucscribe subcribe sub4sub f4f",
    "like": "like likes liked thumbs thumb upvote vote votes share shares comment spread repost retweet copy paste tag",
    "own": "my our mine",
    "me": "me us i im we ive ill id",
    "you": "you u ur your guys yall everyone everybody people all anyone friends fans hun mate",
    "ware": "channel channels chanel video videos vid vids vidz videoes song songs music cover covers remix remixes"
    " track tracks single album band rap raps beats clip clips parody playlist blog page profile site website shop"
    " store facebook fb instagram insta ig twitter tiktok soundcloud youtube yt twitch snapchat telegram app game"
    " games gaming minecraft book project content stuff group link mixtape bio services business company stall salon",
    "please": "please pls plz pleas plss pleease plzz kindly appreciate grateful thanks thank thx support help",
    "money": "earn earning earned money cash paid pay free win winner won prize giveaway gift voucher card cards"
    " dollars dollar bucks income rich bitcoin crypto btc invest invested investment profit loan loans debt donate"
    " donation fund funding gofundme kickstarter indiegogo sale buy cheap price prices offer offers discount promo"
    " code sell selling order delivery claim guaranteed quote quotes refund rebate",
    "new": "new started upcoming small young start starting beginner artist rapper singer producer youtuber gamer",
    "tally": "views view viewed viewers million millions billion billions",
    "council": "council councillor councillors cllr bin bins recycling tax parking fine fined permit planning"
    " library pool road roads street pothole potholes bus pavement school report reported residents consultation"
    " meeting form website rates staff service department",
    "community": "church hall charity donations donors volunteers volunteer hospice choir toddler scouts wi welcome"
    " library proceeds homeless elderly pensioners neighbours children mum helpline reference",
    "ask": "who what why when where how does did do is are has anyone anybody recommend know",
    "woe": "scam fake beware careful genuine broken refused charged cut complaint complained disgrace joke shambles"
    " ripoff ridiculous never not dont didnt doesnt wont cant nothing nobody useless",
    "greeting": "hey hi hello yo sup attention",
    "trade": "roofing driveways driveway gutters gutter plumber plumbing electrician cleaner cleaning valeting"
    " removals clearance fitter fitting sealing resin tarmac landscaping hairdresser lashes nails massage tuition"
    " firestick iptv subscription tarot spells ivory gummies vapes",
}
_LINK, _NAMED, _CLIP = "urlx", "sitex", "clipx"
"""What stands for a link to a stranger's site, for such a site's bare name, and for a link to a video."""
_CLIPS = frozenset({"youtu.be", "youtube.com", "m.youtube.com"})
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()} | {
    _LINK: "link",
    _NAMED: "site",
    _CLIP: "clip",
}
_LINKS = frozenset({_LINK, _NAMED, _CLIP})
_SWEARING = STRONG_PROFANITY | MEDIUM_PROFANITY | INSULTS.keys()
_TAG = re.compile(r"<(?:/?[a-z]{1,10}|[a-z]{1,10} [^<>]{1,500})/?>")
_TOKEN = re.compile(r"[a-z][a-z']*|\d+|[^\w\s]|[^\x00-\x7f]")
_RUN = 4  # letters; runs of 3 and of 5 beside them find no more spam, and cost twice as much
_FAR = 6  # tokens between the two words of a turn
_NEAR = 2
_LONGEST = 6000  # characters that are read


class Weights(NamedTuple):
    """A trained model: one signed byte a bucket, what a byte's unit is worth, and what an empty text scores."""

    units: bytes
    scale: float
    bias: float

    def probability(self, text: str, trusted: tuple[str, ...] = ()) -> float:
        """Return how likely `text` is spam, 0 to 1."""
        pieces, turns = signs(text, trusted)
        units = memoryview(self.units).cast("b")
        score = sum(map(units.__getitem__, pieces)) / sqrt(len(pieces) or 1) + TURN * sum(map(units.__getitem__, turns))
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.bias + self.scale * score))))


@lru_cache(maxsize=8)  # asked by more than one detector
def spamminess(text: str, trusted: tuple[str, ...]) -> float:
    """Return how likely `text` is spam by the model that comes with Beadle, 0 to 1.

    Args:
        text: a comment, as its author wrote it.
        trusted: domains to which a link is no sign of anything.
    """
    return shipped().probability(text, trusted)


@cache
def shipped() -> Weights:
    """Return the model that comes with Beadle; read when first asked for."""
    head, units = WEIGHTS.read_bytes().split(b"\n", 1)
    values = json.loads(head)
    return Weights(units, values["scale"], values["bias"])


def signs(text: str, trusted: tuple[str, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the buckets of a text's pieces and of its turns; the time taken grows with the text's length."""
    plain, strangers = _plain(text, trusted)
    tokens = [token if not token.isdigit() else "0" * min(len(token), 6) for token in _TOKEN.findall(plain)]
    pieces = {_hashed(f"w{token}") for token in tokens}
    pieces.update(_hashed(f"w{a} {b}") for a, b in pairwise(tokens))
    joined = " ".join(tokens).encode("utf-8", "surrogatepass")
    pieces.update(crc32(joined[at : at + _RUN]) for at in range(len(joined) - _RUN + 1))
    turns = {_hashed(turn) for turn in _turns(text, tokens, strangers)}
    mask = BUCKETS - 1
    return frozenset(p & mask for p in pieces), frozenset(t & mask for t in turns)


def _hashed(sign: str) -> int:
    return crc32(sign.encode("utf-8", "surrogatepass"))


def _plain(text: str, trusted: tuple[str, ...]) -> tuple[str, int]:
    """Return the text in plain small letters, links made a word each and HTML removed; and its links to strangers."""
    reading = read(text[:_LONGEST])
    parts, end, strangers = [], 0, 0
    for link in links(reading):
        if any(belongs(link.host, domain) for domain in trusted):
            word = " website "
        elif points_above(reading, link):
            word = " ownlink "
        else:
            strangers += 1
            name = " ".join(label for label in link.host.split(".")[:-1] if label != "co")
            word = f" {_CLIP if link.host in _CLIPS else _LINK if link.is_explicit else _NAMED} {name} "
        parts += [reading.plain[end : link.start], word]
        end = link.end
    plain = "".join([*parts, reading.plain[end:]])
    if "<" in plain:
        plain = _TAG.sub(" ", plain)
    return html.unescape(plain) if "&" in plain else plain, strangers


def _turns(text: str, tokens: list[str], strangers: int) -> Iterator[str]:
    kinds: list[tuple[int, str]] = []
    words = 0
    for token in tokens:
        if token[0].isalpha():
            words += 1
            kind = _KIND_OF.get(token.replace("'", ""))
            if kind is not None:
                kinds.append((words, kind))
    yield f"length {min(words.bit_length(), 8)}"
    yield f"links {min(strangers, 3)} {min(words.bit_length(), 4) if strangers else ''}"
    yield f"! {min(tokens.count('!'), 4)}"
    yield f"? {min(tokens.count('?'), 2)}"
    if any(sign in text for sign in "£$€"):
        yield "money sign"
    capitals = sum(map(str.isupper, text[:_LONGEST]))
    yield f"capitals {min(8 * capitals // (len(text[:_LONGEST]) + 1), 4)}"
    yield from _manners(text, tokens)
    for position, (at, kind) in enumerate(kinds):
        yield kind
        for then, other in kinds[position + 1 : position + 1 + _FAR]:
            if then - at > _FAR:
                break
            yield f"{kind} > {other}"
            if then - at <= _NEAR:
                yield f"{kind} >> {other}"


def _manners(text: str, tokens: list[str]) -> Iterator[str]:
    """Yield how people talk with one another, links and all: they answer, quote, swear, and write around a link."""
    forms = set(tokens)
    yield f"@ {min(tokens.count('@'), 2)}"
    for sign in ("#", "rt", ">", "("):
        if sign in forms:
            yield f"has {sign}"
    if "](" in text:
        yield "markdown"
    if "\n" in text.strip():
        yield "lines"
    swears = sum(token in _SWEARING for token in tokens)
    if swears:
        yield f"swears {min(swears, 2)}"
    at = [place for place, token in enumerate(tokens) if token in _LINKS]
    if at:
        yield f"opens with link {at[0] == 0}"
        yield f"before link {min(_words(tokens[: at[0]]).bit_length(), 5)}"
        yield f"after link {min(_words(tokens[at[-1] :]).bit_length(), 4)}"


def _words(tokens: list[str]) -> int:
    return sum(token[0].isalpha() for token in tokens)
