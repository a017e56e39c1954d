"""Clause AU09: advertising. No single sign makes an advertisement: an offer, a price, a way to buy add up to one."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import CERTAIN
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


@cache
def _price() -> re.Pattern[str]:
    return re.compile(r"£ ?\d[\d,.]{0,9}|\d{1,3} ?% ?(?:off|discount)|\d{1,3} (?:pounds|quid)(?!\w)")


def detect_advertising(context: Context) -> Iterator[Finding]:
    """Yield one finding over the words that offer something for sale."""
    reading = read(context.comment.text)
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
