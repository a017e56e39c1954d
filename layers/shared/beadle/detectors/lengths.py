"""How long a text is, as a platform counts. It lies beside the detectors because the domain may not use `regex`."""

import re
import unicodedata

ADDRESS = 23  # what X and Mastodon count for an address on the web, however long it is
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\b(?:/\S*)?", re.IGNORECASE)
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))  # all else weighs two


def length(text: str, unit: str) -> int:
    """Return the length of a text in a unit of the table of platforms; an unknown unit is characters."""
    if unit == "graphemes":
        return graphemes(text)
    return weighted(text) if unit == "weighted characters" else len(text)


def graphemes(text: str) -> int:
    """Return how many characters people see."""
    import regex  # noqa: PLC0415 - 15 ms that only a long text is to pay

    return len(regex.findall(r"\X", text))


def weighted(text: str) -> int:
    """Return the length as X counts it, or a little more: an emoji weighs two, and so does a letter of most scripts.

    What looks like an address without https:// counts as one here where that is longer; X asks a list of domains first.
    Source: twitter-text's configuration, version 3.
    """
    import regex  # noqa: PLC0415 - as above

    text = unicodedata.normalize("NFC", text)
    total = ADDRESS * len(_ADDRESS.findall(text))
    text = _ADDRESS.sub("", text)
    total += sum(max(len(found), ADDRESS) for found in _BARE_ADDRESS.findall(text))
    text = _BARE_ADDRESS.sub("", text)
    for seen in regex.findall(r"\X", text):
        is_emoji = _weight(seen[0]) > 1 and regex.search(r"\p{Extended_Pictographic}|\p{Regional_Indicator}", seen)
        total += 2 if is_emoji else sum(_weight(character) for character in seen)
    return total


def _weight(character: str) -> int:
    code = ord(character)
    return 1 if any(first <= code <= last for first, last in _LIGHT) else 2
