"""Clause AU02: allegations of crime against somebody who can be identified.

They may be true and they may be libel: an officer sees them at once, and no machine removes or answers them. Of a
body such as the council, a party or a company they are criticism, and stay.

What somebody is said to be must be said of them ("is a thief", "that thief Dawes"), not stand beside them ("arrested a
thief"); what they are said to do must have them for its subject.
"""

from collections.abc import Iterator
from itertools import pairwise

from beadle.detectors.certainty import DOUBTFUL, WEAK
from beadle.detectors.context import Context
from beadle.detectors.persons import Kind, Named, Register, is_titled, names, register
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import COPULAS, INSTITUTIONS, MODIFIERS, wordset
from beadle.domain.judgements import Finding

_URGENT = frozenset({"urgent"})
_NATURES = wordset(
    "corrupt crook crooks crooked thief thieves fraudster fraudsters criminal criminals paedo paedos paedophile pedo"
    " pedophile nonce rapist murderer embezzler groomer dealer abuser wife-beater trafficker traffickers conman"
    " conwoman scammer scammers swindler arsonist perv pervert flasher blackmailer robber burglar predator"
)
"""What somebody is said to be."""
_DEEDS = wordset(
    "bribed bribes bribe bribery backhander backhanders kickback kickbacks embezzled embezzling embezzlement embezzles"
    " fraud laundering launders laundered stealing steals stole thieving pocketing pocketed molested molests molesting"
    " blackmail blackmailed blackmailing fiddling fiddled fiddles extortion swindled swindles groped gropes groping"
    " groomed grooming assaulted assaults drink-drives"
)
"""What they are said to have done."""
_PHRASES_OF_NATURE = Phrases(
    {
        DOUBTFUL: """drug dealer, drug dealers, drugs dealer, sex offender, sex offenders, sex pest, bent copper
        tax evader, tax dodger, con man, con artist, con woman, kiddie fiddler, kiddy fiddler, wife beater, wife basher
        money launderer, benefit cheat, benefit fraudster, child abuser, child molester, drink driver, drunk driver
        peeping tom, coke dealer, crack dealer, weed dealer, on the take, on the fiddle
        in the pocket of, bent as, bent as a nine bob note, in the pay of"""
    }
)
_PHRASES_OF_DEEDS = Phrases(
    {
        DOUBTFUL: """brown envelope, brown envelopes, dealing drugs, deals drugs
        selling drugs, sells drugs, gets kickbacks, touches kids, touches children, touched kids
        touches the kids, touches the children, touches little, touching kids, touching the kids, touching children
        touched the kids, touching little, touches up, interferes with kids, interferes with children
        interfered with kids, interfered with children, touched up
        touched my son, touched my daughter, abused my, abused children, abused kids, abuses children, raped
        planted evidence, plants evidence, lied under oath, perjury, stolen goods, rigged the, rigs the, rigging the
        fixed the tender, beats his wife, beats her kids, beats his kids, hits his wife, hits his kids
        beats her husband, beats his girlfriend, beats his partner
        sold his vote, sold her vote, paid for his vote, paid for her vote, paid him for his vote, paid her for her vote
        flats for cash
        cash for contracts, contracts for cash, bungs, insider deal, money laundering, people trafficking
        takes bungs, took a bung, evades tax, dodges tax, cooking the books
        cooked the books, hand in the till, hands in the till, deals crack, deals coke, deals weed, deals heroin
        deals spice, dealing crack, dealing coke, dealing weed, dealing heroin, dealing spice, dealt drugs
        sells crack, sells coke, sells weed, sells heroin, sells spice, selling crack, selling coke, selling weed
        selling heroin, selling spice, sold drugs, paid off by, bought off by, been paid off, was paid off, bought off
        lines his pockets, lines her pockets, lined his pockets, lined her pockets, lining his pockets
        lining her pockets, lines his own, lines her own, lined his own, lined her own, lining his own, lining her own
        pockets the cash, pockets the money, pocket the cash, drink drives, drives drunk, backhander, sexually assaulted
        fiddled his expenses, fiddled her expenses, cheats on benefits"""
    }
)
_DONE_TO = wordset(
    "raped abused molested groped assaulted groomed blackmailed swindled touched robbed burgled mugged scammed conned"
)
_VERBS = _DEEDS | wordset(
    "raped rigged rigs rigging fixed planted plants abused abuses beats sells selling sold deals dealt dealing touches"
    " touched touching gets lied lines lined lining takes took taking has had who got is was pockets paid drives gave"
    " gives accepted accepts hits committed commits been bought interferes interfered"
)
_PERSONS = wordset(
    "leader mayor chief head manager director councillor cllr officer inspector headteacher clerk teacher vicar priest"
    " coach warden caretaker mp chairman chairwoman treasurer"
)
_NEIGHBOURS = wordset("neighbour neighbours bloke man woman guy fella lady couple family tenant landlord")
_LIVING = wordset("at from number no in")
_WHOSE = wordset("the our your that this head")
_INNOCENT = wordset(
    "stop prevent report reported against victim victims investigate hotline alert scam awareness cleared acquitted"
    " innocent exonerated stopped caught prevented tackle tackling fight fighting if whether burgled mugged robbed"
)
_DENIALS = wordset("not isn't isnt wasn't wasnt never")
_CATCHING = wordset("arrested nicked charged jailed prosecuted sentenced convicted chased catches arrests")
_SUFFERING = wordset("was were been being be got gets is had")
_OTHERS = wordset(
    "someone somebody people kids lads youths gang gangs men dealers they about told said says asked regarding nobody"
)
_NAMING = wordset("that named called namely it's")
_SAYING = COPULAS | wordset("as what such called being became becoming that's he's she's")
_AFTERWARDS = wordset(
    "and or but who that for in on at with to because since so too mate of end all full simple the stealing taking"
    " plain pure by over about against from when while if as is was again he she they it"
)
_QUALIFYING = wordset("criminal fraud bribery extortion blackmail")
_WIDENED = wordset("heart hearts lives souls show march limelight")  # she stole the show, he touches the kids' hearts
_REACH = 14  # words from somebody to what they are accused of
_PREDICATE = 6  # words from "is" to what somebody is
_NO_ADJECTIVES = wordset(
    "the this that my our his her their your by of to with for from at in on who which after before against arrested"
    " caught has had have helped saw knows met spoke reported stopped chased wants voted says said asked about like"
)
_KNOWN = wordset("convicted known serial former proven registered local alleged career")  # "Tom Ward, a convicted …"
_TRADES = wordset("dealer groomer predator")  # of cars, of dogs, at the top of the food chain
_VERB_WITHIN = 6  # words from a name to its verb


def detect_allegation(context: Context) -> Iterator[Finding]:
    """Yield words that accuse an identifiable person of a crime."""
    reading = read(context.comment.text)
    known = register(context.parameters)
    for index, word in enumerate(reading.words):
        length, is_nature = _crime(reading, index)
        if not length or not _WIDENED.isdisjoint(reading.ahead(index + length - 1, 3)):
            continue
        person = _accused(reading, index, is_nature, known)
        if person is None:
            person = _named_after(reading, index + length - 1, is_nature, known)
        if person is None:
            continue
        sentence = {word.form, *reading.before(index, 20), *reading.ahead(index, 20)}
        innocent = sentence & _INNOCENT or not _DENIALS.isdisjoint(reading.before(index, 2))
        innocent = innocent or reading.before(index, 1) == ["no"]
        span = reading.words_span(min(person, index), max(person, index + length - 1))
        reason = "accuses an identifiable person of a crime: possible defamation, for an officer to decide"
        yield Finding("allegation", WEAK if innocent else DOUBTFUL, *span, reason, _URGENT)


def _crime(reading: Reading, index: int) -> tuple[int, bool]:
    """Return how many words from `index` on name a crime, 0 for none, and whether they say what somebody is."""
    for phrases, is_nature in ((_PHRASES_OF_NATURE, True), (_PHRASES_OF_DEEDS, False)):
        found = phrases.at(reading, index)
        if found:
            return found[0], is_nature
    form = reading.forms[index]
    if reading.is_proper_name(index) and reading.before(index, 1):
        return 0, True  # "the Corrupt Practices Act", "Cllr Crook"
    if form in _QUALIFYING and reading.is_joined(index) and not _AFTERWARDS.issuperset(reading.ahead(index, 1)):
        return 0, True  # "a criminal lack of charm", "the fraud officer"
    before = reading.before(index, 1)
    if form in _TRADES and before and before[0] not in MODIFIERS:
        return 0, True
    return int(form in _NATURES or form in _DEEDS), form in _NATURES


def _accused(reading: Reading, index: int, is_nature: bool, known: Register) -> int | None:
    """Return the first word of who is accused before `index` in its sentence; None for nobody."""
    first = max(0, index - _REACH)
    while reading.words[first].sentence != reading.words[index].sentence:
        first += 1
    named = {name.last: name for name in names(reading, first, index, known)}
    for at in range(index - 1, first - 1, -1):
        form = reading.forms[at]
        if form in _OTHERS:  # "I told the manager that somebody is selling drugs"
            return None
        person = named.get(at)
        is_somebody = (form in _PERSONS and _is_one_of_theirs(reading, at)) or _is_told_by_address(reading, at)
        if person is None and is_somebody:
            person = Named(Kind.PERSON, at, at)
        if person is None or person.kind is Kind.BODY:
            continue
        return person.first if _is_said_of(reading, person, index, is_nature) else None
    return None


def _is_said_of(reading: Reading, person: Named, index: int, is_nature: bool) -> bool:
    """Whether the crime at `index` is told of that person: as what they are, or as what they do."""
    between = reading.forms[person.last + 1 : index]
    if is_nature:
        return _is_predicate(reading, person.last, index)
    if not _CATCHING.isdisjoint(between) and _SUFFERING.isdisjoint(between):  # "PC Jones arrested a man who stole"
        return False
    is_done_to = not _DONE_TO.isdisjoint(reading.forms[index : index + 2]) and not _SUFFERING.isdisjoint(between[-2:])
    is_title_or_role = person.last == person.first or person.kind is Kind.POLITICIAN
    told = any(form in _VERBS for form in reading.forms[person.last + 1 : min(person.last + _VERB_WITHIN, index + 1)])
    return not is_done_to and (told or is_title_or_role or is_titled(reading, person.first))


def _is_predicate(reading: Reading, last: int, index: int) -> bool:
    """Whether what stands at `index` is said to be what somebody named up to `last` is: "… is a convicted thief"."""
    apposed = True
    for back in range(index - 1, max(last, index - _PREDICATE), -1):
        form = reading.forms[back]
        if form in _SAYING:
            return True
        if form in _NO_ADJECTIVES or (form.endswith("ing") and form not in MODIFIERS):
            return form == "the" and (back - 1 == last or reading.forms[back - 1] in _SAYING)  # "Dawes the thief"
        apposed = apposed and (form in MODIFIERS or form in _KNOWN)
    return apposed and last >= index - _PREDICATE


def _is_one_of_theirs(reading: Reading, at: int) -> bool:
    """Whether a role is somebody's in particular: "the leader", "our council leader"."""
    before = reading.before(at, 2)
    if not before:
        return True  # "Caretaker at Mill Road is …"
    return before[-1] in _WHOSE or (before[-1] in INSTITUTIONS and before[0] in _WHOSE)


def _is_told_by_address(reading: Reading, at: int) -> bool:
    """Whether somebody is told by where they live: "the bloke at number 12", "my neighbour … from 14 Priory Road"."""
    if reading.forms[at] not in _NEIGHBOURS:
        return False
    ahead = reading.ahead(at, _REACH)
    return any(where in _LIVING and number[:1].isdigit() for where, number in pairwise(ahead))


def _named_after(reading: Reading, index: int, is_nature: bool, known: Register) -> int | None:
    """Return the last word of a name that follows word `index`: "a convicted rapist, that Tom Harris"."""
    end = index + 1
    while end < min(index + _VERB_WITHIN, len(reading.words)):
        if reading.words[end].sentence != reading.words[index].sentence:
            break
        end += 1
    for name in names(reading, index + 1, end, known):
        is_apposed = reading.forms[name.first - 1] in _NAMING or (is_nature and name.first == index + 1)
        if name.kind is not Kind.BODY and is_apposed:
            return name.last
    return None
