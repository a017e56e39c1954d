"""Clause AU07: what plainly belongs to another world than the post; for an officer at most."""

import pytest

from beadle.detectors.context import Context
from beadle.detectors.relevance import detect_off_topic
from tests.judging import judged, outcome, written
from tests.unit.test_detectors_residents import beneath_posts

PARKING = "The new parking charges on Market Street start on Monday"
LIBRARY = "Our Central Library reopens on 5 January after roof repairs"


def wanders(text: str, post: str) -> bool:
    """Return whether this detector alone asks for an officer."""
    return any(finding.confidence >= 0.5 for finding in detect_off_topic(Context(written(text, post), (), {})))


@pytest.mark.parametrize("post", [PARKING, LIBRARY])
@pytest.mark.parametrize(
    "text",
    [
        "Did anyone see Strictly last night? What an episode, that contestant deserved to win",
        "anyone watching love island tonight?",
        "Arsenal were terrible last night, that penalty should never have been given and the referee was blind",
        "who won the man utd match last night",
        "buy bitcoin now before it is too late, ethereum too, trading is how I got rich in 2026",
        "bitcoin will hit 200k by christmas you heard it here first",
        "I think the moon landings were faked by Kubrick and nobody can tell me otherwise",
        "Chemtrails over the town again today, they are poisoning us, look up sheeple",
        "The moon landing was faked and the earth is flat",
        "My horoscope for Leo says a tall dark stranger will bring me money and Mercury is in retrograde",
        "Anyone know how to get red wine out of a cream carpet? Tried salt and white vinegar and nothing works",
        "Jesus is coming soon, repent and be saved, the mark of the beast is upon us all",
        "Free Palestine. End the genocide now. From the river to the sea",
        "I stand with Israel and always will",
        "Trump will sort out Ukraine, Zelensky is done for, mark my words, America first",
        "Donald Trump is the greatest president ever",
        "my dog has eaten a whole advent calendar will she be ok? vet is shut until Monday",
        "My cat has just had kittens they're so cute",
        "What is everyone's favourite biscuit? I like a hobnob but my husband says custard creams",
        "What's the best recipe for banana bread? mine keeps sinking",
        "New Minecraft update is mental, best gameplay since Fortnite came out honestly",
    ],
)
def test_another_world_is_for_an_officer(text: str, post: str) -> None:
    if "Monday" in text and post is PARKING:
        text = text.replace("Monday", "Tuesday")
    assert wanders(text, post)


@pytest.mark.parametrize(
    "text",
    [
        "Arsenal fans parked all over Penny Lane, and West Ham v Tottenham Hotspurs",
        "You lot watch too much Netflix",
        "It's like the moon landing, nobody believes it happened",
        "slower than a Netflix series, this scheme",
        "Trump would be proud of this council",
        "Have you lot put it all on bitcoin?",
        "Who do you think you are, Putin?",
        "What's next, flat earth?",
        "my ticket says offside of the bay",
        "A penalty for five minutes, who is the referee here",
        "Brexit was a disaster and you can't change my mind",
        "Starmer, Badenoch, Farage, all the same",
        "Israel should stop bombing Gaza, and will the council fly the flag?",
        "bit of red wine and a takeaway then, can't park in town",
        "Repent and be saved from the traffic",
        "Mercury is rising and so are the bills",
        "when are the bins collected",
        "Any chance of fixing the light on Elm Grove",
        "thanks for nothing",
        "God bless the staff",
    ],
)
def test_whoever_speaks_of_the_town_or_likens_it_to_something_is_left_alone(text: str) -> None:
    assert not wanders(text, PARKING)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("The last film at the library was so good, episode one of the book club was on horror movies", LIBRARY),
        ("Strictly style dance class in the library hall? episode tickets?", LIBRARY),
        ("Arsenal legends were great, the referee and a striker spoke", "Football legends at the Guildhall on Friday"),
        ("Free Palestine, and thank you", "The Palestine solidarity vigil is at the clock tower at 6"),
        ("Red wine and white vinegar, what stains!", "Stains on your clothes? Come to our repair café"),
    ],
)
def test_what_has_a_word_in_common_with_the_post_is_left_alone(text: str, post: str) -> None:
    assert not wanders(text, post)


def test_what_wanders_is_never_removed() -> None:
    text = "buy bitcoin now before it is too late, ethereum too, crypto wallet"
    assert outcome(judged(text, LIBRARY)).startswith("review")


def test_residents_are_hardly_ever_told_that_they_wander() -> None:
    rows = beneath_posts("residents_lawful.txt")
    assert sum(wanders(text, post) for post, text in rows) <= 0.005 * len(rows)
