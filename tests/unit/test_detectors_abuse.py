"""Clauses AU01, AU02, AU03 and AU05: who is hit by the hard word decides, not the word."""

import pytest

from beadle.detectors.registry import find_all
from beadle.domain.judgements import Verdict, judge
from beadle.policy.loader import rulebook_of
from tests.judging import NOW, found, judged, outcome, written
from tests.policies import SHIPPED_TEXT, observing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The woman on your desk is a fat pig", "remove AU03"),
        ("You are an idiot", "review AU03"),
        ("@Jane Roe you absolute moron", "remove AU03"),
        ("Cllr Dawes is a pathetic little worm", "remove AU03"),
        ("that fat cow on reception was rude", "remove AU03"),
        ("whoever answers these, you are scum", "review AU03"),
        ("you bunch of wankers", "remove AU02 AU03"),
        ("your receptionist is useless", "review AU01"),
        ("Cllr Dawes is a liar", "review AU01"),
        ("You are useless", "keep"),
        ("This council is a joke", "keep"),
        ("The planning department is useless", "keep"),
        ("You bunch of clowns", "keep"),
        ("Some idiot dumped a sofa on our verge", "keep"),
        ("Any fool can see it", "keep"),
        ("I'm such an idiot, wrong bin again", "keep"),
        ("You must think we're idiots", "keep"),
        ("He is not an idiot", "keep"),
        ("Don't be an idiot", "keep"),
        ("There are rats in the alley", "keep"),
        ("The pig farm smells", "keep"),
        ("Our bitch is in season", "keep"),
        ("My dog is a bit thick round the middle", "keep"),
    ],
)
def test_an_insult_counts_by_whom_it_hits(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hendry is a clueless little weasel",
        "Marsh is a spineless little toad",
        "The mayor looked drunk again. Disgusting woman.",
        "Cllr Tate is a useless article and a disgrace to her family",
        "Cllr Dawes is an embarrassment to her mother",
        "Bus drivers are ignorant pigs",
        "Moaning gobshite, walk then",
        "Whining gobshite, get a job then",
        "You sad bigoted old fool Terry",
        "Are you blind or just stupid Colin?",
        "@Karen you really are thick aren't you",
        "get a life you sad little woman",
        "you nasty little man",
        "What a nasty little man that planning officer is",
        "The traffic warden on Mill Street is a jumped up little Hitler",
        "Your head of planning is a two faced snake",
        "If you bred less there'd be enough places you thick chavs",
        "warden badge 114 you goggle eyed mongol prick",
        "Your kid's a retard, that's why no school wants him Claire",
        "The Green candidate is a fat lesbian retard",
    ],
)
def test_a_person_made_small_is_at_least_looked_at(text: str) -> None:
    assert not {"AU01", "AU03", "AU05"}.isdisjoint(judged(text).clauses)


@pytest.mark.parametrize(
    "text",
    [
        "That stuck up cow on the desk made my daughter cry",
        "The receptionist is a lazy cow, I waited an hour",
        "The woman on the phone was an idiot to me when I rang about my bins",
    ],
)
def test_a_complaint_with_one_hard_word_in_it_is_never_removed(text: str) -> None:
    assert judged(text).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "you'd have to be blind not to see it",
        "I must be thick but how do I pay",
        "what a sad little park",
        "clueless council",
        "You are clueless about parking",
        "You useless lot, fix the road",
        "Are you deaf or just not listening, council",
        "Are you mad or just wrong about the bypass?",
        "@HarrowmereCouncil you really are useless",
        "@harrowmerecouncil are you stupid or just broke",
        "Cllr Tate's policy is a disgrace",
        "Cllr Tate is a disgrace to this ward",
        "Cllr Tate is useless on potholes and her decision is a disgrace",
        "Cllr Tate's is a useless article, she never checked the figures",
        "Hendry is clueless about drainage and voted wrong",
        "It was a disgrace to the families who lost their homes",
        "The mayor opened it again. What a waste.",
        "Drivers are pigs about parking on this road",
        "Your kids are fat on chips because there's no park left",
        "The head of planning is a decent man",
        "What a stupid thing to say officer",
        "The library cat is a fat lazy lump",
        "Wheelie bins are ugly creatures",
        "Stupid decision, then. Walk then, they say",
    ],
)
def test_what_is_said_of_decisions_bodies_and_things_makes_nobody_small(text: str) -> None:
    assert outcome(judged(text)) == "keep"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fuck you", "remove AU02"),
        ("F u c k  y o u", "remove AU02"),
        ("fuck off the lot of you", "remove AU02"),
        ("what a cunt", "remove AU02"),
        ("suck my cock", "remove AU02"),
        ("Fix the fucking potholes", "review AU02"),
        ("What the fuck is going on", "review AU02"),
        ("f***ing potholes", "review AU02"),
        ("Bloody potholes", "keep"),
        ("It's a load of crap", "keep"),
        ("Damn right", "keep"),
        ("I'm pissed off with this", "keep"),
        ("Cock Lane is closed", "keep"),
        ("Blue tits and great tits at the feeder", "keep"),
        ("Moby Dick is overdue", "keep"),
    ],
)
def test_swearing_is_graded(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I will kill you", "remove AU02"),
        ("We're going to burn your staff alive", "remove AU02"),
        ("I know where you live", "remove AU02"),
        ("kill yourself", "remove AU02"),
        ("I hope you die", "remove AU02"),
        ("whoever approved this, they should be shot", "review AU02"),
    ],
)
def test_threats_are_urgent_for_somebodys_safety(text: str, expected: str) -> None:
    judgement = judged(text)
    assert (outcome(judgement), set(judgement.needs)) == (expected, {"urgent", "safety"})


@pytest.mark.parametrize("text", ["I will kill you", "I can't go on anymore, I want to die"])
def test_an_officer_hears_of_them_even_while_the_clause_only_watches(text: str) -> None:
    watching = rulebook_of(observing("AU02", SHIPPED_TEXT).encode(), "test")
    judgement = judge(written(text), find_all(written(text), (), watching), watching, NOW)
    assert (outcome(judgement), {"urgent", "safety"} <= judgement.needs) == ("review AU02", True)


@pytest.mark.parametrize(
    "text",
    [
        "You're killing this town",
        "I'd kill for a decent sauna",
        "Somebody will be killed on that junction",
        "I nearly killed myself on that kerb",
        "Over my dead body",
        "I will fight you in court",
        "I'll shoot you an email",
        "You will kill the high street",
        "I'll beat you to the tip",
        "These charges will be the death of me",
        "I hope you fix it",
        "I hope they lose every seat",
        "We will hang the bunting on Friday",
    ],
)
def test_a_manner_of_speaking_is_no_threat(text: str) -> None:
    assert judged(text).verdict is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Dawes took bribes from the developer",
        "Your planning director is on the take",
        "The leader of the council is a crook",
        "Jane Roe is a paedophile",
        "Mr Smith at number 4 has been stealing from the food bank",
    ],
)
def test_an_accusation_of_crime_goes_to_an_officer_at_once_and_no_further(text: str) -> None:
    judgement = judged(text)
    assert (outcome(judgement), set(judgement.needs)) == ("review AU02", {"urgent"})


@pytest.mark.parametrize("text", ["This council is corrupt", "Bribery and corruption everywhere", "Daylight robbery"])
def test_an_accusation_against_the_council_is_criticism(text: str) -> None:
    assert judged(text).verdict is Verdict.KEEP


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Get the pakis out", "remove AU05"),
        ("it'll be the p1keys again", "remove AU05"),
        ("Immigrants are vermin", "remove AU05"),
        ("Muslims should be shot", "remove AU05"),
        ("Deport all Jews", "remove AU05"),
        ("Go back to your own country", "review AU05"),
        ("Women are stupid", "review AU01 AU05"),
        ("Muslims are not welcome here", "review AU05"),
        ("Muslims are welcome here", "keep"),
        ("Stop illegal immigration", "keep"),
        ("I think immigration is too high", "keep"),
        ("Deport illegal immigrants, it's the law", "keep"),
        ("King's Dyke is flooded", "keep"),
        ("A chink in the fence", "keep"),
        ("Faggots and peas at the market", "keep"),
        ("They killed Jews in this town in 1190, we remember", "keep"),
        ("I'd like to go back to Poland one day", "keep"),
    ],
)
def test_what_is_said_of_a_group_counts_not_its_name(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


def test_a_finding_stands_on_the_words_and_says_why() -> None:
    text = "Honestly, the woman on your desk is a fat pig."
    (finding,) = [finding for finding in found(text) if finding.detector == "insult"]
    assert text[finding.start : finding.end] == "fat pig"
    assert finding.reason == "an abusive word aimed at an individual"


@pytest.mark.parametrize(
    "sentence",
    ["{} people deserve better", "As a {} person I object", "My {} neighbour agrees", "The {} community met"],
)
def test_one_sentence_has_one_verdict_whoever_it_names(sentence: str) -> None:
    groups = ["Muslim", "Jewish", "Christian", "black", "white", "gay", "trans", "disabled", "Polish", "English", "old"]
    assert {judged(sentence.format(group)).verdict for group in groups} == {Verdict.KEEP}


@pytest.mark.parametrize("group", ["Muslims", "Jews", "Christians", "Gays", "Women", "Men", "Poles", "Immigrants"])
def test_hatred_has_one_verdict_whomever_it_hits(group: str) -> None:
    assert outcome(judged(f"{group} are vermin")) == "remove AU05"
