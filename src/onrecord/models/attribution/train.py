"""Trains the attribution model: `python -m onrecord.models.attribution.train --data DIR`.

DIR of --data holds train.jsonl and dev.jsonl, a JSON line an article. The run can be stopped and started
again: it goes on from its last checkpoint in --out, at most ten minutes old. Needs the extra `[train]`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import math
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.models.attribution.batches import (
    Batch,
    TrainSettings,
    epoch_cuts,
    padded,
    read_settings,
)
from onrecord.models.attribution.data import Example, read_examples, read_unlabelled
from onrecord.models.attribution.export import export
from onrecord.models.attribution.finish import figures_of, finish, ranges_of, score
from onrecord.models.attribution.infer import AttributionModel
from onrecord.models.attribution.manifest import digest_of
from onrecord.models.attribution.network import Heads
from onrecord.models.attribution.scores import Raw, WordScores, word_scores
from onrecord.models.attribution.teacher import teach
from onrecord.models.encoder import infer
from onrecord.models.encoder.network import Encoder
from onrecord.models.encoder.pieces import Pieces, Tokens
from onrecord.models.encoder.sizes import SIZES, Size
from onrecord.models.encoder.start import find_start, read_start, start
from onrecord.models.encoder.windows import framed, windows

logger = logging.getLogger(__name__)

CHECKPOINT = "checkpoint.pt"
_SAVE_AFTER = 600.0  # seconds


class Model(nn.Module):
    """Encoder and heads together."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(size), Heads(size.width)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of tags, of cues and of sources; see Heads."""
        out: tuple[Tensor, Tensor, Tensor] = self.heads(self.encoder(ids, shapes, mask))
        return out


def loss_of(model: Model, batch: Batch, settings: TrainSettings, hidden: Tensor) -> Tensor:
    """The loss of a batch with the ids in which some pieces are hidden."""
    tags, cue_of, source_of = model(hidden, batch.shapes, batch.mask)
    loss = _distance(tags, batch.tags)
    unlinked = torch.ones(batch.ids.shape[1])
    unlinked[0] = settings.weight_unlinked
    for scores, targets in ((cue_of, batch.cue_of * unlinked), (source_of, batch.source_of)):
        loss = loss + settings.weight_links * _distance(scores + batch.columns, targets)
    return loss


def _distance(scores: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy, averaged by the targets' weight."""
    weight = targets.sum().clamp(min=1)
    return -(targets * scores.float().log_softmax(-1)).sum() / weight


def scored(model: Model, some: Iterable[Pieces], tokens: Tokens) -> Iterator[WordScores]:
    """The scores of each one's words, window by window as when the model is at work."""
    model.eval()
    for pieces in some:
        raw = []
        for window in windows(len(pieces)):
            ids, shapes = framed(pieces, window.first, window.after, tokens.cls, tokens.sep)
            with torch.inference_mode():
                mask = torch.zeros(1, 1, 1, len(ids))
                out = model(torch.from_numpy(ids)[None], torch.from_numpy(shapes)[None], mask)
            raw.append(Raw(window, *(part[0].float().numpy() for part in out)))
        yield word_scores(pieces, raw)


def write_reference(model: Model, out: Path) -> None:
    """What PyTorch makes of ten sentences, unquantised: each word's tag and its probability."""
    tokens = Tokens()
    text = (files("onrecord.models.attribution") / "reference.txt").read_text(encoding="utf-8")
    sentences = text.splitlines()
    rows = []
    some = (tokens.pieces(sentence, [(0, len(sentence))]) for sentence in sentences)
    for sentence, scores in zip(sentences, scored(model, some, tokens), strict=True):
        tags = scores.tags.argmax(axis=1)
        probabilities = np.exp(scores.tags.max(axis=1))
        rows.append(
            {
                "text": sentence,
                "tags": tags.tolist(),
                "probabilities": [round(float(p), 4) for p in probabilities],
            }
        )
    (out / "reference.json").write_text(
        json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


class Run:
    """One training run: model, optimiser, running average and how far it has come."""

    def __init__(self, size: Size, settings: TrainSettings, steps: int, weights: bytes) -> None:
        torch.manual_seed(settings.seed)
        self.settings, self.steps, self.step = settings, steps, 0
        self.model = Model(size)
        start(self.model.encoder, weights)
        self.model.encoder.freeze()
        groups = []
        for part, rate in self._rates():
            learnt = [(name, w) for name, w in part.named_parameters() if w.requires_grad]
            plain = [w for name, w in learnt if w.ndim < 2 or "norm" in name]
            decayed = [w for name, w in learnt if not (w.ndim < 2 or "norm" in name)]
            groups += [
                {"params": decayed, "lr": rate, "weight_decay": settings.weight_decay},
                {"params": plain, "lr": rate, "weight_decay": 0.0},
            ]
        self.optimiser = torch.optim.AdamW([group for group in groups if group["params"]], fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._share_of_rate)
        self.average = {
            name: w.detach().clone() for name, w in self.model.named_parameters() if w.requires_grad
        }
        self.curve: list[dict[str, float]] = []

    def _rates(self) -> Iterator[tuple[nn.Module, float]]:
        """What learns, and how fast: the lower, the slower."""
        encoder, settings = self.model.encoder, self.settings
        rate = settings.rate_encoder
        for layer in reversed(encoder.layers):
            yield layer, rate
            rate *= settings.layer_decay
        yield nn.ModuleDict({n: part for n, part in encoder.named_children() if n != "layers"}), rate
        yield self.model.heads, settings.rate_heads

    def _share_of_rate(self, step: int) -> float:
        done, warm = step / self.steps, self.settings.warm_up
        return done / warm if done < warm else max(0.0, (1 - done) / (1 - warm))

    def learn(self, batch: Batch, tokens: Tokens, random: np.random.Generator) -> float:
        """One step; the loss."""
        self.model.train()
        drop = torch.from_numpy(random.random(batch.ids.shape) < self.settings.masked)
        signs = torch.tensor([tokens.cls, tokens.sep, tokens.pad])
        hidden = torch.where(drop & ~torch.isin(batch.ids, signs), tokens.mask, batch.ids)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(self.model, batch, self.settings, hidden)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        keep = min(self.settings.average, (1 + self.step) / (10 + self.step))
        for name, w in self.model.named_parameters():
            if w.requires_grad:
                self.average[name].lerp_(w.detach(), 1 - keep)
        return float(loss.detach())

    def averaged(self) -> Model:
        """A model with the running average of the weights."""
        model = Model(self.model.encoder.size)
        model.load_state_dict(self.model.state_dict() | self.average)
        model.eval()
        return model

    def save(self, path: Path, place: Place) -> None:
        """Everything that is needed to go on from `place`."""
        state = {
            "place": place.state(), "step": self.step, "curve": self.curve, "model": self.model.state_dict(),
            "average": self.average, "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(), "noise": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> Place:
        """Goes on from what was saved; how far it had come."""
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.average, self.step, self.curve = state["average"], state["step"], state["curve"]
        torch.set_rng_state(state["noise"])
        return Place(**json.loads(state["place"]))


@dataclass(slots=True)
class Place:
    """How far a run has come: whole epochs, batches of the next, their losses, the state of chance."""

    epoch: int = 0
    losses: list[float] = field(default_factory=list)
    random: dict[str, Any] | None = None
    seconds: float = 0.0

    def state(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))


def train(
    learnt: Sequence[Example], held: Sequence[Example], size: Size, weights: bytes, out: Path,
    settings: TrainSettings,
) -> Run:  # fmt: skip
    """The run after all epochs; a checkpoint is kept in `out` after each and every ten minutes."""
    tokens = Tokens()
    count = len(epoch_cuts(learnt, settings, np.random.default_rng(settings.seed)))
    run = Run(size, settings, round(count * settings.epochs), weights)
    checkpoint = out / CHECKPOINT
    place = run.resume(checkpoint) if checkpoint.exists() else Place()
    while place.epoch < settings.epochs:
        # An epoch's order depends on seed and epoch alone: a resumed run sees what an unbroken one does.
        random = np.random.default_rng([settings.seed, place.epoch])
        batches = epoch_cuts(learnt, settings, random)
        batches = batches[: math.ceil(len(batches) * min(1.0, settings.epochs - place.epoch))]
        if place.random is None:
            torch.manual_seed(settings.seed * 1000 + place.epoch)
        else:
            random.bit_generator.state = place.random
        saved = time.monotonic()
        began = saved - place.seconds
        for cuts in batches[len(place.losses) :]:
            place.losses.append(run.learn(padded(cuts, settings, tokens), tokens, random))
            if len(place.losses) % 20 == 0:
                of = f"epoch {place.epoch + 1} step {len(place.losses)} of {len(batches)}"
                logger.info("%s loss %.4f", of, np.mean(place.losses[-20:]))
            if time.monotonic() - saved > _SAVE_AFTER:
                saved = time.monotonic()
                place.random, place.seconds = dict(random.bit_generator.state), saved - began
                run.save(checkpoint, place)
        model = run.averaged()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            held_scores = list(scored(model, [e.pieces for e in held], tokens))
        found = [ranges_of(e, s, settings.least_link) for e, s in zip(held, held_scores, strict=True)]
        row = {"epoch": min(place.epoch + 1.0, settings.epochs), "loss": float(np.mean(place.losses))}
        row |= {"seconds": time.monotonic() - began}
        row |= {f"held_{name}": value for name, value in figures_of(score(held, found)).items()}
        run.curve.append(row)
        logger.info("%s", json.dumps(row))
        place = Place(place.epoch + 1)
        run.save(checkpoint, place)
    return run


def read_texts(options: argparse.Namespace, settings: TrainSettings) -> tuple[list[Example], list[Example]]:
    """What is learnt from, with what the teacher says of it if there is one, and what is held back."""
    tokens = Tokens()
    examples = read_examples(options.data / "train.jsonl", tokens)
    learnt, held = examples[: -settings.held_articles], examples[-settings.held_articles :]
    learnt = [e for e in learnt if e.publisher != options.without]
    if options.teacher is not None:
        learnt += read_unlabelled(options.unlabelled, tokens)
        teacher = AttributionModel(infer.Encoder(options.teacher), options.teacher)
        taught = teach(teacher, [e.pieces for e in learnt], options.out / "taught.npz")
        learnt = [replace(e, taught=t) for e, t in zip(learnt, taught, strict=True)]
    return learnt, held


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with train.jsonl and dev.jsonl")
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    parser.add_argument("--start", type=Path, help="model.safetensors to start from; else the extra's own")
    parser.add_argument("--out", type=Path, default=Path("build/attribution"), help="where everything goes")
    parser.add_argument("--seed", type=int, help="another seed than in the size's settings")
    parser.add_argument("--without", metavar="PUBLISHER", help="leave a publisher's articles out of training")
    parser.add_argument("--teacher", type=Path, metavar="DIR", help="folder of a larger model to learn from")
    parser.add_argument(
        "--unlabelled", type=Path, nargs="+", default=[], metavar="FILE", help="texts that the teacher reads"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    if options.unlabelled and options.teacher is None:
        parser.error("--unlabelled texts need a --teacher who reads them")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    size, settings = SIZES[options.size], read_settings(options.size, options.seed)
    weights = read_start(options.start) if options.start else find_start(size)
    learnt, held = read_texts(options, settings)
    run = train(learnt, held, size, weights, options.out, settings)
    model = run.averaged()
    export(model.encoder, model.heads, options.out)
    write_reference(model, options.out)
    learnt_from = {
        "start": hashlib.sha256(weights).hexdigest(),
        "left_out": options.without,
        "teacher": options.teacher and digest_of(options.teacher / "encoder.onnx"),
        "unlabelled": {path.name: digest_of(path) for path in options.unlabelled},
    }
    figures = finish(options.out, options.data, size.name, settings, learnt_from, run.curve)
    logger.info("dev: %s", json.dumps(figures))


if __name__ == "__main__":
    main()
