"""Inferred days of publication against known ones: `python -m benchmarks.inferred_dates --articles FILE`.

FILE has one JSON object a line with `text` and `date` (PolNeAR's form); or --gold FOLDER has TimeML files, of
which the development part is taken. The dates are hidden, every article is read as an undated plain page, and
what is inferred is compared: once for each article alone, once for sets of articles of one week (none of them
dated; then one). --limit takes so many articles, the first by the SHA-1 of their names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import onrecord
from benchmarks.timex import read_timeml
from onrecord.assemble import infer_dates
from onrecord.pipeline.calendar import TimexCalendar
from onrecord.record import InferredDate, Published, Reading

SHARES = (0.5, 0.8, 0.9, 0.95)  # of the weight, that the days given hold
SET_SIZE = 6  # articles in a set, at most
WEEK = 6  # days between the first and the last of a set


@dataclass(frozen=True)
class Hidden:
    """An article that was read without its date."""

    name: str
    reading: Reading
    day: date


@dataclass(frozen=True)
class Outcome:
    """What was inferred of an article, and what is true."""

    day: date
    row: InferredDate | None

    @property
    def holds(self) -> bool:
        """Whether the true day lies between the days given."""
        assert self.row is not None
        after = self.row.earliest is None or date.fromisoformat(self.row.earliest) <= self.day
        return after and (self.row.latest is None or self.day <= date.fromisoformat(self.row.latest))

    @property
    def width(self) -> int | None:
        """How many days are given; None where one side is open."""
        assert self.row is not None
        if self.row.earliest is None or self.row.latest is None:
            return None
        return (date.fromisoformat(self.row.latest) - date.fromisoformat(self.row.earliest)).days + 1

    @property
    def off(self) -> int:
        """How many days the likeliest day is off."""
        assert self.row is not None
        return abs((date.fromisoformat(self.row.likeliest) - self.day).days)


def read_hidden(options: argparse.Namespace) -> list[Hidden]:
    """The articles of the options, read without their dates, less those whose text states one."""
    texts: list[tuple[str, str, str]] = []
    if options.articles:
        for line in options.articles.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts.append((row["doc"], row["text"], row["date"]))
    if options.gold:
        for path in sorted(options.gold.rglob("*.tml")):
            document = read_timeml(path)
            if not document.is_test and document.article.published:
                texts.append((document.name, document.article.text, document.article.published.value))
    texts.sort(key=lambda it: hashlib.sha1(it[0].encode(), usedforsecurity=False).hexdigest())
    reader = onrecord.Reader()
    found: list[Hidden] = []
    stated = 0
    for name, text, day in texts[: options.limit]:
        reading = reader.read_text(text, origin=name)
        stated += reading.article.published is not None
        if reading.article.published is None:
            found.append(Hidden(name, reading, date.fromisoformat(day)))
    print(f"{len(found)} articles; {stated} more state a date in their text")
    return found


def sets_of_a_week(articles: Sequence[Hidden]) -> list[list[Hidden]]:
    """Articles in sets of SET_SIZE at most, no set longer than a week; single ones are left out."""
    sets: list[list[Hidden]] = []
    for it in sorted(articles, key=lambda it: (it.day, it.name)):
        last = sets[-1] if sets else None
        if last and len(last) < SET_SIZE and it.day - last[0].day <= timedelta(days=WEEK):
            last.append(it)
        else:
            sets.append([it])
    return [it for it in sets if len(it) > 1]


def infer(articles: Sequence[Hidden], share: float, dated: int = 0) -> list[Outcome]:
    """What is inferred of the articles of one record, of which the first `dated` keep their dates."""
    readings = [
        replace(
            it.reading,
            article=replace(it.reading.article, published=Published(value=it.day.isoformat(), how="given")),
        )
        if number < dated
        else it.reading
        for number, it in enumerate(articles)
    ]
    rows = {row.article_id: row for row in infer_dates(readings, TimexCalendar(), share)}
    return [Outcome(it.day, rows.get(it.reading.article.id)) for it in articles[dated:]]


def print_line(name: str, share: float, outcomes: Iterable[Outcome]) -> None:
    every = list(outcomes)
    found = [it for it in every if it.row is not None]
    if not found:
        print(f"{name:28s} {share:5.2f} {len(every):5d}  nothing inferred")
        return
    widths = sorted(width for it in found if (width := it.width) is not None)
    closed = f"{statistics.median(widths):7.0f}" if widths else "      -"
    within = [sum(it.off <= days for it in found) / len(found) for days in (1, 7, 31)]
    print(
        f"{name:28s} {share:5.2f} {len(every):5d} {1 - len(found) / len(every):6.2f}"
        f" {(len(found) - len(widths)) / len(every):6.2f} {sum(it.holds for it in found) / len(found):6.2f}"
        f" {closed}  {' '.join(f'{it:5.2f}' for it in within)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=Path, help="JSON lines with text and date")
    parser.add_argument("--gold", type=Path, help="a folder of TimeML files")
    parser.add_argument("--limit", type=int, default=200, help="how many articles (200)")
    options = parser.parse_args()
    if not options.articles and not options.gold:
        parser.error("give --articles or --gold")
    articles = read_hidden(options)
    sets = sets_of_a_week(articles)
    print("                             share     n   none   open  holds  median   likeliest day off by")
    print("                                                              days    <=1    <=7   <=31")
    start = time.perf_counter()
    for share in SHARES:
        print_line("alone", share, [out for it in articles for out in infer([it], share)])
    alone = time.perf_counter() - start
    for share in SHARES:
        print_line("sets of a week", share, [out for it in sets for out in infer(it, share)])
    for share in SHARES:
        print_line("sets of a week, one dated", share, [out for it in sets for out in infer(it, share, 1)])
    print(f"{alone / len(articles) / len(SHARES) * 1000:.0f} ms for each article alone")


if __name__ == "__main__":
    main()
