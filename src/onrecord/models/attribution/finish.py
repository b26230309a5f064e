"""What follows training: calibration on the held articles, the manifest, and figures on dev."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from onrecord.evaluate import GoldAttribution, Scores, score_attributions
from onrecord.models.attribution.batches import TrainSettings
from onrecord.models.attribution.calibration import Calibration, fit, write_calibration
from onrecord.models.attribution.combination import fit_combination
from onrecord.models.attribution.data import Example, read_examples
from onrecord.models.attribution.decode import Part, decode
from onrecord.models.attribution.infer import AttributionModel
from onrecord.models.attribution.labels import word_ranges
from onrecord.models.attribution.manifest import COMBINED, digest_of, write_manifest
from onrecord.models.attribution.scores import WordScores
from onrecord.models.encoder.infer import Encoder
from onrecord.models.encoder.pieces import Tokens

_VERSIONS = ("torch", "onnx", "onnxruntime", "tokenizers", "numpy")


def finish(
    out: Path, data: Path, size: str, settings: TrainSettings, learnt_from: Mapping[str, object],
    curve: Sequence[Mapping[str, float]],
) -> dict[str, float]:  # fmt: skip
    """Calibrate what was exported to `out`, write its manifest; the figures on dev, in int8.

    `learnt_from` says what, beside the articles of `data`, the weights came of.
    """
    tokens = Tokens()
    held = read_examples(data / "train.jsonl", tokens)[-settings.held_articles :]
    write_calibration(Calibration((0.0,) * 6, 0.0), out)
    manifest = {
        "size": size,
        "seed": settings.seed,
        "settings": asdict(settings),
        "data": {name: digest_of(data / name) for name in ("train.jsonl", "dev.jsonl")},
        **learnt_from,
        "versions": {name: importlib.metadata.version(name) for name in _VERSIONS},
        "curve": curve,
    }
    write_manifest(out, manifest)
    model = AttributionModel(Encoder(out), out)
    scores = [model.score(e.pieces) for e in held]
    features, right = judged(held, scores, settings.least_link)
    write_calibration(fit(features, right, settings.least_link), out)
    model = AttributionModel(Encoder(out), out)
    (out / COMBINED).write_text(fit_combination(model, held, data / "train.jsonl"), encoding="utf-8")
    write_manifest(out, manifest)
    dev = read_examples(data / "dev.jsonl", tokens)
    found = [ranges_of(e, model.score(e.pieces), settings.least_link) for e in dev]
    figures = figures_of(score(dev, found))
    write_manifest(out, manifest | {"dev": figures})
    return figures


def ranges_of(example: Example, scores: WordScores, least_link: float) -> list[GoldAttribution]:
    """What is decoded from the scores of an example, as ranges of code points."""
    starts, ends = word_ranges(example.pieces)

    def ranges(parts: Sequence[Part]) -> tuple[tuple[int, int], ...]:
        return tuple((int(starts[p.first]), int(ends[p.after - 1])) for p in parts)

    first_words = np.searchsorted(example.pieces.words, example.pieces.blocks)
    return [
        GoldAttribution(ranges(d.source), ranges(d.cue), ranges(d.content))
        for d in decode(scores, frozenset(first_words.tolist()), least_link)
    ]


def judged(
    examples: Sequence[Example], scores: Sequence[WordScores], least_link: float
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """The features of each attribution that is decoded, and whether it is right."""
    found = [ranges_of(e, s, least_link) for e, s in zip(examples, scores, strict=True)]
    wrong = {(e.doc, e.predicted) for e in score(examples, found).errors if e.predicted is not None}
    features, right = [], []
    for example, word_scores in zip(examples, scores, strict=True):
        first_words = np.searchsorted(example.pieces.words, example.pieces.blocks)
        for number, d in enumerate(decode(word_scores, frozenset(first_words.tolist()), least_link)):
            features.append(d.features)
            right.append((example.doc, number) not in wrong)
    return features, right


def score(examples: Sequence[Example], found: Sequence[Sequence[GoldAttribution]]) -> Scores:
    """What the scorer says of what was found."""
    return score_attributions(
        [e.gold for e in examples], {e.doc: list(rows) for e, rows in zip(examples, found, strict=True)}
    )


def figures_of(scores: Scores) -> dict[str, float]:
    """The figures that are watched, F1 but for the last."""
    return {
        "attribution": scores.attribution.f1,
        "content": scores.content.f1,
        "exact": scores.exact.f1,
        "source_accuracy": scores.source_accuracy,
    }
