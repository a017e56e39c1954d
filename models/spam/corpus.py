"""The labelled texts that the spam model learns from, each source with its weight.

Source: YouTube Spam Collection and SMS Spam Collection (UCI Machine Learning Repository, CC-BY-4.0), the texts that the
model of abuse learns from (models/README.md), and two files of this project's own, `ham.txt` and `spam.txt`.
"""

import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.spam.measure import rules_bite

HERE = Path(__file__).parent
VIDEOS = ("Youtube01-Psy", "Youtube02-KatyPerry", "Youtube03-LMFAO")
WEIGHTS = {"sms": 0.02, "ordinary": 0.05, "ham": 1.5, "spam": 0.15}
"""What a text counts beside one of the YouTube comments, which count 1."""
HELD_OUT = 15_000  # ordinary texts that are never learned from
ORDINARY = 24_000  # ordinary texts to learn from, before those are left out that a rule calls spam
FILLED = 6  # comments made of each template

_SLOTS = {
    "trade": "gutter cleaning|driveway sealing|aerial fitting|roofing|tarmac driveways|resin driveways|jet washing"
    "|fencing|tree work|landscaping|plastering|painting and decorating|oven cleaning|carpet cleaning|plumbing"
    "|electrical work|loft insulation|uPVC repairs|block paving|end of tenancy cleaning|car valeting"
    "|garden clearance|flat roofs",
    "place": "Ludbury|the town centre|Castle Ward|Marsh End|the Crescent|Northfield|your area|Brook Street",
    "price": "£5|£9.99|£15|£25|£40|£49|£60|£120|20%|10 percent|£1.95|half price|£250",
    "money": "£500|£900|£2,000|£3,500|£7,400|$5,000|£10k|£450|$1,200",
    "quote": "free quotes|free no obligation quote|free estimates|competitive prices|best prices round here",
    "contact": "call Tony on 07700 900461|text 07700 900872|ring 01632 960733|DM me|message us|inbox me"
    "|pm for details|whatsapp 07700 900118|drop me a message|give us a shout|link in bio",
    "phone": "07700 900264|+44 7700 900391|07700900518|01632 960377|+1 202 555 0143",
    "link": "http://bit.ly/3aBcD4|www.best-deal.example.shop|https://claim-now.example.info/gb|tinyurl.com/yx7abc"
    "|https://t.me/examplegroup|https://facebook.com/groups/example|cutt.ly/wXyz1|www.mypage.example.net"
    "|http://gofundme.com/example|https://youtu.be/aBcDeF12345|live-stream.example.tv|http://apps.example.top/x?id=3",
    "app": "whatsapp|telegram|instagram @fx_example|facebook messenger|telegram t.me/example",
    "guru": "Mrs Claire Fx|Mr Anderson Trades|coach Bella|expert Frank|Madam Grace|Mr Wilson crypto",
    "service": "the brown bin|council tax|the blue badge|parking permits|the tip|pest control|the pool|bulky waste"
    "|the bus pass|planning|housing benefit|street lights|the library|noise complaints|school transport"
    "|the garden waste|potholes|the cemetery office|dog wardens|the energy rebate|the parking fine"
    "|the swimming lessons|the allotments",
    "helpline": "01632 960145|03069 990455|111|101|0300 123 6600|01632 960 882|105|0808 157 0219|999",
    "known": "gov.uk/apply-now|www.nhs.uk|bbc.co.uk/news|https://www.harrowmere.gov.uk/waste"
    "|https://www.theguardian.com/uk|harrowmere.gov.uk|https://www.ludbury.gov.uk/permits|www.citizensadvice.org.uk"
    "|https://www.ons.gov.uk/figures|the council website|https://www.bbc.co.uk/weather|gov.uk"
    "|https://www.police.uk/report|change.org|the website",
    "paper": "ludburypost.example.co.uk|www.thevalleyecho.example.com/news/2|marshendhistory.example.org.uk"
    "|valley-gazette.co.uk|https://www.northfieldbowls.example.org/rules|westshirelive.co.uk"
    "|https://hullandbarrow.example.news/a/41",
    "reference": "24/00871/FUL|REF 2210458|HM55102|case 8841207|PCN 7730012|26/01102/HH|account 4410 2299",
    "date": "Tuesday|5 March|Saturday at 10|12/05|the 9th|every Thursday at 2|last Monday|Friday 6pm|21st June",
    "group": "toddler group|knitting circle|men's shed|food bank|gardening club|scouts|choir|book swap|lunch club|WI",
    "bus": "9|42|X3|17A|number 6|B2",
    "prize": "iPhone 16|£500 gift card|caravan|motorhome|air fryer|PlayStation 5|hamper|£1000 voucher"
    "|garden furniture set",
}
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text."""

    text: str
    is_spam: bool
    source: str  # a video's name, or a key of WEIGHTS

    @property
    def weight(self) -> float:
        """What it counts in training."""
        return WEIGHTS.get(self.source, 1.0)


def texts(shared: Path, seed: int) -> list[Text]:
    """Return every text of every source.

    Args:
        shared: the shared data folder, which holds `youtube-spam`, `sms-spam` and `abuse`.
        seed: of the choice of ordinary texts and of what fills the templates.
    """
    chance = random.Random(seed)  # noqa: S311 - a choice of examples is no secret
    return [*_videos(shared), *_messages(shared), *_ordinary(shared, seed), *_own(chance)]


def held_out(shared: Path, seed: int) -> list[Text]:
    """Return ordinary texts that are none of `texts`, by the names of their sources; a few in a thousand are spam."""
    return [Text(text, False, source) for text, source in _talk(shared, seed)[:HELD_OUT]]


def same_elsewhere(sample: Sequence[Text], video: str) -> int:
    """Return how many comments of a video stand under another one too, but for case and punctuation."""
    elsewhere = {_bare(text.text) for text in sample if text.source in VIDEOS and text.source != video}
    return sum(_bare(text.text) in elsewhere for text in sample if text.source == video)


def lines(name: str) -> list[str]:
    """Return the lines of one of this folder's files, without its comments."""
    return [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]


def _videos(shared: Path) -> Iterator[Text]:
    for video in VIDEOS:
        with (shared / "youtube-spam" / f"{video}.csv").open(newline="") as file:
            for row in csv.DictReader(file):
                yield Text(row["CONTENT"], row["CLASS"] == "1", video)


def _messages(shared: Path) -> Iterator[Text]:
    for line in (shared / "sms-spam" / "SMSSpamCollection").read_text().splitlines():
        label, tab, text = line.partition("\t")
        if tab and label in {"ham", "spam"}:
            yield Text(text, label == "spam", "sms")


def _ordinary(shared: Path, seed: int) -> list[Text]:
    """Return what people write to one another, as ham, rude or not, but for what a rule calls spam: it may be some."""
    found = [text for text, _ in _talk(shared, seed)[HELD_OUT : HELD_OUT + ORDINARY]]
    return [Text(text, False, "ordinary") for text, bites in zip(found, rules_bite(found), strict=True) if not bites]


def _talk(shared: Path, seed: int) -> list[tuple[str, str]]:
    """Return text and source of each text of tweets, forums, talk pages and comments on news, each once, shuffled."""
    with (shared / "abuse" / "train.jsonl").open() as file:
        rows = (json.loads(line) for line in file)
        found = list({row["text"]: row["source"] for row in rows}.items())
    random.Random(seed).shuffle(found)  # noqa: S311 - a choice of examples is no secret
    return found


def _own(chance: random.Random) -> Iterator[Text]:
    for name in ("ham", "spam"):
        for template in lines(f"{name}.txt"):
            filled = dict.fromkeys(_filled(template, chance) for _ in range(FILLED))
            yield from (Text(text, name == "spam", name) for text in filled)


def _filled(template: str, chance: random.Random) -> str:
    return _SLOT.sub(lambda slot: chance.choice(_SLOTS[slot[1]].split("|")), template)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
