"""Article bodies of saved pages: `python -m benchmarks.pages --gold FOLDER [options]`.

FOLDER has `html/NAME.html.gz` and `ground_truth.json`, which gives for each NAME.html.gz the paragraphs of
its "body"; one in square brackets may be left out. What precedes "_" in a name is the publisher. Beside
OnRecord, every other extractor that is installed is run on the same pages.

OnRecord's model was trained on pages of the development gold, so figures on these count only with
`--leave-out`: the model is then trained anew for each publisher without its pages (this needs the extra
"train-blocks"). `--dumps` names a folder with the same pages as text (`python -m benchmarks.renderers`),
which are scored too: whole paragraphs, for each renderer and for all.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.bodies import OTHERS, Extractor, GoldPage, installed, read_gold
from onrecord.articles.html import read_html
from onrecord.articles.plain import find_blocks
from onrecord.evaluate.attributions import Ratio
from onrecord.evaluate.bodies import BodyScores, GoldBody, mean
from onrecord.models.blocks import BlockModel, open_blocks
from onrecord.models.blocks import train as training
from onrecord.models.blocks.infer import LINES, RUNS
from onrecord.record import Settings

BODY = ("paragraph", "list", "quote", "subhead", "table")
ROUNDS = 3

Models = Mapping[str, BlockModel]  # by publisher


def body_of(markup: str, model: BlockModel) -> list[str]:
    """The text of the blocks that are the article's body."""
    found = read_html(markup, Settings(), None, model)
    return [] if found is None else [piece.text for piece in found.pieces if piece.kind in BODY]


def paragraphs_of(text: str, model: BlockModel) -> list[str]:
    """The same of a page as text; what stands above the first paragraph is no paragraph."""
    blocks = [block for block in find_blocks(text, model) if block.kind in BODY]
    first = next((i for i, block in enumerate(blocks) if block.kind != "subhead"), len(blocks))
    return [text[block.start : block.end] for block in blocks[first:]]


def left_out(pages: Sequence[GoldPage], dumps: Mapping[str, Mapping[str, str]]) -> dict[str, BlockModel]:
    """For each publisher a model that was trained without its pages."""
    examples = [training.example_of(page.markup, page.gold.paragraphs, page.gold.optional) for page in pages]
    run_rows = training.run_rows([example for example in examples if example is not None])
    of_run = [page.publisher for page, example in zip(pages, examples, strict=True) if example is not None]
    texts = [(page, texts[page.name]) for texts in dumps.values() for page in pages if page.name in texts]
    line_rows = training.line_rows(
        [training.dump_of(text, page.gold.paragraphs, page.gold.optional) for page, text in texts]
    )
    shipped = open_blocks()
    models = {}
    for publisher in sorted({page.publisher for page in pages}):
        runs = training.fit([r for r, of in zip(run_rows, of_run, strict=True) if of != publisher], RUNS)
        others = [r for r, (page, _) in zip(line_rows, texts, strict=True) if page.publisher != publisher]
        models[publisher] = BlockModel(runs, training.fit(others, LINES) if others else shipped.lines)
    return models


def read_dumps(folder: Path | None) -> dict[str, dict[str, str]]:
    """The pages as text: by renderer, then by the page's name."""
    if folder is None:
        return {}
    return {
        renderer.name: {
            path.name.removesuffix(".txt"): path.read_text(encoding="utf-8")
            for path in sorted(renderer.glob("*.txt"))
        }
        for renderer in sorted(folder.iterdir())
    }


def score_dumps(pages: Sequence[GoldPage], dumps: Mapping[str, Mapping[str, str]], models: Models) -> None:
    """One line a renderer, and one for all."""
    every: list[Ratio] = []
    golds: dict[str, GoldBody] = {page.name: page.gold for page in pages}
    publishers = {page.name: page.publisher for page in pages}
    for renderer, texts in dumps.items():
        scores = BodyScores()
        for name, text in texts.items():
            scores.add(golds[name], paragraphs_of(text, models[publishers[name]]))
        every += scores.paragraphs
        print_ratio(f"as text, {renderer}", mean(scores.paragraphs))
    print_ratio("as text, all", mean(every))


def print_ratio(name: str, ratio: Ratio) -> None:
    """One line of paragraphs."""
    print(f"{name:24s} paragraphs P {ratio.precision:.3f} R {ratio.recall:.3f} F1 {ratio.f1:.3f}")


def on_markup(extract: Extractor) -> Callable[[GoldPage], list[str]]:
    """An extractor that is given the page's markup."""
    return lambda page: extract(page.markup)


def score(
    pages: Sequence[GoldPage], extract: Callable[[GoldPage], list[str]], *, verbose: bool = False
) -> BodyScores:
    """The scores of one extractor."""
    scores = BodyScores()
    for page in pages:
        found = extract(page)
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
    parser.add_argument("--leave-out", action="store_true", help="train without each publisher in turn")
    parser.add_argument("--dumps", type=Path, help="the same pages as text, a folder for each renderer")
    parser.add_argument("--speed", action="store_true", help="time all extractors too")
    parser.add_argument("-v", "--verbose", action="store_true", help="OnRecord's figures for every page")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # of other tools
    pages = read_gold(options.gold)
    dumps = read_dumps(options.dumps)
    shipped = open_blocks()
    publishers = {page.publisher for page in pages}
    models = left_out(pages, dumps) if options.leave_out else dict.fromkeys(publishers, shipped)
    extractors: dict[str, Extractor] = {"OnRecord": lambda markup: body_of(markup, shipped)}
    extractors |= {name: extract for name, extract in OTHERS.items() if installed(name)}
    how = "each left out of training in turn" if options.leave_out else "OnRecord's model as it ships"
    print(f"{len(pages)} pages of {len(publishers)} publishers, {how}")
    ours = score(pages, lambda page: body_of(page.markup, models[page.publisher]), verbose=options.verbose)
    print_scores("OnRecord", ours)
    for name, extract in extractors.items():
        if name != "OnRecord":
            print_scores(name, score(pages, on_markup(extract)))
    score_dumps(pages, dumps, models)
    if options.speed:
        times = seconds(pages, extractors)
        for name, taken in times.items():
            ratio = times["trafilatura"] / taken
            print(f"{name:18s} {1000 * taken / len(pages):6.1f} ms a page, {ratio:.2f} times trafilatura")


if __name__ == "__main__":
    main()
