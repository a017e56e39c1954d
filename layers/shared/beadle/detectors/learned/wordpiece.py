"""BERT's uncased WordPiece, as the model's own tokenizer does it, in the standard library alone.

Source: Devlin et al. 2018, and the `BertNormalizer`, `BertPreTokenizer` and `WordPiece` of Hugging Face's tokenizers;
tests hold this one to what they give. Unlike there, a text that spells "[SEP]" gets brackets and letters.
"""

import unicodedata
from collections.abc import Mapping
from itertools import chain

START, END, UNKNOWN = 101, 102, 100
_LONGEST = 100  # characters of a word; a longer one is unknown
_CACHED = 50_000  # words
_HAN = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class _Spelling(dict[int, str]):
    """What becomes of a character after decomposition: lower case, set apart, a space or nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = spelt = _spelt(chr(code))
        return spelt


def _spelt(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f":
        return " "
    if character == "\ufffd" or category[0] == "C" or category == "Mn":
        return ""
    is_mark = category[0] == "P" or (character.isascii() and not character.isalnum())
    if is_mark or any(first <= ord(character) <= last for first, last in _HAN):
        return f" {character} "
    return character.lower()


class WordPiece:
    """Text in, token ids out."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._spelling = _Spelling()
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str) -> list[int]:
        """Return the ids of the text's tokens, without the marks of start and end."""
        words = unicodedata.normalize("NFD", text).translate(self._spelling).split()
        return list(chain.from_iterable(map(self._pieces, words)))

    def _pieces(self, word: str) -> tuple[int, ...]:
        pieces = self._known.get(word)
        if pieces is None:
            if len(self._known) >= _CACHED:  # a warm process must not grow with every word that was ever written
                self._known.clear()
            pieces = self._known[word] = tuple(self._split(word))
        return pieces

    def _split(self, word: str) -> list[int]:
        if len(word) > _LONGEST:
            return [UNKNOWN]
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self._vocabulary.get("##" + word[start:end] if start else word[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return found
