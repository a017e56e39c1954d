"""The wording that the learned model reads: one text, however it was typed, in the form that it was trained on."""

import html
import re
import unicodedata
from functools import lru_cache

PERSON = "@user"
LINK = "http"

_PEOPLE = re.compile(r"(?<!\w)@\w{2,}|\[user\]|<user>", re.IGNORECASE)
_LINKS = re.compile(r"https?://\S+|www\.\S+|\[url\]|<url>", re.IGNORECASE)
_REPEATED = re.compile(r"([^\W\d])\1{2,}|([^\w\s])\2{2,}")
_PICTURES = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


def wording(text: str) -> str:
    """Return the text as the model reads it.

    Entities are decoded, people and links stand for themselves, a letter or mark repeated thrice or more is written
    twice, and a picture becomes its name: BERT's vocabulary knows the words "nauseated face", but not the emoji.
    """
    text = html.unescape(text) if "&" in text else text
    text = _LINKS.sub(f" {LINK} ", _PEOPLE.sub(PERSON, text))
    text = _REPEATED.sub(lambda match: match[0][:2], text)
    return text if text.isascii() else _PICTURES.sub(lambda match: _name(match[0]), text)


@lru_cache(maxsize=4096)
def _name(picture: str) -> str:
    return f" {unicodedata.name(picture, '').lower().replace('-', ' ')} "
