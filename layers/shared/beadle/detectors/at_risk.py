"""Clause AU02: words of somebody who may be at risk, or who worries for another. No breach: an officer gets in touch.

Nothing of it is ever removed. What is long past, a saying, an advertisement of help, and a game are nothing.
"""

from collections.abc import Iterator

from beadle.detectors.certainty import LIKELY
from beadle.detectors.context import Context
from beadle.detectors.despair import (
    ANOTHER,
    AUTHOR,
    LAUGHTER,
    LONG_AGO,
    Found,
    despair,
    is_saying,
    self_harm_of_others,
    words_around,
)
from beadle.detectors.happening import happening
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import NEGATIONS, wordset
from beadle.domain.judgements import SAFETY, Finding

_NEEDS = frozenset({"urgent", "signpost", SAFETY})

_OFFERED = wordset("samaritans 116 helpline volunteer volunteers awareness charity workshop campaign novel film book")


_KIN = wordset(
    "partner husband wife boyfriend girlfriend bf gf ex hubby missus dad stepdad father stepfather mum mam mom"
    " stepmum mother stepmother uncle auntie brother son daughter carer grandad stepson he she he's she's bloke man"
    " father's hes shes fella flatmate housemate neighbour neighbours neighbours' door upstairs landlord coach boss"
    " manager caretaker"
)
_OF_ANOTHER = wordset(
    "neighbour neighbours neighbour's neighbors upstairs downstairs flat door hear heard dad mum he she mum's dad's"
)
_HITTING = wordset(
    "hits beats hurts punches strangles chokes kicks rapes hitting beating hurting punching strangling choking kicking"
    " raping batters battering abuses abusing slaps slapping touches touching molests molesting threatens threatening"
)
_HAS_HIT = wordset("hit beat strangled choked punched raped attacked battered kicked threatened touched")
_HIT = wordset("me us")
_OTHERS_HIT = wordset("her him his their them kids children baby child wife husband partner girlfriend toddler bairns")
_PLAYED = wordset("to up back out off")
_PERHAPS_PLAYED = wordset("with for on home")
_FAMILY = wordset(
    "husband wife partner boyfriend girlfriend dad stepdad mum stepmum uncle brother grandad carer ex teacher"
)
_FEARS = wordset(
    "scared frightened terrified afraid help police upstairs hiding leave unsafe bruises bruised screaming crying"
    " refuge children kids please nowhere"
)
_AFRAID = Phrases(
    {
        LIKELY: """scared to go home, afraid to go home, frightened to go home, scared of my husband, scared of my wife
        scared of my partner, scared of my boyfriend, scared of my girlfriend, scared of my dad, scared of my mum
        scared of my stepdad, scared of my ex, scared of my son, scared of my brother, not safe at home
        don't feel safe at home, dont feel safe at home, won't let me leave, wont let me leave, locked me in
        scared he's going to kill, scared she's going to kill, scared hes going to kill, scared shes going to kill
        scared he will kill, scared she will kill, scared he'll kill, scared she'll kill, took my passport
        threatening to kill me, threatening to kill us, threatens to kill me, threatened to kill me again
        says he'll kill me, says she'll kill me, says he will kill me, says she will kill me, says hell kill me
        going to kill me and the kids, gonna kill me and the kids, sleeping in my car with, sleeping in our car with
        sleeping in the car with my, kids haven't eaten, kids havent eaten, haven't eaten for days
        havent eaten for days, haven't eaten in days, no food for the kids, no food for my kids, no food for the baby
        no milk for the baby, nowhere to sleep tonight, sleeping rough with my"""
    }
)
_KILL_ME = Phrases({LIKELY: "going to kill me, gonna kill me, will kill me, he'll kill me, she'll kill me"})
_IN_HIDING = wordset("hiding scared terrified frightened knife police locked refuge threatened threatening")
_IN_THE_DARK = wordset("after at in alone through past since along because when from")
_UNITS = wordset("weeks months mins minutes miles days hours stone of years pounds quid percent")
_AGES = frozenset(map(str, range(7, 18)))
_OF_A_CHILD = wordset("dad stepdad mum stepmum uncle home brother he she teacher coach man family")

_EDGE = Phrases(
    {
        LIKELY: """about to jump, going to jump off, gonna jump off, threatening to jump, wrong side of the railings
        wrong side of the barrier, wrong side of the railing, wrong side of the bridge, standing on the ledge
        sitting on the ledge, on the edge of the bridge, with a knife, with a gun, with a machete, waving a knife
        waving a machete, waving a gun"""
    }
)
_HERE_NOW = wordset("there's theres there is running walking outside now currently")
_PERSON = wordset(
    "daughter son man woman lady bloke lad lass girl boy person someone somebody pensioner gentleman guy kid child baby"
    " toddler neighbour fella he she he's she's homeless sleeper mum dad nan teenager girl's bloke's"
)
_STILL = Phrases(
    {
        LIKELY: """not moving, isn't moving, isnt moving, not breathing, isn't breathing, isnt breathing, unconscious
        unresponsive, not responding, won't wake up, wont wake up, passed out, lying on the floor, lying on the ground
        lying in the road, lying on the pavement, lying in the street, laid on the floor, laid on the pavement
        slumped, collapsed, having a seizure, having a fit, having a heart attack, bleeding badly, bleeding heavily
        fallen and can't get up, fallen and cant get up, in the water, in the river, in the canal"""
    }
)
_THERE = wordset("there's theres is lying now he's she's help ambulance outside")
_DROWNING = wordset("water river canal")
_OVER = wordset(
    "museum mural military was were thank thanks saved brilliant yesterday last 2019 ago amazing kindness statue"
    " sculpture used film had felt wonderful grateful training course mannequin"
)
_GONE_QUIET = Phrases(
    {
        LIKELY: """not seen, haven't seen, havent seen, hasn't been seen, hasnt been seen, not been seen, no sign of
        not answering, isn't answering, isnt answering, no answer from, hasn't answered, can't get hold of"""
    }
)
_ALONE = wordset("neighbour elderly pensioner mum mam dad nan grandad old lady gentleman aunt uncle")
_CONCERN = wordset("worried concerned worry curtains milk post door worrying")
_FRAIL = wordset("elderly old pensioner nan grandad")
_A_WHILE = wordset("days week weeks")
_TRADE = wordset(
    "parcel boiler market so officer councillor warden bin bins lorry council email emails phones calls binmen"
)
_MISSING_OF = wordset(
    "son daughter mum mam dad brother sister husband wife nan grandad nephew niece friend child boy girl lad grandson"
    " granddaughter partner toddler"
)
_MISSING_SINCE = wordset("since please and from last have he she now been police if for")
_CHILDREN = wordset(
    "brother sister child kid kids toddler baby children boy girl girls boys daughter son babies toddlers"
)
_NEGLECT = Phrases(
    {
        LIKELY: """left alone, wandering alone, wandering in the road, wandering on the road, wandering on the dual
        home alone, left on their own, locked in a, locked in the car, locked in his, locked in her
        locked in the house, screaming for hours, crying for hours, screaming every night, crying every night
        covered in bruises, full of bruises, being abused, being hit, being beaten, being hurt, being neglected
        being groomed, hot car, in the car on their own, alone in the car, alone in a car, alone in the house
        afraid of him, scared of him, scared of her"""
    }
)
_POLICY = wordset(
    "parents should schools never must cuts funding stop campaign awareness cinema film movie poverty shame"
    " government holidays clubs closed because legal slide survivors services online education"
)
_TRAPPED = wordset("trapped stuck stranded")
_OURSELVES = wordset("we we're i i'm im us people residents family dad's mum's nan's")
_INSIDE = wordset(
    "upstairs loft attic inside flat house bungalow roof car room home basement bathroom bedroom cellar floor"
)
_RISING = wordset(
    "river river's swim"
    " water water's waters flood flooded flooding floodwater fire smoke flames oxygen sockets rising burning fumes"
)
_NO_FLOOD = wordset(
    "was were traffic roadworks main mains boiler hot tap pressure meter bill drill exercise rescued bus train queue"
)
_FEAR = wordset("scared frightened terrified afraid petrified")
_THEY = wordset("they they're theyre they'll he he's hes he'll she she's shes she'll someone somebody")
_GANG = wordset("men lads mob gang crowd")
_HARMING = wordset("kill hurt stab attack burn shoot rape murder bomb torch fire beat batter")
_NOT_HARMED = wordset("financially chess bowls darts pocket pockets wallet tax charges fines bills rates price prices")
_BESIEGED = Phrases(
    {
        LIKELY: """throwing bricks at us, throwing stones at us, throwing things at us, smashing our windows
        smashed our windows, trying to get in, trying to break in, kicking our door, banging on our door, burn us out
        with us in it, with us inside"""
    }
)
_NOT_HOME = Phrases(
    {
        LIKELY: """hasn't come home, hasnt come home, not come home, didn't come home, didnt come home, never came home
        hasn't come back, hasnt come back, not come back, never came back, hasn't returned, hasnt returned
        not returned home, hasn't been home, hasnt been home"""
    }
)
_VANISHED = Phrases(
    {
        LIKELY: """please share, pls share, share please, please help, last seen, not well, phone behind, phone off
        phone is off, phone's off, out of character, medication, his meds, her meds, their meds, vulnerable, dementia
        alzheimer's, alzheimers, unwell, worried, police, missing, year old"""
    }
)
"""What makes of a brother whom one has not seen somebody who is missed."""
_BACK_SAFE = wordset("thanks thank found lockdown uni university christmas easter deployment gig tickets")
_HIGH = wordset("bridge multi multistorey storey roof cliff viaduct balcony tower flats park")
_THINKING = wordset("thinking think want wanna well gonna going ready feel tempted")
_SPORT = wordset("charity abseil bungee parachute sponsored pool pier swim diving slide kids skate zip ramp lol")


def detect_at_risk(context: Context) -> Iterator[Finding]:
    """Yield words of an author, or about somebody, who may come to harm: no breach, but an officer must see them."""
    reading = read(context.comment.text)
    if not _OFFERED.isdisjoint(reading.distinct):
        return
    for found in (despair, _afraid, _abused, self_harm_of_others, _in_danger, _lying, _unseen, _children, *_AT_ONCE):
        for first, last, reason in found(reading):
            yield Finding("at-risk", LIKELY, *reading.words_span(first, last), reason, _NEEDS)


def _afraid(reading: Reading) -> Iterator[Found]:
    """Yield fear of somebody at home, and a child's words; the fear of a dark street is none."""
    if not LAUGHTER.isdisjoint(reading.distinct):
        return
    for first, last, _ in _AFRAID.find(reading):
        is_street = reading.forms[last] == "home" and not _IN_THE_DARK.isdisjoint(reading.ahead(last, 1))
        is_joke = reading.forms[last] in _KIN | {"me"} and (
            is_saying(reading, last) or reading.ahead(last, 1) == ["at"]
        )
        if not is_street and not is_joke and LONG_AGO.isdisjoint(words_around(reading, first, last)):
            yield first, last, AUTHOR
    for first, last, _ in _KILL_ME.find(reading):
        if not _IN_HIDING.isdisjoint(words_around(reading, first, last)):
            yield first, last, AUTHOR
    for index, form in enumerate(reading.forms):
        is_age = form in _AGES and reading.before(index, 1) in (["i'm"], ["im"], ["am"], ["only"])
        if not is_age or not _UNITS.isdisjoint(reading.ahead(index, 1)):
            continue
        around = words_around(reading, index, index)
        is_hurt = not (_HITTING | _HAS_HIT).isdisjoint(around) and not _HIT.isdisjoint(around)
        if (is_hurt or {"scared", "home"} <= around) and not _OF_A_CHILD.isdisjoint(around):
            yield index - 1, index, AUTHOR


def _abused(reading: Reading) -> Iterator[Found]:
    """Yield violence at home, against the author or another: "he hits me"; not "beats me at bowls"."""
    for index, form in enumerate(reading.forms):
        if form not in _HITTING and form not in _HAS_HIT:
            continue
        after = reading.ahead(index, 3)
        before = reading.before(index, 6)
        around = words_around(reading, index, index)
        if not after or _is_played(after, around) or _KIN.isdisjoint(before) or not LONG_AGO.isdisjoint(around):
            continue
        if not LAUGHTER.isdisjoint(reading.distinct) or not NEGATIONS.isdisjoint(before):
            continue
        fears = not _FEARS.isdisjoint(around - {"kids", "children"} if form in _HAS_HIT else around)
        is_plain = form in _HITTING and (not _is_mild(form) or not _FAMILY.isdisjoint(before[-2:]))
        if after[0] in _HIT and (fears or is_plain):
            yield index, index + 1, AUTHOR
        elif (
            after[0] in _OTHERS_HIT
            and form in _HITTING
            and (fears or "hear" in around)
            and not _OF_ANOTHER.isdisjoint(around)
        ):
            yield index, index + 1, ANOTHER


def _is_played(after: list[str], around: frozenset[str]) -> bool:
    """Whether what follows "beats me" makes a game or a saying of it: "at bowls", "to it", "out of bed"."""
    beside, beyond = "".join(after[1:2]), "".join(after[2:3])
    if (beside, beyond) == ("up", "in") or (beside == "up" and not {"help", "scared"}.isdisjoint(around)):
        return False  # "beat me up in front of my children"
    if beside in _PLAYED or (beside == "at" and beyond not in ("home", "night")):
        return True
    return beside in _PERHAPS_PLAYED and _FEARS.isdisjoint(around)


def _is_mild(form: str) -> bool:
    """Whether the verb is also one of games, feelings and letters."""
    return form in ("beats", "beating", "hurts", "hurting", "kicks", "touches", "touching", "slaps", "threatens")


def _in_danger(reading: Reading) -> Iterator[Found]:
    for first, last, _ in _EDGE.find(reading):
        around = words_around(reading, first, last)
        is_now = not _HERE_NOW.isdisjoint(around) and _OVER.isdisjoint(around)
        if (
            is_now
            and not _PERSON.isdisjoint(reading.before(first, 8))
            and reading.forms[last + 1 : last + 2] != ("and",)
        ):
            yield first, last, ANOTHER


def _lying(reading: Reading) -> Iterator[Found]:
    """Yield somebody who lies there now; whom others helped last year is none."""
    for first, last, _ in _STILL.find(reading):
        around = words_around(reading, first, last)
        before = frozenset(reading.before(first, 10))
        if _PERSON.isdisjoint(before) or not _OVER.isdisjoint(around) or not NEGATIONS.isdisjoint(before):
            continue
        is_here = (
            not _THERE.isdisjoint(around)
            and reading.ahead(last, 1) != ["to"]
            and reading.forms[last : last + 2] != ("moving", "on")
        )
        if is_here and (reading.forms[last] not in _DROWNING or not {"help", "drowning", "999"}.isdisjoint(around)):
            yield first, last, ANOTHER


def _unseen(reading: Reading) -> Iterator[Found]:
    """Yield a neighbour nobody has seen, a daughter who is missing; bins that nobody has seen are none."""
    for first, last, _ in _GONE_QUIET.find(reading):
        near = frozenset(reading.ahead(last, 5) + reading.before(first, 4))
        around = words_around(reading, first, last)
        is_long = not _A_WHILE.isdisjoint(around) and not _FRAIL.isdisjoint(near)
        is_feared = is_long or not _CONCERN.isdisjoint(around)
        if is_feared and not _ALONE.isdisjoint(near) and _TRADE.isdisjoint(near):
            yield first, last, ANOTHER
    for index, form in enumerate(reading.forms):
        if form != "missing" or _MISSING_OF.isdisjoint(reading.before(index, 4)):
            continue
        is_gone = not {"is", "gone", "been", "still", "son's", "daughter's"}.isdisjoint(reading.before(index, 2))
        after = reading.ahead(index, 2) if reading.is_joined(index) else []
        if (
            is_gone
            and (not after or after[0] in _MISSING_SINCE)
            and after not in (["from", "school"], ["for", "the"], ["since", "the"])
        ):
            yield index, index, ANOTHER


def _children(reading: Reading) -> Iterator[Found]:
    for first, last, _ in _NEGLECT.find(reading):
        around = words_around(reading, first, last)
        near = frozenset(reading.before(first, 8) + reading.ahead(last, 4))
        is_general = not (_POLICY | _OVER).isdisjoint(around) or not NEGATIONS.isdisjoint(reading.before(first, 3))
        if not _CHILDREN.isdisjoint(near) and not is_general:
            yield first, last, ANOTHER


def _trapped(reading: Reading) -> Iterator[Found]:
    """Yield whoever cannot get out, of water or of smoke; nobody drowns in traffic."""
    for index, form in enumerate(reading.forms):
        is_somebody = not (_PERSON | _MISSING_OF | _OURSELVES).isdisjoint(reading.before(index, 6))
        if form not in _TRAPPED or not is_somebody or _INSIDE.isdisjoint(reading.ahead(index, 5)):
            continue
        around = words_around(reading, index, index)
        if not _RISING.isdisjoint(around) and _NO_FLOOD.isdisjoint(around) and LONG_AGO.isdisjoint(around):
            yield index, index, ANOTHER


def _threatened(reading: Reading) -> Iterator[Found]:
    """Yield fear of being hurt: "frightened they're going to set fire to us"; not "hurt us with this tax"."""
    for index, form in enumerate(reading.forms):
        ahead = reading.ahead(index, 12) if form in _FEAR else []
        for at, harm in enumerate(ahead):
            object_at = at + 1 + (ahead[at + 1 : at + 2] == ["to"])
            is_us = harm in _HARMING and not _HIT.isdisjoint(ahead[object_at : object_at + 1])
            if is_us and not _THEY.isdisjoint(ahead[:at]) and _NOT_HARMED.isdisjoint(ahead[object_at + 1 :]):
                yield index, index + 1 + object_at, AUTHOR
    for first, last, _ in _BESIEGED.find(reading):
        around = words_around(reading, first, last)
        is_feared = not (_IN_HIDING | _FEAR | {"help"}).isdisjoint(around)
        if is_feared and not (_THEY | _KIN | _GANG).isdisjoint(around):
            yield first, last, AUTHOR


def _not_home(reading: Reading) -> Iterator[Found]:
    """Yield a brother nobody has seen, a daughter who has not come home; a late train is none."""
    if not any(_VANISHED.find(reading)) or not _BACK_SAFE.isdisjoint(reading.distinct):
        return
    for phrases in (_NOT_HOME, _GONE_QUIET):
        for first, last, _ in phrases.find(reading):
            is_seen = phrases is _GONE_QUIET and "been" not in reading.forms[first : last + 1]
            before = () if is_seen else reading.forms[max(0, first - 12) : first]
            near = frozenset((*before, *reading.ahead(last, 4)))
            is_own = not {"my", "our"}.isdisjoint(near) and not _MISSING_OF.isdisjoint(near)
            if is_own and _TRADE.isdisjoint(near) and LONG_AGO.isdisjoint(near):
                yield first, last, ANOTHER


def _jumping(reading: Reading) -> Iterator[Found]:
    """Yield "if I jumped off the multi storey" and "thinking of jumping off"; a bus and a diving board are none."""
    for index, form in enumerate(reading.forms):
        ahead = reading.ahead(index, 5)
        is_off = (ahead[:1] in (["off"], ["from"]) and not _HIGH.isdisjoint(ahead)) or (
            ahead[:3] == ["in", "front", "of"] and not {"train", "lorry", "bus", "tram"}.isdisjoint(ahead)
        )
        if form not in ("jump", "jumped", "jumping") or not is_off:
            continue
        before = reading.before(index, 6)
        is_thought = before[-2:] == ["if", "i"] if form == "jumped" else not _THINKING.isdisjoint(before)
        is_other = not {"they", "he", "she", "you", "we", "people", "council"}.isdisjoint(before)
        if is_thought and not is_other and (_SPORT | LAUGHTER).isdisjoint(reading.distinct):
            yield index, index + 1, AUTHOR


_AT_ONCE = (_trapped, _threatened, _not_home, _jumping, happening)
