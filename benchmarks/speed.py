"""Words a second, beside spaCy's own pipeline in the same run: `python -m benchmarks.speed`.

Copies of the sample coverage, each made different by a number, are read stage by stage in one process,
then as a whole into a record file, then with one process a core. Machines are noisy: what counts is the
ratio to spaCy in the same run, and stages are timed by the processor's clock. `--lengths` prints how the time
of each stage grows with the length of one article, `--memory` how peak memory grows with the number of pages.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil
import spacy

import onrecord
from benchmarks import rounds
from onrecord import intake
from onrecord.articles import read_article
from onrecord.extract.timexes import find_timexes
from onrecord.language import open_language
from onrecord.language.english import MODEL
from onrecord.pipeline.finders import open_finder
from onrecord.record import OWN_WORDS, Article, Page, Provenance, Reading, Settings
from onrecord.resolve import resolve
from onrecord.samples import coverage_folder
from onrecord.store import open_store

BATCH_SIZES = (8, 32, 128, 512)


@dataclass(frozen=True)
class Timed:
    """Seconds of the best round."""

    name: str
    seconds: float


def best(name: str, work: Callable[[], object]) -> Timed:
    return Timed(name, rounds.best(work, time.process_time))


def make_pages(folder: Path, number: int) -> None:
    """Copies of the sample pages that no two are the same."""
    originals = sorted(p for p in coverage_folder().iterdir() if p.suffix in (".html", ".txt"))
    for n in range(number):
        original = originals[n % len(originals)]
        content = original.read_bytes()
        if original.suffix == ".html":
            at = content.index(b"</p>", len(content) // 2)
            content = content[:at] + b" This is edition %d." % n + content[at:]
        else:
            content += b"\n\nThis is edition %d.\n" % n
        (folder / f"{n:05d}-{original.name}").write_bytes(content)


def own_words(article: Article) -> str:
    """The text of the blocks that are parsed."""
    blocks = [article.text[b.start : b.end] for b in article.blocks if b.kind in OWN_WORDS]
    return "\n\n".join(blocks)


def by_stage(folder: Path, settings: Settings) -> None:
    language, finder = open_language(), open_finder(settings)
    pages = [p for p in intake.find_pages([str(folder)], settings) if isinstance(p, Page)]
    articles = [read_article(page, settings) for page in pages]
    texts = [own_words(article) for article in articles]
    words = sum(len(text.split()) for text in texts)
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    nlp = spacy.load(MODEL)
    runs = {
        f"{what}, batches of {size}": (what, size)
        for what in ("articles", "paragraphs")
        for size in BATCH_SIZES
    }
    theirs = [
        best(
            f"spaCy, {name}",
            lambda w=what, s=size: list(nlp.pipe(texts if w == "articles" else paragraphs, batch_size=s)),  # type: ignore[misc]
        )
        for name, (what, size) in runs.items()
    ]
    fastest = min(theirs, key=lambda timed: timed.seconds)
    parsed = [language.parse(article) for article in articles]
    found = [finder.find(a, p) for a, p in zip(articles, parsed, strict=True)]

    def store() -> None:
        with tempfile.TemporaryDirectory() as place, open_store(Path(place, "x.db"), "write") as opened:
            for start in range(0, len(readings), 32):
                opened.write(readings[start : start + 32])

    resolved = [resolve(a, p, f) for a, p, f in zip(articles, parsed, found, strict=True)]
    readings = [
        Reading(
            article=a,
            mentions=r.mentions,
            chains=r.chains,
            attributions=r.attributions,
            provenance=Provenance(
                version=onrecord.__version__,
                extractor=a.page.extractor,
                attribution=settings.attribution,
                settings=settings.digest,
                models=(*language.models, *finder.models),
            ),
        )
        for a, r in zip(articles, resolved, strict=True)
    ]
    stages = [
        best("intake", lambda: list(intake.find_pages([str(folder)], settings))),
        best("articles", lambda: [read_article(page, settings) for page in pages]),
        best("language", lambda: [language.parse(article) for article in articles]),
        best("statements", lambda: [finder.find(a, p) for a, p in zip(articles, parsed, strict=True)]),
        best("time expressions", lambda: [find_timexes(a, p) for a, p in zip(articles, parsed, strict=True)]),
        best("resolve", lambda: [resolve(a, p, f) for a, p, f in zip(articles, parsed, found, strict=True)]),
        best("store", store),
    ]
    how = f"statements by {settings.attribution}, one process, best of {rounds.ROUNDS}"
    print(f"{len(pages)} pages, {words} words of articles, {how}")
    print(f"  {'':34s} {'words/s':>9s} {'of spaCy':>9s}")
    named = {stage.name: stage.seconds for stage in stages}
    rows: Sequence[Timed] = [
        fastest,
        *stages,
        Timed(
            "language, statements and times",
            named["language"] + named["statements"] + named["time expressions"],
        ),
        best("whole reading, pages to record", lambda: whole(folder, settings, jobs=None)),
    ]
    for timed in rows:
        rate = words / timed.seconds
        print(f"  {timed.name:34s} {rate:9.0f} {fastest.seconds / timed.seconds:9.2f}")


def whole(folder: Path, settings: Settings, *, jobs: int | None) -> None:
    with tempfile.TemporaryDirectory() as place:
        onrecord.read_into([folder], Path(place, "x.db"), settings=settings, jobs=jobs)


def by_length(lengths: Sequence[int], settings: Settings) -> None:
    """Microseconds a word of each stage, for one article of each length made of the samples' paragraphs."""
    language, finder = open_language(), open_finder(settings)
    paragraphs: list[str] = []
    for path in sorted(coverage_folder().iterdir()):
        media = {".html": "text/html", ".txt": "text/plain"}.get(path.suffix)
        if media is not None:
            page = Page(origin=path.name, media_type=media, content=path.read_bytes())
            paragraphs += own_words(read_article(page, settings)).split("\n\n")
    print("one article, microseconds a word")
    print("    words  articles  language  statements  times  resolve")
    for length in lengths:
        text: list[str] = []
        size = 0
        while size < length:
            # Other names in each copy, as a long page names ever more people.
            n = len(text)
            name = f"Ada {chr(65 + n % 26)}{'aeiou'[n // 26 % 5]}rin{n // 130 % 10 * 'a'}l"
            text.append(f"{name} came. {paragraphs[len(text) % len(paragraphs)]}")
            size += len(text[-1].split())
        page = Page(origin="long", media_type="text/plain", content="\n\n".join(text).encode())
        clock = [time.process_time()]
        article = read_article(page, settings)
        clock.append(time.process_time())
        parsed = language.parse(article)
        clock.append(time.process_time())
        found = finder.find(article, parsed)
        clock.append(time.process_time())
        find_timexes(article, parsed)
        clock.append(time.process_time())
        resolve(article, parsed, found)
        clock.append(time.process_time())
        took = [(after - before) / size * 1e6 for before, after in pairwise(clock)]
        print(f"{size:9}{took[0]:10.1f}{took[1]:10.1f}{took[2]:12.1f}{took[3]:7.1f}{took[4]:9.1f}")


def on_cores(folder: Path, words: int, settings: Settings) -> None:
    """The whole reading by worker processes, their start included."""
    for jobs in (1, psutil.cpu_count() or 1):
        timed, peak = with_peak(lambda j=jobs: whole(folder, settings, jobs=j))  # type: ignore[misc]
        print(
            f"  {jobs} worker(s), start included: {words / timed:.0f} words/s, "
            f"peak memory {peak:.0f} MiB in all"
        )


def with_peak(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and the highest sum of resident memory of this process and its children, in MiB."""
    me, peak, done = psutil.Process(), 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            total = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    total += process.memory_info().rss
                except psutil.Error:
                    continue  # it ended while we looked
            peak = max(peak, total / 2**20)

    watcher = threading.Thread(target=watch)
    start = time.perf_counter()
    watcher.start()
    try:
        work()
    finally:
        seconds = time.perf_counter() - start
        done.set()
        watcher.join()
    return seconds, peak


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=80, help="how many pages to read (default 80)")
    parser.add_argument(
        "--memory", type=int, nargs="*", default=[], help="numbers of pages to show memory for"
    )
    parser.add_argument("--lengths", type=int, nargs="*", default=[], help="words of articles to read alone")
    parser.add_argument("--attribution", default=Settings().attribution, help="how statements are found")
    parser.add_argument("--accurate-model", help="the folder that --attribution accurate needs")
    options = parser.parse_args()
    settings = Settings(attribution=options.attribution, accurate_model=options.accurate_model)
    if options.lengths:
        by_length(options.lengths, settings)
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_pages(folder, options.pages)
        if not options.memory:
            by_stage(folder, settings)
            pages = [p for p in intake.find_pages([place], settings) if isinstance(p, Page)]
            words = sum(len(own_words(read_article(p, settings)).split()) for p in pages)
            on_cores(folder, words, settings)
    for number in options.memory:
        with tempfile.TemporaryDirectory() as place:
            make_pages(Path(place), number)
            seconds, peak = with_peak(lambda p=place: whole(Path(p), settings, jobs=psutil.cpu_count()))  # type: ignore[misc]
            print(
                f"{number} pages: peak memory {peak:.0f} MiB in all processes, "
                f"{number / seconds * 60:.0f} pages/min"
            )


if __name__ == "__main__":
    main()
