"""What chance and a new outlet cost: `python -m benchmarks.spread --gold DIR --out DIR`.

DIR of --gold has train.jsonl and dev.jsonl. Trains the small network with three seeds, then once without each
publisher, and prints the attribution F1 on dev of the network alone, unrounded. Ten runs are many, so they
are short, without a teacher, in smaller batches than the run that ships. It can be stopped and started
again. Needs the extra `[train]`.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from onrecord.models.attribution.batches import TrainSettings, read_settings
from onrecord.models.attribution.data import Example, read_examples
from onrecord.models.attribution.finish import ranges_of, score
from onrecord.models.attribution.train import scored, train
from onrecord.models.encoder.pieces import Tokens
from onrecord.models.encoder.sizes import SMALL
from onrecord.models.encoder.start import find_start

SEEDS = (20, 21, 22)
# With a third of the usual pieces at a time a short run has steps enough. Chosen on the last train articles.
BATCH_PIECES, AVERAGE = 1024, 0.99


class Runs:
    """Trains on what it is given and scores on dev."""

    def __init__(self, gold: Path, out: Path, settings: TrainSettings) -> None:
        self.tokens = Tokens()
        examples = read_examples(gold / "train.jsonl", self.tokens)
        self.learnt, self.held = examples[: -settings.held_articles], examples[-settings.held_articles :]
        self.dev = read_examples(gold / "dev.jsonl", self.tokens)
        self.publishers = sorted({e.publisher for e in self.dev})
        self._out, self._settings, self._weights = out, settings, find_start(SMALL)

    def f1(self, seed: int, without: str | None = None) -> dict[str, float]:
        """The attribution F1 on dev by publisher; under "" that of all."""
        out = self._out / f"{seed}-{without or 'all'}"
        out.mkdir(parents=True, exist_ok=True)
        settings = replace(self._settings, seed=seed)
        learnt = [e for e in self.learnt if e.publisher != without]
        model = train(learnt, self.held, SMALL, self._weights, out, settings).averaged()
        scores = scored(model, [e.pieces for e in self.dev], self.tokens)
        found = [ranges_of(e, s, settings.least_link) for e, s in zip(self.dev, scores, strict=True)]

        def of(publisher: str) -> float:
            mine = [n for n, e in enumerate(self.dev) if publisher in ("", e.publisher)]
            examples: Sequence[Example] = [self.dev[n] for n in mine]
            return score(examples, [found[n] for n in mine]).attribution.f1

        return {publisher: of(publisher) for publisher in ("", *self.publishers)}


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    usual = read_settings("small", None)
    settings = replace(usual, epochs=options.epochs, batch_pieces=BATCH_PIECES, average=AVERAGE)
    runs = Runs(options.gold, options.out, settings)
    seeds = [runs.f1(seed) for seed in SEEDS]
    whole = [f1[""] for f1 in seeds]
    listed = " ".join(f"{f1:.3f}" for f1 in whole)
    print(f"seeds {SEEDS}, {settings.epochs} epochs: {listed}")
    print(f"  mean {statistics.mean(whole):.3f}, standard deviation {statistics.stdev(whole):.4f}")
    print(f"{'on the publisher':18} learnt (seeds' mean)  left out", flush=True)
    lost = []
    for publisher in runs.publishers:
        learnt = statistics.mean(f1[publisher] for f1 in seeds)
        without = runs.f1(SEEDS[0], publisher)[publisher]
        lost.append(learnt - without)
        print(f"{publisher:18} {learnt:20.3f}  {without:8.3f}", flush=True)
    print(f"  a publisher left out costs {statistics.mean(lost):.3f} on average")


if __name__ == "__main__":
    main()
