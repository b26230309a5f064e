"""Attributions against gold: `python -m benchmarks.attribution --gold FILE [--predictions OUT]`.

FILE has a JSON line an article, as benchmarks/README.md describes. PolNeAR's annotation is flat: no
attribution lies inside another's content, so only those without a holder are scored. What was asked for is
scored in full, and then the network alone and the rules alone stand beside it. With --predictions the
predictions are written in the same form, for another scorer.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from benchmarks.gold import add_finder_options, article_of, finder_settings, read_gold
from benchmarks.tables import print_scores
from onrecord.evaluate import GoldAttribution, GoldDocument, Scores, score_attributions
from onrecord.extract.quotations import find_quotations
from onrecord.extract.rules import DIRECT_SHARE, INDIRECT_SHARE
from onrecord.language import English, open_language
from onrecord.pipeline.finders import ByModel, ByRules, Finder, open_finder
from onrecord.record import OWN_WORDS, Attribution


def predict(document: GoldDocument, language: English, finder: Finder) -> tuple[Attribution, ...]:
    """The attributions of one document that lie in no other's content."""
    article = article_of(document)
    found = finder.find(article, language.parse(article))
    return tuple(a for a in found if a.holder is None)


def as_gold(attribution: Attribution) -> GoldAttribution:
    """An attribution as ranges."""
    source, cue, content = (
        tuple((span.start, span.end) for span in part)
        for part in (attribution.source, attribution.cue, attribution.content)
    )
    return GoldAttribution(source, cue, content)


def quoted_places(document: GoldDocument) -> set[int]:
    """The places of a document's text that stand in quotation marks."""
    quotations = find_quotations(article_of(document), OWN_WORDS)
    return {i for quotation in quotations for i in range(quotation.start, quotation.end)}


def print_by_form(
    documents: list[GoldDocument], found: dict[str, tuple[Attribution, ...]], scores: Scores
) -> None:
    """Precision by form of what was predicted, and recall by length of what is gold."""
    wrong = {(e.doc, e.predicted) for e in scores.errors if e.predicted is not None}
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for doc, attributions in found.items():
        for number, attribution in enumerate(attributions):
            predicted[attribution.form] += 1
            right[attribution.form] += (doc, number) not in wrong
    for form in sorted(predicted):
        print(f"  {form:14s} P {right[form] / predicted[form]:.3f} of {predicted[form]}")
    for kind, (got, gold) in recalls(documents, scores).items():
        print(f"  recall, {kind}: {got / gold:.3f} of {gold}" if gold else f"  no {kind}")
    print(
        "  errors: " + ", ".join(f"{n} {kind}" for kind, n in Counter(e.kind for e in scores.errors).items())
    )


def recalls(documents: list[GoldDocument], scores: Scores) -> dict[str, tuple[int, int]]:
    """By form and length of what is gold: how many were found with the right source, and of how many."""
    gold: Counter[str] = Counter()
    got: Counter[str] = Counter()
    missed = {(e.doc, e.gold) for e in scores.errors if e.gold is not None}
    for document in documents:
        quoted = quoted_places(document)
        for number, row in enumerate(document.attributions):
            words = sum(len(document.text[start:end].split()) for start, end in row.content)
            places = [i for start, end in row.content for i in range(start, end)]
            share = sum(i in quoted for i in places) / len(places)
            for kind, holds in (
                ("direct", share >= DIRECT_SHARE),
                ("mixed", INDIRECT_SHARE < share < DIRECT_SHARE),
                ("indirect", share <= INDIRECT_SHARE),
                ("content of up to 3 words", words <= 3),
                ("content of over 3 words", words > 3),
                ("without a source", not row.source),
            ):
                gold[kind] += holds
                got[kind] += holds and (document.doc, number) not in missed
    return {kind: (got[kind], gold[kind]) for kind in sorted(gold)}


def print_beside(documents: list[GoldDocument], by_finder: dict[str, Scores]) -> None:
    """A column for each way of finding."""
    print(f"{'side by side':34s}" + "".join(f"{name:>10s}" for name in by_finder))
    rows: dict[str, list[str]] = {}
    for scores in by_finder.values():
        errors = Counter(e.kind for e in scores.errors)
        figures: dict[str, float] = {
            "attribution P": scores.attribution.precision,
            "attribution R": scores.attribution.recall,
            "attribution F1": scores.attribution.f1,
            "content F1": scores.content.f1,
            "content exact F1": scores.exact.f1,
            "source right": scores.source_accuracy,
        }
        kinds = recalls(documents, scores).items()
        figures |= {f"recall, {kind}": got / gold for kind, (got, gold) in kinds if gold}
        for label, figure in figures.items():
            rows.setdefault(label, []).append(f"{figure:10.3f}")
        for kind in ("missed", "source", "spurious"):
            rows.setdefault(f"errors: {kind}", []).append(f"{errors[kind]:10d}")
    for label, cells in rows.items():
        print(f"  {label:32s}" + "".join(cells))


def print_certainty(found: dict[str, tuple[Attribution, ...]], scores: Scores) -> None:
    """How often what has a probability is right, by that, and what asking for more of it costs."""
    wrong = {(e.doc, e.predicted) for e in scores.errors if e.predicted is not None}
    told = [
        (a.probability, (doc, number) not in wrong)
        for doc, attributions in found.items()
        for number, a in enumerate(attributions)
        if a.probability is not None
    ]
    if not told:
        return
    off = 0.0
    for tenth in range(10):
        some = [(p, right) for p, right in told if min(int(p * 10), 9) == tenth]
        if some:
            said, right = sum(p for p, _ in some) / len(some), sum(r for _, r in some) / len(some)
            off += len(some) * abs(said - right)
            print(f"  probability from {tenth / 10:.1f}: {len(some)}, said {said:.3f}, right {right:.3f}")
    print(f"  expected calibration error {off / len(told):.3f} of {len(told)}")
    for least in (0.3, 0.5, 0.7, 0.8, 0.9):
        right_ones = [right for p, right in told if p >= least]
        if right_ones:
            precision, recall = sum(right_ones) / len(right_ones), sum(right_ones) / scores.gold
            print(f"  at least {least}: P {precision:.3f} R {recall:.3f}")


def print_by_publisher(
    path: Path, documents: list[GoldDocument], ranges: dict[str, list[GoldAttribution]]
) -> None:
    """Attribution F1 of each publisher's articles, where the gold file names publishers."""
    by_publisher: dict[str, list[GoldDocument]] = {}
    with path.open(encoding="utf-8") as lines:
        publisher_of = {row["doc"]: row.get("publisher") for row in map(json.loads, lines)}
    for document in documents:
        if publisher_of[document.doc] is not None:
            by_publisher.setdefault(publisher_of[document.doc], []).append(document)
    for publisher, some in sorted(by_publisher.items()):
        scores = score_attributions(some, {d.doc: ranges[d.doc] for d in some})
        print(f"  {publisher:14s} {len(some)} articles, attribution F1 {scores.attribution.f1:.3f}")


def print_errors(
    documents: list[GoldDocument], found: dict[str, list[GoldAttribution]], scores: Scores
) -> None:
    """Every error with its words."""
    by_name = {document.doc: document for document in documents}
    for error in scores.errors:
        document = by_name[error.doc]
        rows = []
        if error.predicted is not None:
            rows.append(("found", found[error.doc][error.predicted]))
        if error.gold is not None:
            rows.append(("gold", document.attributions[error.gold]))
        print(f"{error.kind} in {error.doc}")
        for label, row in rows:
            parts = [
                " … ".join(document.text[s:e] for s, e in part) for part in (row.source, row.cue, row.content)
            ]
            print(f"  {label:5s} {parts}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a gold file, a JSON line an article")
    add_finder_options(parser)
    parser.add_argument("--alone", action="store_true", help="the accurate model without the rules")
    parser.add_argument("--predictions", type=Path, help="write the predictions here, a JSON line an article")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    documents, language = read_gold(options.gold), open_language()
    finder = ByModel(Path(options.accurate_model)) if options.alone else open_finder(finder_settings(options))
    found = {d.doc: predict(d, language, finder) for d in documents}
    ranges = {doc: [as_gold(a) for a in attributions] for doc, attributions in found.items()}
    scores = score_attributions(documents, ranges)
    name = options.attribution + " alone" * options.alone
    print_scores(name, scores)
    print_by_form(documents, found, scores)
    print_by_publisher(options.gold, documents, ranges)
    print_certainty(found, scores)
    by_finder = {name: scores}
    for other, it in (("model", ByModel()), ("rules", ByRules())):
        if other != name:
            others = {d.doc: [as_gold(a) for a in predict(d, language, it)] for d in documents}
            by_finder[other] = score_attributions(documents, others)
    print_beside(documents, by_finder)
    if options.verbose:
        print_errors(documents, ranges, scores)
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as out:
            for doc, rows in ranges.items():
                attributions = [{"source": r.source, "cue": r.cue, "content": r.content} for r in rows]
                print(json.dumps({"doc": doc, "attributions": attributions}), file=out)


if __name__ == "__main__":
    main()
