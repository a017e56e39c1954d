"""What the reference says of a few texts, for the tests of what runs in its place: tokens, and logits of all heads."""

import json
from pathlib import Path

import torch

from beadle.detectors.learned.wording import wording
from models.network import Network, tokenizer
from models.train import LONGEST

TEXTS = (
    "This council is a joke.",
    "When will the bins on Acacia Road be emptied? It's been three weeks!!!",
    "You are a pathetic little worm and so is your mother",
    "Naïve café owners; Ñandú, Übermensch, Straße, İstanbul, ﬁancé, Ǆ, ½ and ² are letters too",
    "She paid £1,200 — or €1.400, “roughly” … that’s 5% of 12/11/2026",
    "😀 👍🏽 🇬🇧 👨‍👩‍👧 ☎️ ✔ → ★ emojis become their names",
    "Грустно, 今日は雨です, 안녕하세요, สวัสดี, العربية, हिन्दी, Ελληνικός σίγμας ΟΔΟΣ",
    "zero\u200bwidth, no\u00a0break, soft\u00adhyphen, a\u3000space, line\u2028separator, \ufeffmark, \ufffd, bell\x07",
    "ｆｕｌｌｗｉｄｔｈ ｌｅｔｔｅｒｓ and 𝒸𝓊𝓇𝓈𝒾𝓋𝑒 ones",
    "@HarrowmereCouncil see https://harrowmere.gov.uk/bins?week=3 and www.example.org, [USER] <user> [URL]",
    "sooooo annoooying!!!!!!!! 1000000 ******** ------ ....",
    "AT&amp;T &lt;b&gt; &#128514; R&B",
    "pneumonoultramicroscopicsilicovolcanoconiosis " + "x" * 101 + " " + "y" * 100,
    "don't won't y'all's rock'n'roll o'clock",
    "[CLS] [SEP] are letters here",
    "Mae'r cyngor wedi gwneud gwaith da iawn ar y ffordd newydd, diolch yn fawr",
    "Gonnae no dae that, ye wee bampot",
    "e\u0301 is é, a\u030a is å, \u1e9b\u0323 is odd",
    "\t tabs\r\nand\nlines \x0b\x0c\x1c\x85 of every kind",
    "",
)


def write(network: Network, path: Path) -> None:
    """Write one line of JSON a text: itself, its token ids without the marks, and the logits of every head."""
    tokens, cut = tokenizer(100_000), tokenizer(LONGEST)
    with path.open("w", encoding="utf-8") as lines, torch.no_grad():
        for text in TEXTS:
            plain = wording(text).replace("[SEP]", "[ SEP ]").replace("[CLS]", "[ CLS ]")  # there, they are no letters
            ids = torch.tensor([cut.encode(plain).ids])
            logits = network(ids, torch.ones_like(ids))[0]
            row = {
                "text": text,
                "ids": tokens.encode(plain).ids[1:-1],
                "logits": [round(logit, 3) for logit in logits.tolist()],
            }
            lines.write(json.dumps(row) + "\n")
