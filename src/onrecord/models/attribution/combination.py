"""How the model is weighed together with the rules: what extract/combining.py looks at, fitted on gold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluate import GoldAttribution, score_attributions
from onrecord.extract.combining import AGREE, OF_MODEL, OF_RULES, features_of_model, features_of_rules
from onrecord.extract.learned import Opinions, both_opinions
from onrecord.extract.rules import Found, spans
from onrecord.language import open_language
from onrecord.models.attribution.calibration import logistic_regression
from onrecord.models.attribution.data import Example
from onrecord.models.attribution.infer import AttributionModel
from onrecord.record import Article

_HEADER = """\
# What each feature counts in saying that an attribution is right: whose find, feature, weight.
# Fitted by `python -m benchmarks.combining` on {count} articles of {name} (SHA-256 {digest}) that the
# model did not learn from; weights only, no words. Compiled by the OnRecord maintainers, 2026-11.
# Licence: Apache-2.0."""


def fit_combination(model: AttributionModel, held: Sequence[Example], path: Path) -> str:
    """The text of a combined.tsv for `model`, fitted on articles of `path` that it did not learn from."""
    language = open_language()
    of_model: tuple[list[tuple[float, ...]], list[bool]] = ([], [])
    of_rules: tuple[list[tuple[float, ...]], list[bool]] = ([], [])
    for example in held:
        article = example.article
        opinions = both_opinions(article, language.parse(article), model.find(article))
        parts = (opinions.syntax, opinions.by_model, opinions.by_rules)
        of_model[0].extend(features_of_model(*parts))
        of_model[1].extend(_right(example, opinions, opinions.by_model))
        judged = _right(example, opinions, opinions.by_rules)
        for features, is_right in zip(features_of_rules(*parts), judged, strict=True):
            if features[OF_RULES.index("model_overlap")] < AGREE:
                of_rules[0].append(features)
                of_rules[1].append(is_right)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    lines = [_HEADER.format(count=len(held), name=path.name, digest=digest)]
    for whose, names, rows in (("model", OF_MODEL, of_model), ("rules", OF_RULES, of_rules)):
        for name, weight in zip((*names, "constant"), logistic_regression(*rows), strict=True):
            lines.append(f"{whose}\t{name}\t{weight:.4f}")
    return "\n".join(lines) + "\n"


def _right(example: Example, opinions: Opinions, found: Sequence[Found]) -> list[bool]:
    """Whether each find is right, all of them taken together."""
    rows = [_as_gold(example.article, opinions, f) for f in found]
    scores = score_attributions([example.gold], {example.doc: rows})
    wrong = {error.predicted for error in scores.errors if error.predicted is not None}
    return [number not in wrong for number in range(len(rows))]


def _as_gold(article: Article, opinions: Opinions, found: Found) -> GoldAttribution:
    return GoldAttribution(
        *(
            tuple((span.start, span.end) for span in spans(article, opinions.syntax, part))
            for part in (found.candidate.source, found.candidate.cue, found.content)
        )
    )
