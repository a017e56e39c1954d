"""Misinformation (clauses RS03, MI02): false claims that the council has a checked answer to.

What is found here may be answered in public without anybody looking, so that only a plain statement counts: the words
of the claim close together in one sentence, neither denied, nor asked, nor wished or feared.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from beadle.detectors.phrases import Phrases
from beadle.detectors.spelling import one_apart
from beadle.detectors.text import Reading, read
from beadle.detectors.vocabulary import NEGATIONS, wordset
from beadle.domain.comments import Comment
from beadle.domain.judgements import Claim, Rulebook

_WITHIN = 12  # words in which all of a claim is said
_SLIPS_FROM = 6  # letters from which a word is known with one letter left out, put in or swapped
_SCOPE = 5  # words before a claim in which a negation or a doubt bears on it
_TAIL = 2  # words after it
_TURNS = wordset("but while whereas although though however")
_NEGATING = NEGATIONS | wordset(
    "won't wont can't cannot cant doesn't doesnt didn't didnt wasnt nobody none nothing wouldn't wouldnt shouldn't"
    " couldn't haven't hasn't hadn't noone denies denied deny denying against instead rather avoid avoided prevent"
    " prevented rejected scrapped dropped"
)
_DOUBTING = wordset(
    "if unless whether might may could would should imagine suppose hope hopes hoping hopefully wondering wondered"
    " maybe perhaps alleged allegedly nearly almost"
)
_DOUBTING_AFTER = wordset("would might could if unless")
_FEELINGS = wordset(
    "only just understand happy surprised surprise wonder doubt fair right good ok okay acceptable impressed pleased"
    " even get see"
)
"""After a negation these tell how the author takes the claim, not that it is wrong: "not happy that …"."""
_UNABLE = wordset("can't cannot cant couldn't")
_OPENERS = wordset(
    "what when where why who which is are will does do did has have was were isn't aren't doesn't didn't won't shall"
    " can could would should any anyone anybody"
)
_HOW = wordset("long much many often late early do does is are will come about would did soon true")
_FILLERS = wordset("so and but hi hello hey ok okay please sorry just um er well right then morning evening guys")
_MARKED = Phrases(
    {
        1: """myth, myths, false, untrue, fake, misinformation, debunked, rumour, rumours, nonsense, incorrect, not true
        isn't true, isnt true, no truth, any truth, made up, not happening, isn't happening, no it isn't, no it's not
        got it wrong, you're wrong, you are wrong, they're wrong, stop saying, stop telling, stop spreading
        stop claiming, keep saying, keeps saying, people saying, anyone saying, those saying, people who, anyone who
        anybody who, those who, whoever
        anyone know, anybody know, does anyone, is it true, is this true, is that true, is this right, is that right
        any of that right, want to know, wanted to know, like to know, need to know, let me know, tell me when
        tell me if, tell me what, i want the, i want them, i wish they, we want the, ought to, i'd rather, just asking
        genuine question, serious question, can you confirm, can anyone confirm
        can someone confirm, please confirm, hope not, any idea, no idea, not sure, no plans, no plan, no intention"""
    }
)
"""Words by which a claim is denied, asked about, or laid in others' mouths, in its sentence or one beside it."""

_Groups = tuple[tuple[tuple[str, ...], ...], ...]


class _Pattern(NamedTuple):
    """A claim, in the words that a reading has."""

    claim_id: str
    all_of: _Groups
    none_of: tuple[tuple[str, ...], ...]


def claims_repeated(comment: Comment, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the ids of the claims that the comment states, in the policy's order.

    Every group of a claim's words must be met close together in one sentence, and none of the claim's `none_of`.
    """
    if not rulebook.claims:
        return ()
    patterns, known = _patterns(rulebook.claims)
    reading = read(comment.text)
    words = _spelt(reading, known)
    said = _Said(reading, words)
    return tuple(pattern.claim_id for pattern in patterns if said.states(pattern))


class _Said:
    """One comment, for the questions that every claim puts to it."""

    def __init__(self, reading: Reading, words: Sequence[str]) -> None:
        self.reading = reading
        self.words = words
        self._places: dict[str, list[int]] = {}
        for index, word in enumerate(words):
            self._places.setdefault(word, []).append(index)

    def states(self, pattern: _Pattern) -> bool:
        """Whether the comment states the claim as a fact."""
        groups = [sorted(span for phrase in group for span in self._find(phrase)) for group in pattern.all_of]
        if not all(groups):
            return False
        barred = {self._sentence(first) for phrase in pattern.none_of for first, _ in self._find(phrase)}
        return any(
            self._sentence(first) not in barred and self._is_stated(first, last) for first, last in self._close(groups)
        )

    def _find(self, phrase: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield index of the first and of the last word of a phrase, wherever it stands in one sentence."""
        for first in self._places.get(phrase[0], ()):
            last = first + len(phrase) - 1
            if tuple(self.words[first : last + 1]) == phrase and self._sentence(first) == self._sentence(last):
                yield first, last

    def _close(self, groups: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
        """Yield first and last word of every place where all groups are met in one sentence, in few words."""
        for start, _ in sorted(span for group in groups for span in group):
            nearest = [bisect_left(group, (start,)) for group in groups]
            if any(at == len(group) for at, group in zip(nearest, groups, strict=True)):
                return
            end = max(group[at][1] for at, group in zip(nearest, groups, strict=True))
            if end - start < _WITHIN and self._sentence(start) == self._sentence(end):
                yield start, end

    def _is_stated(self, first: int, last: int) -> bool:
        sentence = self._sentence(first)
        if self.reading.is_quoted(self.reading.words[first].start) or not _TURNS.isdisjoint(self.words[first:last]):
            return False
        if sentence in self._questions or not self._marked.isdisjoint((sentence - 1, sentence, sentence + 1)):
            return False
        if not _DOUBTING_AFTER.isdisjoint(self.reading.ahead(last, _TAIL)):
            return False
        return not any(self._negates(at) for at in range(self._scope(first), last + 1))

    def _scope(self, first: int) -> int:
        """Return the first of the words before a claim that bear on it: of its sentence, and of its part of it."""
        at = first
        while at > max(0, first - _SCOPE) and self._sentence(at - 1) == self._sentence(first):
            if "," in self._between(at - 1) or self.words[at - 1] in _TURNS:
                break
            at -= 1
        return at

    def _negates(self, at: int) -> bool:
        word, following = self.words[at], self.reading.ahead(at, 1)
        if word in _UNABLE and following == ["believe"]:
            return False
        return word in _DOUBTING or (word in _NEGATING and _FEELINGS.isdisjoint(following))

    def _is_question(self, sentence: int) -> bool:
        """Whether a sentence asks: by its mark, or by the word with which it begins."""
        first, last = self._bounds[sentence]
        if "?" in self._between(last):
            return True
        while first < last and self.words[first] in _FILLERS:
            first += 1
        opener, following = self.words[first], self.words[first + 1 : first + 2]
        if opener == "how":
            return not _HOW.isdisjoint(following)
        return opener in _OPENERS and not (opener == "what" and following in (("a",), ("an",)))

    @cached_property
    def _bounds(self) -> dict[int, tuple[int, int]]:
        """The first and the last word of every sentence."""
        bounds: dict[int, tuple[int, int]] = {}
        for index, word in enumerate(self.reading.words):
            bounds[word.sentence] = (bounds.get(word.sentence, (index,))[0], index)
        return bounds

    @cached_property
    def _questions(self) -> frozenset[int]:
        return frozenset(sentence for sentence in self._bounds if self._is_question(sentence))

    @cached_property
    def _marked(self) -> frozenset[int]:
        """The sentences that deny something, ask about it, or lay it in others' mouths."""
        return frozenset(self._sentence(first) for first, _, _ in _MARKED.find(self.reading))

    def _between(self, index: int) -> str:
        """Return the signs between word `index` and the next."""
        words = self.reading.words
        return self.reading.plain[words[index].end : words[index + 1].start if index + 1 < len(words) else None]

    def _sentence(self, index: int) -> int:
        return self.reading.words[index].sentence


@lru_cache(maxsize=8)  # the policy's claims are the same for every comment
def _patterns(claims: tuple[Claim, ...]) -> tuple[tuple[_Pattern, ...], frozenset[str]]:
    """Return the claims in words, and all words of theirs."""
    patterns = tuple(
        _Pattern(
            claim.claim_id,
            tuple(tuple(_spelt(read(phrase)) for phrase in group) for group in claim.all_of),
            tuple(_spelt(read(phrase)) for phrase in claim.none_of),
        )
        for claim in claims
    )
    words = (word for pattern in patterns for group in pattern.all_of for phrase in group for word in phrase)
    return patterns, frozenset(words)


def _spelt(reading: Reading, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the words of a text as a claim's are compared: "100%" with its sign, slips of the pen put right."""
    meant = {form: _meant(form, known) for form in reading.distinct} if known else {}
    return tuple(
        f"{word.form}%"
        if word.form.isdigit() and reading.plain[word.end : word.end + 1] == "%"
        else meant.get(word.form, word.form)
        for word in reading.words
    )


def _meant(form: str, known: frozenset[str]) -> str:
    """Return the claim's word that is meant by a misspelt one.

    Another letter in place of one, or another ending, makes another word: "shitting", "closed". Only "closin" is none.
    """
    if form in known or len(form) < _SLIPS_FROM - 1:
        return form
    if form.endswith("in") and f"{form}g" in known:
        return f"{form}g"
    near = (
        word
        for word in known
        if len(word) >= _SLIPS_FROM
        and (word[0], word[-1]) == (form[0], form[-1])
        and one_apart(word, form)
        and (len(word) != len(form) or sorted(word) == sorted(form))
    )
    return min(near, default=form)
