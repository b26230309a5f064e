"""Weighs model and rules together anew: `python -m benchmarks.combining --gold FILE [--model DIR]`.

FILE has a JSON line an article with its date; the last N by date are taken, which must be those that the
model did not learn from (held_articles in its training's settings). Prints extract/combined.tsv for the
model that ships, or writes the file of the model in DIR. To be done when the rules have changed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.models.attribution import AttributionModel
from onrecord.models.attribution.combination import fit_combination
from onrecord.models.attribution.data import read_examples
from onrecord.models.attribution.manifest import COMBINED, read_manifest, write_manifest
from onrecord.models.encoder import Encoder
from onrecord.models.encoder.pieces import Tokens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a gold file, a JSON line an article")
    parser.add_argument("--last", type=int, default=60, metavar="N")
    parser.add_argument("--model", type=Path, metavar="DIR", help="a model's folder; else the one that ships")
    options = parser.parse_args()
    model = AttributionModel(Encoder(options.model), options.model)
    held = read_examples(options.gold, Tokens())[-options.last :]
    text = fit_combination(model, held, options.gold)
    if options.model is None:
        print(text, end="")
    else:
        (options.model / COMBINED).write_text(text, encoding="utf-8")
        write_manifest(options.model, read_manifest(options.model))


if __name__ == "__main__":
    main()
