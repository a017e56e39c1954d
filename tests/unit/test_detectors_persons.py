"""Clauses AU01, AU02 and AU03: who is named decides. A person, one in office, or a body that must bear opinions.

Judged by the rules alone, without the model's second opinion, which sees words and no registers.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.detectors.learned.findings import LEARNED
from beadle.detectors.persons import Kind, name_at, names, register
from beadle.detectors.registry import find_all
from beadle.detectors.text import read
from beadle.domain.judgements import Rulebook, Verdict, judge
from beadle.policy.loader import rulebook_of
from tests.judging import NOW, packaged, written
from tests.policies import SHIPPED_TEXT


def without_model(rulebook: Rulebook) -> Rulebook:
    rules = (replace(rule, detectors=tuple(d for d in rule.detectors if d not in LEARNED)) for rule in rulebook.rules)
    return replace(rulebook, rules=tuple(rules))


@cache
def rules() -> Rulebook:
    return without_model(packaged())


def by_rules(text: str, rulebook: Rulebook | None = None) -> Verdict:
    asked = rulebook or rules()
    return judge(written(text), find_all(written(text), (), asked), asked, NOW).verdict


def verdicts_of(sentence: str, named: Iterable[str]) -> dict[Verdict, list[str]]:
    by_verdict: dict[Verdict, list[str]] = {}
    for name in named:
        by_verdict.setdefault(by_rules(sentence.format(name)), []).append(name)
    return by_verdict


PARTIES = (
    "Labour", "The Labour Party", "The Conservatives", "The Tories", "The Lib Dems", "The Greens", "The Green Party",
    "Reform UK", "Plaid Cymru", "The SNP", "UKIP", "Harrowmere First", "Harrowmere Independents", "Restore Britain",
)  # fmt: skip
COMPANIES = (
    "Balfour Beatty", "Thames Water", "Northern Rail", "Bellway Homes", "Royal Mail", "Capita Parking", "Tesco Express",
    "Highways England", "South Western Railway", "British Gas", "Severn Trent", "Persimmon Homes", "Network Rail",
)  # fmt: skip
PAPERS = (
    "The Daily Mail",
    "The Guardian",
    "The Harrowmere Gazette",
    "BBC News",
    "The Evening Post",
    "Radio Harrowmere",
)
STREETS = (
    "Market Street",
    "Priory Road",
    "Mill Lane",
    "Station Approach Road",
    "Harrowmere Bus Station",
    "Eastfield Ward",
)
BODIES = (*PARTIES, *COMPANIES, *PAPERS, "Man United", "Extinction Rebellion", "The Planning Inspectorate")


@pytest.mark.parametrize(
    "sentence",
    ["{} are scum", "{} are absolute morons", "{} are a bunch of liars and crooks", "{} are corrupt", "{} are vermin"],
)
def test_what_is_said_of_a_body_is_an_opinion_whichever_it_is(sentence: str) -> None:
    assert verdicts_of(sentence, BODIES) == {Verdict.KEEP: list(BODIES)}


@pytest.mark.parametrize("sentence", ["{} took bribes", "{} rigged the vote", "{} is corrupt", "{} lied and stole"])
def test_no_party_is_a_person_who_can_be_accused(sentence: str) -> None:
    assert verdicts_of(sentence, PARTIES) == {Verdict.KEEP: list(PARTIES)}


@pytest.mark.parametrize(
    "sentence", ["{} is an absolute pig", "{} is a bitch to park on", "{}'s a bastard in winter", "{} is a fat pig"]
)
def test_nobody_is_hurt_by_what_is_said_of_a_street(sentence: str) -> None:
    assert verdicts_of(sentence, STREETS) == {Verdict.KEEP: list(STREETS)}


CALLED = (
    "Cllr Whitcombe", "Councillor Whitcombe", "Cllr. Whitcombe", "cllr whitcombe", "Mr Whitcombe", "Thomas Whitcombe",
    "Cllr Thomas Whitcombe", "Whitcombe", "whitcombe", "Councillor T. Whitcombe", "Cllr Osei-Bright", "osei-bright",
    "Amara Osei-Bright", "Prosser", "Councillor Prosser",
)  # fmt: skip


@pytest.mark.parametrize("sentence", ["{} is an idiot", "{} is a complete moron", "{} is a scumbag"])
def test_a_councillor_has_one_verdict_however_they_are_called(sentence: str) -> None:
    assert verdicts_of(sentence, CALLED) == {Verdict.REVIEW: list(CALLED)}


@pytest.mark.parametrize("sentence", ["{} is a stupid cunt", "{} is a fat ugly pig", "{} is a pathetic little worm"])
def test_obscene_and_cruel_abuse_of_a_councillor_goes_however_they_are_called(sentence: str) -> None:
    assert verdicts_of(sentence, CALLED) == {Verdict.REMOVE: list(CALLED)}


@pytest.mark.parametrize("sentence", ["{} is a clown", "{} is useless", "{} is a joke", "Shame on you, {}"])
def test_a_councillor_must_bear_mild_words(sentence: str) -> None:
    assert verdicts_of(sentence, CALLED) == {Verdict.KEEP: list(CALLED)}


NAMED = (
    "Keir Starmer",
    "Rishi Sunak",
    "Ed Davey",
    "Nigel Farage",
    "Carla Denyer",
    "Agnieszka Kowalska",
    "Siân ap Rhys",
)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [("{} is an idiot", Verdict.REVIEW), ("{} is a moron", Verdict.REVIEW), ("{} is a fat ugly cow", Verdict.REMOVE)],
)
def test_a_whole_name_may_be_of_somebody_in_the_public_eye(sentence: str, verdict: Verdict) -> None:
    assert verdicts_of(sentence, NAMED) == {verdict: list(NAMED)}


@pytest.mark.parametrize(
    "text",
    [
        "you lucky bastard Steve",
        "You jammy bitch Donna!! I want a ticket too haha",
        "She's a bitch, 4 yrs old, spayed, lost near Market St",
        "Lost: a black and tan bitch, she is microchipped and answers to Meg",
        "Henry VIII was a fat pig",
        "My boss is a bastard so I can't do Saturday",
        "My ex is a twat but he does make a good lantern",
        "my landlord is a lazy useless pig, the mould is awful",
        "that gate's a bastard to open",
        "Cllr Prosser, I'd be an idiot not to thank you",
        "Cllr Whitcombe must think we're idiots",
        "Tom Smith was called an idiot by a warden",
    ],
)
def test_what_hits_nobody_whom_a_reader_can_tell_stays(text: str) -> None:
    assert by_rules(text) is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "ha ha you old bastard, happy 60th Kev",
        "you're an absolute legend you mad bastard Steve",
        "You're a mad bastard Kev, well done on the marathon 😂",
        "happy birthday you old git",
        "Love you ya fat git xxx",
        "Mr Whiskers is a fat lazy pig, cat of the week",
        "he's an evil bastard (brilliant acting)",
        "The man who plays the ugly sister was an absolute cow in panto, best villain ever",
        "Storm Bert was a bitch",
        "Primrose Hill is a bastard of a climb",
        "Mother Nature is a bitch",
        "Oliver Cromwell was an evil bastard",
        "Keir Starmer you idiot",
        "you idiot Cllr Whitcombe",
        "Spaz attack by my strimmer",
        "my mower had a proper spaz",
    ],
)
def test_what_may_be_banter_a_part_in_a_play_or_a_thing_is_never_removed(text: str) -> None:
    assert by_rules(text) is not Verdict.REMOVE


@pytest.mark.parametrize(
    "text",
    [
        "you fat ugly cunt haha",
        "Cllr Whitcombe is a cunt lol",
        "that warden Julie is a fat ugly cow and thick as pig shit",
        "My neighbour Gary Tonks is a fat ugly pig",
        "You're a fat ugly bitch Karen",
        "that fat slag Prosser",
        "lol what a fat slag you are Karen",
        "Tom Smith is a wanker",
        "you bunch of wankers",
        "you're a spaz",
    ],
)
def test_laughter_and_a_name_excuse_no_abuse(text: str) -> None:
    assert by_rules(text) is Verdict.REMOVE


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Thomas Whitcombe voted", Kind.POLITICIAN, "thomas whitcombe"),
        ("Osei-Bright voted", Kind.POLITICIAN, "osei bright"),
        ("Sunita Ravenscroft said", Kind.PERSON, "sunita ravenscroft"),
        ("Cllr. K. Singh voted", Kind.POLITICIAN, "cllr k singh"),
        ("cllr singh voted", Kind.POLITICIAN, "cllr singh"),
        ("Mr Ellis at school", Kind.PERSON, "mr ellis"),
        ("Gary Tonks lives here", Kind.PERSON, "gary tonks"),
        ("Lib Dems won", Kind.BODY, "lib dems"),
        ("Harrowmere Borough Council met", Kind.BODY, "harrowmere borough council"),
        ("Carillion Amey were late", Kind.BODY, "carillion amey"),
    ],
)
def test_a_name_is_told_by_the_policy_and_the_words_beside_it(text: str, kind: Kind, words: str) -> None:
    reading = read(text)
    name = name_at(reading, 0, register(packaged().parameters["insult"]))
    assert name is not None
    assert (name.kind, " ".join(reading.forms[name.first : name.last + 1])) == (kind, words)


@pytest.mark.parametrize(
    "text", ["The weather is bad", "PARKING CHARGES GO UP", "Hi Steve", "the mayor said so", "long wait", "Mr Mayor"]
)
def test_not_every_capital_begins_a_name(text: str) -> None:
    assert list(names(read(text), 0, 2, register({"people": ["Cllr Ann Long"]}))) == []


def test_a_party_that_a_policy_adds_is_no_person_from_then_on() -> None:
    text, added = "Eastfield Forward is a scumbag", 'parties = [\n  "Eastfield Forward",'
    assert by_rules(text) is Verdict.REVIEW
    local = without_model(rulebook_of(SHIPPED_TEXT.replace("parties = [", added).encode(), "local"))
    assert by_rules(text, local) is Verdict.KEEP


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3), st.lists(st.text(max_size=20), max_size=3))
def test_names_of_any_text_stay_within_it_and_do_not_overlap(text: str, people: list[str], parties: list[str]) -> None:
    reading, at = read(text), 0
    for name in names(reading, 0, len(reading.words), register({"people": people, "parties": parties})):
        assert at <= name.first <= name.last < len(reading.words)
        at = name.last + 1
