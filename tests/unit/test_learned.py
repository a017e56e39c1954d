"""The learned model: the same numbers as where it was trained, every word of a long comment read, only where needed."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from beadle.detectors import learned
from beadle.detectors.certainty import DOUBTFUL, STRONG
from beadle.detectors.context import Context
from beadle.detectors.learned import LABELS, ModelMissing, scores
from beadle.detectors.learned.encoder import Encoder, pack, unpack
from beadle.detectors.learned.findings import FAINTEST, LEARNED, confidence
from beadle.detectors.learned.opinion import weighed
from beadle.detectors.learned.windows import windows
from beadle.detectors.learned.wording import wording
from beadle.detectors.learned.wordpiece import END, START, WordPiece
from beadle.detectors.registry import find_all
from beadle.domain.judgements import Finding, RuleState, Verdict
from beadle_model import ARTEFACT
from tests.judging import found, judged, packaged, written

ROOT = Path(__file__).parents[2]
GOLDEN = [json.loads(line) for line in (ROOT / "tests/data/learned.jsonl").read_text().splitlines()]
ABUSE = "You stupid ugly bitch, nobody wants you here."
PLAIN = "The bins on our road were not collected again this week. "


@cache
def arrays() -> dict[str, NDArray[Any]]:
    with np.load(ARTEFACT) as opened:
        return dict(opened)


@cache
def tokens() -> WordPiece:
    return WordPiece(
        {word: number for number, word in enumerate(arrays()["vocabulary"].tobytes().decode().split("\n"))}
    )


@pytest.mark.parametrize("golden", GOLDEN, ids=range(len(GOLDEN)))
def test_a_text_has_the_tokens_of_the_models_own_tokenizer(golden: dict[str, Any]) -> None:
    assert tokens().ids(wording(golden["text"])) == golden["ids"]


def test_the_network_says_what_it_said_where_it_was_trained() -> None:
    encoder = Encoder(arrays())
    for golden in GOLDEN:
        ids = (START, *golden["ids"][: encoder.longest - 2], END)
        logits = arrays()["heads"] @ encoder.encode(ids) + arrays()["heads.bias"]
        assert logits == pytest.approx(golden["logits"], abs=0.25), golden["text"]


def test_the_artefact_is_small_enough_to_ship() -> None:
    assert ARTEFACT.stat().st_size <= 25_000_000


@given(st.lists(st.lists(st.integers(-31, 31), min_size=8, max_size=8), min_size=1))
def test_what_is_packed_in_six_bits_comes_back(rows: list[list[int]]) -> None:
    assert unpack(pack(np.array(rows, np.int8))).tolist() == rows


texts = st.lists(st.sampled_from(["bins", "a.", "why?!", "x" * 30, "\n", "é", "one, two;", "ends.”"])).map(" ".join)


@given(texts, st.integers(1, 12))
def test_windows_hold_every_word_once_and_none_is_too_long(text: str, longest: int) -> None:
    def letters(chunk: str) -> Iterator[int]:
        yield from map(ord, chunk[:20])

    cut = list(windows(text, lambda chunk: list(letters(chunk)), longest))
    assert all(0 < len(window.ids) <= longest for window in cut)
    assert [token for window in cut for token in window.ids] == [t for c in text.split() for t in letters(c)]
    inside = {place for window in cut for place in range(window.start, window.end)}
    assert all(place in inside for place, letter in enumerate(text) if not letter.isspace())


def test_one_insult_in_five_thousand_words_is_found_where_it_stands() -> None:
    text = PLAIN * 220 + ABUSE + " " + PLAIN * 220
    [finding] = [f for f in _learned(text) if f.detector == "learned-abuse"]
    assert text[finding.start : finding.end] == ABUSE
    assert finding.confidence > 5 * max((f.confidence for f in _learned(PLAIN * 440)), default=FAINTEST)


def test_the_worst_part_gives_the_score_of_the_whole() -> None:
    assert scores(PLAIN * 40 + ABUSE)["abuse"] > 0.5 > scores(PLAIN * 40)["abuse"]


def test_of_an_endless_comment_the_network_reads_the_worst_windows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[object] = []
    encode = Encoder.encode

    def counted(self: Encoder, ids: Sequence[int]) -> NDArray[np.float32]:
        reads.append(ids)
        return encode(self, ids)

    monkeypatch.setattr(Encoder, "encode", counted)
    ramble = "You people never answer, you make me sick, what a disgrace this town has become under you. "
    whole = learned.model().windows(ramble * 200 + ABUSE + " " + ramble * 200)
    assert len(reads) < 20 < len(whole)
    assert max(whole, key=lambda one: one.probabilities["abuse"]).start > len(ramble) * 190


def test_a_text_without_words_scores_nothing() -> None:
    assert scores(" \n ") == dict.fromkeys(LABELS, 0.0)
    assert _learned(" \n ") == []


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_likelier_is_the_surer_and_none_is_sure_enough_to_remove(one: float, other: float) -> None:
    assert (one <= other) == (confidence(one) <= confidence(other)) or abs(one - other) < 1e-5
    assert 0 <= confidence(one) < DOUBTFUL


def test_the_model_is_not_asked_of_what_something_else_than_abuse_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("beadle.detectors.learned.findings.scored", never)
    monkeypatch.setattr("beadle.detectors.learned.opinion.scored", never)
    assert judged("Ring her at home on 07700 900123, she never sleeps").verdict is Verdict.REMOVE
    for asked in (ABUSE, PLAIN, ABUSE + " 07700 900123"):
        with pytest.raises(AssertionError):
            found(asked)


def _asks(verdict: Verdict, finding: Finding) -> bool:
    rule = next(rule for rule in packaged().rules if rule.clause == "AU05")
    return rule.verdict(finding) is verdict


@given(st.floats(0.5, 1))
def test_doubt_takes_a_removal_away_but_never_an_officers_look(by_rule: float) -> None:
    found = weighed(Finding("slur", by_rule, 4, 10, "a slur"), "The wonky gate at the park is open again")
    assert found.confidence < 0.5
    assert found.by_rule == by_rule
    assert _asks(Verdict.REVIEW, found)


def test_what_rule_and_model_both_see_is_removed() -> None:
    found = weighed(Finding("slur", STRONG, 14, 21, "a slur"), "Filthy stupid niggers, they should all be shot")
    assert _asks(Verdict.REMOVE, found)
    assert found.by_rule == STRONG


def test_a_policy_without_learned_detectors_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beadle.detectors.learned.opinion.scored", None)
    plain = tuple(replace(r, detectors=tuple(d for d in r.detectors if d not in LEARNED)) for r in packaged().rules)
    assert all(f.by_rule == 0 for f in find_all(written(ABUSE), (), replace(packaged(), rules=plain)))


def test_where_the_rule_only_watches_the_model_is_asked_too() -> None:
    watching = tuple(replace(rule, state=RuleState.OBSERVE) for rule in packaged().rules)
    names = {f.detector for f in find_all(written(ABUSE), (), replace(packaged(), rules=watching))}
    assert "learned-abuse" in names


def test_abuse_that_is_quoted_is_less_sure_than_abuse() -> None:
    quoted = f'Somebody wrote "{ABUSE}" under my post, it is disgusting.'
    plain = max(f.confidence for f in _learned(ABUSE))
    assert max(f.confidence for f in _learned(quoted)) < 0.7 * plain


HATED = ("Sikhs", "old people", "Tongans", "wheelchair users", "atheists", "gay men", "refugees")


@pytest.mark.parametrize(
    "said", ["{} are a plague on this town, drown them", "The only good thing about {} is the exit"]
)
def test_hatred_is_as_sure_whichever_group_it_is_said_of(said: str) -> None:
    sure = {max(_of_groups(said.format(group)), default=0.0) for group in HATED}
    assert len(sure) == 1
    assert sure.pop() >= 0.5


@pytest.mark.parametrize(
    "said",
    [
        "{} need better lighting there",
        "{} pay council tax as well",
        "I love {}, they are brilliant",
        "{} should never be treated as a plague",
    ],
)
def test_to_name_a_group_is_nothing_for_an_officer_whichever_it_is(said: str) -> None:
    assert all(sure < 0.5 for group in HATED for sure in _of_groups(said.format(group)))


def test_of_many_sentences_about_groups_a_few_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(text: str) -> dict[str, float]:
        asked.append(text)
        return {"abuse": 0.01}

    monkeypatch.setattr("beadle.detectors.learned.findings.scores", counted)
    monkeypatch.setattr("beadle.detectors.learned.findings.scored", lambda text: ())
    _of_groups("Sikhs are a plague. " * 500)
    assert 0 < len(asked) <= 4
    assert all("Sikhs" not in text for text in asked)


@pytest.mark.parametrize("name", ["Hoe Benham", "Cock Marling", "Maggots End", "Gay Bowers", "Ashby cum Fenby"])
def test_no_place_is_abuse_for_the_words_inside_its_name(name: str) -> None:
    assert _learned(f"When will {name} get its bins?") == []
    assert _learned(f"I have lived in {name} for years and love it") == []


def test_without_its_layer_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "beadle_model", None)
    learned.model.cache_clear()
    learned.scored.cache_clear()
    with pytest.raises(ModelMissing, match="layers/model"):
        scores("A comment that nobody has scored yet.")


def test_nothing_of_it_is_loaded_before_a_text_is_scored() -> None:
    program = "import sys, beadle.detectors.registry; print('numpy' in sys.modules or 'beadle_model' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200))
def test_any_text_has_scores_and_findings_inside_it(text: str) -> None:
    assert all(0 <= score <= 1 for score in scores(text).values())
    assert all(0 <= f.start < f.end <= len(text) for f in _learned(text))


def _learned(text: str) -> list[Finding]:
    return [f for name in LEARNED for f in LEARNED[name](Context(written(text), (), {}))]


def _of_groups(text: str) -> list[float]:
    return [f.confidence for f in LEARNED["learned-hate"](Context(written(text), (), {}))]
