"""Clause AU10: speaking in the council's name, most of all to get at people's money or details. Urgent."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.impersonation import URGENT
from beadle.detectors.links import belongs, links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_MONEY = wordset(
    "refund refunds rebate rebates payment payments grant grants overpaid overpayment arrears fine owed voucher benefit"
    " charge suspended unpaid"
)
_ASK = wordset(
    "claim click details bank card verify confirm pay dm inbox whatsapp link form enter submit message update apply"
    " settle text"
)
_OFFICE = wordset("council council's tax housing parking benefit benefits revenues we our resident residents bin us")
_ADDRESSED = wordset("your you you're residents resident everyone everybody customer")
_TELLING = wordset("i i've my who did does they he she")
_ASKING = wordset("how why when can") | _TELLING
_WARNS = wordset(
    "scam scams scammer scammers fake phishing beware careful warning never don't dont not fraud suspicious genuine"
)
_LURE = wordset("dm inbox whatsapp bank card telegram")
_SECRETS = wordset("bank card sort account pin password dob iban nino passport")
_HANDED_OVER = wordset("dm inbox message send text whatsapp pm direct")
_TO_US = wordset("us me we with")
_SHORT = 40  # words of a comment that is read as one statement
_CLAIMS = Phrases(
    {
        LIKELY: """this is the official, we are the official, official council account, official council page
        council official page, council official account, on behalf of the council, we are the council
        this is the council, council refund team, council refunds team, council tax team here, council refunds here
        speaking as the mayor, speaking as the leader, as leader of the council, as mayor of this, i am the mayor of
        i am the leader of the council, i'm the leader of the council, i am the chief executive, council here
        i'm the chief executive, official notice from the council
        i am pc, i am councillor, i'm councillor, im councillor, i am cllr, i'm cllr, im cllr"""
    }
)


@cache
def _secret_numbers() -> re.Pattern[str]:
    """What of a person opens accounts, beside what a bank knows."""
    return re.compile(r"(?<![a-z])(?:ni number|national insurance (?:number|no)|date of birth|mother's maiden name)")


@cache
def _demand() -> re.Pattern[str]:
    """What hands details over, or leads to where they are asked for; not what happens by itself."""
    return re.compile(
        r"(?<![a-z])(?:(?:confirm|verify|update|enter|submit|send|message|dm|inbox|whatsapp|text|pm|provide|give|need)"
        r"(?: us| me)?(?: over| in)? (?:your|ur)(?![a-z])|(?:dm|inbox|whatsapp|message|text|pm) (?:us|me)(?![a-z])"
        r"|on (?:whatsapp|telegram))"
    )


@cache
def _introduction() -> re.Pattern[str]:
    """Somebody who says that they are an office: "I'm the council's help desk", "Council support team:"."""
    office = (
        r"help ?desk|support (?:team|agent|desk|line)|customer (?:support|services?|care)"
        r"|refunds? (?:team|department|desk)|tax (?:team|department|office|refunds)|official (?:page|account|channel)"
    )
    return re.compile(
        rf"(?<!\w)(?:i am|i'm|im|we are|we're|this is|you're through to)(?! (?:not|an?|in|at|with|on)(?!\w))"
        rf"(?: [a-z']{{1,20}}){{0,7}}? (?:{office})(?!\w)"
        r"|(?<!\w)(?:this is (?:an|the) |(?:^|(?<=[.!?\n] )))official (?:announcement|notice|statement|message|warning)"
        r" (?:from|by|of|on behalf of) (?:[a-z']{1,20} ){0,3}council(?!\w)"
        r"|(?<!\w)official (?:page|account|channel) of (?:the |[a-z]{2,20} ){1,3}council(?!\w)"
        r"|(?:^|(?<=[.!?\n] )|(?<=[.!?\n]))(?:(?:hi|hello)[ ,]{1,2})?(?:council )?"
        r"(?:support team|customer services?|help ?desk)(?: here(?=[,.!:]|$| please| dm| how)|:)"
    )


def detect_phishing(context: Context) -> Iterator[Finding]:
    """Yield words that speak in the council's name in order to get money or details, and claims to be official."""
    reading = read(context.comment.text)
    for statement in _statements(reading):
        forms = {reading.words[at].form for at in statement}
        if not forms.isdisjoint(_WARNS):  # "beware of a text that says …"
            continue
        confidence = max(_for_money(reading, context, forms), _for_details(reading, forms))
        if confidence:
            span = reading.words_span(statement[0], statement[-1])
            yield Finding("phishing", confidence, *span, "asks for money or details as if for the council", URGENT)
    claims = [reading.words_span(first, last) for first, last, _ in _CLAIMS.find(reading)]
    claims += [reading.span(*match.span()) for match in _introduction().finditer(reading.plain)]
    for start, end in claims:
        if not _is_asked(reading.original, start, end):
            yield Finding("phishing", LIKELY, start, end, "claims to speak for the council", URGENT)


def _for_money(reading: Reading, context: Context, forms: set[str]) -> float:
    ask, addressed = forms & _ASK, forms & _ADDRESSED
    if forms.isdisjoint(_MONEY) or not ask or forms.isdisjoint(_OFFICE) or not forms.isdisjoint(_ASKING):
        return 0.0
    foreign = _foreign_link(reading, context)
    if addressed and (foreign or (not forms.isdisjoint(_LURE) and _demand().search(reading.plain))):
        return STRONG
    return LIKELY if (addressed and len(ask) > 1) or (foreign and "claim" in ask) else WEAK


def _for_details(reading: Reading, forms: set[str]) -> float:
    """Whether people are asked to send what only a bank or an employer may know."""
    asked = not forms.isdisjoint(_HANDED_OVER) and not forms.isdisjoint(_TO_US) and "your" in forms
    if not asked or not forms.isdisjoint(_TELLING):
        return 0.0
    return LIKELY if forms & _SECRETS or _secret_numbers().search(reading.plain) else 0.0


def _is_asked(text: str, start: int, end: int) -> bool:
    """Whether a claim is a question about others: "Is this the official council page?"."""
    if text[start:end].lower().startswith(("i ", "i'", "im ", "we ", "we'")):
        return False
    mark = re.compile(r"[.!?\n]").search(text, end, end + 200)
    return mark is not None and mark.group() == "?"


def _statements(reading: Reading) -> Iterator[range]:
    """Yield the words of each sentence; those of a short comment as one."""
    count = len(reading.words)
    if 0 < count <= _SHORT:
        yield range(count)
        return
    first = 0
    for at in range(1, count + 1):
        if at == count or reading.words[at].sentence != reading.words[first].sentence:
            yield range(first, at)
            first = at


def _foreign_link(reading: Reading, context: Context) -> bool:
    own = strings(context.parameters, "domains")
    return any(
        not belongs(link.host, "gov.uk") and not any(belongs(link.host, d) for d in own) for link in links(reading)
    )
