"""Clause AU12: the promotion of a political party. Opinions on parties and councillors are free.

The register of parties is policy, so that local ones can be added, and nothing here knows one party from another.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from beadle.detectors.certainty import DOUBTFUL, LIKELY, STRONG
from beadle.detectors.context import Context
from beadle.detectors.links import links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

SIGNPOST = frozenset({"signpost"})

_COMMANDS = wordset(
    "vote votes voting join support back elect choose donate campaign canvass pleidleisiwch ymunwch cefnogwch"
)
_JOINING = wordset("join support back elect choose")
_BETWEEN = wordset("for the your local to a with dros i'r gyda")
_OPENERS = wordset(
    "please so and just go let's lets everyone everybody then must should to why all get out now remember"
)
_NOT_PROMOTING = wordset(
    "i i'll i'd we didn't didnt they he she who people never don't dont wouldn't won't not if used always you'd"
    " you're did would cant can't you will was were nobody"
)
_PROMISES = Phrases(
    {
        LIKELY: """will fix, will deliver, will sort, are the only party, is the only party, are the only ones
        for the win, all the way, winning here, will save, can win here, vote yes"""
    }
)
_IMPRINT = Phrases({STRONG: "promoted by, published by, printed by, and promoted by, on behalf of"})
"""The law has campaign material say who stands behind it: "Promoted by A. Agent on behalf of ...".

Source: Elections Act 2022, part 6.
"""
_LOSSES = wordset("lose pay watch see say wave kiss")
_AFTER_A_PARTY = wordset(
    "party candidate candidates on in at for and or this next if because to councillors today tomorrow now instead"
)


def detect_party_promotion(context: Context) -> Iterator[Finding]:
    """Yield calls to vote for, join or support a party of the register, and praise of it as a slogan.

    A call alone is for an officer; it is certain only in campaign material, which nobody takes for an opinion.
    """
    reading = read(context.comment.text)
    parties, tags, firsts = _register(strings(context.parameters, "parties"))
    called = STRONG if _is_campaign_material(reading) else DOUBTFUL
    for index, word in enumerate(reading.words):
        if word.form in tags:
            yield _finding(reading, called, index, index, "a slogan for a political party")
        if word.form not in firsts:
            continue
        party = max((p for p in parties if reading.follows(index, p)), key=len, default=None)
        if party is None:
            continue
        last = index + len(party) - 1
        command = _command(reading, index, last)
        if command is not None:
            confidence = DOUBTFUL if _turns(reading, last) else called
            yield _finding(reading, confidence, command, last, "calls for support of a political party")
        elif last + 1 < len(reading.words) and _PROMISES.at(reading, last + 1):
            yield _finding(reading, LIKELY, index, last + 2, "promotes a political party")
        elif reading.follows(last + 1, ("candidate",)) and _is_local_call(reading, index):
            yield _finding(reading, LIKELY, index, last + 1, "promotes a party's candidate")


def names_party(text: str, parties: Sequence[str]) -> bool:
    """Whether a text names one of the register's parties, or has a word that may be one's name, such as "green"."""
    reading = read(text)
    names, tags, firsts = _register(tuple(parties))
    return not tags.isdisjoint(reading.distinct) or any(
        word in firsts and any(reading.follows(index, name) for name in names)
        for index, word in enumerate(reading.forms)
    )


@lru_cache(maxsize=4)  # the policy's is the same for every comment
def _register(names: tuple[str, ...]) -> tuple[frozenset[tuple[str, ...]], frozenset[str], frozenset[str]]:
    """Return the parties' names in words, the tags that call for them, and the words that a name may begin with."""
    parties = frozenset(read(name).forms for name in names)
    tags = frozenset(call + "".join(party) for party in parties for call in ("vote", "join"))
    return parties, tags, frozenset(party[0] for party in parties)


def _is_campaign_material(reading: Reading) -> bool:
    """Whether a text bears an imprint, or leads to a site: a leaflet, not what somebody says."""
    imprint = {reading.forms[first] for first, _, _ in _IMPRINT.find(reading)}
    return len(imprint) > 1 or bool(links(reading))


def _finding(reading: Reading, confidence: float, first: int, last: int, reason: str) -> Finding:
    last = min(last, len(reading.words) - 1)
    confidence, manner = tempered(confidence, reading, first)
    return Finding("party-promotion", confidence, *reading.words_span(first, last), reason + manner, SIGNPOST)


def _command(reading: Reading, party: int, last: int) -> int | None:
    """Return the index of the verb that calls for support of the party; None when nobody is called."""
    words = reading.words
    at = party - 1
    while at >= 0 and words[at].form in _BETWEEN:
        at -= 1
    if at < 0 or words[at].form not in _COMMANDS or words[at].sentence != words[party].sentence:
        return None
    before = [w.form for w in words[max(0, at - 3) : at] if w.sentence == words[at].sentence]
    if _NOT_PROMOTING.intersection(before) or (before and before[-1] not in _OPENERS):
        return None
    if words[at].form in _JOINING:  # "support green spaces", "back conservative estimates" speak of no party
        following = words[last + 1 : last + 2]
        is_name = last + 1 < len(words) and reading.is_capitalised(last + 1) and reading.is_proper_name(last + 1)
        named = is_name and reading.is_capitalised(last)  # "back Lib Dem Sue Ward"
        beside = following and following[0].sentence == words[last].sentence
        if beside and not named and following[0].form not in _AFTER_A_PARTY:
            return None
    return at


def _turns(reading: Reading, last: int) -> bool:
    """Whether what follows a call may turn it round: "vote Tory if you want your library shut". For an officer."""
    ahead = reading.ahead(last, 8)
    if ahead[:1] == ["get"] or ahead[:2] == ["and", "get"]:
        return "out" not in ahead
    if {"they", "he", "she"}.intersection(ahead) and {"said", "say", "says"}.intersection(ahead):
        return True
    return "if" in ahead or (ahead[:1] == ["and"] and not _LOSSES.isdisjoint(ahead[1:3]))


def _is_local_call(reading: Reading, index: int) -> bool:
    near = {w.form for w in reading.words if w.sentence == reading.words[index].sentence}
    return bool(near & {"vote", "support", "elect", "back", "meet", "your"})
