"""News and near it without annotated attributions: `python -m benchmarks.unlabelled --gold GOLD > FILE`.

GOLD has `gum/train`, `timex` and `pages/fundus` (see benchmarks/README.md). Writes {"doc", "text"}, a line an
article, as `python -m onrecord.models.attribution.train --unlabelled` reads it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bodies import read_gold as read_pages
from benchmarks.gum import read_gum
from benchmarks.timex import read_timeml


def texts(gold: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each article."""
    for document in read_gum(gold / "gum" / "train"):
        yield document.name, document.text
    for path in sorted((gold / "timex").rglob("*.tml")):
        yield path.name, read_timeml(path).article.text
    for page in read_pages(gold / "pages" / "fundus"):
        yield page.name, "\n\n".join(page.gold.paragraphs)


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder with gum/, timex/ and pages/")
    for doc, text in texts(parser.parse_args().gold):
        print(json.dumps({"doc": doc, "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
