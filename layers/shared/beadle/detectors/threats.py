"""Clause AU02: threats and wishes of death. An officer sees them at once.

A machine removes only what cannot be read otherwise: an author who means to, a violent verb, and a person right behind
it. A game, a photograph, a favour or a joke among friends is nothing; what may be either is an officer's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from beadle.detectors.calls import call_at, is_urged
from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.menaces import menace_at, urged_at, wish_at
from beadle.detectors.parameters import strings
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.violence import (
    BURNING,
    DEADLY,
    FIRST_WORDS,
    HARMED,
    MILD,
    OTHERS,
    OUTSIDERS,
    PERSONS,
    PLACES,
    THIRD_PERSON,
    VERBS,
    Blow,
    Kind,
    Victim,
    blow_at,
    is_closed,
    place_of,
    victim_of,
)
from beadle.detectors.vocabulary import INSULTS, NEGATIONS, TITLES, wordset
from beadle.domain.judgements import SAFETY, Finding

_URGENT = frozenset({"urgent", SAFETY})

_FIRM = wordset("will wil i'll we'll ill gonna going gunna gonnae imma ima coming")
_CONTRACTED = wordset("i'll we'll ill imma ima i'd id lets let's")
"""Words of intent that carry their speaker within."""
_CALLS = wordset("lets let's")
_INTENT = _FIRM | wordset("i'd would could wanna want should needs ought")
_SPEAKER = wordset("i i'll we'll i'm im we we're i'd id ill am imma someone somebody")
_BETWEEN = wordset(
    "are is am just really definitely so all both fucking fuckin bloody honestly swear actually now always seriously"
    " literally still probably"
)
_PARTICLES = wordset("on in out around about off for with through up over down")
_REFUSED = wordset("not never won't wont nearly almost don't dont cannot can't didn't didnt wouldn't without refuse")
_OUGHT = wordset("should deserve deserves need needs ought must wants want")
_NOT_DEADLY_AFTER = wordset("of out by with in")  # "shot of him", "hung out to dry"
_KNOWN = PERSONS | OUTSIDERS | wordset("he she they councillors council her")
_NOBODY = NEGATIONS | {"nobody", "nothing"}
_HARMING = wordset(
    "raping kicking shooting hanging stabbing slapping beating hiding battering lynching killing slap punch bullet"
)
_NOT_HARM_AFTER = wordset("off of out up for on from about in")
_SUBJECTS = wordset("she he they you she's he's thou")

_LAUGHTER = wordset("lol lmao lmfao rofl haha hahaha hahahaha hehe joking jk kidding xx xxx")
_MENACE = wordset("tonight bat knife gun petrol brick address outside coming acid blade machete police grave watch")
_A_TALE = 8  # words of a joke that tells why
_JESTED = wordset("kill murder strangle throttle batter slap kick punch smash headbutt drown")
_MEANING = wordset("going gonna gunna gonnae will i'll we'll ill planning plans plan wants want")
_PREPOSITIONS = wordset("at in on with by through come via over")
_GAMES = wordset(
    "fifa darts bingo quiz snooker karaoke game games match chess golf bowls bowling monopoly scrabble league dominoes"
    " tennis squash badminton football footy netball rugby cricket xbox playstation ps5 poker tug race raffle paintball"
    " dodgeball mario kart tournament parkrun marathon pong derby cup boxing uno mortal kombat cod fortnite warzone"
)
_FORUMS = wordset(
    "ballot polls poll election elections vote votes voting democracy may court courts tribunal appeal inquiry debate"
    " kindness kisses cuddles love facts laughter fine fines bill bills complaint foi petition lawsuit invoice charges"
    " paperwork emails letters requests complaints back"
)
_NOT_GAMES = wordset(
    "the home work school night your his her their once least last knifepoint gunpoint dawn midnight noon any some a"
    " this that all my our random close will church mosque house council lunch dinner six seven eight nine ten"
)
_STAGED = wordset(
    "panto pantomime baddie rehearsal rehearsals paintball larp nerf snowball pistols mystery minecraft roleplay"
    " villain cosplay reenactment"
)
_PICTURED = wordset(
    "camera cameras photo photos photograph photographs photography photographer film films filming video videos pic"
    " pics picture pictures lens portrait portraits canon nikon footage documentary drone headshots album tripod"
    " wedding bride"
)
_EVENTS = wordset("parade opening fair festival ceremony show concert event gala fete carnival match launch switch-on")
_EXECUTING = wordset("gun mow shoot hang string lynch behead execute kill murder")
_CHEERED = wordset("them em him her em you it people women men")  # "kill them, girls!"
_COMMANDED = wordset("just please go then so now should must")
_EXPLOSIVE = wordset("planted planting put left hidden there's theres is be place placed plant be")
_LAID = wordset("in at under inside outside on beneath")
_SPOTS = PLACES | wordset(
    "bus train building car market square civic guildhall pool shopping tram mall precinct stadium meeting council"
)
_PAST = wordset(
    "ww1 ww2 wwii war exhibition display museum unexploded film play panto history 1940 1941 1974 game bath seed photo"
    " bargain price deal"
)
_SOON = wordset(
    "tomorrow tonight monday tuesday wednesday thursday friday saturday sunday messages message snapchat planned"
    " planning chat later"
)
_REACH = 9  # words back to whoever speaks

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


@dataclass(frozen=True, slots=True)
class _Intent:
    """Who means to do it, and how firmly: "I will", "somebody should", "let's"."""

    word: str
    is_firm: bool
    others: bool


def detect_threat(context: Context) -> Iterator[Finding]:
    """Yield threats against people, wishes of death, and calls to harm oneself."""
    reading = read(context.comment.text)
    people = _people(context)
    for index, word in enumerate(reading.words):
        found = menace_at(reading, index) or urged_at(reading, index) or wish_at(reading, index, people)
        if found is None and (finder := _FINDERS.get(word.form)):
            found = finder(reading, index, people)
        found = found or call_at(reading, index, context.comment.post_text)
        if found:
            meant, last, reason = found
            confidence, manner = tempered(meant, reading, index)
            if manner and meant <= LIKELY:  # another's manner of speaking
                confidence = WEAK
            yield Finding("threat", confidence, *reading.words_span(index, last), reason + manner, _URGENT)


def _people(context: Context) -> frozenset[str]:
    """Return the names of the council's people in lower case, without their titles."""
    names = (name.lower().split() for name in strings(context.parameters, "people"))
    return frozenset(part for name in names for part in name[-1:] if part not in TITLES)


def _announced(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    """Return a threat such as "I will kill you", or a call such as "somebody should stab him"."""
    blow = blow_at(reading, index)
    if blow is None or (blow.last == index and reading.forms[index + 1 : index + 2] in [(p,) for p in _PARTICLES]):
        return _shooting(reading, index) if reading.forms[index] == "shoot" else None
    intent = _intent(reading, index)
    if intent is None:
        return _commanded(reading, index, blow, people)
    victim = victim_of(reading, blow, people)
    if victim is None:
        return (
            None
            if (intent.others and intent.is_firm) or blow.verb not in BURNING
            else _arson(reading, blow, intent.is_firm)
        )
    if not intent.is_firm and "if" in reading.before(index, _REACH):
        return None
    return _gravity(reading, index, blow.verb, victim, intent), victim.last, "a threat of violence"


def _gravity(reading: Reading, index: int, verb: str, victim: Victim, intent: _Intent) -> float:
    """Return how surely words of violence are meant: not those of a game, of an election, of one's own husband."""
    if _is_otherwise(reading, index, verb, victim):
        return WEAK
    laughs = not _LAUGHTER.isdisjoint(reading.distinct)
    if _is_idle(reading, index, verb, victim, intent):
        return WEAK
    if verb in MILD and victim.kind not in (Kind.BODY, Kind.HOME):
        return _of_mild(reading, verb, victim, intent)
    is_open = victim.kind in (Kind.SOMEBODY, Kind.NAMED, Kind.OWN) or _is_filmed(reading, verb, victim)
    is_open = is_open or not {"court", "polls", "ballot", "election"}.isdisjoint(reading.before(index, _REACH))
    if not intent.is_firm or intent.others or laughs or is_open:
        return DOUBTFUL
    return CERTAIN if verb in DEADLY else STRONG


def _is_idle(reading: Reading, index: int, verb: str, victim: Victim, intent: _Intent) -> bool:
    """Whether it is said in jest, of one's own husband, or in worry: "somebody will kill a child there"."""
    laughs = not _LAUGHTER.isdisjoint(reading.distinct)
    is_loose = intent.word in ("could", "would", "i'd", "id")
    if (victim.kind is Kind.OWN and (laughs or is_loose)) or (victim.kind is Kind.SOMEBODY and is_loose):
        return True
    if intent.others and intent.is_firm and (verb in ("kill", "burn") or victim.kind is Kind.SOMEBODY):
        return True
    is_tale = laughs and len(reading.words) >= _A_TALE and _MENACE.isdisjoint(reading.distinct)
    return is_tale and verb in _JESTED and TITLES.isdisjoint(reading.forms[index : victim.last + 1])


def _of_mild(reading: Reading, verb: str, victim: Victim, intent: _Intent) -> float:
    after = reading.ahead(victim.last, 2)
    is_game = verb == "beat" and after[:1] not in (["up"], ["senseless"], ["black"], ["unconscious"])
    is_game = is_game or after[:1] in (["in"], ["at"], ["to"], ["out"], ["off"]) or intent.word in _CALLS
    return WEAK if is_game or not _LAUGHTER.isdisjoint(reading.distinct) else DOUBTFUL


def _is_otherwise(reading: Reading, index: int, verb: str, victim: Victim) -> bool:
    """Whether what stands around makes a game, a play, a photograph, a lawsuit or a kindness of it."""
    ahead = reading.ahead(victim.last, 6)
    around = {*reading.forms[max(0, index - _REACH) : index], *reading.forms[victim.last : victim.last + 14]}
    if not _STAGED.isdisjoint(around) or (verb == "shoot" and not _PICTURED.isdisjoint(around)):
        return True
    for at, form in enumerate(ahead):
        if form in _PREPOSITIONS and not (_GAMES | _FORUMS).isdisjoint(ahead[at + 1 : at + 4]):
            return True
    is_at_a_game = ahead[:1] == ["at"] and len(ahead) > 1 and ahead[1].isalpha() and ahead[1] not in _NOT_GAMES
    if (verb in _JESTED and is_at_a_game) or ahead[:1] == ["there"]:
        return True
    before = reading.before(index, _REACH)
    return verb not in ("stab", "rape") and "come" in before and not _FORUMS.isdisjoint(before)


def _is_filmed(reading: Reading, verb: str, victim: Victim) -> bool:
    """Whether shooting somebody may be a photographer's: at an event."""
    after = reading.forms[victim.last + 1 : victim.last + 6]
    return verb == "shoot" and not _EVENTS.isdisjoint(after)


def _intent(reading: Reading, index: int) -> _Intent | None:
    """Return the intent before `index`, if it is the author's or somebody's: "I will", not "lorries will"."""
    if is_urged(reading, index):
        return _Intent("should", is_firm=False, others=True)
    words = reading.words
    sentence = words[index].sentence
    at = index - 1
    while at >= max(0, index - _REACH) and words[at].form not in _INTENT | _CONTRACTED:
        at -= 1
    if at < max(0, index - _REACH) or words[at].sentence != sentence:
        return None
    word, meant = words[at].form, at
    if word not in _CONTRACTED:
        at -= 1
        while at >= 0 and words[at].sentence == sentence and words[at].form in _BETWEEN:
            at -= 1
        if at < 0 or words[at].sentence != sentence:
            if word not in ("gonna", "gonnae", "gunna"):
                return None
            at = meant
        elif words[at].form not in _SPEAKER:
            return None
    if not _REFUSED.isdisjoint(w.form for w in words[at:index]):
        return None
    others = words[at].form in OTHERS
    return _Intent(word, word in _FIRM, others)


def _commanded(reading: Reading, index: int, blow: Blow, people: frozenset[str]) -> Found | None:
    """Return a call to burn a building down or to hang somebody, at the start of a sentence."""
    before = reading.before(index, 2)
    is_begun = not before or not reading.is_joined(index - 1) or before == ["petrol"]
    if not is_begun and before[-1] not in _COMMANDED:
        return None
    if blow.verb in BURNING:
        return _arson(reading, blow, is_firm=False)
    victim = victim_of(reading, blow, people) if reading.forms[index] in _EXECUTING else None
    is_pointed = victim and (victim.kind is Kind.PERSON or reading.forms[victim.last] in OUTSIDERS)
    is_cheer = reading.forms[index] in ("kill", "murder") and not _CHEERED.isdisjoint(reading.ahead(index, 1))
    if victim is None or is_cheer or not is_pointed or _is_otherwise(reading, index, blow.verb, victim):
        return None
    laughs = not _LAUGHTER.isdisjoint(reading.distinct)
    return (WEAK if laughs else LIKELY), victim.last, "says that somebody should be killed or harmed"


def _arson(reading: Reading, blow: Blow, is_firm: bool) -> Found | None:
    """Return a threat to burn a public building; beyond doubt only with people in it."""
    place = place_of(reading, blow)
    if place is None:
        return None
    ahead = reading.ahead(place, 12)
    if not _LAUGHTER.isdisjoint(reading.distinct):
        return None
    inside = not {"inside", "in"}.isdisjoint(ahead) and not _KNOWN.isdisjoint(ahead)
    return (STRONG if inside and is_firm else DOUBTFUL), place, "a threat to burn down a building"


def _shooting(reading: Reading, index: int) -> Found | None:
    """Return "shoot up the school", whoever is said to do it."""
    if reading.forms[index + 1 : index + 2] != ("up",) or _MEANING.isdisjoint(reading.before(index, 3)):
        return None
    place = place_of(reading, Blow("shoot", index + 1))
    return None if place is None else (DOUBTFUL, place, "a threat to shoot people")


def _blown_up(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    """Return "blow up the town hall", "blow your house up"; balloons are none."""
    intent = _intent(reading, index)
    if intent is None or intent.others:
        return None
    is_up = reading.forms[index + 1 : index + 2] == ("up",)
    blow = Blow("bomb", index + is_up)
    place = place_of(reading, blow)
    victim = victim_of(reading, blow, people) if place is None else None
    last = place if place is not None else victim.last if victim else None
    if last is None or not (is_up or reading.forms[last + 1 : last + 2] == ("up",)):
        return None
    if not is_up and reading.is_joined(last + 1) and not is_closed(reading, last + 1):
        return None  # "blow you up a balloon"
    return DOUBTFUL, last, "a threat to blow something up"


def _bomb(reading: Reading, index: int, _people: frozenset[str]) -> Found | None:
    """Return "I've planted a bomb in the town hall"; one of the war, in a museum, is none."""
    before = reading.before(index, 6)
    ahead = reading.ahead(index, 6)
    if before[-1:] != ["a"] or _EXPLOSIVE.isdisjoint(before) or _LAID.isdisjoint(ahead[:1]):
        return None
    if _SPOTS.isdisjoint(ahead) or not _PAST.isdisjoint(reading.distinct) or not _NOBODY.isdisjoint(before):
        return None
    return DOUBTFUL, index + len(ahead[:3]), "speaks of a bomb"


def _burned(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    return _bomb(reading, index, people) or _announced(reading, index, people)


def _deserved(reading: Reading, index: int, _people: frozenset[str]) -> Found | None:
    """Return a call such as "should be shot": mostly a manner of speaking, and not for a machine to tell."""
    before = reading.before(index, 6)
    form = reading.forms[index]
    if before[-1:] == ["get"] and form in ("stabbed", "shot") and not OTHERS.isdisjoint(before):
        is_soon = not _SOON.isdisjoint(reading.ahead(index, 12))
        return (DOUBTFUL, index, "says that somebody is about to be hurt") if is_soon else None
    if before[-1:] != ["be"] or _OUGHT.isdisjoint(before[-5:]) or not _NOBODY.isdisjoint(before[-5:]):
        return None
    if not _NOT_DEADLY_AFTER.isdisjoint(reading.ahead(index, 1)):
        return None
    sentence = {*reading.before(index, 20), *reading.ahead(index, 20)}
    known = not sentence.isdisjoint(_KNOWN) or ("fat" in sentence and not sentence.isdisjoint(INSULTS))
    confidence = (STRONG if form == "raped" else LIKELY) if known else WEAK
    return confidence, index, "says that somebody should be killed or harmed"


def _needed(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    """Return "she needs a good raping", "he wants shooting": of a person, not of a hedge."""
    if reading.forms[index] == "bullet" and reading.ahead(index, 1) in (["in"], ["through"], ["between"]):
        victim = victim_of(reading, Blow("stab", index + 1), people)
        return victim and (DOUBTFUL, victim.last, "a threat of violence")
    before = reading.before(index, 5)
    articles = [form for form in before[-2:] if form in ("a", "good", "right", "proper")]
    rest = before[: len(before) - len(articles)]
    if rest[-1:] and rest[-1] in ("some", "fucking", "bloody"):
        rest = rest[:-1]
    if not rest or rest[-1] not in _OUGHT or len(rest) < 2 or not is_closed(reading, index):
        return None
    subject = rest[-2]
    is_named = reading.forms[index] == "raping" and reading.is_capitalised(index - len(articles) - 2)
    if subject not in _SUBJECTS and subject not in PERSONS - {"whoever"} and subject not in people and not is_named:
        return None
    if not _NOT_HARM_AFTER.isdisjoint(reading.ahead(index, 1)) or not _NOBODY.isdisjoint(rest):
        return None
    if reading.forms[index] == "raping":
        return STRONG, index, "says that somebody should be raped"
    is_vote = not _FORUMS.isdisjoint(reading.ahead(index, 6))
    laughs = is_vote or not _LAUGHTER.isdisjoint(reading.distinct)
    return (WEAK if laughs else LIKELY), index, "says that somebody should be killed or harmed"


def _hoped(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    """Return "hope somebody stabs him", "hope somebody burns the offices down with them inside"."""
    if OTHERS.isdisjoint(reading.before(index, 1)) or {"hope", "wish", "pray"}.isdisjoint(reading.before(index, 4)):
        return None
    blow = Blow(THIRD_PERSON[reading.forms[index]], index)
    victim = victim_of(reading, blow, people)
    if victim is not None:
        harmless = _is_otherwise(reading, index, blow.verb, victim) or blow.verb == "beat"
        return (WEAK if harmless else DOUBTFUL), victim.last, "wishes somebody death or harm"
    found = _arson(reading, blow, is_firm=False) if blow.verb in BURNING else None
    return found and (DOUBTFUL, found[1], "wishes that a building were burned down")


def _death_to(reading: Reading, index: int, people: frozenset[str]) -> Found | None:
    """Return "death to all wardens"; "death to potholes" is none."""
    if reading.forms[index + 1 : index + 2] != ("to",) or reading.before(index, 1) not in ([], ["and"]):
        return None
    victim = victim_of(reading, Blow("kill", index + 1), people)
    return victim and (LIKELY, victim.last, "says that somebody should be killed or harmed")


_FINDERS = {
    **dict.fromkeys(VERBS | FIRST_WORDS, _announced),
    **dict.fromkeys(HARMED, _deserved),
    **dict.fromkeys(_HARMING, _needed),
    **dict.fromkeys(THIRD_PERSON, _hoped),
    "blow": _blown_up,
    "death": _death_to,
    "bomb": _burned,
    "slap": lambda *found: _announced(*found) or _needed(*found),
    "punch": lambda *found: _announced(*found) or _needed(*found),
}
"""What to look for at each word."""
