"""Attributions inside others' contents: `python -m benchmarks.nested --gold FILE [--nested FILE]`.

--gold has the texts, a JSON line an article; --nested has, for some of them, what lies inside the contents,
as offsets (tests/gold/nested.jsonl, made by reading; tests/gold/README.md says how). What is borderline
there is left out of gold and, where it is found, of what is found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path

from benchmarks.attribution import as_gold
from benchmarks.gold import article_of, read_gold
from benchmarks.tables import print_scores
from onrecord.evaluate import GoldAttribution, GoldDocument, score_attributions
from onrecord.language import open_language
from onrecord.pipeline.finders import open_finder
from onrecord.record import Settings


def read_nested(path: Path, documents: list[GoldDocument]) -> list[GoldDocument]:
    """The documents of which the nested attributions are known, with these as their gold."""
    by_name = {document.doc: document for document in documents}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = by_name[row["doc"]]
        digest = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
        if digest != row["text_sha256"]:
            raise SystemExit(f"{row['doc']}: another text than the one that was annotated (SHA-256 {digest})")
        sure = [n for n in row["nested"] if not n["borderline"]]
        unsure = [n for n in row["nested"] if n["borderline"]]
        found.append(
            replace(
                document,
                attributions=tuple(
                    GoldAttribution(
                        *(tuple((s, e) for s, e in n[part]) for part in ("source", "cue", "content"))
                    )
                    for n in sure
                ),
                discard=tuple((s, e) for n in unsure for s, e in n["cue"]),
            )
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a gold file, a JSON line an article")
    parser.add_argument("--nested", type=Path, default=Path("tests/gold/nested.jsonl"))
    options = parser.parse_args()
    documents = read_nested(options.nested, read_gold(options.gold))
    language = open_language()
    for name in ("both", "model", "rules"):
        finder = open_finder(Settings(attribution=name))
        found: dict[str, list[GoldAttribution]] = {}
        for document in documents:
            article = article_of(document)
            unsure = set(document.discard)
            found[document.doc] = [
                row
                for a in finder.find(article, language.parse(article))
                if a.holder is not None and not unsure.intersection((row := as_gold(a)).cue)
            ]
        kept = [replace(document, discard=()) for document in documents]
        print_scores(f"{name}, nested only", score_attributions(kept, found))


if __name__ == "__main__":
    main()
