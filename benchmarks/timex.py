"""Time expressions against gold: `python -m benchmarks.timex --gold FOLDER [-v] [--rates FILE]`.

FOLDER holds TimeML files, at any depth; what is scored is the TIMEX3 elements of the TEXT element, read as
plain paragraphs published on the document's creation time. A document belongs to the test part when the
SHA-1 of its file name is divisible by five. -v lists what is wrong in the development part, and only there;
--rates counts again, in the development part, how often doubtful words are time expressions.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import spacy
from lxml import etree

from benchmarks.rounds import ROUNDS, best
from benchmarks.timex_others import open_others, valued
from onrecord.evaluate.attributions import Ratio
from onrecord.evaluate.timexes import GoldTimex, TimexScores, score_timexes
from onrecord.extract.timexes import find_timexes
from onrecord.extract.timexes.find import find_candidates
from onrecord.language import open_language
from onrecord.language.english import MODEL
from onrecord.record import Article, Block, PageRef, Parsed, Published, article_id

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True)
class Document:
    """One TimeML file: its article, and the gold in it."""

    name: str
    article: Article
    gold: tuple[GoldTimex, ...]

    @property
    def is_test(self) -> bool:
        """Whether it belongs to the test part."""
        return int(hashlib.sha1(self.name.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0


def read_timeml(path: Path) -> Document:
    """A TimeML file as a document."""
    root: Any = etree.parse(path).getroot()
    created: str = root.find("DCT/TIMEX3").get("value")
    parts: list[str] = []
    gold: list[GoldTimex] = []

    def walk(element: Any) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3":
            gold.append(
                GoldTimex(start, sum(map(len, parts)), element.get("type"), element.get("value") or None)
            )

    walk(root.find("TEXT"))
    gold.sort(key=lambda timex: timex.start)
    return Document(path.name, make_article(path.name, "".join(parts), created[:10]), tuple(gold))


def make_article(name: str, text: str, published: str | None) -> Article:
    """An article of plain paragraphs."""
    return Article(
        id=article_id(text, None),
        page=PageRef(
            origin=name,
            sha256="",
            media_type="text/plain",
            fetched=None,
            extractor="timeml",
            given_digest="",
        ),
        url=None,
        outlet=None,
        agency=None,
        headline=None,
        bylines=(),
        published=Published(value=published, how="given") if published else None,
        language="en",
        text=text,
        blocks=tuple(
            Block(kind="paragraph", start=m.start(), end=m.end()) for m in _PARAGRAPH.finditer(text)
        ),
    )


def predict(document: Document, parsed: Parsed) -> list[GoldTimex]:
    """What is found, in the gold's form."""
    return [
        GoldTimex(timex.span.start, timex.span.end, timex.type, timex.value)
        for timex in find_timexes(document.article, parsed)
    ]


def _ratio(ratio: Ratio) -> str:
    return f"P {ratio.precision:.3f} R {ratio.recall:.3f} F1 {ratio.f1:.3f}"


def print_scores(name: str, scores: TimexScores) -> None:
    print(
        f"{name}: {scores.documents} documents, {scores.gold} gold, {scores.predicted} predicted\n"
        f"  strict  {_ratio(scores.strict)}\n"
        f"  relaxed {_ratio(scores.relaxed)}\n"
        f"  type    accuracy {scores.type_accuracy:.3f} F1 {scores.type_f1:.3f}\n"
        f"  value   accuracy {scores.value_accuracy:.3f} F1 {scores.value_f1:.3f}"
    )


def print_errors(
    documents: Sequence[Document], found: dict[str, list[GoldTimex]], scores: TimexScores
) -> None:
    by_name = {document.name: document for document in documents}
    for error in sorted(scores.errors, key=lambda e: e.kind):
        document = by_name[error.doc]
        text = document.article.text
        p = found[error.doc][error.predicted] if error.predicted is not None else None
        g = document.gold[error.gold] if error.gold is not None else None
        at = p or g
        assert at is not None
        around = (
            f"{text[max(at.start - 40, 0) : at.start]}[{text[at.start : at.end]}]{text[at.end : at.end + 30]}"
        )
        was = f"{p.type} {p.value}" if p else "-"
        wanted = f"{text[g.start : g.end]!r} {g.type} {g.value}" if g else "-"
        print(f"{error.kind:8s} {' '.join(around.split())}  {was}  gold: {wanted}")


def print_others(documents: Sequence[Document], ours: dict[str, list[GoldTimex]]) -> None:
    """The scores of other libraries, of dateparser also on the words that OnRecord found."""
    finders, missing = open_others()
    gold = {d.name: d.gold for d in documents}
    days = {
        d.name: datetime.fromisoformat(d.article.published.value) for d in documents if d.article.published
    }
    for name, find in finders.items():
        print_row(name, score_timexes(gold, {d.name: find(d.article.text, days[d.name]) for d in documents}))
    if "dateparser" in finders:
        found = {d.name: valued(d.article.text, ours[d.name], days[d.name]) for d in documents}
        print_row("dateparser, our spans", score_timexes(gold, found))
    print_row("OnRecord", score_timexes(gold, ours))
    if missing:
        print(f"  not installed: {', '.join(missing)}; pip install '.[benchmark]'")


def print_row(name: str, scores: TimexScores) -> None:
    print(
        f"  {name:22s} strict F1 {scores.strict.f1:.3f} relaxed F1 {scores.relaxed.f1:.3f}"
        f" type F1 {scores.type_f1:.3f} value F1 {scores.value_f1:.3f}"
    )


def print_speed(documents: Sequence[Document], parsed: Sequence[Parsed]) -> None:
    nlp = spacy.load(MODEL)
    texts = [document.article.text for document in documents]
    words = sum(len(text.split()) for text in texts)
    theirs = best(lambda: list(nlp.pipe(texts)))
    ours = best(lambda: [find_timexes(d.article, p) for d, p in zip(documents, parsed, strict=True)])
    print(
        f"speed, best of {ROUNDS}: spaCy {words / theirs:.0f} words/s, time expressions "
        f"{words / ours:.0f} words/s given the tokens: {ours / theirs:.3f} of spaCy's time"
    )


def write_rates(documents: Sequence[Document], parsed: Sequence[Parsed], path: Path) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for document, words in zip(documents, parsed, strict=True):
        for candidate in find_candidates(words, None):
            if not candidate.weighed:
                continue
            start = words.tokens[candidate.start_token].start
            end = words.tokens[candidate.end_token - 1].end
            hit = any(g.start < end and start < g.end for g in document.gold)
            for key in ((candidate.rule, candidate.words), (candidate.rule, "*")):
                seen[key] += 1
                right[key] += hit
    lines = [f"{rule}\t{words}\t{n}\t{right[rule, words]}" for (rule, words), n in sorted(seen.items())]
    head = (
        "# How often a doubtful match of a rule is annotated; the words * are the rule's sum. Counted by\n"
        f"# `python -m benchmarks.timex --rates` in {len(documents)} documents, the development part of\n"
        "# TimeBank and AQUAINT as cleaned for TempEval-3. Here are only words and counts of ours,\n"
        "# Apache-2.0 like the project, 2026-11.\n"
    )
    path.write_text(head + "\n".join(["rule\twords\tseen\tright", *lines]) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder of TimeML files")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong in development")
    parser.add_argument("--rates", type=Path, help="count rates in the development part, write them here")
    options = parser.parse_args()
    documents = [read_timeml(path) for path in sorted(options.gold.rglob("*.tml"))]
    if not documents:
        parser.error(f"no .tml file in {options.gold}")
    language = open_language()
    parsed = {document.name: language.parse(document.article) for document in documents}
    for name, part in (
        ("development", [d for d in documents if not d.is_test]),
        ("test", [d for d in documents if d.is_test]),
    ):
        found = {d.name: predict(d, parsed[d.name]) for d in part}
        scores = score_timexes({d.name: d.gold for d in part}, found)
        print_scores(name, scores)
        if name == "development" and options.verbose:
            print_errors(part, found, scores)
        if name == "development" and options.rates:
            write_rates(part, [parsed[d.name] for d in part], options.rates)
        if name == "test":
            print_others(part, found)
    print_speed(documents, [parsed[document.name] for document in documents])


if __name__ == "__main__":
    main()
