"""Speakers against resolved gold: `python -m benchmarks.speakers --gold FILE --names NAMES`.

FILE has the texts and attributions (a JSON line an article), NAMES whom their sources stand for; both are
described in benchmarks/README.md. Resolution is measured alone, on the gold's own sources, cues and
contents, and then on what is extracted from the text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.gold import add_finder_options, article_of, finder_settings, read_gold
from benchmarks.speaker_gold import NamedArticle, read_names
from benchmarks.tables import print_speakers
from onrecord.evaluate import GoldAttribution, GoldDocument, NamedContent, Parts, SpeakerScores, wrong_merges
from onrecord.extract.quotations import find_quotations
from onrecord.language import open_language
from onrecord.pipeline.finders import open_finder
from onrecord.record import OWN_WORDS, Article, Attribution, Chain, Form, Span, Spans, digest_id
from onrecord.resolve import Resolved, resolve

# As the attribution stage decides: how much of a content lies inside quotation marks.
DIRECT_SHARE, INDIRECT_SHARE = 0.9, 0.1


@dataclass(slots=True)
class Tally:
    """What one way of finding attributions came to over all articles."""

    scores: SpeakerScores = field(default_factory=SpeakerScores)
    merges: list[tuple[str, str, str]] = field(default_factory=list)  # document, person, person
    people: int = 0  # chains of persons
    nameless: int = 0  # found contents whose source, says the gold, has no name in the article
    named_wrongly: list[tuple[str, str]] = field(default_factory=list)  # of these: the person given, content
    seconds: float = 0.0
    words: int = 0
    predictions: list[dict[str, object]] = field(default_factory=list)

    def add(self, document: GoldDocument, names: NamedArticle, resolved: Resolved) -> None:
        """Count one article."""
        found = [a for a in resolved.attributions if a.holder is None]
        contents = [
            NamedContent(
                parts(a.content), _name(a.speaker), a.speaker_how or "implied", a.speaker_probability
            )
            for a in found
        ]
        gold = [
            NamedContent(document.attributions[row.number].content, row.name if row.scored else None, row.how)
            for row in names.rows
        ]
        self.scores.add(document.text, gold, contents)
        self.people += sum(chain.kind == "person" for chain in resolved.chains)
        merged = wrong_merges(names.people, names.apart, [chain.names for chain in resolved.chains])
        self.merges += [(document.doc, a, b) for a, b in merged]
        self._count_nameless(document, names, found)
        self.words += len(document.text.split())
        rows = [{"content": parts(a.content), "speaker": _name(a.speaker)} for a in found]
        self.predictions.append({"doc": document.doc, "attributions": rows})

    def _count_nameless(
        self, document: GoldDocument, names: NamedArticle, found: Sequence[Attribution]
    ) -> None:
        speakers = {tuple(parts(a.content)): a.speaker for a in found}
        for row in names.rows:
            content = tuple(document.attributions[row.number].content)
            if row.name is None and row.source and not row.uncertain and content in speakers:
                self.nameless += 1
                speaker = speakers[content]
                if speaker is not None and speaker.kind == "person" and speaker.names:
                    words = " … ".join(document.text[start:end] for start, end in content)
                    self.named_wrongly.append((speaker.name, words))


def parts(spans: Iterable[Span]) -> Parts:
    """Spans as ranges."""
    return tuple((span.start, span.end) for span in spans)


def _name(speaker: Chain | None) -> str | None:
    return speaker.name if speaker is not None else None


def as_attributions(article: Article, gold: Sequence[GoldAttribution]) -> tuple[Attribution, ...]:
    """The gold's attributions as extraction would give them, with nobody resolved."""
    quoted = {
        place for q in find_quotations(article, OWN_WORDS) for place in range(q.start, q.end)
    }  # fmt: skip
    made: list[Attribution] = []
    for number, row in enumerate(gold):
        source, cue, content = (
            Spans(article.span(start, end) for start, end in part)
            for part in (row.source, row.cue, row.content)
        )
        places = [i for s in content for i in range(s.start, s.end)]
        share = sum(i in quoted for i in places) / len(places)
        form: Form = "direct" if share >= DIRECT_SHARE else "indirect" if share <= INDIRECT_SHARE else "mixed"
        made.append(
            Attribution(
                id=digest_id("gold", article.id, str(number)),
                article_id=article.id,
                source=source,
                cue=cue,
                content=content,
                form=form,
                act=None,
                negated=False,
                speaker=None,
                speaker_how=None,
                inferred=not source and form == "direct",
            )
        )
    return tuple(made)


def print_tally(label: str, tally: Tally, verbose: bool) -> None:
    """One tally as a table."""
    print(f"{label}:")
    print_speakers(tally.scores)
    share = len(tally.merges) / tally.people if tally.people else 0.0
    print(
        f"  distinct people merged: {len(tally.merges)} pairs; {tally.people} chains of persons ({share:.4f})"
    )
    print(f"  given to a named person though the article names nobody: {len(tally.named_wrongly)} "
          f"of {tally.nameless}")  # fmt: skip
    print(f"  resolve alone: {1000 * tally.seconds / tally.words:.4f} ms a word, "
          f"{tally.words / tally.seconds:.0f} words/s")  # fmt: skip
    if verbose:
        for doc, one, other in tally.merges:
            print(f"  merged {one!r} and {other!r} in {doc}")
        for wanted, found, content in tally.scores.wrong:
            print(f"  gold {wanted!r}, found {found!r}: {content[:90]!r}")
        for person, content in tally.named_wrongly:
            print(f"  nobody named, found {person!r}: {content[:90]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--gold", type=Path, required=True, help="texts and attributions, a JSON line an article"
    )
    parser.add_argument("--names", type=Path, required=True, help="whom the sources stand for")
    add_finder_options(parser)
    parser.add_argument(
        "--predictions", type=Path, help="write what was resolved on gold here, for another scorer"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    names, language = {n.doc: n for n in read_names(options.names)}, open_language()
    finder = open_finder(finder_settings(options))
    alone, whole = Tally(), Tally()
    for document in read_gold(options.gold):
        if document.doc not in names:
            continue
        article = article_of(document)
        parsed = language.parse(article)
        given = as_attributions(article, document.attributions)
        for tally, attributions in (
            (alone, given), (whole, finder.find(article, parsed))
        ):  # fmt: skip
            start = time.perf_counter()
            resolved = resolve(article, parsed, attributions)
            tally.seconds += time.perf_counter() - start
            tally.add(document, names[document.doc], resolved)
    print_tally("on the gold's attributions", alone, options.verbose)
    print_tally(f"end to end, attributions by {options.attribution}", whole, False)
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as out:
            for row in alone.predictions:
                print(json.dumps(row, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
