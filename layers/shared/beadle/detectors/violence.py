"""Violent verbs, and whom they hit: the direct object, not just anybody who is named nearby.

"I'll shoot you" and "I'll shoot you a few photos" differ by what stands behind the verb, so an object counts only where
it stands right behind it, is a person or somebody's own, and ends there.
"""

from enum import Enum
from typing import NamedTuple

from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import (
    CRUEL_ADJECTIVES,
    INSULTS,
    MILD_ADJECTIVES,
    MODIFIERS,
    ROLES,
    TITLES,
    YOU,
    wordset,
)

DEADLY = wordset(
    "kill murder stab shoot bomb torch firebomb behead strangle hang lynch rape burn execute knife decapitate throttle"
)
FORCEFUL = wordset("slit slash batter punch maim kneecap drown headbutt")
MILD = wordset("beat hurt smash break cripple bash slap kick")
"""Verbs that people also use of games, feelings and records: a part of the body or a house must follow."""
VERBS = DEADLY | FORCEFUL | MILD
THIRD_PERSON = {verb + ("es" if verb.endswith(("sh", "ch")) else "s"): verb for verb in VERBS}
"""The verbs as "somebody" takes them: "stabs", "punches"."""
BURNING = wordset("burn torch bomb firebomb")

HARMED = wordset(
    "shot hung hanged lynched stabbed killed murdered gassed beheaded executed raped strung burned burnt harpooned"
    " exterminated drowned crucified"
)

_LONGEST = 7  # words of an object
_TWO_WORDS = {
    **dict.fromkeys((("run", "over"), ("run", "down"), ("mow", "down"), ("knife", "down"), ("gun", "down")), "kill"),
    **dict.fromkeys((("string", "up"), ("bump", "off"), ("finish", "off")), "kill"),
    **dict.fromkeys((("beat", "up"), ("rough", "up"), ("duff", "up"), ("cut", "up")), "batter"),
    ("kick", "in"): "kick",
    ("knock", "out"): "batter",
}
"""Verbs of two words, and the verb that they are as bad as."""
_POURING = wordset("pour throw chuck squirt lob splash tip")
_CORROSIVE = wordset("acid petrol bleach ammonia")
FIRST_WORDS = frozenset(first for first, _ in _TWO_WORDS) | {"set"} | _POURING
OTHERS = wordset("someone somebody")
OUTSIDERS = wordset(
    "junkie junkies smackhead smackheads druggie druggies crackhead crackheads addict addicts beggar beggars yob yobs"
    " dealer dealers protester protesters protestor protestors cyclist cyclists traveller travellers gypsies dosser"
    " dossers scrounger scroungers benefit tramp tramps rapists paedo paedos nonce nonces asylum illegals chavs scrote"
    " developer developers homeless squatter squatters traitor traitors mps politicians"
    " journalists muslims jews gays lefties"
)
"""People whom a town's quarrels are about, besides those who serve it."""

PLACES = wordset(
    "hall centre offices office mosque church synagogue temple gurdwara hotel hostel library station school college"
    " depot chamber clinic surgery hospital courthouse"
)
_THROATS = wordset("throat throats head heads skull neck jaw teeth")
"""Parts of a body that may be any word's: "that developer's head"; a chair has legs and a clock a face."""
_BLADED = wordset("stab slit behead knife slash strangle batter punch headbutt rape decapitate")
"""Verbs whose "next one I see" is somebody, and no wasp."""
_PARTS = wordset(
    "face head legs teeth neck throat skull nose knees faces heads throats ribs heid jaw arms kneecaps eyes skulls"
)
_HOMES = wordset(
    "house home offices office car door doors windows window houses homes flat van tyres shed garage gaff windscreen"
)
_FAMILY = wordset(
    "family families kids children wife husband girlfriend boyfriend partner fiance fiancee missus mum mam mom dad nan"
    " nana nanna grandma grandad mother father sister brother son sons daughter daughters child baby bairns wean weans"
    " dog dogs cat cats mates mate friends wives husbands parents"
)
_SOMEONE = wordset(
    "you u ya him them em yous youse ye everyone everybody thou yourselves lot whoever police policeman policewoman"
    " copper coppers cop cops pcso pcsos bailiff bailiffs landlord landlady doctor doctors vicar priest imam rabbi"
    " people man men woman women kids children migrants immigrants refugees"
)
_ADDRESSED = _SOMEONE - wordset("him man men woman women people kids children police")
"""Whom a name may follow: "I will kill you Dave"."""
_CREATURES = wordset(
    "pig pigs cow cows rat rats snake snakes worm worms maggot maggots cockroach cockroaches vermin scrubber scrubbers"
    " creep tramp tramps slag nutter nutters"
)
_NAMED_AS = frozenset(word for word, grade in INSULTS.items() if grade >= 2) - _CREATURES
PERSONS = (_SOMEONE | ROLES | TITLES | _NAMED_AS) - wordset("chair guy sir operator operators")
_STRUCK = PERSONS | OUTSIDERS
"""Who can be hurt; a chair is smashed and a guy burnt without anybody's harm."""
_COUNTED = wordset(
    "all both each every last single one of any the that this those these whole next first other another some a an"
    " more bloody fucking fuckin effing sodding sake road traffic parking planning council council's enforcement"
)
_ATTRIBUTES = _COUNTED | CRUEL_ADJECTIVES | MILD_ADJECTIVES | (MODIFIERS - {"for", "and", "very", "too", "so", "but"})
_ANY = wordset("a an some any another")
_WHOSE = wordset("your his their ur yer thy her")
_CLOSING = wordset(
    "in on at if when while and or but so because cos for until till before after down up off out with to by like then"
    " than who whom whoever that which what as where wherever unless once tonight tomorrow today now soon again one"
    " yourself myself next this these himself herself themselves lol lmao haha hahaha mate pal love mark someday"
    " monday tuesday wednesday thursday friday saturday sunday too first instead dead alive hard good proper properly"
    " silly senseless stupid is was has does tickets parks comes gives all both lot over right"
    " you u i i'll i'm im he she they we it myself from inside outside near round behind along without within against"
    " please thanks eh innit bro bruv son big you're your youre x xx during just there here everyone every each me"
)
_HANDED = wordset("a an some another few two three four five my our these those any several more over across")
_SAME_TIME = wordset("next minute moment second first same day instant lot")
_LOANS = wordset("shoot burn hang torch bomb execute punch slap smash beat break knife drown batter cripple kick")
"""Verbs that are also a favour's or a craft's: "burn you CDs", "shoot you over the file"."""
_UNPICTURED = wordset(
    "kill murder stab behead strangle throttle lynch rape decapitate knife batter punch headbutt shoot"
)
_THINGS_TOO = wordset("hang burn torch bomb execute break smash slap beat knife batter drown")
"""Verbs whose "them" is more often bunting and leaflets than people."""
_ALONE_NAMED = wordset("stab behead strangle throttle decapitate headbutt")
_NOT_NAMES = wordset(
    "street road lane avenue close park hall house town city village borough council market carnival parade festival"
    " fair bridge day night league club cup bins bin show party pub inn arms station school hospital library centre"
    " fawkes christmas britain england wales facebook rovers united fc afc awards wedding court green hill way place"
)
_FAVOURS = wordset("to across over")


class Kind(Enum):
    """What the object is."""

    PERSON = "a person"
    SOMEBODY = "a person left open: a councillor, any warden"
    NAMED = "a name, which may be a person's"
    BODY = "a part of somebody's body"
    HOME = "somebody's home or car"
    OWN = "the author's own people"


class Victim(NamedTuple):
    """The direct object of a violent verb: its last word's index, and what it is."""

    last: int
    kind: Kind


class Blow(NamedTuple):
    """A violent verb: as which it counts, the index of its last word, and of a second one behind the object, or 0."""

    verb: str
    last: int
    split: int = 0


def blow_at(reading: Reading, index: int) -> Blow | None:
    """Return the violent verb that begins at word `index`: one word, "run over", or "beat … up"."""
    form = reading.forms[index]
    if reading.follows(index, ("set", "fire", "to")):
        return Blow("torch", index + 2)
    if (wielded := _wielded(reading, index)) is not None:
        return wielded
    if form in FIRST_WORDS and reading.is_joined(index):
        for n, particle in enumerate(reading.ahead(index, _LONGEST)):
            verb = _TWO_WORDS.get((form, particle))
            if verb and n == 0:
                return Blow(verb, index + 1)
            if verb and reading.ahead(index + 1 + n, 1) not in (["to"], ["with"], ["for"], ["of"], ["a"]):
                return Blow(verb, index, index + 1 + n)
    if form in BURNING and reading.forms[index + 1 : index + 2] == ("down",):
        return Blow(form, index + 1)
    return Blow(form, index) if form in VERBS else None


def _wielded(reading: Reading, index: int) -> Blow | None:
    """Return a blow told by more than a verb: "pour acid on him", "cut his throat", "set you on fire"."""
    form, ahead = reading.forms[index], reading.ahead(index, _LONGEST)
    if form == "cut" and not {"throat", "throats"}.isdisjoint(ahead[1:4]):
        return Blow("slit", index)
    if form == "set" and ahead[1:3] == ["on", "fire"] and ahead[0] in YOU | {"him", "her"}:
        return Blow("torch", index, index + 2)
    if form in _POURING and not _CORROSIVE.isdisjoint(ahead[:3]):
        at = next((n for n, word in enumerate(ahead[:5]) if word in ("on", "over", "at", "in")), 0)
        if at and (ahead[at + 1 : at + 2] != ["them"] or "acid" in ahead[:3]):
            return Blow("maim", index + 1 + at)
    return None


def victim_of(reading: Reading, blow: Blow, people: frozenset[str] = frozenset()) -> Victim | None:
    """Return the person, or what is somebody's own, that the blow falls upon; None where it falls on something else.

    Args:
        people: names in lower case that are known to be people's, surnames too.
    """
    at, forms = blow.last, reading.forms
    mine = indefinite = False
    while reading.is_joined(at) and at - blow.last < _LONGEST:
        at += 1
        form = forms[at]
        if form in ("my", "our"):
            mine = True
            continue
        if form == "her" and not _has_more(reading, at):
            return _person(reading, at, blow, Kind.PERSON)
        if form == "lot" and reading.forms[at + 1 : at + 2] == ("of",):
            continue
        if _is_owner(reading, at):
            owned = _owned(reading, at, blow.verb)
            return owned._replace(kind=Kind.SOMEBODY) if owned and _is_anybodys(reading, at) else owned
        if form in _STRUCK and not _is_compound(reading, at, form):
            is_open = indefinite or form == "whoever" or form not in PERSONS
            kind = Kind.OWN if mine else Kind.SOMEBODY if is_open else Kind.PERSON
            return _person(reading, at, blow, kind)
        if mine and form in _FAMILY:
            return Victim(at, Kind.OWN) if _ends(reading, at) else None
        if form in _THROATS and blow.verb not in MILD and forms[at + 1 : at + 2] == ("of",):
            at += 1
            continue
        if form not in _ATTRIBUTES:
            is_next = form in ("i", "we") and forms[at - 1] == "one" and blow.verb in _BLADED
            return Victim(at - 1, Kind.SOMEBODY) if is_next else _named(reading, at, blow.verb, people)
        indefinite = indefinite or form in _ANY
    return None


def place_of(reading: Reading, blow: Blow) -> int | None:
    """Return the index of the public building that the blow falls upon: "the hotel", not "the hall's bins"."""
    at = blow.last
    seen = False
    for _ in range(5):
        if not reading.is_joined(at):
            return None
        at += 1
        form = reading.forms[at]
        if form in PLACES and seen and not (at + 1 < len(reading.forms) and reading.forms[at + 1] in PLACES):
            return at if _ends(reading, at) else None
        if (
            form.endswith("'s")
            or (form in _CLOSING and (seen or form not in ("that", "this", "every")))
            or form == "it"
        ):
            return None
        seen = seen or form in ("the", "that", "this", "your", "our", "every") or form in PLACES
    return None


def is_closed(reading: Reading, index: int) -> bool:
    """Whether what word `index` belongs to ends with it: "get cancer", not "get cancer research a stall"."""
    return _ends(reading, index)


def _is_owner(reading: Reading, at: int) -> bool:
    """Whether what follows is somebody's: "your", "Dave's", "that rangers face"."""
    form = reading.forms[at]
    if form in _WHOSE or (form.endswith("'s") and (form[:-2] in PERSONS or reading.is_capitalised(at))):
        return True
    if form.endswith("'s") and not _THROATS.isdisjoint(reading.forms[at + 1 : at + 2]):
        return True
    return form.removesuffix("s") in ROLES and not (_PARTS | _HOMES).isdisjoint(reading.forms[at + 1 : at + 2])


def _is_anybodys(reading: Reading, at: int) -> bool:
    """Whether the owner is not known to be a person: "that developer's head", "the ticket's"."""
    form = reading.forms[at]
    return form.endswith("'s") and form[:-2] not in PERSONS and not reading.is_capitalised(at)


def _ends(reading: Reading, at: int) -> bool:
    if not reading.is_joined(at):
        after = reading.plain[reading.words[at].end : reading.words[at].end + 2]
        return not (after[:1] == "-" and after[1:].isalpha()) and not (
            after[:1] == "'" and reading.forms[at].endswith("s") and not reading.is_quoted(reading.words[at].start)
        )
    following = reading.forms[at + 1]
    return following in _CLOSING or following.endswith("ly") or following in INSULTS or _is_name(reading, at + 1)


def _is_name(reading: Reading, at: int) -> bool:
    """Whether a capital begins the word, of a text that is not all capitals."""
    return reading.is_capitalised(at) and not reading.original.isupper()


def _has_more(reading: Reading, at: int) -> bool:
    """Whether "her" is followed by what is hers."""
    return reading.is_joined(at) and not _ends(reading, at) and reading.forms[at + 1] not in _HANDED | {"the"}


def _is_compound(reading: Reading, at: int, form: str) -> bool:
    """Whether a role only says which: "the parking warden", "your driver manager"."""
    return form in ROLES | _NAMED_AS and reading.is_joined(at) and reading.forms[at + 1] in PERSONS - YOU - {"lot"}


def _person(reading: Reading, at: int, blow: Blow, kind: Kind) -> Victim | None:
    """Return the person at `at`, with the name behind a title, unless nobody is struck."""
    form = reading.forms[at]
    if form in TITLES and reading.is_joined(at) and not _ends_plainly(reading, at):
        at += 1
        while reading.is_joined(at) and _is_name(reading, at + 1) and at - blow.last < _LONGEST:
            at += 1
        if reading.forms[at].endswith("'s"):
            return _owned(reading, at, blow.verb)
    if form in YOU and reading.is_joined(at) and reading.forms[at + 1] in ("all", "lot", "both", "two", "people"):
        at += 1
    is_struck = blow.split == at + 1 if blow.split else _is_struck(reading, at, blow.verb)
    return Victim(at, kind) if is_struck else None


def _is_struck(reading: Reading, at: int, verb: str) -> bool:
    """Whether the person at `at` is not given what follows: "shoot the leader a quick email"."""
    form = reading.forms[at]
    if not reading.is_joined(at):
        return _ends(reading, at) and not _are_things(reading, at, verb)
    following, beyond = reading.forms[at + 1], reading.forms[at + 2 : at + 3]
    is_given = following in _HANDED or (following == "the" and _SAME_TIME.isdisjoint(beyond))
    is_favour = verb in _LOANS and following in _FAVOURS and verb not in ("smash", "beat", "burn")
    if is_given or is_favour or _are_things(reading, at, verb):
        return False
    return (form in _ADDRESSED and verb not in _LOANS) or _ends(reading, at)


def _are_things(reading: Reading, at: int, verb: str) -> bool:
    """Whether "them" is rather bunting or leaflets: "hang them", not "hang the lot of them", "burn them alive"."""
    if reading.forms[at] not in ("them", "em") or verb not in _THINGS_TOO or reading.forms[at - 1] == "of":
        return False
    return reading.ahead(at, 1) not in (["all"], ["alive"])


def _ends_plainly(reading: Reading, at: int) -> bool:
    """Whether a title stands for its bearer, "the mayor if …": no name follows."""
    return reading.forms[at + 1] in _CLOSING | _HANDED | {"the"} or reading.forms[at + 1].endswith("ly")


def _owned(reading: Reading, owner: int, verb: str) -> Victim | None:
    """Return what is somebody's: their face, their child, their house."""
    at = owner
    while reading.is_joined(at) and at - owner < 4:
        at += 1
        form = reading.forms[at]
        found = Kind.BODY if form in _PARTS else Kind.HOME if form in _HOMES else None
        if form in _FAMILY or (form in PERSONS and form not in YOU):
            found = Kind.PERSON
        if found is Kind.HOME and verb in (
            "hang",
            "shoot",
            "slap",
            "execute",
            "hurt",
            "punch",
            "beat",
            "kill",
            "drown",
        ):
            return None  # "I'll hang your door", "shoot your house for the brochure"
        if found is not None:
            return Victim(at, found) if _ends(reading, at) else None
        if form not in _ATTRIBUTES:
            return None
    return None


def _named(reading: Reading, at: int, verb: str, people: frozenset[str]) -> Victim | None:
    """Return a name: known to be somebody's, or two capitalised words that no place or event bears."""
    form = reading.forms[at]
    last = at
    while reading.is_joined(last) and _is_name(reading, last + 1) and last - at < 3:
        last += 1
    whole = reading.forms[at : last + 1]
    owner = whole[-1].removesuffix("'s")
    if whole[-1].endswith("'s") and (owner in people or len(whole) > 1):
        return _owned(reading, last, verb)
    if any(word in people for word in whole) and verb not in MILD:
        return Victim(last, Kind.PERSON) if _ends(reading, last) else None
    if not _is_name(reading, at) or not _NOT_NAMES.isdisjoint(whole) or not all(map(str.isalpha, whole)):
        return None
    is_named = (len(whole) > 1 and verb in _UNPICTURED) or (form.isalpha() and verb in _ALONE_NAMED)
    return Victim(last, Kind.NAMED) if is_named and _ends(reading, last) else None
