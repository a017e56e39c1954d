"""Clause AU10: who passes for the council or its people is seen at once, and who shares a name is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.detectors.registry import find_all
from beadle.domain.comments import MAX_ALT_TEXT, MAX_PICTURES
from beadle.domain.judgements import Verdict
from tests.judging import judged, outcome, packaged, written

GREETING = "Hello, please bear with us"


@pytest.mark.parametrize(
    "author",
    [
        "Cllr Amara Osei-Bright",
        "Councillor Amara Osei Bright",
        "cllr_amaraoseibright",
        "Cllr Thomas Whitcomb",  # a letter left out
        "Thomas Whitcombe (official)",
        "Thomas Whitcombe ✅",
        "Thomаs Whitcombe",  # a Cyrillic а
        "Thom4s Whitcombe",
        "Sunita Ravenscroft, Chief Executive",
        "Harrowmere Council Tax Refunds",
        "Harrowmer Council Support",
        "Harrowmere Council ✔",
        "HarrowmereCouncilHelpDesk",
        "Council Tax Refunds",
        "Customer Support Team",
        "Cllr Somebody ✅",
        "Cllr T Whitcombe",
        "Cllr Thomas Whitcombe MP",
        "Cllr Tom Whitcombe",
        "Cllr Whitcombe",
        "Councillor R. Prosser",
        "Thomas Whitcombe MP",
        "Harrowmere Council Planning",
        "Harrowmere Council News",
        "Harrowmere Borough Council Highways",
        "Harrowmere Council Housing Team",
        "Harrowmere Parking Services",
        "Harrowmere Highways Dept",
        "HBC Official",
        "HBC Parking Services",
        "Mayor of Harrowmere",
        "Leader of Harrowmere Council",
        "Council Leader Harrowmere",
        "Amara Osei Bright",
        "Cyngor Harrowmere Swyddogol",
        "Harrowmere Boro Council",
    ],
)
def test_a_name_that_passes_for_the_councils_or_its_peoples_is_urgent(author: str) -> None:
    judgement = judged(GREETING, author=author)
    assert (outcome(judgement), set(judgement.needs)) == ("review AU10", {"urgent"})


@pytest.mark.parametrize(
    "author",
    [
        "Thomas Whitcombe",  # a resident may bear the name
        "Jane Whitcombe",
        "Whitcombe Family Butchers",
        "Amara Osei",
        "Cllr Thomas Whitcombe parody",
        "Not the real Harrowmere Council (parody)",
        "Harrowmere Council Tenants Voices",
        "Harrowmere Council Fails exposed",
        "Mayor McCheese",
        "Support Your Local Library",
        "Customer of 40 years",
        "Dave ✅",
        "Mr Helpdesk",
        "Tom Whitcombe Jr",
        "Tom Whitcombe",
        "Harrowmere Runners",
        "Harrowmere Community Choir",
        "Friends of Harrowmere Library",
        "Harrowmere Labour",
        "Harrowmere News",
        "Harrowmere Parking Moaners",
        "Harrowmere Housing Action",
        "Harrowmere Council Tenants Association",
        "Ex Cllr Whitcombe",
        "Sack Cllr Whitcombe",
        "Cllr Whitcombe's Dog",
        "Cllr Jane Prosser",
        "HBC",
        "Harrowmere Planning Watch",
        "Mayor of Casterbridge",
        "Harrowmere Highways Potholes",
        "Harrowmere Waste",
        "Amara Bright",
        "Harrowmere Primary School PTA",
    ],
)
def test_a_resident_a_namesake_and_a_plain_joke_are_left_alone(author: str) -> None:
    assert judged(GREETING, author=author).verdict is Verdict.KEEP


@pytest.mark.parametrize(
    "text",
    [
        "You are due a council tax rebate of £326. Click here to claim: bit.ly/ctax-rebate",
        "Council tax refund available! Claim now at harrowmere-refunds.com",
        "URGENT: your parking fine is unpaid. Pay now at harrowmere-pay.com to avoid court",
        "DM us your sort code and account number so we can process your rebate",
        "Your housing benefit has been suspended. Update your details here: http://benefits-update.co",
        "Your bin charge payment failed. Update your card at www.hmbc-bins.com",
        "I am from the council tax refunds department. Message me on WhatsApp for your refund",
        "hi this is the harrowmere council help desk. pls inbox ur details",
        "Official account of Harrowmere Council ✅ Follow us for refunds",
        "Hello I'm the new council customer support agent, how can I help? DM me",
        "Hi, sorry for that. Please send a direct message with your phone number and account details so we can assist",
        "it's the council housing team, whatsapp us your NI number and date of birth",
        "This is an official announcement from Harrowmere Borough Council: all schools are closed tomorrow",
        "Official notice from the council: all parking fines are cancelled",
    ],
)
def test_speaking_in_the_councils_name_is_urgent(text: str) -> None:
    judgement = judged(text)
    assert ("AU10" in judgement.clauses, "urgent" in judgement.needs) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "How do I claim the council tax rebate? Is there a link?",
        "Has anyone had their £150 rebate yet? I applied through the link on gov.uk",
        "Beware: there's a scam text about council tax rebates, don't click the link",
        "The council asked me to send my bank details by email, is that safe?",
        "You can claim a council tax discount at harrowmere.gov.uk/discount",
        "Is this the official council page?",
        "customer services here are terrible",
        "My wife works in the council support team",
        "I am not from the help desk but I can tell you it is shut",
        "Council help desk was great today",
        "We pay our council tax and get nothing, refund us",
        "I am the chair of the residents association",
        "Council staff member here, off duty: refunds for the cancelled walk go back on your card automatically",
        "Is this an official announcement from the council?",
        "Where is the official statement from Harrowmere Council?",
        "The official statement from the council says nothing",
        "They asked for my NI number and date of birth for a library card!",
        "Just send us your national insurance money back",
    ],
)
def test_asking_telling_and_warning_are_no_impersonation(text: str) -> None:
    assert "AU10" not in judged(text).clauses


@pytest.mark.parametrize(
    "alt",
    [
        "Harrowmere Borough Council logo",
        "The official logo of Harrowmere Council",
        "Harrowmere Council's logo",
        "Hаrrowmere Borough Council logo",  # a Cyrillic а
        "H a r r o w m e r e  Council lоgo",  # a Cyrillic о
        "Harrowmer Borough Council crest",  # a letter left out
        "harrowmere-council-logo.png",
        "@harrowmerelibraries official account",
        "Harrowmere Borough Council",
        "Harrowmere Council ✔",
        "Official notice from Harrowmere Borough Council: claim your council tax rebate",
        "Harrowmere Council official notice. Text reads: your rebate is due",
        "A letter headed Hаrrowmere Borough Council",  # a Cyrillic а
        "The council's logo",
        "Official council notice",
        "Cllr Amara Osei-Bright",
        "Official statement by Cllr Amara Osei-Bright",
        "Thomаs Whitcombe",  # a Cyrillic а
        "Sunita Ravenscroft, Chief Executive",
    ],
)
def test_a_picture_that_passes_for_the_councils_or_its_peoples_is_urgent(alt: str) -> None:
    judgement = judged(GREETING, alt_texts=["A pothole", alt])
    assert (outcome(judgement), set(judgement.needs)) == ("review AU10", {"urgent"})
    (finding,) = (b.finding for b in judgement.breaches if b.finding.detector == "lookalike-author")
    assert (finding.start, finding.end) == (0, len(GREETING))
    assert "alt text" in finding.reason


@pytest.mark.parametrize(
    "alt",
    [
        "Photo of a pothole on Guildhall Square",
        "screenshot of the council's letter about bins",
        "Screenshot of Harrowmere Council's website",
        "Harrowmere Borough Council logo on a bin lorry",
        "Bins on Harrowmere Council's car park",
        "Cllr Amara Osei-Bright asleep at the meeting",
        "Photo of Cllr Amara Osei-Bright at the summer fair",
        "Thomas Whitcombe",
        "The Harrowmere Council parody logo",
        "Not the Harrowmere Council logo",
        "Oldham Council logo",
        "Logo of Rovers FC",
        "Harrowmere",
        "Harrowmere countryside",
        "Council notice about parking",
        "Official notice",
        "Фото: яма на площади",
    ],
)
def test_a_picture_of_what_is_to_be_seen_is_left_alone(alt: str) -> None:
    assert judged(GREETING, alt_texts=[alt]).verdict is Verdict.KEEP


def test_a_comment_of_nothing_but_the_councils_logo_is_looked_at() -> None:
    assert outcome(judged("", alt_texts=["Harrowmere Borough Council logo"])) == "review AU10"


def test_the_councils_own_account_may_show_its_logo() -> None:
    comment = written("Hello", author="harrowmerecouncil", alt_texts=["Harrowmere Borough Council logo"])
    assert find_all(comment, (), packaged()) == []


def test_a_long_alt_text_does_not_hold_up_the_moderator() -> None:
    alt = ("official" * 60 + "x" + "thelogo" * 60)[:MAX_ALT_TEXT]
    assert judged(GREETING, alt_texts=[alt] * MAX_PICTURES).verdict is Verdict.KEEP


@pytest.mark.parametrize("name", ["Harrowmere Council", "Council"])
def test_a_long_name_of_words_of_office_does_not_hold_up_the_moderator(name: str) -> None:
    assert judged(GREETING, author=name + "helpdesk" * 40 + "zz").verdict is Verdict.KEEP


@given(st.sets(st.sampled_from("aeoc"), min_size=1))
def test_a_council_in_letters_that_look_alike_is_seen(letters: set[str]) -> None:
    alike = str.maketrans(
        {letter: cyrillic for letter, cyrillic in zip("aeoc", "аеос", strict=True) if letter in letters}
    )
    assert judged(GREETING, author="Harrowmere Borough Council".translate(alike)).verdict is Verdict.REVIEW


@given(st.sets(st.sampled_from("aeoc"), min_size=1), st.sampled_from(["{} logo", "Official notice from {}", "{}"]))
def test_a_logo_in_letters_that_look_alike_is_seen(letters: set[str], words: str) -> None:
    alike = str.maketrans(
        {letter: cyrillic for letter, cyrillic in zip("aeoc", "аеос", strict=True) if letter in letters}
    )
    alt = words.format("Harrowmere Borough Council").translate(alike)
    assert outcome(judged(GREETING, alt_texts=[alt])) == "review AU10"


def test_abuse_in_an_alt_text_is_for_an_officer_as_it_may_quote_a_wall() -> None:
    (breach, *_) = (judgement := judged("Please clean this", alt_texts=["Immigrants are vermin"])).breaches
    assert (outcome(judgement), breach.finding.reason.endswith("in a picture's alt text")) == ("review AU05", True)
