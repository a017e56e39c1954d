"""Clause AU12: the promotion of a political party. Opinions on parties and councillors are free.

The register of parties is policy, so that local ones can be added, and nothing here knows one party from another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_IMPRINT_PARTS = 2  # "promoted by" somebody, "on behalf of" somebody else

_COMMANDS = wordset(
    "vote votes voting join support back elect choose donate campaign canvass stick pleidleisiwch ymunwch cefnogwch"
)
_JOINING = wordset("join support back elect choose stick time behind")
_BETWEEN = wordset("for the your local to a with behind tactically dros i'r gyda")
_OPENERS = wordset(
    "please so and just go let's lets everyone everybody then must should to why all get out now remember two both or"
)
_LONGER_CALLS = (
    ("get",), ("time",), ("tick", "the", "box"), ("tick", "box"), ("your", "x", "next"), ("a", "cross", "next"),
    ("an", "x", "next"), ("your", "cross", "next"), ("your", "x", "by"), ("a", "cross", "by"),
    ("lend", "your", "vote"), ("give", "your", "vote"), ("cast", "your", "vote"), ("use", "your", "vote"),
)  # fmt: skip
"""Calls whose last word comes before the party's name: "get (behind the) …", "lend your vote (to) …"."""
_NOT_PROMOTING = wordset(
    "i i'll i'd we didn't didnt they he she who people never don't dont wouldn't won't not if used always you'd"
    " you're did would cant can't you will was were nobody"
)
_PROMISES = Phrases(
    {
        LIKELY: """will fix, will deliver, will sort, are the only party, is the only party, are the only ones
        for the win, all the way, winning here, will save, can win here, vote yes, will stand up for
        deserve your vote, deserves your vote, deserve your support, deserves your support, has my vote and should have
        putting residents first, putting local people first, putting you first, on your side all year round"""
    }
)
_BLAMED = wordset("blame benefit benefits voted lied caused gain profit wanted broke opposed lost")
"""What "the only ones" did that is no praise: "the only ones who voted for the charges"."""
_ONLY_THEY = wordset("can will")
_DEEDS = wordset("beat win stop save fix deliver keep protect sort stand put bring cut scrap end")
_CALLS = Phrases(
    {
        LIKELY: """vote for us, vote for him, vote for her, vote for them, vote for me, vote them in, vote him in
        vote her in
        lend us your vote, lend him your vote, lend her your vote, lend them your vote, lend me your vote, vote us in
        give us your vote, give him your vote, give her your vote, give them your vote, give me your vote
        re elect, reelect, back it on, back him on, back her on, back them on, so should you, so should everyone
        so should every, come canvass, come canvassing, come leafleting, come leafletting, love your support
        love your vote, appreciate your support, appreciate your vote, grateful for your vote, count on your vote
        membership only, membership is only, membership from, become a member, sign up as a member, join for, join from
        sign up now, to join, leaflets need delivering, to volunteer, free tickets, come and hear"""
    }
)
"""Calls that name nobody: for a party where one stands beside them."""
_ELECT = Phrases({LIKELY: "re elect, reelect, vote for, please vote for, elect"})
_PRIZES = wordset("award awards hero best prize competition motion amendment budget chair mayor leader deputy")
_NEEDS: Mapping[tuple[str, ...], str] = {("to", "join"): "text", ("so", "should"): "voting"}
_NOT_CALLING = _NOT_PROMOTING - {"i'd", "will", "i"} | {"want", "wants", "ask", "asked", "asking", "expect", "expects"}
_IMPRINT = Phrases({STRONG: "promoted by, published by, printed by, and promoted by, on behalf of"})
"""The law has campaign material say who stands behind it: "Promoted by A. Agent on behalf of ...".

Source: Elections Act 2022, part 6.
"""
_HANDS = re.compile(
    r"(?<!\w)(?:(?:helpers?|volunteers?|deliverers?|leafleters|canvassers|people|hands|help) (?:still |urgently )?"
    r"(?:needed|wanted|required|welcome)"
    r"|(?:looking for|we need|i need) (?:more |some |a few )?(?:helpers|volunteers|people|hands|deliverers)"
    r"|(?:want to|fancy|come and) (?:help|join|deliver|delivering|helping|joining)"
    r"|(?:team|party|campaign) needs you|(?:leaflets|newsletters|flyers) to deliver"
    r"|please (?:help|join) (?:us |me )?(?:to )?(?:deliver|leaflet|canvass|campaign|put|post))(?!\w)"
)
_FIELDWORK = wordset(
    "leaflet leaflets leafleting leafletting newsletters flyers canvass canvassing doorknocking tellers posters"
    " campaign campaigning stakeboards"
)
_CANDIDACY = Phrases(
    {LIKELY: "vote for me, vote for us, vote for your, vote independent, your vote, elect me, vote me in"}
)
_CAUSE = re.compile(
    r"(?:is|are|'re|(?<=\w),) the only (?:ones?|party|people|movement|group|voice)(?: (?:who|that)(?:'s| are| is)?)?"
    r" (?:telling|tell|tells|speaking|speak|speaks|saying|standing up for|stand up for|stands up for|fighting for"
    r"|fight for|fights for|protecting|(?:put|puts|putting) (?=our|british|local|english|you|residents))"
)
_ENROL = re.compile(r"(?<!\w)(?:sign up|join (?:us|them|up)|join (?:today|now)|^join|become a member)(?!\w)")
_LOSSES = wordset("lose pay watch see say wave kiss")
_MOCKERY = Phrases(
    {
        LIKELY: """told you, never again, what you get, they said, what did you expect, serves you right, what happens
        how's that working, hows that working, how is that working, my foot, my arse, yeah right, aye right"""
    }
)
_OF_VOTES = Phrases({LIKELY: "is a vote for, is a vote to"})
_BAD = wordset(
    "chaos cuts higher more closure closures misery nothing division racism disaster ruin charges them this same tax"
    " cut less worse bankruptcy waste potholes hate lies sewage close shut nobody poverty austerity failure less dirty"
)
_GATHERINGS = wordset(
    "litter picnic coffee cake walk tea bowls bingo quiz gym gardening planting clean-up pick bbq yoga"
)
_STREETS = wordset("road street lane avenue close drive crescent way terrace estate grove school club park")
_AFTER_A_PARTY = wordset(
    "party candidate candidates on in at for and or this next if because to councillors today tomorrow now instead"
    " membership member members here team all thursday"
)


def detect_party_promotion(context: Context) -> Iterator[Finding]:
    """Yield calls to vote for, join or support a party of the register, and praise of it as a slogan.

    A call alone is for an officer; it is certain only in campaign material, which nobody takes for an opinion.
    """
    reading = read(context.comment.text)
    parties, tags, firsts = _register(strings(context.parameters, "parties"))
    imprint = _imprint(reading)
    called = STRONG if imprint or links(reading) else DOUBTFUL
    mocked = _mocked(reading)
    named: dict[int, int] = {}
    for index, word in enumerate(reading.words):
        if word.form in tags:
            yield _finding(reading, called, index, index, "a slogan for a political party")
        if word.form not in firsts:
            continue
        party = max((p for p in parties if reading.follows(index, p)), key=len, default=None)
        if party is None:
            continue
        last = index + len(party) - 1
        if _is_named(reading, index, last):
            named.setdefault(word.sentence, index)
        promotion = _promotion(reading, index, last, called)
        if promotion is not None and word.sentence not in mocked:
            yield _finding(reading, *promotion)
    for first, end in _for_a_councillor(reading):
        yield _finding(reading, LIKELY, first, end, "calls for votes for a councillor")
    for first, end, reason in (*_for_an_independent(reading), *_for_a_cause(reading)):
        yield _finding(reading, LIKELY, first, end, reason)
    if named:
        yield from _beside(reading, named, mocked)
        yield from _hands_wanted(reading, named)
        if imprint:
            yield _finding(reading, DOUBTFUL, *imprint, "the imprint of a party's campaign material")


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
    tags = frozenset(call + "".join(party) for party in parties for call in ("vote", "join", "bothvotes", "imvoting"))
    return parties, tags, frozenset(party[0] for party in parties)


def _imprint(reading: Reading) -> tuple[int, int] | None:
    """Return first and last word of what says who stands behind a leaflet; None where nothing does."""
    met = list(_IMPRINT.find(reading))
    if len({reading.forms[first] for first, _, _ in met}) < _IMPRINT_PARTS:
        return None
    return met[0][0], met[-1][1]


def _is_named(reading: Reading, first: int, last: int) -> bool:
    """Whether a party is meant, not a plain word or another name: neither "green bins" nor "Green Lane"."""
    if not reading.is_capitalised(last):
        return first < last
    beside = last + 1 < len(reading.words) and reading.is_joined(last) and reading.is_capitalised(last + 1)
    return not beside or reading.forms[last + 1] in _AFTER_A_PARTY or reading.original.isupper() or first < last


def _promotion(reading: Reading, index: int, last: int, called: float) -> tuple[float, int, int, str] | None:
    """Return how sure it is that the words around a party's name promote it, first and last word, and the reason."""
    command = _command(reading, index, last)
    if command is not None:
        return DOUBTFUL if _turns(reading, last) else called, command, last, "calls for support of a political party"
    if last + 1 >= len(reading.words) or not _is_named(reading, index, last) or _is_asked(reading, index):
        return None
    if _is_praised(reading, index, last):
        return LIKELY, index, last + 2, "promotes a political party"
    if reading.forms[last + 1] in ("candidate", "candidates") and _is_local_call(reading, index):
        return LIKELY, index, last + 1, "promotes a party's candidate"
    return None


def _is_praised(reading: Reading, index: int, last: int) -> bool:
    """Whether reasons are given to vote for the party: "only … can win", "a vote for … is a vote for buses"."""
    ahead = reading.ahead(last, 5)
    before = [form for form in reading.before(index, 3) if form not in _BETWEEN]
    if before[-1:] == ["only"]:
        return not _ONLY_THEY.isdisjoint(ahead[:1]) and not _DEEDS.isdisjoint(ahead[1:2])
    if before[-1:] == ["vote"] and _OF_VOTES.at(reading, last + 1):
        return _BAD.isdisjoint(reading.ahead(last + 4, 3))
    if before[-1:] == ["but"] and ahead[:4] == ["is", "a", "wasted", "vote"]:
        return True
    blamed = reading.ahead(last, 7)
    return _PROMISES.at(reading, last + 1) is not None and "nothing" not in ahead and _BLAMED.isdisjoint(blamed)


def _beside(reading: Reading, named: Mapping[int, int], mocked: frozenset[int]) -> Iterator[Finding]:
    """Yield calls that go with a party that is named in their sentence or the next: "… Please vote for him".

    `named`: the first name of a party in each sentence that has one.
    """
    for first, last, _ in _CALLS.find(reading):
        before = reading.before(first, 3)
        if _NOT_CALLING.intersection(before) or _is_asked(reading, first):
            continue
        needed = _NEEDS.get(reading.forms[first : first + 2])
        if needed and needed not in reading.before(first, 6):
            continue
        sentence = reading.words[first].sentence
        near = next((named[at] for at in (sentence, sentence - 1, sentence + 1) if at in named), None)
        if near is not None and sentence not in mocked:
            yield _finding(reading, LIKELY, min(near, first), max(near, last), "calls for support of a party")


def _for_a_councillor(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield where votes are asked for a councillor by title: "re-elect Cllr Prosser", "vote for Cllr Ward on 7 May"."""
    for first, last, _ in _ELECT.find(reading):
        before = reading.before(first, 3) if first and reading.is_joined(first - 1) else []
        opens = not before or before[-1] in _OPENERS or before[-1] in ("cllr", "councillor")
        named = not {"cllr", "councillor"}.isdisjoint(reading.before(first, 5) + reading.ahead(last, 3))
        if opens and named and _NOT_PROMOTING.isdisjoint(before) and _PRIZES.isdisjoint(reading.ahead(last, 10)):
            yield first, last


def _for_an_independent(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield where votes are asked for somebody who stands for no party: "Vote for me, Alan Parr, Independent"."""
    standing = [n for n, form in enumerate(reading.forms) if form == "independent" and _is_candidacy(reading, n)]
    if not standing or not _PRIZES.isdisjoint(reading.distinct):
        return
    first = reading.words[standing[0]].sentence
    opening = next(n for n, word in enumerate(reading.words) if word.sentence == first)
    if reading.forms[opening] in ("vote", "elect", "re-elect", "support") and not _is_asked(reading, opening):
        yield opening, standing[0], "calls for votes for an independent candidate"
    for first, last, _ in _CANDIDACY.find(reading):
        before = reading.before(first, 3) if first and reading.is_joined(first - 1) else []
        if _NOT_PROMOTING.isdisjoint(before) and not _is_asked(reading, first):
            yield min(first, standing[0]), max(last, standing[0]), "calls for votes for an independent candidate"


def _is_candidacy(reading: Reading, index: int) -> bool:
    """Whether somebody stands as an "Independent": no independent inquiry, and nobody independent of the council."""
    if reading.before(index, 3) == ["standing", "as", "an"] or reading.ahead(index, 1) == ["candidate"]:
        return True
    if not reading.is_capitalised(index):
        return False
    return not reading.is_joined(index) or reading.forms[index + 1] in _AFTER_A_PARTY - {"or", "because", "to", "all"}


def _for_a_cause(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield where people are enrolled for what alone tells them the truth, whether or not the register knows it."""
    praise, call = _CAUSE.search(reading.plain), _ENROL.search(reading.plain)
    if praise is None or call is None:
        return
    inside = [n for n, word in enumerate(reading.words) if praise.start() <= word.start < praise.end()]
    is_named = inside[0] > 0 and reading.is_capitalised(inside[0] - 1)
    if is_named and reading.forms[inside[0] - 1] not in _NOT_PROMOTING:
        yield inside[0] - 1, inside[-1], "enrols people for a political movement"


def _hands_wanted(reading: Reading, named: Mapping[int, int]) -> Iterator[Finding]:
    """Yield where a party looks for hands: "Helpers needed to deliver Lib Dem leaflets"."""
    for match in _HANDS.finditer(reading.plain):
        at = next(n for n, word in enumerate(reading.words) if word.end > match.start())
        sentence = reading.words[at].sentence
        party = named.get(sentence, named.get(sentence - 1, named.get(sentence + 1)))
        beside = {*reading.before(at, 12), *reading.ahead(at, 20)}
        if (
            party is not None
            and "no" not in reading.before(at, 1)
            and not _FIELDWORK.isdisjoint(beside)
            and "council" not in beside
        ):
            yield _finding(reading, LIKELY, min(at, party), max(at, party), "looks for helpers for a political party")


def _is_asked(reading: Reading, index: int) -> bool:
    """Whether the sentence of word `index` is a question."""
    last = index + len(reading.ahead(index, 20))
    return reading.plain[reading.words[last].end : reading.words[last].end + 1] == "?"


def _mocked(reading: Reading) -> frozenset[int]:
    """Return the sentences of which a call is held up to ridicule: "vote Tory and this is what you get"."""
    scorned = {reading.words[first].sentence for first, _, _ in _MOCKERY.find(reading)}
    return frozenset(scorned | {sentence - 1 for sentence in scorned})


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
    if at < 0 or words[at].sentence != words[party].sentence:
        return None
    longer = next((c for c in _LONGER_CALLS if reading.forms[max(0, at - len(c) + 1) : at + 1] == c), None)
    joins = words[at].form in _JOINING or (longer is not None and longer[-1] in ("next", "by", "time", "get"))
    if longer is not None:
        if longer == ("get",) and "behind" not in reading.forms[at:party]:
            return None
        at -= len(longer) - 1
        while at and words[at].form != "put" and words[at - 1].form == "put":
            at -= 1
    elif words[at].form not in _COMMANDS:
        return _given(reading, party, last)
    before = reading.before(at, 3) if at and reading.is_joined(at - 1) else []  # a call begins behind a comma too
    told = before == ["make", "sure", "you"]
    if not told and (_NOT_PROMOTING.intersection(before) or (before and before[-1] not in _OPENERS)):
        return None
    if reading.ahead(last, 1) == ["out"] or (joins and not _is_joined_as_party(reading, last)):
        return None
    return at


def _given(reading: Reading, party: int, last: int) -> int | None:
    """Return the verb of "give the Greens a chance", "lend Labour your vote"."""
    at = party - 2 if reading.forms[party - 1] in ("the", "your") else party - 1
    asks = reading.ahead(last, 2) in (["your", "vote"], ["a", "chance"], ["your", "support"])
    if at < 0 or reading.forms[at] not in ("give", "lend") or not asks:
        return None
    before = reading.before(at, 2) if at and reading.is_joined(at - 1) else []
    return at if not before or before[-1] in _OPENERS else None


def _is_joined_as_party(reading: Reading, last: int) -> bool:
    """Whether who is to be joined or supported is the party: no "green spaces", no family of the name."""
    beside = reading.ahead(last, 1)
    ahead = reading.ahead(last, 8)
    end = reading.words[last].end
    if beside and reading.plain[end : end + 1] == "-":  # "labour-intensive"
        return False
    if not _GATHERINGS.isdisjoint(ahead) or not _STREETS.isdisjoint(beside if beside != ["on"] else ahead[:5]):
        return False
    if not beside or beside[0] in _AFTER_A_PARTY or not reading.is_joined(last):
        return True
    is_name = reading.is_capitalised(last + 1) and reading.is_proper_name(last + 1)
    return is_name and reading.is_capitalised(last)  # "back Lib Dem Sue Ward"


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
    return near.isdisjoint({"said", "says", "told", "knocked"}) and bool(
        near & {"vote", "support", "elect", "back", "meet", "your"}
    )
