"""Clause AU10: passing oneself off as the council or one of its people, by name. Urgent, and for an officer to decide.

A name is compared as the eye does: letters of other scripts, digits and signs for letters, an added word of office, one
letter astray. A resident may share a councillor's name, so that a person's name counts only with an office claimed
beside it, or in letters that nobody writes their own name in.

A picture's alt text is compared likewise: that of a council's logo or notice names it and nothing else, where one who
describes what is to be seen goes on ("Harrowmere Council logo on a bin lorry").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from beadle.detectors.certainty import DOUBTFUL, LIKELY
from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.spelling import one_apart, skeleton
from beadle.domain.judgements import Finding

URGENT = frozenset({"urgent"})

_INDEPENDENT = (
    "watch", "residents", "parody", "against", "save", "news", "forum", "community", "fans", "friends", "unofficial",
    "campaign", "spotted", "gossip", "voices", "truth", "sceptic", "critic", "satire", "spoof", "notthe", "fake",
    "isnot", "nothe", "notreally", "definitelynot", "totallynot", "exposed", "failures", "complaints", "memes",
)  # fmt: skip
_DRESSING = (
    "official|verified|support|help|desk|team|refunds?|rebates?|payments?|customer|services?|care|the|real|"
    "account|page|tax|uk|gov|online|admin|info|contact|hq|live|news|alerts?|cllr|councillor|council|swyddogol"
)
"""No word here is made of others: each repetition of one that is would double the time that a long name takes."""

_DEPARTMENTS = (
    "planning|parking|highways?|housing|environmental(?:health)?|waste|recycling|refuse|bins?|streetcare|streetscene|"
    "licensing|elections|electoral|benefits|revenues|counciltax|registrars?|registration|librar(?:y|ies)|leisure|parks|"
    "countryside|education|socialcare|socialservices|adultservices|childrensservices|tradingstandards|buildingcontrol|"
    "democratic|finance"
)
_SAYING = "news|updates?|press|media|comms|communications|events|jobs|careers|info|announcements?|enquiries"
_SECTIONS = "services?|dept|department|office|official|enquiries|team|section|unit"
_HEADS = "mayor(?:ess)?|deputymayor|leader|chiefexecutive|ceo|councilleader|deputyleader"
_TITLES = frozenset({"cllr", "councillor", "mp", "mayor", "leader", "ceo", "deputy"})
_OF_COUNCILS = frozenset(
    {"council", "borough", "city", "town", "county", "district", "metropolitan", "cyngor", "the", "of", "sir", "dinas"}
)
_INITIALS = 3  # words of a council's name from which its initials are one: HBC

_OFFICES = ("cllr", "councillor", "mayor", "leader", "officer", "chiefexecutive", "director")
_TICKS = frozenset("✓✔✅☑🔵🔹🗸")
_EMBLEMS = "logo|crest|emblem|seal|badge|shield|insignia|coatofarms|letterhead"
_PICTURED = (
    f"{_EMBLEMS}|official|verified|support|help|desk|account|profile|banner|"
    "header|notice|statement|announcement|message"
)
"""What a picture that speaks for the council is of. No word here is made of others either."""
_LINKING = "the|of|from|by|our|image|graphic|picture|png|jpe?g|gif|webp|svg"
_FREE_DISTANCE = 8  # letters of a name from which one letter may differ
_OTHER_SCRIPTS = range(0x370, 0x590)  # Greek, Cyrillic and Armenian, whose letters can be taken for Latin ones
_SENTENCE_END = re.compile(r"[.,;:!?|](?=\s|$)|\n| [-–—] ")
_SERVICE = re.compile(
    r"(?:council|counciltax|housingbenefits?|customer)(?:tax|customer)?"
    r"(?:support|help|desk|team|refunds?|rebates?|services?|care|payments?|grants?|official)+(?:uk)?"
)


def detect_lookalike_author(context: Context) -> Iterator[Finding]:
    """Yield one finding when the author's name or handle could be taken for the council's, or one of its people's."""
    author = context.comment.author
    accounts = {account.lower().lstrip("@") for account in strings(context.parameters, "handles")}
    if author.handle.lower().lstrip("@") in accounts:
        return
    for shown in dict.fromkeys((author.name, author.handle.lstrip("@").split(".")[0])):
        told = _names(shown, context.parameters, accounts)
        if told:
            yield Finding("lookalike-author", told[0], 0, len(context.comment.text), told[1], URGENT)
            return
    for alt in context.comment.alt_texts:
        told = _pictures(alt, context.parameters, accounts)
        if told:
            yield Finding("lookalike-author", told[0], 0, len(context.comment.text), told[1], URGENT)
            return


def _names(shown: str, parameters: Mapping[str, object], accounts: Iterable[str]) -> tuple[float, str] | None:
    seen = skeleton(shown)
    names, people = strings(parameters, "names"), strings(parameters, "people")
    part = _parts(names)
    if seen and part and part.fullmatch(seen):
        return DOUBTFUL, "the author's name claims to be a part of the council, or its head"
    if not seen or any(word in seen for word in _INDEPENDENT):
        return None
    return (
        _councils(seen, (*names, *accounts))
        or _persons(shown, seen, people)
        or _titled(shown, seen, people)
        or _offices(shown, seen)
    )


@lru_cache(maxsize=16)
def _parts(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What the council's departments and heads may be called; None where the policy names no council."""
    own = "|".join(sorted({skeleton(name) for name in names} - {""}, key=len, reverse=True))
    if not own:
        return None
    words = [[word for word in re.findall(r"\w+", name.lower()) if word not in _OF_COUNCILS] for name in names]
    places = "|".join(sorted({skeleton("".join(place)) for place in words} - {""}, key=len, reverse=True)) or own
    initials = {"".join(word[0] for word in name.split()) for name in names if len(name.split()) >= _INITIALS}
    short = "|".join(sorted(map(skeleton, initials))) or own
    head = f"(?:{_HEADS})(?:of)?(?:the)?"
    return re.compile(
        f"(?:the)?(?:{own})(?:{_DEPARTMENTS}|{_SAYING})(?:{_SECTIONS})?"
        f"|(?:{places})(?:{_DEPARTMENTS})(?:{_SECTIONS})"
        f"|(?:{places}|{short})borocouncil|(?:{places})borocouncil"
        f"|(?:{short})(?:(?:{_DEPARTMENTS})(?:{_SECTIONS})|official|support|refunds?|customerservices?|helpdesk|verified)"
        f"|(?:the)?{head}(?:{own}|{places})|(?:{own}|{places})(?:{_HEADS})"
    )


def _pictures(alt: str, parameters: Mapping[str, object], accounts: Iterable[str]) -> tuple[float, str] | None:
    """Return what a picture claims by its alt text: all of it, or its first sentence where that speaks of a logo."""
    names, people = strings(parameters, "names"), strings(parameters, "people")
    seen = skeleton(alt)
    if any(word in seen for word in _INDEPENDENT):
        return None
    first = skeleton(_SENTENCE_END.split(alt.strip(), maxsplit=1)[0])
    for claim in dict.fromkeys((seen, first)):
        is_told = re.search(_PICTURED, claim)
        if claim != seen and not is_told:
            continue
        bare = _named(claim)
        own = (*names, *accounts) if is_told else names  # an account may be named like a place
        if any(_is_name(bare, _named(skeleton(name))) for name in own):
            return DOUBTFUL, "a picture's alt text could be taken for the council's own logo or notice"
        if _persons(alt, claim, people) or _persons(alt, bare, people):
            return DOUBTFUL, "a picture's alt text could be taken for one of the council's people"
        if bare in ("council", "councils") and re.search(f"{_EMBLEMS}|official", claim):
            return LIKELY, "a picture's alt text claims to be the council's logo or notice"
    if any(_is_imitated(alt, seen, skeleton(name)) for name in (*names, *map(_untitled, people))):
        return DOUBTFUL, "a picture's alt text has a name of the council's in letters that only look like its own"
    return None


def _named(seen: str) -> str:
    """Return the name in what is said of a picture: without the words around it for what the picture is."""
    around = f"(?:{_PICTURED}|{_LINKING})+"
    return re.sub(f"^{around}", "", re.sub(f"{around}$", "", seen))


def _is_name(bare: str, own: str) -> bool:
    return bool(own) and (bare in (own, f"{own}s") or (len(own) >= _FREE_DISTANCE and one_apart(bare, own)))


def _is_imitated(alt: str, seen: str, own: str) -> bool:
    """Whether a name is to be read in an alt text only as long as letters of other scripts are taken for its own."""
    if alt.isascii() or len(own) < _FREE_DISTANCE or own not in seen:
        return False
    return own not in skeleton("".join(c for c in alt if ord(c) not in _OTHER_SCRIPTS))


def _councils(seen: str, names: tuple[str, ...]) -> tuple[float, str] | None:
    for name in names:
        own = skeleton(name.split(".")[0])
        if seen == own or (len(own) >= _FREE_DISTANCE and (one_apart(seen, own) or _is_dressed_up(seen, own))):
            return DOUBTFUL, "the author's name could be taken for the council's own account"
    return None


def _persons(shown: str, seen: str, people: tuple[str, ...]) -> tuple[float, str] | None:
    claims = _has_tick(shown) or any(office in seen for office in _OFFICES) or "official" in seen
    for person in people:
        own = skeleton(_untitled(person))
        bare = seen
        for office in (*_OFFICES, "official", "mr", "mrs", "ms", "dr"):
            bare = bare.removeprefix(office).removesuffix(office)
        if len(own) < _FREE_DISTANCE or not (bare == own or one_apart(bare, own)):
            continue
        if claims or (bare == own and _is_disguised(shown)):
            return DOUBTFUL, "the author's name could be taken for one of the council's people"
    return None


def _titled(shown: str, seen: str, people: tuple[str, ...]) -> tuple[float, str] | None:
    """Return what a title before or behind the surname of one of the council's people claims: "Cllr T Whitcombe".

    A name of three parts or more is shared by nobody by chance, and counts by itself.
    """
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", shown.lower())
    bare = [word for word in words if word not in _TITLES and word != "official"]
    is_titled = bool(words) and (words[0] in _TITLES or words[-1] in _TITLES)
    for person in people:
        first, *more = _untitled(person).lower().split()
        if not more:
            continue
        if len(re.split(r"[\s-]", _untitled(person))) > 2 and seen == skeleton(_untitled(person)):
            return DOUBTFUL, "the author's name could be taken for one of the council's people"
        given, surname = bare[: -len(more)], bare[-len(more) :]
        bears_name = skeleton("".join(surname)) == skeleton("".join(more))
        if is_titled and bears_name and len(given) <= 1 and "".join(given)[:1] in first[:1]:
            return DOUBTFUL, "the author's name could be taken for one of the council's people"
    return None


def _offices(shown: str, seen: str) -> tuple[float, str] | None:
    if _SERVICE.fullmatch(seen) or (_has_tick(shown) and any(seen.startswith(o) for o in (*_OFFICES, "council"))):
        return LIKELY, "the author's name claims to be an office"
    return None


def _is_dressed_up(seen: str, own: str) -> bool:
    """Whether a name is the council's with words of office added, or that of its people with one letter astray."""
    before, found, after = seen.partition(own)
    if found:
        return bool(_dressing().fullmatch(before + after))
    bare = _dressing_at_the_end().sub("", seen)
    return bare != seen and (bare == own or one_apart(bare, own))


@cache
def _dressing() -> re.Pattern[str]:
    return re.compile(f"(?:{_DRESSING})+")


@cache
def _dressing_at_the_end() -> re.Pattern[str]:
    """Words of office after the council's own, so that what is left may still be its name."""
    return re.compile("(?:official|verified|support|helpdesk|team|refunds?|rebates?|payments?|services?|uk|page)+$")


def _untitled(person: str) -> str:
    return re.sub(r"(?i)^(?:cllr|councillor|mayor|mr|mrs|ms|miss|dr|sir|dame)\.? ", "", person)


def _has_tick(shown: str) -> bool:
    return not _TICKS.isdisjoint(shown)


def _is_disguised(shown: str) -> bool:
    """Whether a name holds letters that only look like the alphabet's: other scripts beside it, digits within it."""
    latin = any("a" <= c.lower() <= "z" for c in shown)
    other = any(c.isalpha() and not c.isascii() and not c.isupper() and ord(c) >= 0x370 for c in shown)
    return latin and (other or bool(re.search(r"[a-zA-Z][013457$@|][a-zA-Z]", shown)))
