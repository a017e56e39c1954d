"""How people write what is private, and the numbers that only look like it: two sets of writers, A and B.

Set A is for development. Set B writes everything in other ways, and was finished before any detector ran on it.
"""

from collections.abc import Callable, Mapping
from random import Random

from evaluation.personal_values import (
    OTHER_PROVIDERS,
    PROVIDERS,
    Pen,
    card,
    dated,
    drawn,
    either,
    email_name,
    fullwidth,
    grouped,
    iban,
    in_words,
    keycaps,
    landline,
    mobile,
    national_insurance,
    nhs_number,
    nth,
    person_handle,
    plate,
    sort_code,
    street,
    usual,
)

Writer = Callable[[Pen], str]
Writers = Mapping[str, tuple[Writer, ...]]

PHONES_A: tuple[Writer, ...] = (
    either,
    lambda p: usual(either(p)),
    lambda p: usual(either(p)),
    lambda p: grouped(mobile(p), 5, 3),
    lambda p: usual(either(p), by="-"),
    lambda p: grouped(mobile(p), 5, 3, by="."),
    lambda p: "+44 " + usual(either(p))[1:],
    lambda p: "+44" + either(p)[1:],
    lambda p: "+44 (0)" + usual(either(p))[1:],
    lambda p: "0044 " + usual(either(p))[1:],
    lambda p: f"({n[:5]}) {n[5:]}" if (n := landline(p)).startswith("01") else usual(n),
    lambda p: usual(mobile(p)).replace("0", "o"),
    lambda p: in_words(mobile(p)),
    lambda p: in_words(either(p), oh="zero", doubled=""),
    lambda p: fullwidth(either(p)),
)
EMAILS_A: tuple[Writer, ...] = (
    *([lambda p: f"{email_name(p)}@{p.choice(PROVIDERS)}"] * 4),
    lambda p: f"{email_name(p)} at {p.choice(PROVIDERS).replace('.', ' dot ')}",
    lambda p: f"{email_name(p)}[at]{p.choice(PROVIDERS)}",
    lambda p: f"{email_name(p)} (at) {p.choice(PROVIDERS).replace('.', ' (dot) ')}",
    lambda p: f"{p.faker.first_name()} dot {p.faker.last_name()} at {p.choice(PROVIDERS)}".replace(
        ".", " dot "
    ).lower(),
    lambda p: f"{email_name(p)}@ {p.choice(PROVIDERS).replace('.', ' . ')}",
    lambda p: f"{email_name(p)}@{p.faker.domain_name()}",
)
ADDRESSES_A: tuple[Writer, ...] = (
    lambda p: f"{p.randint(1, 220)} {street(p)}, {p.faker.city()}, {p.faker.postcode()}",
    lambda p: f"{p.randint(1, 220)} {street(p)} {p.faker.postcode()}",
    lambda p: f"{p.randint(1, 220)}{p.choice('abc')} {street(p)}, {p.faker.postcode()}",
    lambda p: f"Flat {p.randint(1, 40)}, {p.randint(1, 99)} {street(p)}, {p.faker.postcode()}",
    lambda p: p.faker.street_address().replace("\n", ", ") + f", {p.faker.city()} {p.faker.postcode()}",
)
IDS_A: Writers = {
    "ni": (
        national_insurance,
        lambda p: grouped(national_insurance(p), 2, 2, 2, 2),
        lambda p: national_insurance(p).lower(),
    ),
    "nhs": (lambda p: grouped(nhs_number(p), 3, 3), nhs_number),
    "card": (
        card,
        lambda p: grouped(card(p), 4, 4, 4),
        lambda p: grouped(card(p), 4, 4, 4, by="-"),
    ),
    "bank": (
        lambda p: f"sort code {sort_code(p, '-')} account number {drawn(p, 8)}",
        lambda p: f"sort code {sort_code(p, ' ')} account {drawn(p, 8)}",
        lambda p: f"{sort_code(p, '-')} {drawn(p, 8)}",
    ),
    "birth": (
        lambda p: dated(p, "{d:02}/{m:02}/{y}"),
        lambda p: dated(p, "{d} {month} {y}"),
        lambda p: dated(p, "{d}.{m}.{yy:02}"),
    ),
    "plate": (
        lambda p: grouped(plate(p, "current"), 4),
        lambda p: plate(p, "current"),
        lambda p: plate(p, "prefix"),
    ),
    "handle": (person_handle, lambda p: "@" + person_handle(p)),
}


def _mixed(rng: Random, number: str) -> str:
    return " ".join(in_words(d, oh="zero", doubled="") if rng.random() < 0.5 else d for d in number)


def _trebled(rng: Random) -> str:
    digit = rng.choice("123456789")
    before, after = in_words("07" + drawn(rng, 4)), in_words(drawn(rng, 2), doubled="")
    return f"{before} {rng.choice(('triple', 'treble'))} {in_words(digit)} {after}"


PHONES_B: tuple[Writer, ...] = (
    either,
    lambda p: grouped(mobile(p), 4, 3),
    lambda p: grouped(mobile(p), 3, 4),
    lambda p: grouped(either(p), 2, 2, 2, 2, 2),
    lambda p: grouped(mobile(p), 5, 2, 2),
    lambda p: grouped(mobile(p), 5, by="/"),
    lambda p: grouped(mobile(p), 5, 3, by=" - "),
    lambda p: grouped(landline(p), 5, by=" \u2013 "),
    lambda p: grouped(mobile(p), 5, 3, by="_"),
    lambda p: " ".join(either(p)),
    lambda p: "\n".join(mobile(p)),
    lambda p: keycaps(mobile(p)),
    lambda p: _mixed(p, mobile(p)),
    _trebled,
    lambda p: in_words(either(p), by=", ", doubled="").capitalize(),
    lambda p: in_words(mobile(p), by="-", oh="zero", doubled="").upper(),
    lambda p: in_words(mobile(p), oh="nought", doubled="double"),
    lambda p: "O" + usual(mobile(p))[1:],
    lambda p: f"+44(0){usual(either(p))[1:]}",
    lambda p: "0044(0)" + either(p)[1:],
    lambda p: "(+44) " + grouped(either(p)[1:], 4, 3),
    lambda p: "44 " + usual(mobile(p))[1:],
    lambda p: "\u260e\ufe0f " + usual(landline(p)),
    lambda p: fullwidth(grouped(mobile(p), 5, 3, by="-")),
    lambda p: "07 " + grouped(mobile(p)[2:], 3, 3),
    lambda p: grouped(either(p), 6, by="*"),
    lambda p: f"{(n := mobile(p))[:5]}({n[5:8]}){n[8:]}",
)
EMAILS_B: tuple[Writer, ...] = (
    *([lambda p: f"{email_name(p)}@{p.choice(OTHER_PROVIDERS)}"] * 4),
    lambda p: f"{email_name(p)}@{p.choice(OTHER_PROVIDERS)}".upper(),
    lambda p: f"{email_name(p)} AT {p.choice(PROVIDERS).replace('.', ' DOT ')}",
    lambda p: f"{email_name(p)}{{at}}{p.choice(OTHER_PROVIDERS).replace('.', '{dot}')}",
    lambda p: f"{email_name(p)} [ at ] {p.choice(PROVIDERS).replace('.', ' [dot] ')}",
    lambda p: f"{email_name(p)}(at){p.choice(OTHER_PROVIDERS).replace('.', '(dot)')}",
    lambda p: f"{email_name(p)} @ {p.choice(PROVIDERS)}",
    lambda p: f"{p.faker.first_name()} underscore {p.faker.last_name()} at {p.choice(PROVIDERS).replace('.', ' dot ')}",
    lambda p: fullwidth(f"{email_name(p)}@{p.choice(PROVIDERS)}"),
    lambda p: f"{email_name(p)} at {p.choice(('gmail', 'hotmail', 'outlook', 'yahoo', 'icloud'))}",
    lambda p: f"<{email_name(p)}+council@{p.choice(OTHER_PROVIDERS)}>",
    lambda p: f"mailto:{email_name(p)}@{p.faker.domain_name()}",
    lambda p: f"{email_name(p).replace('.', ' dot ').replace('_', ' dot ')} @ {p.choice(PROVIDERS)}",
    lambda p: f"{email_name(p)}@{p.choice(PROVIDERS).replace('.', ',', 1)}",
)
ADDRESSES_B: tuple[Writer, ...] = (
    lambda p: f"no. {p.randint(1, 90)} {street(p)} {p.faker.postcode().replace(' ', '')}",
    lambda p: f"{p.randint(1, 90)} {street(p).lower()} {p.faker.postcode().lower()}",
    lambda p: f"{p.faker.last_name()} Cottage, {street(p)}, {p.faker.city()} {p.faker.postcode()}",
    lambda p: f"{p.randint(1, 90)} The {p.choice(('Paddock', 'Meadows', 'Brambles', 'Limes'))}, {p.faker.postcode()}",
    lambda p: f"Apartment {p.randint(1, 90)}, {p.faker.last_name()} House, {street(p)}, {p.faker.postcode()}",
    lambda p: f"{p.randint(1, 90)}\n{street(p)}\n{p.faker.city()}\n{p.faker.postcode()}",
    lambda p: f"number {p.randint(1, 90)}, {p.faker.postcode()}",
    lambda p: f"{p.randint(1, 90)}/{p.randint(1, 9)} {street(p)}, {p.faker.city()}, {p.faker.postcode()}",
    lambda p: p.faker.street_address().replace("\n", ", ") + f", {p.faker.postcode()}",
)
IDS_B: Writers = {
    "ni": (
        lambda p: grouped(national_insurance(p), 2, 6),
        lambda p: grouped(national_insurance(p), 2, 2, 2, 2, by="-"),
        lambda p: grouped(national_insurance(p), 2, 2, 2, 2, by="."),
        lambda p: grouped(national_insurance(p).lower(), 2, 3, 3),
    ),
    "nhs": (
        lambda p: grouped(nhs_number(p), 3, 3, by="-"),
        lambda p: grouped(nhs_number(p), 3, 3, by="."),
        lambda p: grouped(nhs_number(p), 3, 3, by="\u00a0"),
    ),
    "card": (
        lambda p: grouped(card(p), 4, 4, 4, by="."),
        lambda p: grouped(card(p), 4, 6),
        lambda p: keycaps(card(p)),
        lambda p: grouped(card(p), 4, 4, 4, by="\n"),
    ),
    "bank": (
        lambda p: f"acc {drawn(p, 8)} s/c {sort_code(p, '-')}",
        lambda p: f"{sort_code(p, '')}/{drawn(p, 8)} Barclays",
        lambda p: f"sort {sort_code(p, '.')}, a/c no. {grouped(drawn(p, 8), 4)}",
        lambda p: f"IBAN {grouped(iban(p), 4, 4, 4, 4, 4)}",
        iban,
        lambda p: f"S/C: {sort_code(p, ' ')}\nAcct: {drawn(p, 8)}",
    ),
    "birth": (
        lambda p: f"{nth(p.randint(1, 28))} {dated(p, '{month} {y}')}",
        lambda p: dated(p, "{month} {d}, {y}"),
        lambda p: dated(p, "{y}-{m:02}-{d:02}"),
        lambda p: dated(p, "{d}-{mon}-{y}"),
        lambda p: dated(p, "the {d}th of {month} {y}"),
    ),
    "plate": (
        lambda p: grouped(plate(p, "current"), 4).lower(),
        lambda p: f"{(n := plate(p, 'prefix'))[:-3]} {n[-3:]}",
        lambda p: plate(p, "suffix"),
        lambda p: grouped(plate(p, "northern"), 3),
        lambda p: grouped(plate(p, "current"), 4, by="-"),
    ),
    "handle": (
        lambda p: "@" + person_handle(p),
        person_handle,
        lambda p: f"@{p.faker.user_name()}",
    ),
}


def _years(rng: Random) -> str:
    first = rng.randint(1950, 2020)
    return f"{first}{rng.choice(('-', '/'))}{first + rng.randint(1, 6)}"


INNOCENT: Writers = {  # what no set may hold against anybody; both sets share these writers, not their sentences
    "case": (
        lambda p: f"CAS-{drawn(p, 7)}",
        lambda p: drawn(p, 8),
        lambda p: f"0{drawn(p, 9)}{p.choice('AB')}",
        lambda p: f"FS-Case-{drawn(p, 9)}",
        lambda p: f"101{drawn(p, 9)}",
    ),
    "amount": (
        lambda p: f"£{p.randint(1, 999)},{drawn(p, 3)}",
        lambda p: f"£{p.randint(1, 90)}.{p.randint(1, 9)} million",
        lambda p: f"£{p.randint(1, 9)},{drawn(p, 3)},{drawn(p, 3)}.{drawn(p, 2)}",
        lambda p: f"{p.randint(1, 99)}p",
    ),
    "money": (
        lambda p: f"{p.randint(1, 9)},{drawn(p, 3)},{drawn(p, 3)}",
        lambda p: f"{p.randint(1, 99)} 000 000",
    ),
    "count": (lambda p: f"{p.randint(1, 99)},{drawn(p, 3)}", lambda p: str(p.randint(9, 9999))),
    "years": (_years, lambda p: f"{p.randint(1900, 1990)} and {p.randint(1991, 2026)}"),
    "date": (
        lambda p: dated(p, "{d:02}/{m:02}/{y}", 2024, 2027),
        lambda p: dated(p, "{d} {month}", 2024, 2027),
        lambda p: dated(p, "{d:02}.{m:02}.{yy}", 2024, 2027),
        lambda p: dated(p, "{y}-{m:02}-{d:02}", 2024, 2027),
        lambda p: f"{dated(p, '{d:02}/{m:02}', 2024, 2027)} and {dated(p, '{d:02}/{m:02}', 2024, 2027)}",
    ),
    "time": (
        lambda p: f"{p.randint(7, 22):02}:{p.choice(('00', '15', '30', '45'))}",
        lambda p: f"{p.randint(1, 12)}.{p.choice(('05', '20', '40'))}pm",
        lambda p: f"0{p.randint(6, 9)}{p.choice(('00', '15', '42'))}",
        lambda p: f"{p.randint(7, 12)}-{p.randint(1, 6)}",
    ),
    "bus": (
        lambda p: f"{p.choice(('number ', 'no. ', ''))}{p.randint(1, 99)}{p.choice(('', '', 'A', 'X'))} bus",
        lambda p: f"X{p.randint(1, 99)}",
        lambda p: f"{p.randint(1, 99)}, {p.randint(1, 99)} and {p.randint(100, 399)}",
    ),
    "road": (
        lambda p: f"A{p.randint(1, 6999)}",
        lambda p: f"M{p.randint(1, 90)}",
        lambda p: f"B{drawn(p, 4)}",
        lambda p: f"A{p.randint(1, 9)}(M)",
    ),
    "planning": (
        lambda p: f"{p.randint(19, 26)}/{drawn(p, 5)}/{p.choice(('FUL', 'OUT', 'HOU', 'LBC'))}",
        lambda p: f"P/20{p.randint(19, 26)}/{drawn(p, 4)}",
        lambda p: f"{p.randint(19, 26)}/{drawn(p, 4)}N",
    ),
    "ctax": (
        lambda p: drawn(p, 9),
        lambda p: f"{drawn(p, 7)}X",
        lambda p: f"{p.choice('5678')}{drawn(p, 10)}",
    ),
    "pcn": (lambda p: f"HM{drawn(p, 8)}", lambda p: f"{drawn(p, 2)}HM{drawn(p, 6)}"),
    "grid": (
        lambda p: f"S{p.choice('JKPU')} {drawn(p, 3)} {drawn(p, 3)}",
        lambda p: f"SJ{drawn(p, 8)}",
        lambda p: f"5{p.randint(0, 9)}.{drawn(p, 5)}, -{p.randint(1, 3)}.{drawn(p, 5)}",
    ),
    "hymns": (lambda p: f"{p.randint(1, 99)}, {p.randint(100, 299)}, {p.randint(300, 499)} and {p.randint(500, 700)}",),
    "score": (
        lambda p: f"{p.randint(0, 5)}-{p.randint(0, 5)}",
        lambda p: f"{p.randint(0, 40)} - {p.randint(0, 40)}",
    ),
    "public": (
        lambda p: p.choice(("0345 988 1188", "116 123", "0800 1111", "0300 123 1231", "0808 808 1111")),
        lambda p: f"0300 {drawn(p, 3)} {drawn(p, 4)}",
        lambda p: f"0800 {drawn(p, 6)}",
    ),
    "council_phone": (lambda p: p.choice(("01632 960500", "01632-960-501", "+44 1632 960500")),),
    "council_email": (
        lambda p: p.choice(("customer.first@harrowmere.gov.uk", "councillor.enquiries@harrowmere.gov.uk")),
    ),
    "council_address": (
        lambda p: p.choice(("1 Guildhall Square, Harrowmere, HM1 1AA", "22 Market Street, Harrowmere, HM1 2LB")),
    ),
    "postcode": (lambda p: p.faker.postcode(), lambda p: p.faker.postcode().split()[0]),
    "percent": (lambda p: f"{p.randint(10, 70)}.{drawn(p, 2)}%", lambda p: f"{p.randint(10, 70)} %"),
    "isbn": (lambda p: f"978-0-{drawn(p, 3)}-{drawn(p, 5)}-{drawn(p, 1)}", lambda p: f"978{drawn(p, 10)}"),
    "meter": (lambda p: drawn(p, 5), lambda p: f"0{drawn(p, 4)} kWh"),
    "item": (lambda p: f"{p.randint(2, 12)}.{p.randint(1, 9)}.{p.randint(1, 9)}",),
    "buspass": (lambda p: f"6335{drawn(p, 5)}", lambda p: f"LC{drawn(p, 4)}"),
}
WRITERS: Mapping[str, Writers] = {
    "a": {"phone": PHONES_A, "email": EMAILS_A, "address": ADDRESSES_A, **IDS_A},
    "b": {"phone": PHONES_B, "email": EMAILS_B, "address": ADDRESSES_B, **IDS_B},
}
