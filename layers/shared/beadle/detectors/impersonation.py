"""Clause AU10: passing oneself off as the council, by name or by word, most of all to get at people's money. Urgent."""

from collections.abc import Iterator

from beadle.detectors.certainty import DOUBTFUL, LIKELY, STRONG, WEAK
from beadle.detectors.context import Context
from beadle.detectors.links import belongs, links
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.spelling import skeleton
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import wordset
from beadle.domain.judgements import Finding

URGENT = frozenset({"urgent"})

_INDEPENDENT = (
    "watch", "residents", "parody", "against", "save", "news", "forum", "community", "fans", "friends", "unofficial",
    "campaign", "spotted", "gossip", "voices", "truth", "sceptic", "critic", "satire",
)  # fmt: skip
_MONEY = wordset("refund refunds rebate rebates payment payments grant grants overpaid arrears fine owed voucher")
_ASK = wordset("claim click details bank card verify confirm pay dm inbox whatsapp link form enter submit message")
_OFFICE = wordset("council council's tax housing parking benefit benefits revenues we our")
_ADDRESSED = wordset("your you you're residents everyone everybody")
_ASKING = wordset("how why when can i i've my who did does")
_WARNS = wordset(
    "scam scams scammer scammers fake phishing beware careful warning never don't dont not fraud suspicious genuine"
)
_LURE = wordset("dm inbox whatsapp bank card telegram")
_SHORT = 40  # words of a comment that is read as one statement
_CLAIMS = Phrases(
    {
        LIKELY: """this is the official, we are the official, official council account, official council page
        council official page, council official account, on behalf of the council, we are the council
        this is the council, council support team, council refund team, council refunds team, council tax team here
        speaking as the mayor, speaking as the leader, as leader of the council, as mayor of this, i am the mayor of
        i am the leader of the council, i'm the leader of the council, i am the chief executive, council here
        i'm the chief executive, official notice from the council, customer services here, customer service here
        i am pc, i am councillor, i'm councillor, im councillor, i am cllr, i'm cllr, im cllr"""
    }
)
_FREE_DISTANCE = 8  # letters of a name from which one letter may differ


def detect_lookalike_author(context: Context) -> Iterator[Finding]:
    """Yield one finding when the author's name or handle could be taken for the council's."""
    author = context.comment.author
    accounts = {account.lower().lstrip("@") for account in strings(context.parameters, "handles")}
    if author.handle.lower().lstrip("@") in accounts:
        return
    names = strings(context.parameters, "names")
    for shown in (author.name, author.handle.lstrip("@").split(".")[0]):
        seen = skeleton(shown)
        if not seen or any(word in seen for word in _INDEPENDENT):
            continue
        for name in (*names, *accounts):
            own = skeleton(name.split(".")[0])
            if seen == own or (len(own) >= _FREE_DISTANCE and (_one_apart(seen, own) or _dressed_up(seen, own))):
                reason = "the author's name could be taken for the council's own account"
                yield Finding("lookalike-author", DOUBTFUL, 0, len(context.comment.text), reason, URGENT)
                return


def _dressed_up(seen: str, own: str) -> bool:
    """Whether a name is the council's with a word of office added."""
    rest = seen.replace(own, "", 1)
    return own in seen and rest in (
        "official", "support", "help", "helpdesk", "team", "refunds", "refund", "payments", "service", "services", "uk",
        "customerservice", "customerservices", "supportteam", "taxteam", "counciltax", "the", "real", "account", "page",
    )  # fmt: skip


def _one_apart(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed or swapped with the next makes `a` into `b`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        return a[start + 1 :] == b[start + 1 :] or swapped
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[start + 1 :] == shorter[start:]


def detect_phishing(context: Context) -> Iterator[Finding]:
    """Yield words that speak in the council's name in order to get money or details, and claims to be official."""
    reading = read(context.comment.text)
    for statement in _statements(reading):
        forms = {reading.words[at].form for at in statement}
        ask, addressed = forms & _ASK, forms & _ADDRESSED
        if forms.isdisjoint(_MONEY) or not ask or forms.isdisjoint(_OFFICE) or not forms.isdisjoint(_ASKING):
            continue
        lure = _foreign_link(reading, context) or not forms.isdisjoint(_LURE)
        if not forms.isdisjoint(_WARNS):  # "beware of a text that says …"
            continue
        confidence = STRONG if addressed and lure else LIKELY if addressed and len(ask) > 1 else WEAK
        reason = "asks for money or bank details as if for the council"
        yield Finding("phishing", confidence, *reading.words_span(statement[0], statement[-1]), reason, URGENT)
    for first, last, confidence in _CLAIMS.find(reading):
        yield Finding(
            "phishing", confidence, *reading.words_span(first, last), "claims to speak for the council", URGENT
        )


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
