"""MiniLM's forward pass in numpy: six layers of BERT over one window of tokens.

Source: Vaswani et al. 2017; Devlin et al. 2018; Wang et al. 2020 (MiniLM). Weights are kept as whole numbers of one
byte with a scale a row, those of the words in six bits; layers are made floats when loaded, words when they occur.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_ATTENTION_HEADS = 12
_EPSILON = 1e-12
_GELU = 0.7978845608  # the root of 2/pi


def pack(rows: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Pack whole numbers of -31 to 31, (rows, columns), four into three bytes; columns must divide by four."""
    quads = (rows.astype(np.int16) + 32).astype(np.uint8).reshape(len(rows), -1, 4)
    first = quads[..., 0] | quads[..., 1] << 6
    second = quads[..., 1] >> 2 | quads[..., 2] << 4
    third = quads[..., 2] >> 4 | quads[..., 3] << 2
    return np.stack((first, second, third), axis=-1).reshape(len(rows), -1)


def unpack(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Return what `pack` packed."""
    threes = packed.reshape(len(packed), -1, 3)
    first, second, third = threes[..., 0], threes[..., 1], threes[..., 2]
    quads = np.stack((first, first >> 6 | second << 2, second >> 4 | third << 4, third >> 2), axis=-1) & 63
    return quads.reshape(len(packed), -1).astype(np.int8) - np.int8(32)


class Encoder:
    """Token ids in; the mean of the tokens' vectors and the highest of each of their coordinates out."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take the arrays as models/export.py names them; any that is missing raises KeyError."""
        self._words = arrays["words"]
        self._word_scales = arrays["words.scales"]
        self._places = arrays["places"].astype(np.float32)  # the type of the first sentence is added already
        self._norm = arrays["norm"].astype(np.float32)
        self.longest = len(self._places)
        layers = int(arrays["layers"])
        self._layers = [_Layer({name: _floats(arrays, f"{n}.{name}") for name in _PARTS}) for n in range(layers)]

    def encode(self, ids: Sequence[int]) -> Floats:
        """Return (2 x hidden,) of at most `longest` tokens, the marks of start and end among them."""
        chosen = np.asarray(ids)
        words = unpack(self._words[chosen]) * self._word_scales[chosen, None]
        vectors = _normed(words + self._places[: len(chosen)], self._norm)
        for layer in self._layers:
            vectors = layer(vectors)
        pooled: Floats = np.concatenate((vectors.mean(axis=0), vectors.max(axis=0)))
        return pooled


_PARTS = ("attend", "attend.bias", "join", "join.bias", "norm", "widen", "widen.bias", "narrow", "narrow.bias", "last")


class _Layer:
    def __init__(self, parts: Mapping[str, Floats]) -> None:
        self._parts = parts

    def __call__(self, vectors: Floats) -> Floats:
        parts = self._parts
        tokens, hidden = vectors.shape
        split = self._spread("attend", vectors).reshape(tokens, 3, _ATTENTION_HEADS, -1)
        asked, offered, told = split.transpose(1, 2, 0, 3)
        weights = asked @ offered.transpose(0, 2, 1)  # the scale stands in the weights already
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        heard = np.asarray(weights @ told, np.float32).transpose(1, 0, 2).reshape(tokens, hidden)
        vectors = _normed(vectors + self._spread("join", heard), parts["norm"])
        wide = _gelu(self._spread("widen", vectors))
        return _normed(vectors + self._spread("narrow", wide), parts["last"])

    def _spread(self, name: str, vectors: Floats) -> Floats:
        """Return the vectors times the weights of that name, and their bias."""
        # Weights first: a comment's few tokens make the other order a third slower.
        product: Floats = (self._parts[name] @ vectors.T).T
        product += self._parts[f"{name}.bias"]
        return product


def _floats(arrays: Mapping[str, NDArray[Any]], name: str) -> Floats:
    kept = arrays[name]
    if kept.dtype == np.int8:
        floats: Floats = kept.astype(np.float32)
        floats *= arrays[f"{name}.scales"][:, None]
        return floats
    return kept.astype(np.float32)


def _normed(vectors: Floats, norm: Floats) -> Floats:
    """Return the vectors with mean 0 and deviation 1, scaled by norm[0] and moved by norm[1]."""
    centred: Floats = vectors - vectors.mean(axis=-1, keepdims=True)
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    centred /= np.sqrt(variance + np.float32(_EPSILON))
    centred *= norm[0]
    centred += norm[1]
    return centred


def _gelu(values: Floats) -> Floats:
    """Return the Gaussian error linear unit, by its usual approximation with tanh, in place where it can."""
    inner = values * values
    inner *= np.float32(0.044715 * _GELU)
    inner += np.float32(_GELU)
    inner *= values
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= values
    inner *= np.float32(0.5)
    return inner
