"""Speed of the attribution model, beside spaCy's in the same run: `python -m benchmarks.network`.

Model and decoding, with the contents that are read again for statements inside statements, and without.
Words a second of processor time: what counts is the ratio to spaCy's small English pipeline with all its
components at its best batch size, on one thread. Then how much faster two processes are than one, how the
time grows with the length of an article, and how much memory the model takes. It reads the project's own
samples.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks import rounds
from onrecord.articles import read_article
from onrecord.extract import combined_attributions
from onrecord.language import open_language
from onrecord.language.english import MODEL
from onrecord.models.attribution import AttributionModel, Relation
from onrecord.models.encoder import Encoder
from onrecord.record import OWN_WORDS, Article, Page, Parsed, Settings
from onrecord.samples import coverage_folder

LONG = (10_000, 30_000, 100_000)  # words
SETTINGS = Settings(max_words=10 * LONG[-1])

_models: list[AttributionModel] = []  # of a worker process


def texts() -> list[str]:
    """The samples' own words, an article each."""
    found = []
    for path in sorted(coverage_folder().iterdir()):
        media = {".html": "text/html", ".txt": "text/plain"}.get(path.suffix)
        if media is not None:
            article = read_article(
                Page(origin=path.name, media_type=media, content=path.read_bytes()), SETTINGS
            )
            blocks = [article.text[b.start : b.end] for b in article.blocks if b.kind in OWN_WORDS]
            found.append("\n\n".join(blocks))
    return found


def plain(text: str) -> Article:
    return read_article(Page(origin="page", media_type="text/plain", content=text.encode()), SETTINGS)


def best(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the fastest of some rounds, of this process alone unless another clock is given."""
    return rounds.best(work, clock)


def megabytes() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Timed:
    """A model, with the seconds that it takes and the words that it is given to read again."""

    def __init__(self, model: AttributionModel) -> None:
        self._model = model
        self.seconds, self.again = 0.0, 0

    def find(self, article: Article, ranges: Sequence[tuple[int, int]] | None = None) -> tuple[Relation, ...]:
        """What the model finds."""
        self.again += sum(len(article.text[begin:end].split()) for begin, end in ranges or ())
        start = time.process_time()
        found = self._model.find(article, ranges)
        self.seconds += time.process_time() - start
        return found


def with_contents(articles: Sequence[Article], parsed: Sequence[Parsed], model: AttributionModel) -> Timed:
    """The fastest of some rounds in which the model does all that it does by default."""
    done = []
    for _ in range(rounds.ROUNDS):
        timed = Timed(model)
        for article, words in zip(articles, parsed, strict=True):
            combined_attributions(article, words, timed)
        done.append(timed)
    return min(done, key=lambda timed: timed.seconds)


def start() -> None:
    _models.append(AttributionModel(Encoder()))


def read(articles: list[Article]) -> int:
    return sum(len(_models[0].find(article)) for article in articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--copies", type=int, default=10, help="how often the samples are read (default 10)")
    options = parser.parse_args()
    pages = texts() * options.copies
    articles = [plain(text) for text in pages]
    words = sum(len(text.split()) for text in pages)
    before = megabytes()
    start()
    own = best(lambda: read(articles))
    print(f"{words} words, one thread: the model {words / own:.0f} words/s, {megabytes() - before:.0f} MiB")
    for length in LONG:
        text = "\n\n".join(texts() * (1 + length // (words // options.copies)))
        text = text[: text.index("\n", len(text) * length // len(text.split()))]
        article = plain(text)
        seconds = best(lambda article=article: read([article]))  # type: ignore[misc]
        print(f"  an article of {len(text.split())} words: {len(text.split()) / seconds:.0f} words/s, "
              f"{megabytes() - before:.0f} MiB")  # fmt: skip
    halves = [articles[0::2], articles[1::2]]
    with ProcessPoolExecutor(2, get_context("spawn"), start) as pool:
        list(pool.map(read, halves))  # both have their model
        alone = best(lambda: pool.submit(read, articles).result(), time.perf_counter)
        both = best(lambda: list(pool.map(read, halves)), time.perf_counter)
    print(f"  two processes are {alone / both:.2f} times as fast as one")

    import spacy  # last, so that its memory is not counted above

    language = open_language()
    everything = with_contents(articles, [language.parse(article) for article in articles], _models[0])
    nlp = spacy.load(MODEL)
    paragraphs = [paragraph for text in pages for paragraph in text.split("\n\n")]
    runs = {
        (what, size): best(lambda some=some, size=size: list(nlp.pipe(some, batch_size=size)))  # type: ignore[misc]
        for what, some in (("articles", pages), ("paragraphs", paragraphs))
        for size in (8, 32, 128, 512)
    }
    (what, size), theirs = min(runs.items(), key=lambda item: item[1])
    print(f"  spaCy's best, {what} in batches of {size}: {words / theirs:.0f} words/s")
    print(f"  the model is {theirs / own:.2f} times as fast as spaCy, each word read once")
    print(f"  with contents read again ({everything.again / words:.0%} of the words): "
          f"{words / everything.seconds:.0f} words/s, {theirs / everything.seconds:.2f} of it")  # fmt: skip


if __name__ == "__main__":
    main()
