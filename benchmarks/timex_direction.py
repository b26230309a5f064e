"""Fit which day "Friday" or "March" means: `python -m benchmarks.timex_direction --gold FOLDER`.

FOLDER holds TimeML files (its development part is taken, see benchmarks.timex), FILE PolNeAR's train part,
for which benchmarks/directions.tsv has labels. Prints how often the model is right on documents that it was
not fitted on, in ten folds; --write FILE writes the weights, fitted on all, for the package.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.timex import make_article, read_timeml
from onrecord.extract.timexes.direction import Clauses, Direction, clues_of, distances, kind_of
from onrecord.extract.timexes.find import Candidate, find_candidates, open_name
from onrecord.extract.timexes.periods import parse_value
from onrecord.extract.timexes.rates import rates
from onrecord.extract.timexes.relative import resolve_value
from onrecord.language import open_language
from onrecord.record import Article, Parsed

FOLDS = 10
PENALTY = 0.5  # of squared weights: our choice, not tuned
UNDATED = 0.3  # how much each case counts once more as one of an article without a date
STEPS = 8  # of Newton's method: more change nothing


@dataclass(frozen=True)
class Case:
    """A name of a day with the way that is right."""

    group: str
    document: str
    clues: dict[str, float]
    ahead: bool
    weight: float


def cases_of(
    group: str, article: Article, parsed: Parsed, ways: Sequence[tuple[int, int, str]]
) -> Iterator[Case]:
    """The cases of an article. `ways` are the ranges with "before", "after", or the gold's value."""
    assert article.published is not None
    published = parse_value(article.published.value)
    assert published is not None
    clauses = Clauses(parsed)
    for candidate in find_candidates(parsed, rates()):
        name = open_name(candidate.meaning.relative)
        far = distances(name, published) if name else None
        if name is None or far is None:
            continue
        start = parsed.tokens[candidate.start_token].start
        end = parsed.tokens[candidate.end_token - 1].end
        way = next((way for first, last, way in ways if first < end and start < last), None)
        if way is None:
            continue
        if way not in ("before", "after"):
            values = {
                (found.value() if (found := resolve_value(sign + name, published)) else None): word
                for sign, word in (("<=", "before"), (">=", "after"))
            }
            way = values.get(way.split("T")[0], "")
        if not way:
            continue
        caption = article.blocks[parsed.sentences[_sentence(parsed, candidate)].block].kind == "caption"
        for known, weight in ((far, 1.0), (None, UNDATED)):
            clues = clues_of(
                clauses, candidate.start_token, candidate.end_token - 1, kind_of(name), caption, known
            )
            yield Case(group, article.page.origin, clues, way == "after", weight)


def _sentence(parsed: Parsed, candidate: Candidate) -> int:
    return parsed.tokens[candidate.start_token].sentence


def fit(cases: Sequence[Case]) -> Direction:
    """Weights that make the cases likeliest, with a penalty on their squares."""
    names = sorted({name for case in cases for name in case.clues})
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(cases), len(names)))
    for row, case in enumerate(cases):
        for name, value in case.clues.items():
            x[row, place[name]] = value
    right = np.array([case.ahead for case in cases], dtype=float)
    weight = np.array([case.weight for case in cases])
    w: NDArray[np.float64] = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (p - right)) + PENALTY * w
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(names))
        w -= np.linalg.solve(bend, slope)
    return Direction({name: float(value) for name, value in zip(names, w, strict=True)})


def fold_of(document: str) -> int:
    """The fold that a document is judged in."""
    return int(hashlib.sha1(document.encode(), usedforsecurity=False).hexdigest(), 16) // 5 % FOLDS


def print_folds(cases: Sequence[Case]) -> None:
    right: dict[tuple[str, str], list[bool]] = {}
    for fold in range(FOLDS):
        model = fit([case for case in cases if fold_of(case.document) != fold])
        for case in cases:
            if fold_of(case.document) == fold:
                key = (case.group, "undated" if case.weight < 1 else "dated")
                right.setdefault(key, []).append((model.ahead(case.clues) > 0.5) == case.ahead)
    for (group, how), answers in sorted(right.items()):
        print(f"{group}, {how}: {sum(answers) / len(answers):.3f} of {len(answers)}")


def read_labels(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """The labels of directions.tsv, by article."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        for row in rows:
            start = int(row["start"])
            found.setdefault(row["article"], []).append((start, start + 1, row["way"]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder of TimeML files")
    parser.add_argument("--articles", type=Path, help="PolNeAR's train.jsonl")
    parser.add_argument("--write", type=Path, help="write the weights here")
    options = parser.parse_args()
    language = open_language()
    cases: list[Case] = []
    for path in sorted(options.gold.rglob("*.tml")):
        document = read_timeml(path)
        if not document.is_test:
            ways = [(g.start, g.end, g.value or "") for g in document.gold]
            parsed = language.parse(document.article)
            cases += cases_of("TimeBank, AQUAINT", document.article, parsed, ways)
    if options.articles:
        labels = read_labels(Path(__file__).with_name("directions.tsv"))
        for line in options.articles.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["doc"] in labels:
                article = make_article(row["doc"], row["text"], row["date"])
                cases += cases_of("PolNeAR", article, language.parse(article), labels[row["doc"]])
    print_folds(cases)
    if options.write:
        weights = fit(cases).weights
        number = sum(case.weight == 1 for case in cases)
        head = (
            "# How much each clue speaks for the later one of two days of one name: see direction.py.\n"
            f"# Fitted by `python -m benchmarks.timex_direction` on {number} cases of the development part\n"
            "# of TimeBank and AQUAINT and of PolNeAR's train part. Here are only weights of ours.\n"
            "# Licence: Apache-2.0, 2026-11.\n"
        )
        rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.05]
        options.write.write_text(head + "\n".join(["clue\tweight", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
