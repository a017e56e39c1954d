"""Clause AU08: e-mail addresses of people, and their accounts where they are given to be reached by."""

import re
from collections.abc import Iterator
from functools import cache

from beadle.detectors.certainty import CERTAIN, DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.links import belongs
from beadle.detectors.organisations import names_an_organisation
from beadle.detectors.parameters import strings
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

_ELECTED = re.compile(r"(?<![a-z])(?:cllr|councillor|mp|ms|mayor)(?![a-z])")
_OFFICES = wordset(
    "info contact enquiries enquiry hello press admin office customerservices customer.services planning support"
    " helpdesk reception bookings parking housing council libraries library highways environment team mail"
    " noreply no-reply feedback complaints news newsletter editor help jobs sales webmaster postmaster volunteering"
    " volunteers hire hall lettings"
    " events letters newsdesk newsroom news.desk customercare customer.care customer.first clerk parish.clerk secretary"
    " treasurer chair chairman membership members general mailbox post postroom marketing media communications comms"
    " social service services accounts finance hr recruitment careers vacancies donations fundraising appeals"
    " tickets boxoffice box.office orders shop surgery school parishoffice parish.office churchoffice church.office"
    " admissions attendance registrar licensing elections electoral benefits revenues counciltax council.tax waste"
    " recycling bins parks roads trafficmanagement democratic.services foi dpo dataprotection data.protection webteam"
    " safeguarding consultation consultations chief.executive chiefexecutive ceo mayor leader constituency casework"
    " switchboard wardens community manager"
)
_PUBLIC = ("gov.uk", "nhs.uk", "police.uk", "parliament.uk", "gov.wales", "llyw.cymru", "gov.scot")
_PROVIDERS = (
    "gmail|googlemail|hotmail|outlook|yahoo|ymail|rocketmail|icloud|aol|btinternet|btopenworld|protonmail|proton|live|"
    "msn|sky|talktalk|virginmedia|ntlworld|blueyonder|tiscali|zoho|fastmail|gmx|me|mac|pm"
)
_UNNAMED = frozenset({"me", "live", "sky", "mac", "pm", "proton"})
"""Providers that are plain words: told by their whole name only."""
_NO_NAMES = wordset(
    "me us you it look looks looking is are am be on or and sign signed up work works working here there him her them"
    " over not good back again stay happy bit sold mail email address account contact reach write message available one"
    " someone anyone everyone"
)
_AT = r"[ ]?[\[({<][ ]?(?:at|@|a)[ ]?[\])}>][ ]?|[ ]at(?:[ -]sign)?[ ]|[ ]?@[ ]?"
_DOT = r"[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?|[ ](?:dot|full stop)[ ]|[ ]?\.[ ]?"
_JOINT = rf"{_DOT}|[ ](?:underscore|under score|dash|hyphen|minus|plus)[ ]|[_+-]"
_REACH = 90  # characters before an @ in which the name stands
_SAID_BEFORE = 40  # characters before it in which an e-mail address is spoken of
_APPS = (
    "snapchat|snap|sc|instagram|insta|ig|whatsapp|telegram|tg|facebook|fb|messenger|tiktok|tik tok|twitter|discord|"
    "signal|kik|skype|threads|bluesky|bsky|youtube|linkedin|x"
)


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.+%-])([a-z0-9_][\w.+%-]{0,63})@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18})(?![\w@])")


@cache
def _spoken_host() -> re.Pattern[str]:
    """What is said from the @ on: " at gmail dot com", "[at]hotmail[.]co[.]uk", " @ gmail,com", " at gmail"."""
    top = "com|co|uk|org|net|me|info|io|ie|eu|email|live|cymru|wales|scot"
    return re.compile(
        rf"(?P<at>{_AT})(?:(?P<host>[a-z0-9-]{{1,40}}(?:(?:{_DOT})[a-z0-9-]{{1,40}}){{0,3}}?(?:{_DOT})(?:{top})"
        rf"(?:(?:{_DOT})uk)?)|(?P<slipped>(?:{_PROVIDERS})[ ]?,[ ]?(?:com|co[,.]uk|net))|(?P<bare>{_PROVIDERS}))"
        r"(?![\w@])"
    )


@cache
def _spoken_name() -> re.Pattern[str]:
    part = r"[a-z0-9]{1,40}"
    return re.compile(rf"(?<![\w.+-])({part}(?:(?:{_JOINT}){part}){{0,5}})$")


def detect_email(context: Context) -> Iterator[Finding]:
    """Yield e-mail addresses of people, plain or spelt out ("jane dot doe at example dot com")."""
    reading = read(context.comment.text)
    plain = reading.plain
    if "@" not in plain and "at" not in reading.distinct and "a" not in reading.distinct:
        return
    published = frozenset(address.lower() for address in strings(context.parameters, "emails"))
    own = strings(context.parameters, "domains")
    if "@" in plain:
        for match in _address().finditer(plain):
            told = _owner(match.group(1), match.group(2), published, own)
            if told:
                yield Finding("email", told[0], *reading.span(match.start(), match.end()), told[1])
    for match in _spoken_host().finditer(plain):
        found = _spelt_out(reading, match)
        if found is None:
            continue
        start, local, host = found
        told = _owner(local, host, published, own)
        if told:
            confidence = min(STRONG, told[0])
            yield Finding("email", confidence, *reading.span(start, match.end()), told[1] + ", spelt out")


def _spelt_out(reading: Reading, match: re.Match[str]) -> tuple[int, str, str] | None:
    """Return where an address begins that is spelt out, and its two halves as a machine writes them; None for none."""
    before = max(0, match.start() - _REACH)
    name = _spoken_name().search(reading.plain[before : match.start()])
    if name is None or re.fullmatch(r"@[\w.+-]+", match["at"] + name.group() + (match["host"] or " ")):
        return None  # no name, or an address written plainly
    local = re.sub(_JOINT, lambda joint: "_" if "under" in joint.group() else ".", name.group(1))
    around = reading.plain[max(0, before - _SAID_BEFORE) : match.start()]
    if (match["bare"] in _UNNAMED) or (match["at"].strip().startswith("at") and _is_plain_talk(local, match, around)):
        return None
    host = re.sub(_DOT, ".", match["host"] or match["slipped"] or match["bare"] + ".com")
    return before + name.start(1), local, host.replace(" ", "").replace(",", ".")


def _is_plain_talk(local: str, match: re.Match[str], around: str) -> bool:
    """Whether a bare "at" is no sign but a word: "look at bbc.co.uk", "I work at yahoo"."""
    if re.search(r"[\d._]", local):
        return False
    if local in _NO_NAMES:
        return True
    if match["bare"]:
        return not re.search(r"(?<![a-z])e-?mails?(?![a-z])", around)
    return not match["slipped"] and match["host"].split(".")[0] not in _mailers() and "dot" not in match["host"]


@cache
def _mailers() -> frozenset[str]:
    return frozenset(_PROVIDERS.split("|"))


def _owner(local: str, host: str, published: frozenset[str], own: tuple[str, ...]) -> tuple[float, str] | None:
    """Return how sure it is that an address is somebody's, and what it is; None for one that is published."""
    public = any(belongs(host, domain) for domain in _PUBLIC)
    is_own = any(belongs(host, domain) for domain in own)  # a council publishes its officers' and members' addresses
    if is_own or f"{local}@{host}" in published or (public and local in _OFFICES):
        return None
    is_provider = host.partition(".")[0] in _mailers()
    is_shared = not _OFFICES.isdisjoint(re.split(r"[._-]", local))  # hello.bellabakes@gmail.com
    if local in _OFFICES or (not is_provider and is_shared):
        return WEAK, "an organisation's e-mail address"
    if public and (_ELECTED.search(local) or belongs(host, "parliament.uk")):
        return WEAK, "an elected member's e-mail address at work"
    if not public and (is_shared or names_an_organisation(local if is_provider else host)):
        return DOUBTFUL, "an e-mail address that seems to be an organisation's"
    return (LIKELY, "an e-mail address at work") if public else (CERTAIN, "an e-mail address")


@cache
def _account() -> re.Pattern[str]:
    """An account that is somebody's, or given to be reached by: "my insta is jane_99", "add me on snap: jd4"."""
    no_body = r"(?!council|librar|museum|school|club|shop|theatre|church|team|group|us |our |your )"
    whose = rf"(?:my|his|her|their|{no_body}[a-z]{{2,12}}'s)"
    who = rf"(?:me|him|her|them|my [a-z]{{2,12}}|the {no_body}[a-z]{{2,8}}|{no_body}[a-z]{{2,12}})"
    verb = r"(?:add|message|msg|dm|pm|find|reach|contact|text|follow(?= me)|inbox|hit|get|hmu|i'm|im|am|he's|she's)"
    handle = r"@[\w.]{2,30}\w|[\w.]{2,30}#\d{4}|(?=[\w.]{0,29}[\d_])[a-z][\w.]{2,29}\w|[a-z]{2,20}\.[a-z]{2,20}"
    person = rf"(?:{whose} (?:personal |private )?|{verb}(?: {who})?(?: up)?(?: on| at| via| over| is on)? )"
    loose = r"(?<!us on )(?<!our )(?<!the )(?:snap|snapchat|insta|ig|kik|discord|telegram|fb)(?: me)?"
    called = r"(?: (?:account|name|handle|username|page|profile))?[,:;=-]{0,2}"
    link = r"(?: (?:is|are|as|under|name|at|called|me|-|:|=))?[ :]{1,3}"
    return re.compile(rf"(?<![\w@])(?:{person}(?:{_APPS})|{loose}){called}{link}(?P<handle>{handle})(?!\w)")


def detect_handle(context: Context) -> Iterator[Finding]:
    """Yield social media names given as a way to reach somebody."""
    reading = read(context.comment.text)
    if _apps().isdisjoint(reading.distinct):
        return
    own = frozenset(handle.lower().lstrip("@") for handle in strings(context.parameters, "handles"))
    for match in _account().finditer(reading.plain):
        handle = match["handle"].lstrip("@")
        if handle not in own and not any(handle.endswith("." + top) for top in ("com", "uk", "org", "net")):
            yield Finding(
                "social-handle", STRONG - 0.2, *reading.span(*match.span("handle")), "an account to reach somebody by"
            )


@cache
def _apps() -> frozenset[str]:
    return frozenset(_APPS.split("|")) | {"tik"}
