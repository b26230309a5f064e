"""Gold names of speakers: `python -m benchmarks.speaker_gold --gold FILE NAMES... [--agreement SECOND]`.

FILE has the texts (a JSON line an article, see benchmarks/README.md), NAMES their resolved sources. Checks
that every offset fits the text and every name stands in it; exit status 1 when something does not. With
--agreement the articles that SECOND and NAMES share are compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from benchmarks.gold import read_gold
from onrecord.evaluate import GoldDocument, same_name
from onrecord.record import SpeakerHow

KINDS = {"person", "organisation", "country", "group", None}


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Whom one gold attribution's source stands for; `scored` when it is one named speaker, beyond doubt."""

    number: int
    source: tuple[tuple[int, int], ...]
    name: str | None
    kind: str | None
    how: str
    uncertain: bool
    joint: bool

    @property
    def scored(self) -> bool:
        """Whether accuracy counts it."""
        return self.name is not None and not self.uncertain and not self.joint


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """The resolved sources of one article, its people with the forms of their names, who must stay apart."""

    doc: str
    rows: tuple[NamedRow, ...]
    people: dict[str, tuple[str, ...]]
    apart: tuple[tuple[str, str], ...]
    raw: dict[str, Any]


def read_names(path: Path) -> list[NamedArticle]:
    """The articles of a file of names in its order."""
    with path.open(encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in lines if line.strip()]


def _article(row: dict[str, Any]) -> NamedArticle:
    return NamedArticle(
        doc=row["doc"],
        rows=tuple(
            NamedRow(
                number=a["i"],
                source=tuple((start, end) for start, end in a["source"]),
                name=a["name"],
                kind=a["kind"],
                how=a["how"],
                uncertain=a["uncertain"],
                joint=a.get("joint", False),
            )
            for a in row["attributions"]
        ),
        people={p["name"]: tuple(p["names"]) for p in row["people"]},
        apart=tuple((a, b) for a, b in row["must_not_merge"]),
        raw=row,
    )


def faults(article: NamedArticle, document: GoldDocument) -> Iterator[str]:
    """What does not fit, as sentences."""
    text = document.text
    if [row.number for row in article.rows] != list(range(len(document.attributions))):
        yield "rows are not the attributions of the text"
        return
    for row, gold, raw in zip(article.rows, document.attributions, article.raw["attributions"], strict=True):
        if row.source != gold.source:
            yield f"row {row.number}: another source"
        if row.how not in get_args(SpeakerHow) or row.kind not in KINDS:
            yield f"row {row.number}: unknown how or kind"
        if (row.how == "implied") != (not row.source):
            yield f"row {row.number}: implied means without a source"
        for name in (row.name or "").split("; "):
            if name not in text:
                yield f"row {row.number}: the text has no {name!r}"
        at = [text[start:end] for start, end in raw["name_at"]]
        if at != (row.name.split("; ") if row.name is not None else []):
            yield f"row {row.number}: name_at is another place"
        for place in (raw["group_at"], raw["role_at"]):
            if place is not None and not 0 <= place[0] < place[1] <= len(text):
                yield f"row {row.number}: a place outside the text"
    for person, forms in article.people.items():
        for form in (person, *forms):
            if form not in text:
                yield f"{person}: the text has no {form!r}"
    for pair in article.apart:
        if any(name not in text for name in pair):
            yield f"must_not_merge {pair}: not in the text"


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa of two annotators' labels, -1..1; 1 where both use one label throughout."""
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def print_agreement(first: Sequence[NamedArticle], second: Sequence[NamedArticle]) -> None:
    """How far two annotators agree on the articles that both resolved."""
    others = {article.doc: article for article in second}
    pairs = [
        (a, b)
        for article in first
        if article.doc in others
        for a, b in zip(article.rows, others[article.doc].rows, strict=True)
        if not a.uncertain and not b.uncertain
    ]
    print(f"agreement: {len(pairs)} rows that neither calls uncertain, of {len(others)} articles")
    named = [(a, b) for a, b in pairs if a.name is not None or b.name is not None]
    print(f"  same name or both none  {sum(_same(a, b) for a, b in pairs) / len(pairs):.3f} of {len(pairs)}")
    print(f"  same name, where one has {sum(_same(a, b) for a, b in named) / len(named):.3f} of {len(named)}")
    labels: list[tuple[str, Callable[[NamedRow], object]]] = [
        ("named or not", lambda row: row.name is not None),
        ("how", lambda row: row.how),
        ("kind", lambda row: row.kind),
    ]
    for label, of in labels:
        both = [(of(a), of(b)) for a, b in pairs]
        print(f"  {label:13s} {sum(a == b for a, b in both) / len(both):.3f}, kappa {kappa(both):.3f}")


def _same(a: NamedRow, b: NamedRow) -> bool:
    if a.name is None or b.name is None:
        return a.name is b.name
    return same_name(a.name, b.name) or same_name(b.name, a.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="the texts, a JSON line an article")
    parser.add_argument("--agreement", type=Path, help="names of some of the articles by another annotator")
    parser.add_argument("names", type=Path, nargs="+", help="the files of names")
    options = parser.parse_args()
    documents = {d.doc: d for d in read_gold(options.gold)}
    articles = [article for path in options.names for article in read_names(path)]
    second = read_names(options.agreement) if options.agreement else []
    found = [
        f"{a.doc}: {fault}"
        for a in (*articles, *second)
        for fault in (faults(a, documents[a.doc]) if a.doc in documents else ["no such article"])
    ]
    rows = [row for a in articles for row in a.rows]
    print(f"{len(articles)} articles, {len(rows)} rows, {sum(r.scored for r in rows)} scored, "
          f"{sum(len(a.people) for a in articles)} people, {len(found)} faults")  # fmt: skip
    for fault in found:
        print(" ", fault)
    if second:
        print_agreement(articles, second)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
