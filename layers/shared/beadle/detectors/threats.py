"""Clause AU02: threats, wishes of death, and words of somebody who may be at risk. An officer sees them at once."""

from collections.abc import Iterator

from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.phrases import Phrases
from beadle.detectors.stance import tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import NEGATIONS, ROLES, TITLES, wordset
from beadle.domain.judgements import SAFETY, Finding

_SOMEBODY_AT_RISK = frozenset({"urgent", SAFETY})

_DEADLY = wordset("kill murder stab shoot bomb torch firebomb behead strangle hang lynch rape burn execute knife")
_HARM = _DEADLY | wordset(
    "slit batter punch smash beat hurt cripple maim kneecap throttle drown bash slap kick headbutt break"
)
_HARMED = wordset("shot hung hanged lynched stabbed killed murdered gassed beheaded executed raped strung burned burnt")
_FIRM = wordset("will i'll we'll ill gonna going gunna gonnae imma ima coming")
_CONTRACTED = wordset("i'll we'll ill imma ima i'd id")
"""Words of intent that carry their speaker within."""
_INTENT = _FIRM | wordset("i'd would could wanna want should needs ought")
_SPEAKER = wordset("i i'll we'll i'm im we we're i'd id ill am imma ima someone somebody")
_BETWEEN = wordset("are is just really definitely so all both fucking fuckin bloody honestly swear actually now always")
_PRONOUNS = wordset("you u ya him her them yous youse everyone everybody")
_WHOSE = wordset("your his her their ur yer")
_PARTS = wordset(
    "face head house home office offices car legs teeth family families kids children staff wife husband neck throat"
    " skull nose knees door windows throats faces heads houses heid ribs"
)
_PERSONS = _PRONOUNS | ROLES | TITLES
_NO_VICTIM = wordset("email message line text bill two time myself")
_PARTICLES = wordset("on in out around about off for with through up")
_OUGHT = wordset("should deserve deserves need needs ought must wants want")
_NOT_DEADLY_AFTER = wordset("of out by with in")  # "shot of him", "hung out to dry"
_WISH = wordset("hope wish pray")
_DEATH = wordset("die dies died dead cancer burn rot hanged shot killed crash suffer")
_SUBJECTS = wordset("you u he she they")
_SOFT = wordset("beat hurt smash break cripple bash slap kick")
"""Verbs that people also use of games, feelings and records: a part of the body or a house must follow."""
_BALLOT = wordset("ballot polls poll polling election elections vote votes voting democracy")
_BURNING = wordset("burn torch bomb firebomb")
_BUILDINGS = wordset("hall centre offices office mosque church synagogue temple hotel hostel library station")
_WITHIN = wordset("inside in")
_LAUGHTER = wordset("lol lmao lmfao rofl haha hahaha hahahaha hehe joking jk kidding xx xxx")
_NEIGHBOURLY = _LAUGHTER | wordset(
    "doors neighbour neighbours emptied street same pop card knock opposite delivery postman deliver collect parcel too"
)
_MENACE = wordset("coming tonight bat knife stab burn brick petrol visit regret sorry punch kill hurt smash gun")
_COMMANDING = wordset("go please just should and fucking why now then or must can well both all yous")
_UNMEANT = wordset(
    "to might may could would will you'll gonna going nearly almost than if when you people how somebody someone anyone"
)
_DONE = wordset("hanged shot killed")
_LOVED = wordset("family families kids children wife husband mum mother")
_MAY_BE_MILD = wordset("crash burn rot suffer")
_NOBODY = NEGATIONS | {"nobody", "nothing"}
_REACH = 9  # words back to whoever speaks
_AT_RISK = Phrases(
    {
        LIKELY: """want to die, kill myself, killing myself, end it all, ending it all, end my life, ending my life
        can't go on anymore, cant go on anymore, can't go on any more, take my own life, taking my own life
        feeling suicidal, feel suicidal, am suicidal, i'm suicidal, better off dead, no reason to live
        no point in living, don't want to be here anymore, dont want to be here anymore"""
    }
)
_VEILED = Phrases(
    {
        STRONG: """i know where you live, we know where you live, i know where you work, we know where you work
        i know where you park, we know where you park, i know where she lives, i know where he lives
        we know where she lives, we know where he lives, i know where your kids, we know where your kids""",
        DOUBTFUL: """i know which pub, i know what car, i know which school, i know where he drinks, card is marked
        snitches get stitches, be a shame if something happened
        be a shame if anything happened, watch yourself walking, watch yourself on the way, you're dead when
        your dead when, ur dead when, you are dead when, coming for you, coming round yours, waiting for you outside
        do your legs, do yer legs, out of her misery, out of his misery, knife in the ribs, knife in your
        knife in his, knife in her, brick through your, brick through his, brick through her, end up in a ditch
        sort you out tonight, from the nearest lamp post, from the nearest lamppost, bomb under the, watch your back
        you better watch out, sleep with one eye open, you're dead meat, your days are numbered, bullet in
        bullet with your name""",
    }
)
_YOUR_DEATH = Phrases(
    {
        STRONG: """kill yourself, kill yourselves, kill urself, hang yourself, top yourself, go and die, go die
        drink bleach, kys, do us all a favour and die"""
    }
)
_WARNING = wordset("me i makes made don't not never dont you'll will could nearly")
_JUST_A_SAYING = wordset("nearly almost practically laugh laughing")

Found = tuple[float, int, str]
"""Confidence, index of the phrase's last word, reason."""


def detect_threat(context: Context) -> Iterator[Finding]:
    """Yield threats against people, wishes of death, and calls to harm oneself."""
    reading = read(context.comment.text)
    for index, word in enumerate(reading.words):
        found = _veiled(reading, index) or _urged(reading, index)
        if word.form in _HARM:
            found = found or _announced(reading, index)
        elif word.form in _HARMED:
            found = found or _deserved(reading, index)
        elif word.form in _WISH:
            found = found or _wished(reading, index)
        if found:
            confidence, last, reason = found
            confidence, manner = tempered(confidence, reading, index)
            start, end = reading.words_span(index, last)
            yield Finding("threat", confidence, start, end, reason + manner, _SOMEBODY_AT_RISK)


def detect_at_risk(context: Context) -> Iterator[Finding]:
    """Yield words of an author who may mean to harm themselves: no breach, but an officer must see them."""
    reading = read(context.comment.text)
    for first, last, confidence in _AT_RISK.find(reading):
        before = frozenset(reading.before(first, 5))
        own = reading.words[first].form in _SPEAKER or not before.isdisjoint(_SPEAKER | {"just", "myself", "my"})
        if own and before.isdisjoint(_JUST_A_SAYING):
            reason = "the author may be at risk: not a breach, but somebody should get in touch"
            yield Finding("at-risk", confidence, *reading.words_span(first, last), reason, _SOMEBODY_AT_RISK)


def _announced(reading: Reading, index: int) -> Found | None:
    """Return a threat such as "I will kill you", or a call such as "somebody should stab him"."""
    form = reading.words[index].form
    before = frozenset(reading.before(index, _REACH))
    ahead = reading.ahead(index, 4)
    if not _PARTICLES.isdisjoint(ahead[:1]) or not before.isdisjoint({"not", "never", "won't"}):  # "hang on"
        return None
    intent = _intent_of_speaker(reading, index)
    if intent is None:
        return None
    is_firm = intent in _FIRM and before.isdisjoint({"someone", "somebody"})
    victim = None if form == "beat" and "to" in ahead else _victim(ahead, form)  # "beat you to it"
    if victim is None:
        return _arson(reading, index) if form in _BURNING and is_firm else None
    if not _NO_VICTIM.isdisjoint(ahead) or (form == "hang" and "out" in ahead) or (not is_firm and "if" in before):
        return None
    return _gravity(reading, index, victim, is_firm), index + 1 + victim, "a threat of violence"


def _gravity(reading: Reading, index: int, victim: int, is_firm: bool) -> float:
    """Return how surely words of violence are meant: not those of a game, of an election, of one's own husband."""
    form = reading.words[index].form
    ahead = reading.ahead(index, 12)
    if not _BALLOT.isdisjoint((*reading.before(index, _REACH), *ahead)):
        return WEAK
    if form in _SOFT and ahead[victim] not in _PARTS:
        is_game = form == "beat" and ahead[victim + 1 : victim + 2] not in (["up"], ["senseless"])
        return WEAK if is_game or ahead[victim + 1 : victim + 2] in (["in"], ["at"], ["to"]) else DOUBTFUL
    if not is_firm or not _LAUGHTER.isdisjoint(reading.distinct) or "my" in ahead[: victim + 1]:
        return DOUBTFUL
    return CERTAIN if form in _DEADLY else STRONG


def _intent_of_speaker(reading: Reading, index: int) -> str | None:
    """Return the word of intent before `index`, if it is the author's or somebody's: "I will", not "lorries will"."""
    words = reading.words
    sentence = words[index].sentence
    at = index - 1
    while at >= max(0, index - _REACH) and words[at].form not in _INTENT | _CONTRACTED:
        at -= 1
    if at < max(0, index - _REACH) or words[at].sentence != sentence:
        return None
    intent = words[at].form
    if intent in _CONTRACTED:
        return intent
    at -= 1
    while at >= 0 and words[at].sentence == sentence and words[at].form in _BETWEEN:
        at -= 1
    if at < 0 or words[at].sentence != sentence:
        return intent if intent in ("gonna", "gonnae", "gunna") else None
    return intent if words[at].form in _SPEAKER else None


def _arson(reading: Reading, index: int) -> Found | None:
    """Return a threat to burn a public building; beyond doubt only with people in it."""
    ahead = reading.ahead(index, 12)
    place = next((n for n, form in enumerate(ahead[:4]) if form in _BUILDINGS), None)
    if place is None:
        return None
    inside = not _WITHIN.isdisjoint(ahead[place:]) and not _PRONOUNS.isdisjoint(ahead[place:])
    return (STRONG if inside else DOUBTFUL), index + 1 + place, "a threat to burn down a building"


def _victim(ahead: list[str], verb: str) -> int | None:
    """Return the place among the words behind the verb of who, or whose face or house, is threatened."""
    for at, form in enumerate(ahead):
        is_theirs = form in _WHOSE or (form.endswith("s") and form.removesuffix("s").removesuffix("'") in ROLES)
        if is_theirs and ahead[at + 1 : at + 2] and ahead[at + 1] in _PARTS:
            return at + 1
        if form in _WHOSE and ahead[at + 1 : at + 2] and ahead[at + 1] in _PARTS | ROLES:
            return at + 1
        if form in _PERSONS and not (verb == "burn" and form == "guy"):  # on the fifth of November
            return None if form in _WHOSE and verb not in _DEADLY else at
    return None


def _deserved(reading: Reading, index: int) -> Found | None:
    """Return a call such as "should be shot": mostly a manner of speaking, and not for a machine to tell."""
    before = reading.before(index, 5)
    if before[-1:] != ["be"] or _OUGHT.isdisjoint(before) or not _NOBODY.isdisjoint(before):
        return None
    if not _NOT_DEADLY_AFTER.isdisjoint(reading.ahead(index, 1)):
        return None
    sentence = {*reading.before(index, 20), *reading.ahead(index, 20)}
    known = not sentence.isdisjoint(_PERSONS | {"councillors", "they", "he", "she", "council"})
    worst = reading.words[index].form == "raped"
    confidence = (STRONG if worst else LIKELY) if known else WEAK
    return confidence, index, "says that somebody should be killed or harmed"


def _wished(reading: Reading, index: int) -> Found | None:
    """Return a wish such as "I hope you die"; "hope she beats cancer" and "hope you got a good shot" are none."""
    ahead = reading.ahead(index, 8)
    at = next((n for n, form in enumerate(ahead) if form in _DEATH), 0)
    wished = ahead[:at]
    if not wished or wished[0] not in _PERSONS | _WHOSE | {"that", "he", "she", "they", "the"}:
        return None
    if (_PERSONS | _SUBJECTS | _LOVED).isdisjoint(wished) or not _NOBODY.isdisjoint(
        (*wished, *reading.before(index, 2))
    ):
        return None
    if ahead[at] in _DONE and wished[-1] not in ("get", "gets", "be", "are", "is"):
        return None
    if ahead[at] == "cancer" and wished[-1] not in ("get", "gets", "catch", "have"):
        return None
    if ahead[at + 1 : at + 2] and ahead[at + 1] in ("laughing", "down", "inside", "happy", "off", "hard"):
        return None
    is_plain = wished[0] in _SUBJECTS and at <= 3 and ahead[at] not in _MAY_BE_MILD
    return (STRONG if is_plain else LIKELY), index + 1 + at, "wishes somebody death or harm"


def _veiled(reading: Reading, index: int) -> Found | None:
    """Return a threat such as "we know where you live"; "I know where you live Sue, two doors down" is none."""
    met = _VEILED.at(reading, index)
    if met is None:
        return None
    said = reading.distinct
    friendly = met[1] >= STRONG and said.isdisjoint(_MENACE) and not said.isdisjoint(_NEIGHBOURLY)
    return (WEAK if friendly else met[1]), index + met[0] - 1, "a veiled threat"


def _urged(reading: Reading, index: int) -> Found | None:
    """Return a call such as "kill yourself": a command, not "you could kill yourself on these steps"."""
    met = _YOUR_DEATH.at(reading, index)
    if met is None or not _WARNING.isdisjoint(reading.before(index, 4)):
        return None
    before = reading.before(index, 1)
    confidence = met[1]
    if before and before[0] in _UNMEANT:
        confidence = WEAK
    elif before and before[0] not in _COMMANDING and reading.is_joined(index - 1):
        confidence = DOUBTFUL
    return confidence, index + met[0] - 1, "urges somebody to die or to harm themselves"
