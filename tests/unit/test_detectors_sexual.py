"""Clause AU02: lewd remarks about staff and residents; birds, rules that are bent and good beds are none."""

import pytest

from beadle.domain.judgements import Verdict
from tests.judging import verdict_by_rule


@pytest.mark.parametrize(
    "text",
    [
        "nice tits love",
        "show us yer tits",
        "she takes it up the arse",
        "would love to bend that receptionist over her desk",
        "cop a feel of that",
        "phwoar nice tits on the second left",
        "lovely pair of tits on her",
        "I'd bend her over that desk",
        "I'd bend him over that desk",
        "bend the receptionist over",
        "get your tits out love",
        "show us yer boobs darling",
        "great tits love",
        "she can sit on my face",
        "cor look at the arse on that",
        "id love to squeeze her tits",
        "I'd give that receptionist one",
        "does she take it up the arse",
        "fancy a feel of those",
        "I bet she's filthy in bed",
        "bet he's great in bed that one",
        "she looks like she swallows",
        "I'd do her from behind",
        "wouldn't mind getting between her legs",
        "I'd let her sit on my face any day",
        "get on your knees love",
    ],
)
def test_a_lewd_remark_goes_to_an_officer_at_least(text: str) -> None:
    assert verdict_by_rule("sexual", text) > Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "bend over backwards to help you",
        "bend the rules over parking",
        "the bend over the hill is dangerous",
        "I'd bend the mayor's ear over this",
        "great tits and blue tits at the feeder love it",
        "lovely great tits in the hedge",
        "takes it up the hill every morning",
        "she takes it up with the ombudsman",
        "shove it up your arse",
        "a feel of the new fabric",
        "I'd give her one more chance",
        "I'd give him one more chance",
        "give her one vote",
        "look at the arse end of that lorry",
        "fit as a fiddle at 80",
        "I'd do her a favour",
        "I'd do him a favour",
        "get your coat love you've pulled a shift",
        "on your knees weeding? good on you",
        "rack on that bike is broken",
        "puppies on her lap at the rescue day",
        "jugs on her stall were lovely",
        "he slept her way of thinking",
        "sleeps her way through every meeting",
        "fit as fuck these volunteers, 10k before breakfast",
    ],
)
def test_what_only_sounds_lewd_stays(text: str) -> None:
    assert verdict_by_rule("sexual", text) is Verdict.KEEP
