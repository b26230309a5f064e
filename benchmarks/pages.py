"""Article bodies of saved pages: `python -m benchmarks.pages --gold FOLDER [-v] [--speed]`.

FOLDER has `html/NAME.html.gz` and `ground_truth.json`, which gives for each NAME.html.gz the paragraphs of
its "body"; one in square brackets may be left out. What precedes "_" in a name is the publisher. Beside
OnRecord, every other extractor that is installed is run on the same pages.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bodies import OTHERS, Extractor, GoldPage, installed, read_gold
from onrecord.articles.html import read_html
from onrecord.evaluate.bodies import BodyScores, mean
from onrecord.record import Settings

BODY = ("paragraph", "list", "quote", "subhead", "table")
ROUNDS = 3


def onrecord_body(markup: str) -> list[str]:
    """The text of the blocks that are the article's body."""
    found = read_html(markup, Settings(), None)
    return [] if found is None else [piece.text for piece in found.pieces if piece.kind in BODY]


def score(pages: Sequence[GoldPage], extract: Extractor, *, verbose: bool = False) -> BodyScores:
    """The scores of one extractor."""
    scores = BodyScores()
    for page in pages:
        found = extract(page.markup)
        scores.add(page.gold, found)
        if verbose:
            gram, exact = scores.grams[-1], scores.paragraphs[-1]
            print(
                f"  {page.name:32s} 4-grams P {gram.precision:.3f} R {gram.recall:.3f}  "
                f"paragraphs P {exact.precision:.3f} R {exact.recall:.3f}"
            )
    return scores


def print_scores(name: str, scores: BodyScores) -> None:
    """One line a tool."""
    gram, rouge, exact = mean(scores.grams), mean(scores.rouge), mean(scores.paragraphs)
    print(
        f"{name:18s} 4-grams P {gram.precision:.3f} R {gram.recall:.3f} F1 {gram.f1:.3f}   "
        f"ROUGE-LSum P {rouge.precision:.3f} R {rouge.recall:.3f} F1 {rouge.f1:.3f}   "
        f"paragraphs P {exact.precision:.3f} R {exact.recall:.3f} F1 {exact.f1:.3f}"
    )


def seconds(pages: Sequence[GoldPage], extractors: dict[str, Extractor]) -> dict[str, float]:
    """Seconds for all pages, the best of some rounds; the tools take turns, to meet the same load."""
    best = dict.fromkeys(extractors, float("inf"))
    for _ in range(ROUNDS):
        for name, extract in extractors.items():
            start = time.perf_counter()
            for page in pages:
                extract(page.markup)
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder of saved pages with their bodies")
    parser.add_argument("--speed", action="store_true", help="time all extractors too")
    parser.add_argument("-v", "--verbose", action="store_true", help="OnRecord's figures for every page")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # of other tools
    pages = read_gold(options.gold)
    extractors: dict[str, Extractor] = {"OnRecord": onrecord_body}
    extractors |= {name: extract for name, extract in OTHERS.items() if installed(name)}
    print(f"{len(pages)} pages of {len({page.publisher for page in pages})} publishers")
    for name, extract in extractors.items():
        print_scores(name, score(pages, extract, verbose=options.verbose and name == "OnRecord"))
    if options.speed:
        times = seconds(pages, extractors)
        for name, taken in times.items():
            ratio = times["trafilatura"] / taken
            print(f"{name:18s} {1000 * taken / len(pages):6.1f} ms a page, {ratio:.2f} times trafilatura")


if __name__ == "__main__":
    main()
