"""Values that lead to a person, valid in form and drawn anew each time: nothing here is anybody's."""

from random import Random
from string import ascii_uppercase, digits

from faker import Faker

_AREAS = ("1632", "1244", "1270", "1606", "1829", "1928", "1925", "1625", "1565", "1782")  # of four digits
_CITIES = ("113", "114", "121", "151", "161", "191", "20", "23", "24", "28", "29")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PROVIDERS = ("gmail.com", "hotmail.co.uk", "yahoo.co.uk", "outlook.com", "btinternet.com", "icloud.com", "sky.com")
OTHER_PROVIDERS = ("protonmail.com", "talktalk.net", "live.co.uk", "aol.com", "me.com", "virginmedia.com", "pm.me")
_PLATE_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


class Pen(Random):
    """A source of chance that has British names and places at hand."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.faker = Faker("en_GB")
        self.faker.seed_instance(seed)


def drawn(rng: Random, count: int, of: str = digits) -> str:
    """Return `count` characters drawn from `of`."""
    return "".join(rng.choice(of) for _ in range(count))


def mobile(rng: Random) -> str:
    """Return the eleven digits of a mobile number."""
    return "07" + rng.choice("345789") + drawn(rng, 8)


def landline(rng: Random) -> str:
    """Return the eleven digits of a number on a fixed line."""
    if rng.random() < 0.6:
        return "0" + rng.choice(_AREAS) + rng.choice("23456789") + drawn(rng, 5)
    city = rng.choice(_CITIES)
    return "0" + city + rng.choice("2345678") + drawn(rng, 9 - len(city))


def either(rng: Random) -> str:
    """Return a mobile number, or less often one of a fixed line."""
    return mobile(rng) if rng.random() < 0.7 else landline(rng)


def grouped(number: str, *sizes: int, by: str = " ") -> str:
    """Return a number in groups of these sizes, the rest as the last."""
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return by.join(part for part in (*parts, number[at:]) if part)


def usual(number: str, by: str = " ") -> str:
    """Return a number in the groups that its range is usually written in."""
    if number.startswith("02"):
        return grouped(number, 3, 4, by=by)
    if number.startswith(("011", "0121", "0131", "0141", "0151", "0161", "0191")):
        return grouped(number, 4, 3, by=by)
    return grouped(number, 5, by=by)


def in_words(number: str, by: str = " ", oh: str = "oh", doubled: str = "double") -> str:
    """Return a number digit by digit in words, two equal ones as "double seven"."""
    said, at = [], 0
    while at < len(number):
        word = oh if number[at] == "0" else _WORDS[int(number[at])]
        twice = doubled and number[at : at + 2] == number[at] * 2
        said.append(f"{doubled} {word}" if twice else word)
        at += 2 if twice else 1
    return by.join(said)


def nhs_number(rng: Random) -> str:
    """Return ten digits of which the last checks the others, modulo 11."""
    while True:
        nine = rng.choice("4679") + drawn(rng, 8)
        check = 11 - sum(int(d) * (10 - n) for n, d in enumerate(nine)) % 11
        if check != 10:
            return nine + str(check % 11)


def national_insurance(rng: Random) -> str:
    """Return a National Insurance number without its spaces."""
    while True:
        prefix = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            return prefix + drawn(rng, 6) + rng.choice("ABCD")


def card(rng: Random) -> str:
    """Return the digits of a payment card, the last by Luhn's check."""
    start, length = rng.choice((("4", 16), ("51", 16), ("55", 16), ("37", 15), ("6011", 16)))
    most = start + drawn(rng, length - len(start) - 1)
    total = sum(sum(divmod(int(d) * 2, 10)) if n % 2 == 0 else int(d) for n, d in enumerate(reversed(most)))
    return most + str(-total % 10)


def email_name(pen: Pen) -> str:
    """Return what stands before the @ of somebody's address."""
    first, last = pen.faker.first_name().lower(), pen.faker.last_name().lower().replace("'", "").replace(" ", "")
    return pen.choice((f"{first}.{last}", f"{first}{last}", f"{first[0]}{last}{pen.randint(1, 99)}", f"{first}_{last}"))


def person_handle(pen: Pen) -> str:
    """Return an account's name as people choose them."""
    first, last = pen.faker.first_name().lower(), pen.faker.last_name().lower().replace("'", "").replace(" ", "")
    return pen.choice((f"{first}_{pen.randint(60, 99)}", f"{first}{last}{pen.randint(1, 99)}", f"{first}.{last[:4]}x"))


def street(pen: Pen) -> str:
    """Return a street's name."""
    kind = pen.choice(("Road", "Street", "Lane", "Avenue", "Close", "Drive", "Crescent", "Way", "Gardens", "Court"))
    return f"{pen.faker.last_name().replace(chr(39), '')} {kind}"


def plate(rng: Random, style: str) -> str:
    """Return a registration: "current" (AB51ABC), "prefix" (A123ABC), "suffix" (ABC123A), "northern" (AIZ1234)."""
    if style == "current":
        age = rng.choice((*range(2, 26), *range(51, 76)))
        return drawn(rng, 2, _PLATE_LETTERS) + f"{age:02}" + drawn(rng, 3, _PLATE_LETTERS)
    if style == "prefix":
        return rng.choice("ABCDEFGHJKLMNPRSTVWXY") + str(rng.randint(1, 999)) + drawn(rng, 3, _PLATE_LETTERS)
    if style == "suffix":
        return drawn(rng, 3, _PLATE_LETTERS) + str(rng.randint(1, 999)) + rng.choice("ABCDEFGHJKLMNPRSTVWXY")
    return rng.choice("AHIJLOR") + rng.choice("GIUJLWX") + rng.choice("ZY") + str(rng.randint(100, 9999))


def day(rng: Random, first: int, last: int) -> tuple[int, int, int]:
    """Return day, month and year between two years."""
    return rng.randint(1, 28), rng.randint(1, 12), rng.randint(first, last)


def dated(rng: Random, form: str, first: int = 1938, last: int = 2018) -> str:
    """Return a day as `form` has it: {d}, {m}, {y}, {yy}, {month}, {mon}."""
    d, m, y = day(rng, first, last)
    return form.format(d=d, m=m, y=y, yy=y % 100, month=_MONTHS[m - 1], mon=_MONTHS[m - 1][:3])


def nth(d: int) -> str:
    """Return a day of the month as 1st, 2nd, 23rd."""
    return f"{d}{'th' if 10 < d < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(d % 10, 'th')}"


def sort_code(rng: Random, by: str) -> str:
    """Return a bank's sort code in its three pairs."""
    return by.join(rng.choice(("20", "40", "60", "77", "09", "30")) if n == 0 else drawn(rng, 2) for n in range(3))


def iban(rng: Random) -> str:
    """Return a British IBAN, its check digits by ISO 7064."""
    bank, account = drawn(rng, 4, ascii_uppercase), drawn(rng, 14)
    spelt = "".join(str(int(c, 36)) for c in bank + account + "GB00")
    return f"GB{98 - int(spelt) % 97:02}{bank}{account}"


def keycaps(number: str) -> str:
    """Return the digits as keycap emoji."""
    return "".join(d + "\ufe0f\u20e3" for d in number)


def fullwidth(text: str) -> str:
    """Return ASCII letters, digits and signs in their full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
