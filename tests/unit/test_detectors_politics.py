"""Clause AU12: promotion is a breach whichever party it is for; opinion never."""

from dataclasses import replace

import pytest

from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.politics import detect_party_promotion
from beadle.detectors.registry import find_all
from beadle.domain.judgements import Verdict
from tests.judging import judged, outcome, packaged, written

PARTIES = [*strings(packaged().parameters["party-promotion"], "parties"), "the Greens"]
CALLS = [
    "Vote {} on 7 May!",
    "Had enough? Join {} today",
    "Please support {}.",
    "Everyone vote {}",
    "If you want free parking, vote {} on Thursday",
    "Join {}, membership only £25",
    "{}: putting residents first. Vote for us 7 May",
    "Our candidate for {} is Asif Khan. Please vote for him",
    "Only {} can beat them here",
    "everyone please lend your vote to {} to keep them out",
    "Lend {} your vote",
    "a vote for {} is a vote for better buses",
    "Get behind {} and vote them in",
    "Make sure you put your X next to {} on Thursday",
    "I'm standing for {} in Eastfield ward and I'd love your support",
    "I will be voting {} and so should you",
    "{} deserve your vote",
    "Helpers needed to deliver {} leaflets in Eastfield ward, message me",
    "Looking for volunteers to canvass for {} this weekend, dm me",
]
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


@pytest.mark.parametrize("party", PARTIES)
def test_an_imprint_alone_is_for_an_officer_whichever_party(party: str) -> None:
    assert outcome(judged(f"Printed and promoted by J Smith on behalf of {party}, 3 High St")) == "review AU12"


@pytest.mark.parametrize(
    "text",
    [
        "Support Cllr Whitcombe, re-elect him on 7 May",
        "Re-elect Cllr Prosser on 7 May",
        "Let's all vote for Cllr Prosser on Thursday",
    ],
)
def test_a_call_to_elect_a_councillor_is_for_an_officer(text: str) -> None:
    assert outcome(judged(text)) == "review AU12"


@pytest.mark.parametrize(
    "text",
    [
        "Vote for me, Alan Parr, Independent, I'll fix your street lights",
        "Vote Alan Parr, your Independent candidate, on 7 May",
        "Standing as an Independent in Eastfield, I'd be grateful for your vote",
        "Britain First are the only ones telling the truth, sign up today",
        "The Homeland Movement is the only party standing up for us, join today",
    ],
)
def test_a_call_for_whom_the_register_does_not_know_is_for_an_officer(text: str) -> None:
    assert outcome(judged(text)) == "review AU12"


@pytest.mark.parametrize(
    "text",
    [
        "vote for the park in the heritage awards",
        "Vote for me, I'm up for the independent shops award",
        "Vote for your favourite Independent Shop in the awards",
        "An Independent inquiry is needed, vote for your priorities in the survey",
        "I voted for the Independent, she answered my letter",
        "leaflets about bins came in Polish",
        "Volunteers needed to deliver leaflets about the flood fair",
        "Helpers needed to put up Green Lane fair posters",
        "The Lib Dems want people to deliver leaflets but nobody to fix roads",
        "Please help me understand what the Greens said in their leaflets",
        "Labour are the only ones who voted for the charges",
        "The Gazette are the only ones telling the truth about the charges",
        "Eastfield Scouts are the only ones who run a kids club, sign up today",
    ],
)
def test_prizes_leaflets_and_blame_promote_nobody(text: str) -> None:
    assert outcome(judged(text)) == "keep"


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
        "Vote {} and this is what you get. Never again",
        "Vote {}, get charges. Told you",
        "vote {} they said, it'll be fun they said",
        "Vote {} out",
        "A vote for {} is a vote for higher council tax",
        "Only {} could waste this much",
        "Will {} fix the roads?",
        "{} want your vote and then forget you",
        "Would you vote for them? {} I mean",
    ],
)
def test_opinion_stays_whichever_party(opinion: str, party: str) -> None:
    context = Context(written(opinion.format(party)), (), packaged().parameters["party-promotion"])
    assert list(detect_party_promotion(context)) == []


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
        "Join the Greens on Hill Road for a litter pick",
        "Join the Green Lane residents group, we meet Tuesday",
        "Support Green Lane school fair",
        "Join our labour of love garden",
        "Put a cross next to the green option in the survey",
        "It's time for reform of parking",
        "Stick with the green bins please",
        "Give the green bin crew a chance",
        "Labour Club quiz tonight, free cakes",
        "Sign up now for the green bin service",
        "Vote for Cllr Prosser in the local hero award",
        "The councillors all vote for Cllr Whitcombe as chair, no surprise",
        "Promoted by the BID on behalf of local traders",
        "Reform and Labour, so should every one of you be ashamed",
    ],
)
def test_plain_words_are_no_parties(text: str) -> None:
    assert judged(text).verdict is Verdict.KEEP
