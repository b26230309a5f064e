"""Make the block model anew: `python -m onrecord.models.blocks.train --gold FOLDER --dumps FOLDER`.

FOLDER has saved pages with the paragraphs of their articles, `--dumps` what renderers make of them
(`python -m benchmarks.renderers`). Writes runs.npz, lines.npz and manifest.json beside this file. Needs the
extra "train-blocks".
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.articles.characters import replace_unheld
from onrecord.articles.decode import decode
from onrecord.articles.extraction import covered_shares, hints_of
from onrecord.articles.lines import find_units
from onrecord.articles.metadata import read_metadata
from onrecord.articles.pagetext import PageText
from onrecord.articles.tree import parse
from onrecord.models.blocks.features import html_features
from onrecord.models.blocks.infer import LINES, RUNS
from onrecord.models.blocks.lines import line_features
from onrecord.models.blocks.trees import Trees
from onrecord.models.blocks.variants import BELONGS, Dump, Example, vary, vary_dump
from onrecord.models.blocks.words import Hints
from onrecord.record import Settings

SEED = 7
DRESSES = 5  # of each page beside its own
DUMP_DRESSES = 2
ROUNDS = {RUNS: 120, LINES: 160}
# Few leaves, few columns a tree: with more, publishers that were left out got worse by whole pages.
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.12, "feature_fraction": 0.2, "bagging_fraction": 0.6,
    "bagging_freq": 1, "lambda_l2": 10.0, "max_bin": 63, "num_threads": 1, "deterministic": True,
    "force_col_wise": True, "seed": SEED, "verbose": -1,
}  # fmt: skip
SHAPES = {
    RUNS: {"num_leaves": 8, "min_data_in_leaf": 100},
    LINES: {"num_leaves": 12, "min_data_in_leaf": 200},
}

Rows = tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]  # features, belongs, weight


def example_of(markup: str, paragraphs: Sequence[str], optional: Sequence[bool]) -> Example | None:
    """A saved page as an example, or None for one without elements."""
    root = parse(replace_unheld(markup)[0], Settings())
    if root is None:
        return None
    page = PageText(root)
    stated = hints_of(read_metadata(root, None))
    may = [text for text, left in zip(paragraphs, optional, strict=True) if left]
    return Example(
        page.nodes,
        page.runs,
        Hints(stated.titles, stated.descriptions, stated.body),
        covered_shares(page.runs, paragraphs),
        covered_shares(page.runs, may),
    )


def dump_of(text: str, paragraphs: Sequence[str], optional: Sequence[bool]) -> Dump:
    """A page as text as an example."""
    lines = find_units(text)
    may = [text for text, left in zip(paragraphs, optional, strict=True) if left]
    return Dump(lines, covered_shares(lines, paragraphs), covered_shares(lines, may))


def run_rows(examples: Sequence[Example]) -> list[list[Rows]]:
    """For each page the rows of its runs, in its own dress and in others."""
    random = Random(SEED)
    rows: list[list[Rows]] = []
    for example in examples:
        dressed = (example, *(vary(example, random) for _ in range(DRESSES)))
        rows.append(
            [
                _rows(
                    html_features(page.nodes, page.runs, page.hints),
                    [run.text for run in page.runs],
                    page.shares,
                    page.optional,
                )
                for page in dressed
            ]
        )
    return rows


def line_rows(dumps: Sequence[Dump]) -> list[list[Rows]]:
    """For each page as text the rows of its lines, likewise."""
    random = Random(SEED)
    rows: list[list[Rows]] = []
    for example in dumps:
        dressed = (example, *(vary_dump(example, random) for _ in range(DUMP_DRESSES)))
        rows.append(
            [
                _rows(
                    line_features(dump.lines),
                    [line.text for line in dump.lines],
                    dump.shares,
                    dump.optional,
                )
                for dump in dressed
                if dump.lines
            ]
        )
    return rows


def _rows(
    features: NDArray[np.float32], texts: Sequence[str], shares: Sequence[float], optional: Sequence[float]
) -> Rows:
    """A page's rows: every page weighs the same, its long runs more than its short ones."""
    weight = np.sqrt([float(len(text.split())) for text in texts]) + 1.0
    weight *= 200.0 / weight.sum()
    weight[np.array(optional) >= BELONGS] = 0.0  # may be found or left out: nothing to learn
    return features, np.array(shares) >= BELONGS, weight


def fit(pages: Sequence[list[Rows]], name: str) -> Trees:
    """The trees of the file `name`, grown on the rows of these pages."""
    import lightgbm

    rows = [row for page in pages for row in page]
    features, belongs, weight = (np.concatenate(column) for column in zip(*rows, strict=True))
    counted = weight > 0
    data: Any = lightgbm.Dataset(
        features[counted], belongs[counted].astype(np.int32), weight=weight[counted], free_raw_data=True
    )
    booster: Any = lightgbm.train({**PARAMETERS, **SHAPES[name]}, data, ROUNDS[name])
    return Trees.from_lightgbm(booster.dump_model())


def main() -> None:
    """Read the arguments, train, write the weights and the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder of saved pages with their bodies")
    parser.add_argument(
        "--dumps", type=Path, required=True, help="the same pages as text, a folder a renderer"
    )
    options = parser.parse_args()
    truth_file = options.gold / "ground_truth.json"
    examples, dumps = [], []
    seen = hashlib.sha256(truth_file.read_bytes())
    for name, entry in sorted(json.loads(truth_file.read_text(encoding="utf-8")).items()):
        content = gzip.decompress((options.gold / "html" / name).read_bytes())
        seen.update(content)
        optional = [text.startswith("[") and text.endswith("]") for text in entry["body"]]
        paragraphs = [
            text.strip("[]") if may else text for text, may in zip(entry["body"], optional, strict=True)
        ]
        example = example_of(decode(content, html=True).text, paragraphs, optional)
        if example is not None:
            examples.append(example)
        for path in sorted(options.dumps.glob(f"*/{name}.txt")):
            seen.update(path.read_bytes())
            dumps.append(dump_of(path.read_text(encoding="utf-8"), paragraphs, optional))
    here = Path(__file__).parent
    digests = {}
    for name, rows in ((RUNS, run_rows(examples)), (LINES, line_rows(dumps))):
        weights = fit(rows, name).to_bytes()
        (here / name).write_bytes(weights)
        digests[name] = hashlib.sha256(weights).hexdigest()
    manifest = {
        "sha256": digests,
        "seed": SEED,
        "data": {"sha256": seen.hexdigest(), "pages": len(examples), "dumps": len(dumps)},
        "parameters": {
            name: {**PARAMETERS, **SHAPES[name], "rounds": ROUNDS[name]} for name in (RUNS, LINES)
        },
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("lightgbm", "numpy", "lxml")},
        },
    }
    (here / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
