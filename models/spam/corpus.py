"""The labelled texts that the spam model learns from, each source with its weight.

Source: YouTube Spam Collection and SMS Spam Collection (UCI Machine Learning Repository, CC-BY-4.0), Civil Comments
(CC0), and two files of this project's own, `ham.txt` and `spam.txt`.
"""

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
VIDEOS = ("Youtube01-Psy", "Youtube02-KatyPerry", "Youtube03-LMFAO")
WEIGHTS = {"sms": 0.02, "news": 0.05, "ham": 0.7, "spam": 0.15}
"""What a text counts beside one of the YouTube comments, which count 1."""
NEWS = 6000  # comments on news articles
FILLED = 6  # comments made of each template
_LONGEST_NEWS = 600  # characters

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
        seed: of the choice of news comments and of what fills the templates.
    """
    chance = random.Random(seed)  # noqa: S311 - a choice of examples is no secret
    return [*_videos(shared), *_messages(shared), *_news(shared, chance), *_own(chance)]


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


def _news(shared: Path, chance: random.Random) -> list[Text]:
    """Return comments on news that were labelled civil, or whose words alone are not: opinions are no spam."""
    with (shared / "abuse" / "train.jsonl").open() as file:
        rows = (json.loads(line) for line in file)
        found = [row["text"] for row in rows if row["source"] == "civil-spans" and len(row["text"]) < _LONGEST_NEWS]
    return [Text(text, False, "news") for text in chance.sample(found, min(NEWS, len(found)))]


def _own(chance: random.Random) -> Iterator[Text]:
    for name in ("ham", "spam"):
        for template in lines(f"{name}.txt"):
            filled = dict.fromkeys(_filled(template, chance) for _ in range(FILLED))
            yield from (Text(text, name == "spam", name) for text in filled)


def _filled(template: str, chance: random.Random) -> str:
    return _SLOT.sub(lambda slot: chance.choice(_SLOTS[slot[1]].split("|")), template)
