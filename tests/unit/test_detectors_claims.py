"""Clauses RS03, MI02: a false claim is known again where it is stated, and not where it is denied, asked, or another.

What is found is answered in public by a machine, so that to miss one is better than to answer wrongly.
"""

from dataclasses import replace

import pytest

from beadle.detectors.claims import claims_repeated
from beadle.domain.judgements import Claim
from tests.judging import packaged, written


def repeated(text: str) -> tuple[str, ...]:
    return claims_repeated(written(text), packaged())


@pytest.mark.parametrize(
    "text",
    [
        "The library is closing for good",
        "I want to kill myself, they are closing down the library",
        "Cllr Whitcombe took bribes and now the library is closing",
        "Well that's the library closing then, shame on the lot of you",
        "Heard its true, bins monthly from april",
        "They are only going to empty the bins every four weeks",
        "Cant believe bins are going to 4-weekly!!!",
        "they want to close down our library",
        "library gone, shutting its doors for good",
        "Closing the library and building a £20m HQ, priorities eh",
        "Doubling council tax while they spend on bike lanes",
        "its a 15 minute city, we'll all be locked in",
        "Everyone will need permits in this 15 minute city",
        "my council tax is doubling apparently",
        "library is shutting for good",
        "bins going 4 weekly",
        "c tax doubling",
        "The libary is closing",
        "libary closing down, shocking",
        "I heard council tax is doubling next year!",
        "So bins will only be collected once a month from April, disgusting",
        "The library is closing for good and they won't admit it. Use it or lose it, folks.",
        "can't believe they're closing the library",
        "I can't believe they are closing our lovely old library down",
        "Not happy that the library is closing",
        "No, the library is closing",
        "They never listen, they are closing the library",
        "council tax is going up by 100% apparently",
        "council tax up 100%",
        "What a disgrace, closing down the library",
        "how dare you close down the library",
        "They're shutting the library and selling the building",
        "coucil tax is doubling",
        "bins are going to be emptied every four weeks",
        "bin collections moving to four-weekly",
        "the library is closeing",
        "no wonder they're shutting the library",
        "So the library is closing. Why?",
        "Library being closed down to pay for the mayor's car",
        "They want to turn it into a 15 minute city and fine us, permits for every car",
        "the council is going to double our council tax",
        "They will double council tax next year",
        "they're closing the libary!!",
        "The council are shutting down the library to save money",
        "Our library is to close in march",
        "apparently the town library is shutting down next year",
        "Absolutely gutted the library is being closed",
        "sad day, library to close",
        "RIP library, closing down after 90 years",
        "the library closing down is a disgrace",
        "bins every 4 weeks now",
        "Rubbish collected once a month from April, rats everywhere",
        "they want bins emptied once a month",
        "bin collections are going monthly",
        "4-weekly bins are coming",
        "council tax set to double",
        "doubling our council tax and for what",
        "Council tax has doubled this year",
        "c/tax is doubling",
        "Harrowmere will be a 15 minute city with fines for driving",
        "15 min cities are open prisons",
        "Stop closing the library",
        "I cant believe council tax is doubling",
        "Ctax doubled",
    ],
)
def test_a_false_claim_is_known_again_however_residents_put_it(text: str) -> None:
    assert len(repeated(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "what time is the library closing today?",
        "I wash my bin once a month",
        "the library isnt closing, it's moving",
        "Will the library be closing? genuine question",
        "they doubled the council tax support fund",
        "Double glazing grant and council tax discount",
        "It's a myth that the library is closing",
        "It's not true that council tax is doubling",
        "The library is lovely",
        "When is bin collection?",
        "My dad died in the library on Friday, when it was being closed for the day",
        "Is it true bins are going monthly? Someone said so in the Co-op",
        "They've been saying we'll be 'locked in' a 15 minute city and fined for leaving. Is any of that right?",
        "The library is not closing",
        "the library is NOT closing down, read the post",
        "No one is closing the library",
        "they are not closing the library",
        "nobody is shutting the library, it's moving",
        "There are no plans to close down the library",
        "is the library closing",
        "anyone know if the library is closing",
        "Does anybody know what time the library is closing",
        "hi is the library closing for christmas",
        "what time does the library start closing",
        "The library is closing. Is that right?",
        "I heard the library is closing, is this true",
        "library closing?",
        "please don't close down the library",
        "dont let them close down the library",
        "if they close down the library I will cry",
        "Closing the library would be a disaster",
        "hope they aren't closing the library",
        "I hope the library is not closing",
        "I don't think the library is closing",
        "Whoever says the library is closing needs to read the post",
        "people saying the library is closing are talking rubbish",
        "Stop saying the library is closing",
        "The council denies closing the library",
        "I was in the library when the shop opposite was closing",
        "the cafe at the library is closing",
        "I love the library but the pool is closing",
        "The pool is closing, not the library",
        "shitting in the library",
        "the library is closing at 5",
        "Library closing times are a joke",
        "I refuse to pay council tax every month",
        "The service is rubbish, I call every month",
        "My bin gets missed every month",
        "They miss our bins once a month",
        "charity collection at the church once a month",
        "I only put my bin out once a month, live alone",
        "a 15 minute city sounds fine by me",
        "15 minute cities: nobody will be fined",
        "No permits are needed for a 15 minute city",
        "council tax is going up by £100",
        "I pay double what my sister pays in council tax",
        "council tax has doubled since 2005",
        "second homes pay double council tax now",
        "They should double council tax on empty homes",
        "council tax isn't doubling, it's 4.99%",
        "my direct debit doubled by mistake and the council tax team fixed it",
        "Is council tax doubling",
        '"Library closing for good" was the headline last year, it was wrong',
        "garden bin is every four weeks in winter",
        "I was told the library is closing. It isn't true.",
        "the library closing rumour is doing the rounds again",
        "are bins going monthly",
        "could the library be closing down",
        "the library might be closing",
        "They voted against closing down the library",
        "Why would they close down the library",
        "My nan worked in the old library before it was shut down",
        "not the library closing again lol is it",
        "why is the library closing?",
        "has the library been shut down?",
        "when is the library shutting for the move",
        "The library was nearly closed down in 2010 but we saved it",
        "Saved the library from being closed down, well done all",
        "The library moves to the Guildhall, it's not shutting down",
        "library's shut today",
        "Library shutting early tonight?",
        "Bins: monthly newsletter is out",
        "can I pay my council tax monthly for bins",
        "My bins have been missed once a month since summer",
        "recycling bin cleaning service, monthly, £5",
        "monthly bin stickers please",
        "double council tax for second homes is fair",
        "I get double the council tax support my neighbour gets",
        "council tax single occupant here, my rent doubled",
        "fined for parking in the 15 minute bay",
        "15 minutes in the city centre and I was fined",
        "A 15 minute city means no fines, it just means shops nearby",
        "What would happen if they did close down the library",
        "Glad they decided against closing the library",
        "so pleased the library isn't being closed",
        "Is there any truth in the library closing",
        "Did they say the library was closing",
        "Someone told me the library is closing, hope not!",
        "Someone told me the library is closing, please tell me that's not true",
        "Can someone explain why the library is closing",
        "If the library is closing where do we return books",
        "I work at the library and we are closing at 7",
        "The road by the library is being closed",
        "library is closed on mondays",
        "Not closing the library was the right decision",
        "the library lift is being closed for repair",
        "Thank you for not closing the library",
        "the library may be closing",
        "no more closing libraries please",
        "They were going to close down the library but it got saved",
        "Why is nobody talking about the library closing down",
        "Library closing party on Saturday, all welcome",
        "the library will be closing on Sunday for stocktake",
        "Library was shut down during covid",
        "libraries are being closed all over England",
        "Manchester is closing its library",
        "we nearly lost the library, it was going to be closed",
        "I want the library closed down, nobody uses it",
        "They ought to close down the library and save money",
        "closing down sale at the library book shop",
        "no bins collected for a month",
        "My neighbour's bin is emptied monthly by a private firm",
        "blue bins are monthly in winter aren't they",
        "food waste bin liners come every month",
        "the council said bins won't be going monthly",
        "glad bins aren't going to once a month",
        "fortnightly bins not monthly",
        "petrol has doubled and so has my council tax arrears letter",
        "If council tax doubles I'm moving",
        "Council tax doubled? lol no",
        "double check your council tax band",
        "double-check the council tax band on the website",
        "My council tax doubled when my partner moved out of student status",
        "I was trapped in traffic, some 15 minute city this is",
        "15 minute cities are a conspiracy, nobody is locked in",
        "there's no prison in a 15 minute city you muppets",
    ],
)
def test_who_asks_denies_hopes_or_means_something_else_is_not_corrected_in_public(text: str) -> None:
    assert repeated(text) == ()


def test_several_claims_are_named_in_the_policys_order() -> None:
    text = "Fines in this 15 minute city, and bins once a month! Council tax doubling too"
    assert repeated(text) == ("bins-monthly", "fifteen-minute-fines", "council-tax-doubling")


def test_the_words_of_a_claim_stand_close_together_in_one_sentence() -> None:
    assert repeated("The library is lovely. They are closing the pool") == ()
    assert repeated("The library" + " and the park" * 5 + " are closing") == ()


@pytest.mark.parametrize(
    "text", ["The libary is closing", "the lirbary is closing", "library is closin", "LIBRARY CL0SING"]
)
def test_a_slip_of_the_pen_hides_no_claim(text: str) -> None:
    assert repeated(text.replace("0", "O")) == ("library-closing",)


@pytest.mark.parametrize("text", ["Somebody was shitting by the library", "The library is close", "liberty is closing"])
def test_another_word_is_no_slip_of_the_pen(text: str) -> None:
    assert repeated(text) == ()


def test_none_of_a_claims_words_may_stand_in_its_sentence() -> None:
    claim = Claim("pool", (("pool",), ("fees", "50%")), "No.", "Ann", none_of=("car pool", "last year"))
    rulebook = replace(packaged(), claims=(claim,))
    said = [
        "Pool fees are up 50%",
        "Car pool fees",
        "Pool fees rose last year",
        "The pool is 50 this year",
        "Last year. Pool fees",
    ]
    assert [claims_repeated(written(text), rulebook) != () for text in said] == [True, False, False, False, True]


def test_an_endless_comment_is_read_once() -> None:
    assert repeated("not library closing " * 500) == ()
