"""Clause AU05: statements that make a part of the community less than human or unwelcome.

The names of groups are never a finding by themselves: only what is said of them is.
"""

from collections.abc import Iterator
from itertools import pairwise

from beadle.detectors.certainty import LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.groups import (
    ORIGINS,
    describes_a_thing,
    describes_people,
    group_end,
    is_aside,
    is_topic,
    name_start,
    one_end,
)
from beadle.detectors.hostility import Found, called, harm, hostility, what_it_is_to_be
from beadle.detectors.phrases import Phrases
from beadle.detectors.slogans import (
    agreement_asked,
    asks,
    detect_slogans,
    go_back,
    is_anothers_view,
    is_disowned,
    is_history,
)
from beadle.detectors.stance import objects_nearby, tempered
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import COPULAS, MODIFIERS, NEGATIONS, wordset
from beadle.domain.judgements import Finding

_LESS_THAN_HUMAN = wordset(
    "space oxygen diseased vermin scum animals parasites cockroaches rats subhuman subhumans savages filth disease"
    " plague vile inferior dirty monkeys apes pigs dogs maggots leeches rapists terrorists degenerates perverts paedos"
    " paedophiles groomers freaks abomination disgusting sick mental mentally stupid lazy thieves criminals evil"
    " cancer infestation trash"
)
_HARSH = wordset(
    "vermin scum animals parasites cockroaches subhuman subhumans savages monkeys apes maggots perverts degenerates"
    " freaks abomination filth rapists terrorists rats leeches diseased"
)
_NAME_CALLING = _HARSH - {"rapists", "terrorists", "animals"}  # "immigrant rapists" may be some who were convicted
_CALLED = wordset("scum vermin subhuman subhumans perverts degenerates freaks filth")
"""Without the animals, of which some bear a people's name: German cockroaches, Norwegian rats."""
_EXPEL = wordset("cull deport gas exterminate shoot hang burn ban sterilise castrate drown kill eradicate repatriate")
_DONE_TO = wordset(
    "deported shot gassed hanged hung banned raped sterilised exterminated castrated killed drowned burned burnt"
    " repatriated segregated"
)
_CALL = wordset("should must just lets let's we please all i'd i'll and gonna")
_CALLS_TO = (
    ["need", "to"],
    ["have", "to"],
    ["want", "to"],
    ["time", "to"],
    ["ought", "to"],
    ["got", "to"],
    ["going", "to"],
)
_UNWELCOME = Phrases(
    {
        LIKELY: """not wanted here, not wanted in, should be kept away from, don't belong, dont belong, do not belong
        are not welcome, aren't welcome, not welcome
        should not be allowed, shouldn't be allowed, should never be allowed, must not be allowed, mustn't be allowed
        must never be allowed, should not exist, shouldn't exist, should never exist"""
    }
)
_OUGHT = wordset("should must need needs deserve deserves ought")
_POSTED = wordset(
    "pride lgbt lgbtq lgbtqia syria afghanistan ukraine eritrea sudan mosque temple synagogue muslim jewish sikh hindu"
    " gay trans disabled deaf homeless christian catholic polish traveller gypsy refugee migrant immigrant lesbian"
)
_MIGRANTS = wordset("immigrants migrants immigrant migrant foreigners refugees refugee seekers")
_OF_LAW = wordset("illegal failed criminal convicted undocumented")
_SENT_AWAY = wordset("deported repatriated banned")
_PUT_UPON = (["disgusting", "to"], ["dirty", "because"], ["evil", "because"])
_OUT_OF_MIND = (["ill"], ["sick"], ["deranged"], ["defective"], ["disturbed"], ["retarded"])
_CARE = wordset("need needs help helped support care vulnerable deserve and or but because")
_LIVING = wordset("breeding breathing living existing having reproducing voting being")
_SINGLE_SEX = wordset(
    "sauna women's men's girls boys ladies changing toilets toilet loos sport sports refuge refuges ward wards"
    " prison prisons shelter shelters"
)
_GROWN_UP = wordset("drive vape smoke drink buy cycle gamble ride own")
_NEGLECTED = wordset("freeze starve suffer fall feel go become die sleep struggle slip rot lose sit wait")
_LOATHED = Phrases(
    {LIKELY: """make me sick, makes me sick, make me puke, make me vomit, make my skin crawl, disgust me, breed like"""}
)
_FEARED = Phrases(
    {
        LIKELY: """are taking over this, are taking over our, are taking over the town, are taking over the country
        are taking over everything, are taking over britain, are taking over england, are taking over the world
        are taking over here, are taking over, control this council, control the council, control the media
        control the banks, control the government
        control the world"""
    }
)
_DEAD = Phrases(
    {
        LIKELY: """should die, should all die, should just die, deserve to die, should hurry up and die
        should just hurry up and die, should drop dead, can all die, should rot in hell, deserve to rot, deserves to die
        deserves to rot"""
    }
)
_DOING = wordset(
    "gassing shooting hanging deporting sterilising exterminating drowning castrating lynching burning culling"
)
_CALLING = wordset("call calling brand branding label labelling")
_ALL_OF = wordset("all the these those of every them fucking bloody our")
_HATE = wordset("hate despise detest loathe")
_I = wordset("i we")
_MYSELF = wordset("i i'm im we we're")
_ENDS_CLAUSE = wordset("and but so here full lol")
_SPOKEN_OF = wordset("of about like word words term talk")
_DIRTY = wordset("dirty filthy thieving stinking scummy smelly")
_PEOPLES = ORIGINS | wordset(
    "travellers traveller gypsies gypsy gypsys roma romany immigrants migrants refugees asylum gays"
)
_KEPT = frozenset({("out", "of"), ("away", "from")})
_OURS = wordset(
    "town country area street estate village pub park pool club school schools kids children sons daughters women"
    " family families homes neighbourhood city church streets grandkids"
)
_HELPS = wordset("to helps help helped will can")
_ALLOWED = wordset("allowed welcome wanted")
_HELD_UP = wordset(
    "then apparently obviously eh presumably clearly suppose guess anymore said says sign because either if"
)
_POLITE = wordset("thank thanks ta please ever")
_LANDS = wordset("country england britain uk land nation scotland wales town")
_LESS = "speaks of a part of the community as less than human"
_HARMED = "wants a part of the community harmed or driven out"
_SKIPPED = MODIFIERS | {"all", "mostly", "mainly"}
_ONE_OF = wordset("a an any")
_THIS_ONE = wordset("that this")


def detect_group_hatred(context: Context) -> Iterator[Finding]:
    """Yield statements that dehumanise a group, or want it gone, and the slogans of those who do."""
    reading = read(context.comment.text)
    yield from detect_slogans(context)
    for index in range(len(reading.words)):
        found = go_back(reading, index) or _of_many(reading, index) or _of_one(reading, index)
        found = found or _of_them(reading, index) or what_it_is_to_be(reading, index)
        found = found or _called(reading, index) or _said_of_them(reading, index, context.comment.post_text)
        if found:
            confidence, end, reason = found
            agreed = agreement_asked(reading, index) and not reading.is_quoted(reading.words[index].start)
            if is_anothers_view(reading, index) or (is_disowned(reading, index) and not agreed):
                confidence = min(confidence, WEAK)
            elif objects_nearby(reading, index):
                confidence = min(confidence, LIKELY)
            sure, manner = (confidence, "") if agreed else tempered(confidence, reading, index)
            spared = confidence <= LIKELY or is_history(reading)
            if spared and (manner or (not agreed and asks(reading, end))):  # told or asked, and not the worst
                sure = min(sure, WEAK)
            yield Finding("group-hatred", sure, *reading.words_span(index, end), reason + manner)


def _of_many(reading: Reading, index: int) -> Found | None:
    """Return what is said of, or wished upon, the group that is named from word `index` on."""
    last = group_end(reading, index)
    if last is None:
        return None
    first = name_start(reading, index, last)
    if first < index and group_end(reading, first) == last:
        return None  # looked at from its first word
    before = reading.before(first, 3)
    is_none = before[-1:] == ["no"] or before[-2:] in (["not", "all"], ["not", "every"]) or before[:2] == ["none", "of"]
    if is_none:
        return _kept_out(reading, index, last)
    spared = before[-1:] == ["if"] or any(is_aside(reading, first, form) for form in reading.ahead(last, 1))
    return (
        (None if spared else _said_of(reading, last))
        or _wished_upon(reading, index, last)
        or _wanted_gone(reading, index, last)
        or _kept_out(reading, index, last)
        or hostility(reading, first, last)
    )


def _of_one(reading: Reading, index: int) -> Found | None:
    """Return what is said of any one of a group, "a Muslim is not human", or the harm wished upon this one."""
    before = reading.forms[index - 1] if index else ""
    if before not in _ONE_OF | _THIS_ONE:
        return None
    last = one_end(reading, index)
    if last is None:
        return None
    if before in _ONE_OF:
        return hostility(reading, index, last) or _phrase_after(reading, last)
    found = harm(reading, index, last)
    return (min(found[0], LIKELY), *found[1:]) if found else None


def _of_them(reading: Reading, index: int) -> Found | None:
    """Return what is said of "them", of whom the sentence before was: "This is about …. Kill them all"."""
    form = reading.forms[index]
    if form not in ("they", "they're", "them") or not is_topic(reading, index):
        return None
    if form == "they're":
        return called(reading, index)
    found = _said_of(reading, index) or _wished_upon(reading, index, index) or hostility(reading, index, index)
    if found is None:
        last = index + (reading.ahead(index, 1) == ["all"])
        found = _wanted_gone(reading, index, last) or harm(reading, index, last)
        if found and last > index and reading.ahead(last, 1) == []:
            return found
    return (min(found[0], LIKELY), *found[1:]) if found else None


def _said_of_them(reading: Reading, index: int, post: str) -> Found | None:
    """Return words such as "they're animals", beneath a post that speaks of a part of the community."""
    form = reading.forms[index]
    if not (form == "they're" or (form == "they" and reading.ahead(index, 1) == ["are"])):
        return None
    beneath = read(post)
    if _POSTED.isdisjoint(beneath.distinct) and all(group_end(beneath, at) is None for at in range(len(beneath.words))):
        return None
    for n, said in enumerate(reading.ahead(index, 6), 1):
        if said in NEGATIONS:
            return None
        if said in _HARSH or said in ("groomers", "paedos", "thieves", "criminals"):
            return LIKELY, index + n, "speaks of people in the post as less than human"
    return None


def _called(reading: Reading, index: int) -> Found | None:
    """Return a name that is called behind the name of a people or a faith: "Polish scum"."""
    last = describes_people(reading, index)
    if last is None or last + 1 >= len(reading.forms) or reading.forms[last + 1] not in _CALLED:
        return None
    return STRONG, last + 1, _LESS


def _said_of(reading: Reading, group: int) -> Found | None:
    """Return what is said of the group: "… are vermin", "… should be shot", "… don't belong here"."""
    following = reading.ahead(group, 8)
    if not following:
        return None
    if following[0] in _NAME_CALLING and reading.is_joined(group) and _CALLING.isdisjoint(reading.before(group, 4)):
        return STRONG, group + 1, _LESS
    if following[0] in COPULAS:
        said = next(
            (n for n, form in enumerate(following[1:], 1) if form not in _SKIPPED or form in _LESS_THAN_HUMAN), 0
        )
        if following[said] in _LESS_THAN_HUMAN and not _is_unwell(following, said):
            said += following[said] not in _HARSH and not _HARSH.isdisjoint(following[said + 1 : said + 2])
            return STRONG if following[said] in _HARSH else LIKELY, group + 1 + said, _LESS
    return _done_to(reading, group, following) or _phrase_after(reading, group)


def _is_unwell(following: list[str], said: int) -> bool:
    """Whether "sick" or "mentally" is said of health, or of what people are tired of."""
    if following[said] in ("mental", "mentally"):
        return following[said + 1 : said + 2] not in _OUT_OF_MIND or not _CARE.isdisjoint(following)
    if following[said] == "sick":
        return len(following) > said + 1 and following[said + 1 : said + 4] != ["in", "the", "head"]
    return following[said : said + 2] in _PUT_UPON


def _done_to(reading: Reading, group: int, following: list[str]) -> Found | None:
    """Return what should be done to the group: "should all be gassed", "need shooting"."""
    if describes_a_thing(reading, group):
        return None
    done = next((n for n, form in enumerate(following) if form in _DONE_TO and following[n - 1] in ("be", "all")), 0)
    denied = not NEGATIONS.isdisjoint(following[:done]) or not NEGATIONS.isdisjoint(reading.before(group, 2))
    if done and not denied and not _OUGHT.isdisjoint(following[:done]):
        if _is_of_rules(reading, group, following, done):
            return None
        if following[done] == "banned" and following[done + 1 : done + 2] == ["from"]:
            return LIKELY, group + 1 + done, "wants a part of the community kept out of a place"
        if following[done] in _SENT_AWAY and reading.forms[group] in _MIGRANTS:
            return LIKELY, group + 1 + done, "an opinion on migration"
        return STRONG if following[0] in _OUGHT else LIKELY, group + 1 + done, _HARMED
    wanted = following[0] in ("want", "need", "needs", "deserve") and not _DOING.isdisjoint(following[1:2])
    ends = not following[2:] or not reading.is_joined(group + 2)  # no "women need shooting lessons"
    return (STRONG, group + 2, _HARMED) if wanted and ends else None


def _is_of_rules(reading: Reading, group: int, following: list[str], done: int) -> bool:
    """Whether it is an opinion on the law: "illegal immigrants … deported", "… banned from driving"."""
    form, after = following[done], following[done + 2 : done + 3]
    if form == "banned" and following[done + 1 : done + 2] == ["from"]:
        is_deed = any(what.endswith("ing") and what not in _LIVING for what in after)
        return is_deed or not _SINGLE_SEX.isdisjoint(reading.ahead(group + done + 1, 6))
    if form in _SENT_AWAY and reading.forms[group] in _MIGRANTS:
        return not _OF_LAW.isdisjoint(reading.before(group, 3)) or "if" in reading.ahead(group + done, 6)
    return False


def _phrase_after(reading: Reading, group: int) -> Found | None:
    if group + 1 >= len(reading.words):
        return None
    met = _UNWELCOME.at(reading, group + 1)
    if met:
        after = reading.ahead(group + met[0], 3)
        is_rule = after[:1] == ["to"] and after[1:2] and after[1] in _GROWN_UP | _NEGLECTED
        is_rule = is_rule or not _SINGLE_SEX.isdisjoint(reading.ahead(group + met[0], 6))
        return None if is_rule else (met[1], group + met[0], "says that a part of the community does not belong")
    met = _LOATHED.at(reading, group + 1)
    if met and reading.ahead(group + met[0], 1) not in (["with"], ["to"]):
        return met[1], group + met[0], "speaks of a part of the community with loathing"
    met = _FEARED.at(reading, group + 1)
    if met and not _PEOPLES.isdisjoint(reading.forms[max(0, group - 1) : group + 1]):
        return met[1], group + met[0], "says that a part of the community is taking over"
    met = _DEAD.at(reading, group + 1)
    if met and not reading.is_joined(group + met[0]):
        return met[1], group + met[0], "wants a part of the community gone"
    return None


def _wished_upon(reading: Reading, group: int, last: int) -> Found | None:
    """Return what comes before the group, and is a whole sentence with it: "I hate …", "never trust a …"."""
    before = reading.before(group, 6)
    while before and before[-1] in _ALL_OF:
        before.pop()
    ends = last + 1 >= len(reading.words) or not reading.is_joined(last) or reading.forms[last + 1] in _ENDS_CLAUSE
    if ends and before and before[-1] in _HATE and not _I.isdisjoint(before[-4:-1]) and NEGATIONS.isdisjoint(before):
        return LIKELY, last, "speaks of a part of the community with loathing"
    if ends and [form for form in before if form not in ("a", "an")][-2:] == ["never", "trust"]:
        return LIKELY, last, "speaks of a part of the community with loathing"
    if before[-2:] == ["only", "good"] and reading.ahead(last, 3)[:3] == ["is", "a", "dead"]:
        return STRONG, last + 3, _HARMED
    dirty = not _DIRTY.isdisjoint(before[-1:]) and _SPOKEN_OF.isdisjoint(before)
    if dirty and reading.forms[group] in _PEOPLES:
        return LIKELY, last, "speaks of a part of the community with loathing"
    return None


def _kept_out(reading: Reading, group: int, last: int) -> Found | None:
    """Return a wish to have the group elsewhere: "keep … away from our kids", "no … allowed"."""
    before = reading.before(group, 6)
    while before and before[-1] in _ALL_OF:
        before.pop()
    ahead = reading.ahead(last, 8)
    reason = "wants a part of the community kept out of a place"
    if before[-1:] == ["keep"] and NEGATIONS.isdisjoint(before) and not _HELPS.intersection(before):
        kept = next((n for n, pair in enumerate(pairwise(ahead)) if pair in _KEPT), None)
        if kept is not None and kept < 2 and not _OURS.isdisjoint(ahead[kept + 2 : kept + 5]):
            return LIKELY, last + kept + 2, reason
    banned = not _ALLOWED.isdisjoint(ahead[:1])
    if reading.forms[group] in _PEOPLES and ahead[:1] == ["here"]:
        banned = not ahead[1:] or ahead[1] in _POLITE
    alone = not _SINGLE_SEX.isdisjoint(ahead)
    if before == ["no"] and banned and not alone and _HELD_UP.isdisjoint(ahead):
        return LIKELY, last + 1, reason
    return _sent_home(reading, group, last)


def _sent_home(reading: Reading, group: int, last: int) -> Found | None:
    """Return what is said only of a people or a faith: "Poles go home", "this country is for whites"."""
    if reading.forms[group] not in ORIGINS:
        return None
    before = [form for form in reading.before(group, 6) if form not in _ALL_OF]
    ahead = reading.ahead(last, 4)
    ours_alone = before[-2:] == ["is", "for"] and not _LANDS.isdisjoint(before[-3:-2])
    if ours_alone and (not ahead or ahead[0] == "only"):
        return LIKELY, last, "says that a part of the community does not belong"
    told = "tells somebody to go back where they came from"
    if (not before or before == ["you"]) and ahead in (["go", "home"], ["go", "home", "now"]):
        return LIKELY, last + 2, told
    return (LIKELY, last, told) if before == ["go", "home"] and not ahead else None


def _wanted_gone(reading: Reading, group: int, last: int) -> Found | None:
    before = reading.before(group, 6)
    if describes_a_thing(reading, last):
        return None
    verb = next((form for form in reversed(before) if form in _EXPEL), None)
    if verb is None and [form for form in before if form not in _ALL_OF - {"of"}][-3:] == ["get", "rid", "of"]:
        verb = "get"
    if verb is None or before[-1] not in _ALL_OF | {verb, "of"}:
        return None
    at = len(before) - before[::-1].index(verb) - 1
    asked = before[:at]
    apart = verb != "get" and not _ALL_OF.issuperset(before[at + 1 :])  # "ban boys from the girls' toilets"
    if apart and reading.ahead(last, 1) != ["inside"]:  # "burn it down with the migrants inside"
        return None
    opens = not reading.is_joined(group - len(before) + len(asked) - 1)  # "white power, gas the …"
    told = asked[-1:] == ["gonna"] or asked[-2:] in (["going", "to"], ["want", "to"])
    if not NEGATIONS.isdisjoint(asked) or (told and _MYSELF.isdisjoint(asked)):  # "cuts are going to kill …"
        return None
    if asked and not opens and asked[-1] not in _CALL and asked[-2:] not in _CALLS_TO:
        return None
    sure, reason = STRONG, _HARMED
    if verb in ("deport", "repatriate", "ban") and reading.forms[last] in _MIGRANTS:
        sure, reason = WEAK, "an opinion on migration"
    elif verb == "ban" and not _SINGLE_SEX.isdisjoint(reading.ahead(last, 6)):
        sure, reason = WEAK, "an opinion on single-sex places"
    elif verb == "get" or (verb == "ban" and reading.ahead(last, 1) == ["from"]):  # an officer decides who may go where
        sure, reason = LIKELY, "wants a part of the community kept out of a place"
    return sure, last, reason
