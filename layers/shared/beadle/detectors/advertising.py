"""Clause AU09: advertising. No single sign makes an advertisement: an offer, a price, a way to buy add up to one."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import CERTAIN, LIKELY
from beadle.detectors.context import Context
from beadle.detectors.links import belongs, links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_OFFERS = Phrases(
    {
        0.75: """dm us to book, dm me to book, message us to book, message me to book, text to book, call to book""",
        0.55: """our services, we offer, we provide, free quote, free quotes, free estimates, no obligation
        special offer, discount code, promo code, order now, order yours, book now, book online, buy now, shop now
        visit our website, visit our shop, visit my shop, check out our shop, check out my shop, check out our website
        check out my business, competitive prices, affordable prices, best prices, competitive rates, for all your
        selling my, for sale, slots available, spaces available, fully insured, on all orders, when you spend
        introductory offer, summer sale, half price, lowest prices, cheap flights, local business, small business
        my new business, our new range, grand opening, now taking bookings, taking orders, free delivery, limited time
        while stocks last, friendly and reliable, reliable service, years experience, dbs checked
        satisfaction guaranteed, no job too small, no job too big, now booking, to reserve your, dm to reserve
        dm to book, dm to order
        see our website for details, book with us, for a quote, free estimate
        covering all areas, cheapest around, references available""",
        0.5: """dm me, dm us, dm for, inbox me, message me for, message us for, pm me, pm for, call us, call now
        text us, ring us, whatsapp us, contact us, get in touch for, call me for, give us a call, message for prices
        link in bio, visit us at, find us at, use code, email us, message us""",
        0.4: """buy cheap, designer handbags, today only, collect only, cash only, for prices, message me for prices
        get yours, buy my, odd jobs""",
    }
)
_PRICE = 0.3
_PERCENT_OFF = 0.5
_PHONE = 0.4
_LINK = 0.3
_ASKED = wordset(
    "anyone anybody recommend recommendation recommendations does why when council tried charged con rip broken ignored"
    " complained refund donations charity volunteers"
)
_TRADES = Phrases(
    {
        LIKELY: """man and van, man and a van, man with a van, man with van, house clearance, house clearances
        garage clearances, removals, skip hire, pump hire, plant hire, marquee hire, bouncy castle hire, van hire
        carpet drying, carpet cleaning, oven cleaning, gutter cleaning, window cleaning, window cleaner
        domestic cleaner, end of tenancy cleaning, tyres, car valeting, mots, taxi, taxis, airport runs
        airport transfers, minibus hire, mini bus, boxing gym, karate, dance classes, laptops, computers, scrap cars
        scrap metal, any van, handmade, home cooked, freshly made, home made, hair by, windows cleaned
        gutters cleared, pt sessions, personal training, personal trainer, bootcamp, yoga classes, pilates classes
        childminder, childminding, nanny, babysitting, dog walker, dog walking, dog grooming, pet sitting, plumber
        plumbing, electrician, roofer, roofing, plasterer, plastering, tiler, tiling, decorator, decorating
        handyman, joinery, carpentry, gardener, garden maintenance, landscaping, fencing, driveways, tree surgeon
        tree surgery, locksmith, locksmiths, pest control, boiler servicing, boiler repairs, damp proofing
        double glazing, scaffolding, restoration, restorations, hairdresser, mobile hairdressing, barber, barbers
        nails, lashes, massage, tutor, tuition, driving lessons, piano lessons, guitar lessons, photographer
        photography, catering, web design, ironing, blinds, upholstery, curtains, jet washing, patio cleaning
        drain clearance, laptop repairs, phone repairs, bike repairs, shed clearance, rubbish clearance"""
    }
)
"""What stands in a shop window as a card: a trade, its terms and a way to it, no price and no link."""
_OPENER = re.compile(
    r"(?:do you )?(?:need|needing|looking for|want|fancy|after|struggling with) [^?.!\n]{3,60}\?"
    r"|(?:is |your |is your )?[a-z ]{3,30} (?:running slow|leaking|blocked|overgrown|broken)\?"
)
"""With what a trader asks and goes on to answer: "Need a plumber?"."""
_SIGNS_OF_A_CARD = 2  # beside the trade
_TOLD = wordset(
    "was were did didn't does doesn't had should would could can't cant couldn't wouldn't need needs needed wish"
    " they they're he she him her them it's why who what how where when anyone anybody someone somebody recommend"
    " recommended council council's library leisure thanks lovely brilliant fantastic used came charged cancelled"
    " quoted instead banned parked abandoned dumped licensing policy budget i've i'd charges parking"
)
"""Words of those who tell of a trade, ask for one, or speak of the council's: who plies it has little need of them."""


@cache
def _terms() -> re.Pattern[str]:
    """What a trader says of the price, the hours, the leave to trade, and who may still come."""
    places = r"(?:spaces?|slots?|places?|appointments?|vacanc(?:y|ies))"
    return re.compile(
        r"(?<!\w)(?:(?:fair|good|great|low|best|lowest|competitive|affordable|reasonable|sensible|honest|unbeatable"
        r"|cheap|cheapest) (?:prices?|rates?|fares?|deals?)|(?:cheapest|best|lowest) (?:in|around|round)(?: the)? \w+"
        r"|cheapest around|(?:prices|rates|fares|jobs) from|(?:first|1st) \w+ (?:is )?(?:free|half price)"
        r"|free (?:quotes?|trial|taster|estimates?|fitting|collection|local delivery|advice|consultation|call ?out)"
        r"|(?:licensed|registered|insured) waste carriers?|waste carriers? licen[cs]ed?"
        r"|fully[ -](?:licensed|insured|qualified|equipped)|gas safe|dbs(?: checked)?|city (?:and|&) guilds"
        r"|ofsted (?:good|outstanding|registered|rated)|24 ?/ ?7|24 ?h(?:ou)?rs?|7 days a week|same[ -]day"
        r"|no call ?out (?:charge|fee)|(?:all )?work guaranteed|no job (?:is )?too (?:small|big|large)|family[ -]run"
        r"|\d{1,2}\+? years'? (?:experience|in the trade|trading)"
        rf"|(?:a|one|two|three|four|five|few|couple of|\d) {places} (?:left|free|available|from|for|on|this|next)"
        rf"|{places} (?:left|available|from|for)|(?:now )?taking (?:bookings|orders|on new)|now booking|transform your"
        r"|evenings (?:(?:and|&) weekends|only)|delivered to your door|order (?:early|by)|(?:comfort of )?your own home"
        r"|new (?:client|customer) offer|available for|(?:best )?prices paid|cash (?:waiting|paid)"
        r"|collect(?:ed)? any ?time|(?:any|no) distance|anything considered|all areas covered|covering all areas"
        r"|friendly,? reliable|clean and tidy|\d{1,2} ?% (?:off|discount)|references available)(?!\w)"
    )


@cache
def _ways() -> re.Pattern[str]:
    """How a trader asks to be reached."""
    return re.compile(
        r"(?<!\w)(?:(?:just |please )?(?:message|dm|pm|inbox|text|ring|call|whatsapp|phone|msg|contact)"
        r" (?:me|us|for|to|today|now|[a-z]{3,10} (?:on|for))|(?:drop|give|send|shoot) (?:me|us) (?:a|an)"
        r" (?:message|line|shout|ring|call|bell|text|dm|msg|pm|buzz)|just (?:message|ask|dm|call|text|ring|pm)"
        r"|(?:mention|quote|show|share) this (?:post|ad|advert)|(?:pop|call) (?:in|down)|to book"
        r"|book (?:now|online|today|your)"
        r"|(?:dm|pm|inbox)s? (?:is |are )?open|for (?:a )?(?:quote|rates|prices|details)|find us|link in bio"
        r"|(?:call|ring|text|message) [a-z]{3,10}(?=[.!]?\s*$))(?!\w)"
    )


@cache
def _price() -> re.Pattern[str]:
    return re.compile(r"£ ?\d[\d,.]{0,9}|\d{1,3} ?% ?(?:off|discount)|\d{1,3} (?:pounds|quid)(?!\w)")


def detect_advertising(context: Context) -> Iterator[Finding]:
    """Yield one finding over the words that offer something for sale, and one over what reads like a trader's card."""
    reading = read(context.comment.text)
    yield from _card(reading)
    offers = list(_offers(reading))
    extras = list(_extras(reading, (*strings(context.parameters, "trusted"), *strings(context.parameters, "domains"))))
    if not offers and (len(extras) < 2 or "%" not in reading.plain):
        return
    signs = offers + extras
    doubt = 1.0
    for weight, _, _ in signs:
        doubt *= 1 - weight
    if not _ASKED.isdisjoint(reading.distinct):
        doubt = max(doubt, 0.45)
    start, end = min(s for _, s, _ in signs), max(e for _, _, e in signs)
    reason = f"offers something for sale ({len(signs)} sign{'s' * (len(signs) > 1)} of it)"
    yield Finding("advertising", round(min(CERTAIN, 1 - doubt), 2), *reading.span(start, end), reason)


def _card(reading: Reading) -> Iterator[Finding]:
    """Yield a trade that stands with its terms, and with a way to it or with further terms: for an officer."""
    trades = list(_TRADES.find(reading))
    if not trades:
        return
    opener = _OPENER.match(reading.plain)
    begin = opener.end() if opener else 0
    words = {word.form for word in reading.words if word.start >= begin}
    if "?" in reading.plain[begin:] or not _TOLD.isdisjoint(words) or _is_told_of(reading):
        return
    terms = [match.span() for match in _terms().finditer(reading.plain)]
    ways = [match.span() for match in _ways().finditer(reading.plain)]
    if not terms or len(terms) + len(ways) < _SIGNS_OF_A_CARD:
        return
    signs = [(reading.words[first].start, reading.words[last].end) for first, last, _ in trades] + terms + ways
    span = reading.span(min(start for start, _ in signs), max(end for _, end in signs))
    yield Finding("advertising", LIKELY, *span, "reads like a trader's card: a trade, its terms and a way to it")


def _is_told_of(reading: Reading) -> bool:
    """Whether something "is" or "are": "taxis are 24/7 in Leeds". Traders say so of themselves only: "we are"."""
    return any(form in ("is", "are") and reading.before(n, 1) != ["we"] for n, form in enumerate(reading.forms))


def offers_something(reading: Reading) -> bool:
    """Whether a text speaks as one who sells: by a phrase of trade, or by what it costs "from"."""
    return "from £" in reading.plain or any(_OFFERS.find(reading))


def _offers(reading: Reading) -> Iterator[tuple[float, int, int]]:
    """Yield weight, start and end in `plain` of each phrase of trade, each phrase once."""
    seen = set()
    for first, last, weight in _OFFERS.find(reading):
        phrase = tuple(word.form for word in reading.words[first : last + 1])
        if phrase not in seen:
            seen.add(phrase)
            yield weight, reading.words[first].start, reading.words[last].end


def _extras(reading: Reading, trusted: tuple[str, ...]) -> Iterator[tuple[float, int, int]]:
    """Yield what strengthens an offer: prices, discounts, a telephone number, a link."""
    plain = reading.plain
    by_kind = {"%" in price.group(): price for price in _price().finditer(plain)}
    for is_discount, price in by_kind.items():
        yield (_PERCENT_OFF if is_discount else _PRICE), price.start(), price.end()
    number = re.search(r"(?<!\d)0\d(?:[ -]?\d){8,9}(?!\d)", plain)
    if number:
        yield _PHONE, number.start(), number.end()
    for link in links(reading)[:1]:
        if not any(belongs(link.host, domain) for domain in trusted):
            yield _LINK, link.start, link.end
