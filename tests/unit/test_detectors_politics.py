"""Clause AU12: promotion is a breach whichever party it is for; opinion never."""

from dataclasses import replace

import pytest

from beadle.detectors.parameters import strings
from beadle.detectors.registry import find_all
from beadle.domain.judgements import Verdict
from tests.judging import judged, outcome, packaged, written

PARTIES = [*strings(packaged().parameters["party-promotion"], "parties"), "the Greens"]
CALLS = ["Vote {} on 7 May!", "Had enough? Join {} today", "Please support {}.", "Everyone vote {}"]
IMPRINT = "Promoted by A. Agent on behalf of {}, 1 High Street, Harrowmere"


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_for_a_party_goes_to_an_officer_and_is_signposted_whichever_party(call: str, party: str) -> None:
    judgement = judged(call.format(party))
    assert (outcome(judgement), set(judgement.needs)) == ("review AU12", {"signpost"})


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("more", [IMPRINT, "Read our plan at https://example.org/plan"])
def test_campaign_material_is_removed_whichever_party(more: str, party: str) -> None:
    judgement = judged(f"Vote {party} on 7 May! {more.format(party)}")
    assert judgement.verdict is Verdict.REMOVE
    assert "AU12" in judgement.clauses


def test_a_local_party_is_added_by_the_policy() -> None:
    rulebook = packaged()
    text = written("Vote Ludbury Voice on 7 May!")
    assert [f for f in find_all(text, (), rulebook) if f.detector == "party-promotion"] == []
    section = rulebook.parameters["party-promotion"]
    named = {**section, "parties": [*strings(section, "parties"), "Ludbury Voice"]}
    added = replace(rulebook, parameters={**rulebook.parameters, "party-promotion": named})
    assert [f.detector for f in find_all(text, (), added)] == ["party-promotion"]


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize(
    "opinion",
    [
        "I have always voted {}",
        "I will never vote {} again",
        "{} ruined this town",
        "Don't vote {} just out of habit",
        "My dad was in {}",
        "{} councillors voted against it",
        "Why did {} change their mind?",
        "You vote {} and get this",
    ],
)
def test_opinion_stays_whichever_party(opinion: str, party: str) -> None:
    assert judged(opinion.format(party)).verdict is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "Support green spaces",
        "I support reform of the planning system",
        "Back conservative estimates with data",
        "Join labour-intensive projects",
        "Foster carers' labour is valued",
        "Vote on Thursday!",
        "Vote them out",
        "The green bins",
        "a labour of love",
        "Join the library",
    ],
)
def test_plain_words_are_no_parties(text: str) -> None:
    assert judged(text).verdict is Verdict.KEEP
