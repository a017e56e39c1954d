"""Clauses AU04, AU09, AU10 and AU11: selling, luring, copying and passing oneself off as the council."""

import pytest

from beadle.domain.judgements import Verdict
from tests.judging import judged, outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wheelie bin cleaning from £4! DM us to book, 20% off", "remove AU09"),
        ("We provide roofing at competitive rates, free quotes, no obligation", "remove AU09"),
        ("Christmas lashes, special offer £25, slots available, dm me", "remove AU09"),
        ("Our services start at £30", "review AU09"),
        ("Can anyone recommend a good plumber?", "keep"),
        ("£40 for a garden bin is a rip-off", "keep"),
        ("We used a chap from Ludbury, about £80 a load", "keep"),
        ("Half price for pensioners would be fair", "keep"),
        ("Who do I call about the noise?", "keep"),
    ],
)
def test_an_offer_a_price_and_a_way_to_buy_make_an_advertisement(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Man and van, house clearances, licensed waste carrier, fair prices, just message",
        "Lee Barnes Tyres on Canal Road, 10% off if you mention this post",
        "Taxis 24/7, airport runs, cheapest in town, A1 Cars",
        "PT sessions with Danny, first one free, transform your body by summer",
        "Water pump hire and carpet drying, 24 hours, R&J Restoration, best rates in town",
        "After school childminder has two spaces from September, Ofsted Good, pm for rates",
        "Handyman, flat packs, shelves, tap washers. Reasonable rates. Drop me a text",
        "Need a plumber? Gas Safe, same day, no call out fee, give us a shout",
        "Dog walking in Eastfield, DBS checked, two slots left for January, inbox me",
        "Kings Barbers on Market St, 15% off this week, just walk in, show this post",
        "Computer running slow? I fix laptops, fair prices, same day turnaround, message me",
        "Scrap cars wanted, best prices paid, collect any time",
        "Mini bus and driver available for weddings, airport, nights out. Best rates. Call Imran",
        "We are a family run roofing firm, free estimates, all work guaranteed",
    ],
)
def test_a_trade_with_its_terms_and_a_way_to_it_is_looked_at(text: str) -> None:
    judgement = judged(text)
    assert (judgement.verdict, "AU09" in judgement.clauses) == (Verdict.REVIEW, True)


@pytest.mark.parametrize(
    "text",
    [
        "anybody know a good man and van?",
        "Good man and van I used last year, fair price and no mess",
        "The childminder at no 4 was lovely, Ofsted good too",
        "10% off council tax would be nice",
        "taxis are 24/7 in Leeds why not here",
        "PT sessions at the leisure centre, first one free, well worth it",
        "The library does piano lessons, first lesson free, just ask at the desk",
        "Use a licensed waste carrier or you get the fine, same as the man with a van did",
        "The council pest control team came same day, great price",
        "Taxis at the station charge the best rates in town, for the drivers",
        "Cars abandoned, two spaces left for everybody, same day every week",
        "Free collection of old fridges on Saturday, cakes and tea too, pop in",
        "Tyres dumped on Mill Lane 24 hours after the tip shut",
        "Computers at the library are slow, book today to get one",
        "Handmade cards at the hospice shop, all prices paid to charity",
        "Family run shops and barbers are closing, give them a break on rates",
    ],
)
def test_talk_of_trades_and_of_the_councils_own_is_no_card(text: str) -> None:
    assert outcome(judged(text)) == "keep"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Check out my channel!!", "remove AU11"),
        ("sub for sub guys", "remove AU11"),
        ("I invested with Mr Jerome and made £9,000 in a week", "remove AU11"),
        ("lol see this bit.ly/3xYz12Q", "review AU11"),
        ("https://win-a-phone.example.click/go", "review AU11"),
        ("please go and watch my new video", "remove AU11"),
        ("please look at my page", "review AU11"),
        ("Figures: https://www.gov.uk/government/statistics", "keep"),
        ("There is a good piece on this at https://www.bbc.co.uk/news/1", "keep"),
        ("Please check my street", "keep"),
        ("Please look at our road", "keep"),
        ("Follow the diversion", "keep"),
        ("I follow you on Facebook", "keep"),
    ],
)
def test_bait_and_hidden_links_are_spam(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We'd love some free followers of the band",
        "The council lost £2m on a crypto investment",
        "Love Spell at the theatre was great, my daughter played a spell caster",
        "I invested with the credit union years ago, never looked back",
        "https://www.harrowmeregazette.co.uk/news/parking-charges worth a read",
        "The Gazette has the figures on parking: https://www.harrowmeregazette.co.uk/news/parking-charges",
        "Tickets for the parking debate are on Eventbrite: https://www.eventbrite.co.uk/e/parking-debate-12345",
        "My photo of the queue at the machine https://www.flickr.com/photos/jane/5312345",
        "Here's the state of the car park today https://imgur.com/a/AbC12",
        "The machine is here on the map https://maps.app.goo.gl/AbCdEf123",
        "Google maps has it: https://www.google.com/maps/place/Market+Street",
        "The protest about the charges: https://www.facebook.com/events/123456789",
        "Council meeting on the parking charges, watch from 42 minutes https://www.youtube.com/watch?v=AbCdEf1",
        "the webcast of cabinet https://harrowmere.public-i.tv/core/portal/home has it all",
        "There's a petition about the parking on https://you.38degrees.org.uk/petitions/parking",
        "my blog on the traffic order, with the council's own numbers: https://harrowmerewatch.wordpress.com/parking",
    ],
)
def test_a_plain_link_and_talk_of_what_spam_offers_are_no_spam(text: str) -> None:
    assert outcome(judged(text, post="The new parking charges on Market Street start on Monday")) == "keep"


@pytest.mark.parametrize(
    "text",
    [
        "lol see this bit.ly/3xYz12Q",
        "https://win-a-phone.example.click/go",
        "Follow me for free followers!!! bit.ly/xyz",
        "Hello am Dr Osas spell caster he brought my husband back contact him",
        "get free iphone click the link https://free-phones.click/x",
        "harrowmere-gov-uk.com/refund claim your parking refund now",
    ],
)
def test_bait_shorteners_and_bare_links_are_looked_at(text: str) -> None:
    assert "AU11" in judged(text, post="The new parking charges on Market Street start on Monday").clauses


@pytest.mark.parametrize(
    "link",
    [
        "harrowmere-gov.uk",
        "https://harrowmere.gov-uk.com/pay",
        "harr0wmere.gov.uk",
        "harrowmere.gov.uk.refunds.co/claim",
        "harrоwmere.gov.uk",
        "www.harrowmere-council.com",
        "harrowrnere.gov.uk",
        "harrowmere-gov.uk.example.com/pay",
        "https://xn--hrrowmere-0yh.gov.uk",
        "harrowmeregov.uk",
        "harrowmere.g0v.uk",
        "harrowmere-council-tax.com",
        "https://harrowmere.gov.uk@elsewhere.example.com/pay",
    ],
)
def test_a_link_made_to_look_like_the_councils_is_removed_and_urgent(link: str) -> None:
    judgement = judged(f"see {link} for details of it all")
    assert (judgement.verdict, set(judgement.needs)) == (Verdict.REMOVE, {"urgent"})
    assert "AU11" in judgement.clauses


@pytest.mark.parametrize(
    "link",
    [
        "harrowmere.gov.uk/bins",
        "www.harrowmere.gov.uk",
        "https://my.harrowmere.gov.uk/x?y=1",
        "ludbury.gov.uk",
        "harrowmeretimes.co.uk",
    ],
)
def test_the_councils_own_links_and_its_neighbours_stay(link: str) -> None:
    assert judged(f"It says so at {link} if you look").verdict is Verdict.KEEP


@pytest.mark.parametrize(
    "author",
    [
        "Harrowmere Council",
        "HarrowmereCounciI",
        "Harrowmere Counci1",
        "Harrowmere Council Support",
        "@harrowmerecouncil_uk",
        "Hаrrowmere Council",
        "harrowmere.council",
        "Harrowmere Borough Council Official",
        "HarrowmereCouncl",
    ],
)
def test_a_name_that_could_be_taken_for_the_councils_is_urgent(author: str) -> None:
    judgement = judged("Hello, please bear with us", author=author)
    assert (outcome(judgement), set(judgement.needs)) == ("review AU10", {"urgent"})


@pytest.mark.parametrize(
    "author",
    [
        "harrowmerecouncil",
        "Harrowmere Residents",
        "Harrowmere Council Watch",
        "Harrowmere Library Fan",
        "Jane Harrow",
        "",
        "Ludbury Council",
        "Harrowmere Town FC",
        "🙂",
    ],
)
def test_other_names_and_the_councils_own_account_are_not(author: str) -> None:
    assert judged("Hello, please bear with us", author=author).verdict is Verdict.KEEP


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You are owed a council tax refund. Message us your bank details to claim it", "remove AU10"),
        ("Residents: confirm your card details to get your housing grant payment", "remove AU10"),
        ("This is the official council page for grants", "review AU10"),
        ("How do I claim my council tax refund? Do you need my bank details?", "keep"),
        ("I got a council tax rebate, check your bands everyone", "keep"),
        ("The council took my payment twice", "keep"),
    ],
)
def test_asking_for_money_in_the_councils_name_is_phishing(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every film here https://123movies.example.to/free", "remove AU04"),
        ("full movie free download, torrent link tonight", "review AU04 AU11"),
        ("As we know, " + "the council said so. " * 20 + "© 2026 The Courier. All rights reserved.", "review AU04"),
        ("© nice", "keep"),
        ("I streamed the council meeting live, watch it on your website", "keep"),
    ],
)
def test_pirates_are_removed_and_pastes_looked_at(text: str, expected: str) -> None:
    assert outcome(judged(text)) == expected
