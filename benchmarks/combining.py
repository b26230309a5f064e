"""The weights of extract/combined.tsv: `python -m benchmarks.combining --gold FILE --last N`.

FILE has a JSON line an article with its date; the last N by date are taken, which must be those that the
model did not learn from (train.toml's held_articles). Prints the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.gold import article_of, read_gold
from onrecord.evaluate import GoldAttribution, GoldDocument, score_attributions
from onrecord.extract.combining import AGREE, OF_MODEL, OF_RULES, features_of_model, features_of_rules
from onrecord.extract.learned import Opinions, both_opinions
from onrecord.extract.rules import Found, spans
from onrecord.language import open_language
from onrecord.models.attribution import AttributionModel
from onrecord.models.attribution.calibration import logistic_regression
from onrecord.models.encoder import Encoder
from onrecord.record import Article

Rows = tuple[list[tuple[float, ...]], list[bool]]
HEADER = """\
# What each feature counts in saying that an attribution is right: whose find, feature, weight.
# Fitted by `python -m benchmarks.combining` on {count} articles of {name} (SHA-256 {digest}) that the
# model did not learn from; weights only, no words. Compiled by the OnRecord maintainers, 2026-11.
# Licence: Apache-2.0."""


def as_gold(article: Article, opinions: Opinions, found: Found) -> GoldAttribution:
    """A find as ranges."""
    return GoldAttribution(
        *(
            tuple((span.start, span.end) for span in spans(article, opinions.syntax, part))
            for part in (found.candidate.source, found.candidate.cue, found.content)
        )
    )


def right(document: GoldDocument, rows: Sequence[GoldAttribution]) -> list[bool]:
    """Whether each row is right, all rows taken together."""
    scores = score_attributions([document], {document.doc: list(rows)})
    wrong = {error.predicted for error in scores.errors if error.predicted is not None}
    return [number not in wrong for number in range(len(rows))]


def last_documents(path: Path, number: int) -> list[GoldDocument]:
    """The last articles of a gold file by date."""
    with path.open(encoding="utf-8") as lines:
        dates = {row["doc"]: row["date"] for row in map(json.loads, lines)}
    return sorted(read_gold(path), key=lambda d: (dates[d.doc], d.doc))[-number:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a gold file, a JSON line an article")
    parser.add_argument("--last", type=int, default=60, metavar="N")
    options = parser.parse_args()
    language, model = open_language(), AttributionModel(Encoder())
    of_model: Rows = ([], [])
    of_rules: Rows = ([], [])
    documents = last_documents(options.gold, options.last)
    for document in documents:
        article = article_of(document)
        opinions = both_opinions(article, language.parse(article), model.find(article))
        parts = (opinions.syntax, opinions.by_model, opinions.by_rules)
        judged = right(document, [as_gold(article, opinions, found) for found in opinions.by_model])
        of_model[0].extend(features_of_model(*parts))
        of_model[1].extend(judged)
        judged = right(document, [as_gold(article, opinions, found) for found in opinions.by_rules])
        for features, is_right in zip(features_of_rules(*parts), judged, strict=True):
            if features[OF_RULES.index("model_overlap")] < AGREE:
                of_rules[0].append(features)
                of_rules[1].append(is_right)
    digest = hashlib.sha256(options.gold.read_bytes()).hexdigest()[:16]
    print(HEADER.format(count=len(documents), name=options.gold.name, digest=digest))
    for whose, names, rows in (("model", OF_MODEL, of_model), ("rules", OF_RULES, of_rules)):
        for name, weight in zip((*names, "constant"), logistic_regression(*rows), strict=True):
            print(f"{whose}\t{name}\t{weight:.4f}")


if __name__ == "__main__":
    main()
