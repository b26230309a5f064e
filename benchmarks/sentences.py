"""Exact spans in single sentences: `python -m benchmarks.sentences --gold FILE`.

Each sentence of FILE (a JSON line an article, as benchmarks/README.md describes) in which a cue stands is
read as a page of its own, and the exact spans of sources, cues and contents in it are compared with the
gold's, cut off at the sentence's ends: the kind of figure that sentence-wise systems report (CofeNet: Wang
et al., COLING 2022). Marks at the edge of a span do not count; what reaches across sentences is lost to both.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.attribution import as_gold
from benchmarks.gold import add_finder_options, article_of, finder_settings, read_gold
from onrecord.evaluate import GoldAttribution
from onrecord.language import open_language
from onrecord.pipeline.finders import open_finder
from onrecord.record import Block

PARTS = ("source", "cue", "content")
EDGES = " \n\t.,;:!?-–—\"'“”‘’()[]"

Places = Counter[tuple[str, int, int]]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without white space and marks at its ends."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def places(text: str, attributions: Iterable[GoldAttribution]) -> Places:
    """Each different span once, by part."""
    found: set[tuple[str, int, int]] = set()
    for attribution in attributions:
        for part in PARTS:
            for start, end in getattr(attribution, part):
                first, after = trimmed(text, start, end)
                if first < after:
                    found.add((part, first, after))
    return Counter(found)


def inside(attribution: GoldAttribution, start: int, end: int) -> GoldAttribution:
    """What of an attribution stands in start..end, counted from there."""
    return GoldAttribution(
        *(
            tuple(
                (max(s, start) - start, min(e, end) - start)
                for s, e in getattr(attribution, part)
                if s < end and e > start
            )
            for part in PARTS
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a gold file, a JSON line an article")
    add_finder_options(parser)
    options = parser.parse_args()
    language = open_language()
    finder = open_finder(finder_settings(options))
    right, predicted, gold = (Counter[str]() for _ in range(3))
    sentences = 0
    for document in read_gold(options.gold):
        article = article_of(document)
        parsed = language.parse(article)
        for sentence in parsed.sentences:
            start = parsed.tokens[sentence.start_token].start
            end = parsed.tokens[sentence.end_token - 1].end
            wanted = [
                inside(a, start, end)
                for a in document.attributions
                if any(start <= s < end for s, _ in a.cue)
            ]
            if not wanted:
                continue
            sentences += 1
            text = document.text[start:end]
            page = replace(article, text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),))
            found = [as_gold(a) for a in finder.find(page, language.parse(page)) if a.holder is None]
            theirs, ours = places(text, wanted), places(text, found)
            for counts, some in ((gold, theirs), (predicted, ours), (right, theirs & ours)):
                counts.update(part for part, _, _ in some)
    print(f"{options.attribution}: {sentences} sentences with a cue, exact spans")
    for part in PARTS:
        precision, recall = right[part] / max(1, predicted[part]), right[part] / max(1, gold[part])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {part:8s} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  of {gold[part]}")


if __name__ == "__main__":
    main()
