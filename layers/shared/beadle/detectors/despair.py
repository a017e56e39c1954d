"""Words of despair: of an author who may mean to die, and of whoever fears it of another. Sayings are none."""

from collections.abc import Iterator

from beadle.detectors.certainty import LIKELY
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading
from beadle.detectors.violence import is_closed
from beadle.detectors.vocabulary import wordset

AUTHOR = "the author may be at risk: not a breach, but somebody should get in touch"
ANOTHER = "somebody may be at risk: not a breach, but somebody should look into it at once"
_DESPAIR = Phrases(
    {
        LIKELY: """want to die, wanna die, kill myself, killing myself, end it all, ending it all, end my life
        ending my life, ending it tonight, ending it today, end it tonight, end it today, take my own life
        taking my own life, hang myself, hanging myself, slit my wrists, hurting myself, hurt myself tonight
        feeling suicidal, feel suicidal, am suicidal, i'm suicidal, im suicidal, so suicidal, better off dead
        harming myself, self harming, self harmed, cutting myself, starving myself, drink myself to death
        ready to die, going to overdose, gonna overdose, jump off a bridge, jump off the bridge
        jump off the car park, jump in front of a train, jump off the roof, throw myself off, throw myself under
        walk in front of a train"""
    }
)
"""Meant of the author only where the author says so, and not if it is denied."""
_PLAIN_DESPAIR = Phrases(
    {
        LIKELY: """don't want to exist, dont want to exist, no one would notice if i died, nobody would miss me
        sleep and never wake up, no reason to live, no point in living, no point living, nothing to live for
        nothing left to live for, don't want to be here anymore, dont want to be here anymore
        don't want to be here any more, dont want to be here any more, don't want to be alive, dont want to be alive
        i wish i was dead, i wish i were dead, wish i'd never woken up, don't want to wake up, dont want to wake up
        don't want to live anymore, dont want to live anymore, don't want to live any more
        dont want to live any more, don't wanna live, dont wanna live, don't want to live, dont want to live
        taking an overdose, taken an overdose, took an overdose, take an overdose, taken all my tablets
        taken all my pills, taking all my tablets, taking all my pills, took all my tablets, took all my pills
        tell my mum i love her, tell my kids i love them, tell mum sorry, tell my mum sorry
        tell my family i love them, better off without me, life isn't worth living, life isnt worth living
        life is not worth living, life's not worth living, the point in living, the point of living
        not worth living anymore, done with life, done with living, had enough of life, sick of living
        tired of living, tired of being alive"""
    }
)
_WORN_OUT = Phrases(
    {
        LIKELY: """can't go on anymore, cant go on anymore, can't go on any more, cant go on any more, can't go on
        cant go on, can't go on like this, cant go on like this, cant do this no more, can't do this no more
        can't do this anymore, cant do this anymore, can't do this any more, cant do this any more
        can't cope anymore, cant cope anymore, can't cope any more, cant cope any more, cant cope no more
        can't take it anymore, cant take it anymore, can't take it any more, cant take it any more
        can't carry on anymore, cant carry on anymore, can't carry on, cant carry on, had enough of everything
        at the end of my tether, i give up on life, there's no way out, theres no way out for me"""
    }
)
"""Despair, unless it is said of something: "I can't go on anymore about these potholes"."""
_ABOUT = wordset(
    "about with holiday the a an these those this that paying sitting waiting facebook foot bus council living to your"
    " my our it line online parking at"
)
_MEDICINE = wordset("tablets pills paracetamol medication insulin antidepressants heroin codeine")
_PLACED = wordset("in here there near next on beside with under round between")
_SPEAKER = wordset("i i'll i'm im i'd i've ive am just myself my we're we")
_MYSELF = wordset("i i'm im ive i've i'd just me my")
_MEANWHILE = wordset("just really honestly so and but want to wanna")
_LEADING = wordset(
    "thinking about of going to gonna just really might considering want wanna tonight bye goodbye so sorry"
)
_NOT_MEANT = wordset("nearly almost practically laugh laughing wanted rather would not never")
_DENIED = wordset("don't dont didn't didnt")
LAUGHTER = wordset("lol lmao lmfao rofl haha hahaha hahahaha joking jk kidding")
_CONTINUES = wordset(
    "anymore any got nobody no everything nothing my sorry help why again every since what don't dont can't cant ive"
    " i've life bye goodbye please i'd mum"
)
_SAYINGS = wordset(
    "of laughing laughter happiness embarrassment than her his hair on with over carrying lifting trying crossing"
    " getting to without except monday tuesday wednesday thursday friday saturday sunday"
)
LONG_AGO = wordset("2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 ago saved survivor survived wanted used")
_WORDS_ABOUT = 14  # in which the words of one worry stand together
_SELF_OF_OTHERS = Phrases(
    {
        LIKELY: """kill himself, kill herself, kill themselves, kill themself, killing himself, killing herself
        killing themselves, end his life, end her life, end their life, take his own life, take her own life
        take their own life, hang himself, hang herself, hurt himself, hurt herself, harming himself, harming herself
        harm herself, harm himself, is suicidal, feeling suicidal, taken an overdose, took an overdose
        want to live anymore, want to be here anymore, want to be alive, wants to die, jump off the bridge
        jump off a bridge"""
    }
)
_SOMEONE = wordset(
    "friend mate son daughter brother sister husband wife mum mam dad nan partner girlfriend boyfriend neighbour"
    " colleague nephew niece cousin she he she's he's they someone somebody man lad woman girl boy bloke"
)
_NOW = wordset(
    "says said saying told tells gonna going wants threatening trying worried tonight now scared texted messaged posted"
    " post please help tried"
)
Found = tuple[int, int, str]
"""Index of the first and of the last word, reason."""


def despair(reading: Reading) -> Iterator[Found]:
    """Yield an author's wish to die, and despair of nothing in particular."""
    for first, last, _ in _DESPAIR.find(reading):
        before = frozenset(reading.before(first, 5))
        begins = first == 0 or not reading.is_joined(first - 1)
        own = begins or reading.forms[first] in _SPEAKER or not before.isdisjoint(_SPEAKER) or before <= _LEADING
        denied = not before.isdisjoint(_NOT_MEANT) or not _DENIED.isdisjoint(reading.before(first, 2))
        is_past = not {"ago", "saved"}.isdisjoint(reading.distinct)
        if own and not denied and not is_past and not is_saying(reading, last):
            yield first, last, AUTHOR
    for first, last, _ in _PLAIN_DESPAIR.find(reading):
        after = reading.ahead(last, 5) if reading.is_joined(last) else []
        is_own = not {"me", "my", "i", "point"}.isdisjoint(reading.forms[first : last + 1])
        is_overdose = after[:1] == ["of"] and not _MEDICINE.isdisjoint(after)  # not of panto
        is_placed = not _PLACED.isdisjoint(after[:1])  # "no point in living here"
        is_said = (is_own or not _is_theirs(reading, first)) and (is_overdose or not is_saying(reading, last))
        if is_said and not is_placed and LONG_AGO.isdisjoint(words_around(reading, first, last)):
            yield first, last, AUTHOR
    for first, last, _ in _WORN_OUT.find(reading):
        after = reading.ahead(last, 1) if reading.is_joined(last) else []
        is_said = _ABOUT.isdisjoint(after) and not is_saying(reading, last) and not _is_theirs(reading, first)
        if is_said and LAUGHTER.isdisjoint(reading.distinct):
            yield first, last, AUTHOR


def self_harm_of_others(reading: Reading) -> Iterator[Found]:
    """Yield a worry that somebody may kill themselves; "he'll kill himself on that ladder" is none."""
    for first, last, _ in _SELF_OF_OTHERS.find(reading):
        before = reading.before(first, 12)
        around = words_around(reading, first, last)
        if _SOMEONE.isdisjoint(before) or _NOW.isdisjoint(around) or is_saying(reading, last):
            continue
        if LONG_AGO.isdisjoint(around) and not {"nearly", "almost", "could", "will"}.intersection(before[-3:]):
            yield first, last, ANOTHER


def words_around(reading: Reading, first: int, last: int) -> frozenset[str]:
    """Return the words around a phrase, whatever the sentences."""
    return frozenset(reading.forms[max(0, first - _WORDS_ABOUT) : last + 1 + _WORDS_ABOUT])


def is_saying(reading: Reading, last: int) -> bool:
    """Whether it goes on as sayings do: "want to die of embarrassment", "end my life membership", "go on Tuesday"."""
    following = "".join(reading.forms[last + 1 : last + 2])
    is_end = following not in _SAYINGS and (following in _CONTINUES or is_closed(reading, last))
    return reading.is_joined(last) and not is_end


def _is_theirs(reading: Reading, first: int) -> bool:
    """Whether somebody else is the subject: "businesses can't go on", "if you can't cope anymore"."""
    before = reading.before(first, 3)
    subject = [form for form in before if form not in _MEANWHILE]
    is_own = reading.forms[first] in _SPEAKER or not _MYSELF.isdisjoint(subject[-1:] if "my" in subject else subject)
    return bool(subject) and not is_own and reading.is_joined(first - 1)
