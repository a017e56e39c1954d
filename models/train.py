"""Train the network: `python -m models.train --data TRAIN.jsonl --to FOLDER`.

Seeded; uses an accelerator where torch sees one. Writes `average.pt` (the moving average of the weights, the one to
export) every few minutes and a line of progress as it goes, so that a run that has to stop early leaves something
usable.
"""

import argparse
import copy
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from beadle.detectors.learned.wording import wording
from models.contrast import contrast
from models.data import HEADS, LABELS, Example, disguise, part, read
from models.network import Network, tokenizer

SEED = 2026
LONGEST = 80  # tokens: nine texts in ten
BATCH_TOKENS = 3072
RATE, HEAD_RATE, LAYER_DECAY = 1.6e-4, 1e-3, 0.9
SMOOTHING = 0.03
DISGUISED = 0.1
WARM_UP = 0.05  # of the whole
AVERAGE_EVERY = 5  # steps
CHECKPOINT = 480  # seconds
WEIGHTS = {"abuse": 1.5, "tox": 1.0, "hate": 1.0} | dict.fromkeys(LABELS[2:], 0.5)  # the sources' own heads weigh .7


def batches(
    examples: Sequence[Example], tokens: Tokenizer, chance: random.Random
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Yield (ids, mask, targets) once over all examples: texts of like length together, batches in random order."""
    texts = [disguise(one.text, chance) if chance.random() < DISGUISED else one.text for one in examples]
    ids = [encoded.ids for encoded in tokens.encode_batch([wording(text) for text in texts])]
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]) + chance.random() * 6)
    groups: list[list[int]] = [[]]
    for place in order:
        if (len(groups[-1]) + 1) * (len(ids[place]) + 6) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(place)
    chance.shuffle(groups)
    for group in groups:
        width = max(len(ids[place]) for place in group)
        yield (
            torch.tensor([ids[place] + [0] * (width - len(ids[place])) for place in group]),
            torch.tensor([[1] * len(ids[place]) + [0] * (width - len(ids[place])) for place in group]),
            torch.tensor([examples[place].targets for place in group]),
        )


def loss_of(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy over the labels that are known, each head by its weight."""
    known = (targets >= 0).float() * weights
    soft = targets.clamp(0, 1) * (1 - 2 * SMOOTHING) + SMOOTHING
    losses = nn.functional.binary_cross_entropy_with_logits(logits, soft, reduction="none")
    return (losses * known).sum() / known.sum()


def groups_of(network: Network) -> list[dict[str, object]]:
    """Give every layer its own rate, lower the deeper it lies; biases and norms do not decay."""
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        if name.startswith("heads"):
            rate = HEAD_RATE
        else:
            layer = int(name.split(".layer.")[1].split(".")[0]) + 1 if ".layer." in name else 0
            rate = RATE * LAYER_DECAY ** (6 - layer)
        found.setdefault((rate, 0.0 if weight.ndim < 2 else 0.01), []).append(weight)
    return [{"params": weights, "lr": rate, "weight_decay": decay} for (rate, decay), weights in found.items()]


def train(data: Path, to: Path, epochs: int, minutes: float) -> None:
    """Train for `epochs`, or for `minutes` where they end first, and leave `average.pt` in `to`."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - a choice of examples is no secret
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    training, _ = part(read(data))
    training = [
        one
        for one in training
        if one.source != "misogyny" or one.targets[HEADS.index("abuse")] or chance.random() < 0.5
    ]
    training += contrast(SEED)
    tokens = tokenizer(LONGEST)
    network = Network().to(device)
    average = copy.deepcopy(network).eval()
    weights = torch.tensor([WEIGHTS.get(head, 0.7) for head in HEADS], device=device)
    optimizer = torch.optim.AdamW(groups_of(network), betas=(0.9, 0.98), fused=True)
    began = saved = time.monotonic()
    plan = [list(batches(training, tokens, chance)) for _ in range(epochs)]
    steps = sum(map(len, plan))
    size = sum(ids.numel() for epoch in plan for ids, _, _ in epoch)
    print(f"{len(training)} texts, {steps} steps, {size} tokens, {time.monotonic() - began:.0f} s to read", flush=True)
    rates = [float(group["lr"]) for group in optimizer.param_groups]
    step, read_tokens, mean_loss = 0, 0, 0.0
    network.train()
    for epoch in plan:
        for ids, mask, targets in epoch:
            done = max(step / steps, (time.monotonic() - began) / 60 / minutes)
            if done >= 1:
                break
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min((done + 0.001) / WARM_UP, 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
            with torch.autocast(device.type, dtype=torch.bfloat16):
                logits = network(ids.to(device), mask.to(device))
            loss = loss_of(logits.float(), targets.to(device), weights)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, read_tokens = step + 1, read_tokens + ids.numel()
            mean_loss = loss.item() if step == 1 else 0.98 * mean_loss + 0.02 * loss.item()
            if step % AVERAGE_EVERY == 0:
                kept = min(0.99, step / (step + 50))  # every fifth step: about the last 500 steps
                with torch.no_grad():
                    for old, new in zip(average.parameters(), network.parameters(), strict=True):
                        old.lerp_(new, 1 - kept)
            if step % 20 == 0:
                spent = time.monotonic() - began
                speed = f"{read_tokens / spent:.0f} tokens/s, {spent:.0f} s, {done:.1%}"
                print(f"step {step}/{steps} loss {mean_loss:.4f} {speed}", flush=True)
            if time.monotonic() - saved > CHECKPOINT:
                saved = time.monotonic()
                save(average, to)
    save(average, to)


def save(network: Network, to: Path) -> None:
    """Write the weights in one step, so that a reader never sees half of them."""
    to.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), to / "average.tmp")
    (to / "average.tmp").replace(to / "average.pt")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--to", type=Path, required=True)
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--minutes", type=float, default=math.inf)
    wanted = asked.parse_args()
    train(wanted.data, wanted.to, wanted.epochs, wanted.minutes)
