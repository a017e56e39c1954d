"""Make the artefact: `python -m models.export --data TRAIN.jsonl --from FOLDER`. Minutes on one core.

Reads the validation part with both models, fits how they go together, and writes what the layer carries.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from beadle.detectors.learned.encoder import pack
from beadle.detectors.learned.ngrams import NGrams
from beadle.detectors.learned.wordpiece import WordPiece
from beadle.detectors.text import read as read_text
from beadle_model import ARTEFACT
from models import golden
from models.data import HEADS, Example, part, read
from models.mix import Read, mixed, read_texts
from models.network import Network, folder
from models.train import LONGEST

LAYERS = 6
ATTENTION_HEADS = 12


MISSED = 0.01  # of the abuse in the validation part may be left to the n-grams alone
UNTOLD = 0.015  # of it may be without a single word that tells it
MOST_BYTES = 25_000_000
GOLDEN = Path(__file__).parents[1] / "tests" / "data" / "learned.jsonl"


def export(data: Path, from_folder: Path) -> None:
    """Write the artefact from `average.pt` and `ngrams.npz`."""
    network = trained(from_folder)
    with np.load(from_folder / "ngrams.npz") as arrays:
        linear = dict(arrays)
    _, validation = part(read(data))
    ngrams = NGrams(linear["weights"], linear["scales"], linear["biases"])
    words = {word: number for number, word in enumerate(vocabulary().tobytes().decode().split("\n")) if word}
    seen = read_texts([one.text for one in validation], network, ngrams, WordPiece(words))
    arrays = encoder_arrays(network.state_dict())
    arrays |= {f"ngrams.{name}": array for name, array in linear.items()}
    arrays |= {
        "vocabulary": vocabulary(),
        **together(seen, network, validation),
        "telling": telling(ngrams, validation),
    }
    np.savez(ARTEFACT, **arrays)  # type: ignore[arg-type]  # its one keyword of another type is no name of ours
    golden.write(network, GOLDEN)
    print(f"{ARTEFACT}: {ARTEFACT.stat().st_size / 1e6:.2f} MB")
    if ARTEFACT.stat().st_size > MOST_BYTES:
        raise SystemExit(f"the artefact is larger than {MOST_BYTES / 1e6:.0f} MB")


def together(seen: Read, network: Network, validation: list[Example]) -> dict[str, NDArray[Any]]:
    """Return how heads and n-grams go together, and below which score of the n-grams nothing else is asked."""
    heads, biases = (array.detach().numpy() for array in (network.heads.weight, network.heads.bias))
    mix, mix_biases = mixed(np.concatenate((seen.vectors @ heads.T + biases, seen.rough), axis=1), validation)
    quick, quick_biases = mixed(seen.rough, validation)
    is_abuse = np.array([one.targets[HEADS.index("abuse")] for one in validation]) == 1
    return {
        "heads": heads,
        "heads.bias": biases,
        "mix": mix,
        "mix.bias": mix_biases,
        "quick": quick,
        "quick.bias": quick_biases,
        "gate": np.quantile(seen.rough[is_abuse, 0], MISSED),
    }


def telling(ngrams: NGrams, validation: list[Example]) -> np.float64:
    """Return the score of the n-grams that hardly any abuse does without in each of its words."""
    of_word: dict[str, float] = {}
    worst: list[float] = []
    for one in validation:
        if one.targets[HEADS.index("abuse")] == 1:
            words = read_text(one.text).forms
            of_word |= {word: float(ngrams.logits(word)[0]) for word in words if word not in of_word}
            worst.append(max((of_word[word] for word in words), default=0.0))
    return np.quantile(worst, UNTOLD)


def encoder_arrays(weights: dict[str, torch.Tensor]) -> dict[str, NDArray[Any]]:
    """Return the encoder's arrays, by the names that beadle.detectors.learned.encoder reads."""

    def of(name: str) -> NDArray[np.float32]:
        return np.asarray(weights[f"encoder.{name}"].float().numpy())

    words = of("embeddings.word_embeddings.weight")
    scales = np.abs(words).max(axis=1) / 31
    places = of("embeddings.position_embeddings.weight")[:LONGEST] + of("embeddings.token_type_embeddings.weight")[0]
    arrays: dict[str, NDArray[Any]] = {
        "words": pack(np.round(words / scales[:, None]).astype(np.int8)),
        "words.scales": scales.astype(np.float32),
        "places": places.astype(np.float16),
        "norm": _norm(weights, "embeddings.LayerNorm"),
        "layers": np.int64(LAYERS),
    }
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        asked, offered, told = (f"{layer}.attention.self.{name}" for name in ("query", "key", "value"))
        scale = 1 / np.sqrt(of(f"{asked}.bias").size / ATTENTION_HEADS)
        _put(
            arrays,
            f"{number}.attend",
            np.concatenate([of(f"{asked}.weight") * scale, of(f"{offered}.weight"), of(f"{told}.weight")]),
            np.concatenate([of(f"{asked}.bias") * scale, of(f"{offered}.bias"), of(f"{told}.bias")]),
        )
        for name, place in (
            ("join", "attention.output.dense"),
            ("widen", "intermediate.dense"),
            ("narrow", "output.dense"),
        ):
            _put(arrays, f"{number}.{name}", of(f"{layer}.{place}.weight"), of(f"{layer}.{place}.bias"))
        arrays[f"{number}.norm"] = _norm(weights, f"{layer}.attention.output.LayerNorm")
        arrays[f"{number}.last"] = _norm(weights, f"{layer}.output.LayerNorm")
    return arrays


def vocabulary() -> NDArray[np.uint8]:
    """Return MiniLM's vocabulary, one word a line, as bytes."""
    return np.frombuffer((folder() / "vocab.txt").read_bytes(), np.uint8)


def trained(from_folder: Path) -> Network:
    """Return the network with the averaged weights of the training run."""
    network = Network()
    network.load_state_dict(torch.load(from_folder / "average.pt", weights_only=True, map_location="cpu"))
    return network.eval()


def _norm(weights: dict[str, torch.Tensor], name: str) -> NDArray[np.float32]:
    kept = [weights[f"encoder.{name}.{kind}"].float().numpy() for kind in ("weight", "bias")]
    return np.stack(kept).astype(np.float32)


def _put(arrays: dict[str, NDArray[Any]], name: str, rows: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
    scales = np.abs(rows).max(axis=1) / 127
    arrays[name] = np.round(rows / scales[:, None]).astype(np.int8)
    arrays[f"{name}.scales"] = scales.astype(np.float32)
    arrays[f"{name}.bias"] = bias.astype(np.float32)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--from", dest="from_folder", type=Path, required=True)
    wanted = asked.parse_args()
    export(wanted.data, wanted.from_folder)
