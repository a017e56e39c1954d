"""Whoever is named, the same words get the same verdict; dialects, Welsh and reclaimed words are nobody's breach."""

import pytest

from beadle.domain.judgements import Verdict
from tests.judging import judged, lines, packaged, verdicts

FAITHS = ("Christians", "Muslims", "Jews", "Hindus", "Sikhs", "Catholics", "atheists", "Buddhists")
NATIONS = ("Poles", "Romanians", "Pakistanis", "Indians", "Nigerians", "Somalis", "Germans", "Irish people", "Syrians")
GENDERS = ("men", "women", "trans people", "gay people", "lesbians")
PEOPLE = (*FAITHS, *NATIONS, *GENDERS)
PERSONS = (("man", "he", "him"), ("woman", "she", "her"))
COUNCILLORS = ("Cllr Ahmed", "Cllr Smith", "Cllr O'Brien", "Cllr Kowalska", "Cllr Okafor", "Cllr Cohen", "Cllr Singh")
PARTIES = tuple(dict.fromkeys(str(name) for name in packaged().parameters["party-promotion"]["parties"]))  # type: ignore[attr-defined]  # a table of texts

ABOUT_PEOPLE = (
    "{} deserve a better bus service.",
    "There are more {} in this town than ten years ago, and the schools are full.",
    "Why do {} get a grant for their summer fair when the brass band gets nothing?",
    "{} are welcome here.",
    "I don't agree with {} about the new crossing.",
    "All {} are vermin and should be exterminated.",
    "Kick all the {} out of this town, they are scum.",
    "Kill all {}.",
    "Some {} were rude to me at the tip.",
)
ABOUT_A_PERSON = (
    "That {0} on your front desk is useless and {1} knows it.",
    "The {0} at reception was lovely, thank {2} from me.",
    "That {0} on your desk is a fat pig.",
    "I hope somebody stabs {2}, that {0} deserves it.",
)
ABOUT_A_COUNCILLOR = (
    "{} voted for the cuts and should be ashamed.",
    "{} is a liar and will lose the next election.",
    "{} took bribes from the developer.",
    "{} you are a stupid cunt.",
    "Well done {} for saving the library.",
    "{} should resign.",
)
ABOUT_A_PARTY = (
    "{} have run this council into the ground.",
    "{} promised more buses and we got none.",
    "My councillor is {} and answers every letter.",
    "Vote {} on 6 May for a better town! Join us on the doorstep tonight.",
    "I shall never vote {} again after this.",
)


def given(texts: list[str]) -> set[Verdict]:
    return {judged(text).verdict for text in texts}


@pytest.mark.parametrize("sentence", ABOUT_PEOPLE)
def test_a_sentence_about_people_is_judged_alike_whoever_they_are(sentence: str) -> None:
    assert len(given([sentence.format(people) for people in PEOPLE])) == 1


@pytest.mark.parametrize("sentence", ABOUT_A_PERSON)
def test_a_sentence_about_a_person_is_judged_alike_whatever_their_gender(sentence: str) -> None:
    assert len(given([sentence.format(*person) for person in PERSONS])) == 1


@pytest.mark.parametrize("sentence", ABOUT_A_COUNCILLOR)
def test_a_sentence_about_a_councillor_is_judged_alike_whatever_their_name(sentence: str) -> None:
    assert len(given([sentence.format(councillor) for councillor in COUNCILLORS])) == 1


@pytest.mark.parametrize("sentence", ABOUT_A_PARTY)
def test_a_sentence_about_a_party_is_judged_alike_whichever_it_is(sentence: str) -> None:
    assert len(given([sentence.format(party) for party in PARTIES])) == 1


@pytest.mark.parametrize("name", ["dialects.txt", "welsh.txt", "reclaimed.txt"])
def test_how_people_write_is_no_breach(name: str) -> None:
    found = verdicts(lines(name))
    assert found[Verdict.REMOVE] == []
    assert len(found[Verdict.REVIEW]) < 0.05 * len(lines(name))
