"""What saved pages of real articles are taken for, and which dates are found on them.

    python -m benchmarks.heads --gold FOLDER [-v]

FOLDER is that of `benchmarks.pages`. All its pages are articles, live pages among them; -v names those that
are refused or marked, for somebody to look at. For dates the day that a page's head states is the gold. It is
taken out of the head, and what the text, its time elements and the address still tell is compared, beside
htmldate.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from htmldate import find_date
from lxml import html

from onrecord.articles import read_article
from onrecord.record import Article, Page, PageError, Settings

SETTINGS = Settings()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    crawled = json.loads((options.gold / "ground_truth.json").read_text(encoding="utf-8"))
    kinds: Counter[str] = Counter()
    places: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    modified = 0
    for path in sorted((options.gold / "html").glob("*.html.gz")):
        content = gzip.decompress(path.read_bytes())
        fetched = str(crawled[path.name]["crawl_date"]).replace(" ", "T")[:19] + "+00:00"
        found = _read(content, fetched)
        if isinstance(found, PageError):
            kinds[f"refused: {found.kind}"] += 1
            if options.verbose:
                print(f"{path.name}: refused: {found.reason}")
            continue
        kinds[found.kind] += 1
        if options.verbose and found.kind != "article":
            print(f"{path.name}: {found.kind}: {found.headline}")
        modified += found.modified is not None
        if found.published is None:
            places["none"] += 1
            continue
        places[str(found.published.place)] += 1
        day = found.published.value[:10]
        bare = _without_stated_date(content)
        again = _read(bare, fetched)
        value = again.published.value[:10] if isinstance(again, Article) and again.published else None
        ours[_outcome(value, day, options.verbose, path.name)] += 1
        guess = find_date(bare.decode(), original_date=True, max_date=fetched[:10], url=found.url)
        theirs[_outcome(guess, day, False, path.name)] += 1
    for title, counts in (
        ("kinds", kinds),
        ("where the date of publication is stated", places),
        ("without the head's date: OnRecord", ours),
        ("without the head's date: htmldate", theirs),
    ):
        print(f"{title}: {', '.join(f'{name} {count}' for name, count in sorted(counts.items()))}")
    print(f"pages that state when they were changed: {modified}")


def _read(content: bytes, fetched: str) -> Article | PageError:
    page = Page(origin="page", media_type="text/html", content=content, fetched=fetched)
    try:
        return read_article(page, SETTINGS)
    except PageError as error:
        return error


def _without_stated_date(content: bytes) -> bytes:
    """The page without JSON-LD and without meta elements; the article's address stays."""
    root: Any = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    for element in list(root.iter("meta", "script")):
        if element.tag == "script" or not element.get("charset"):
            element.drop_tree()
    return bytes(html.tostring(root, encoding="utf-8"))


def _outcome(value: str | None, day: str, verbose: bool, name: str) -> str:
    if value is None:
        return "none"
    if day.startswith(value):
        return "right" if value == day else "right, month only"
    apart = abs((date.fromisoformat(value) - date.fromisoformat(day)).days) if len(value) == 10 else None
    if verbose:
        print(f"{name}: {value} for {day}")
    # a page shows its day where its readers live, and states it in its head in another zone
    return "the day before or after" if apart == 1 else "wrong"


if __name__ == "__main__":
    main()
