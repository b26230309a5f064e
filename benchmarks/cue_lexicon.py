"""Count the lexicon of cues in annotated text: `python -m benchmarks.cue_lexicon --gold FILE > cues.tsv`.

Writes the counts behind `src/onrecord/extract/cues.tsv`: how often each construction of each word was
seen, and how often it was an attribution with the right source. Only lemmas and counts leave the gold.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.gold import article_of, read_gold
from onrecord.evaluate import GoldDocument, overlap, same_source, word_places
from onrecord.evaluate.attributions import LOOSE, Places
from onrecord.extract.candidates import Candidate, find_candidates
from onrecord.extract.cues import KIN, make_lexicon
from onrecord.extract.direct import find_direct, locate, quotations_by_token
from onrecord.extract.headlines import find_in_headlines
from onrecord.extract.quotations import find_quotations
from onrecord.extract.rules import Found, whole_quotations
from onrecord.language import English, open_language
from onrecord.record import OWN_WORDS, Syntax

Counts = dict[tuple[str, str], tuple[int, int]]


class _Gold:
    """A document's gold contents, found by the places that they cover."""

    def __init__(self, document: GoldDocument) -> None:
        self.sources = [word_places(a.source, document.text) for a in document.attributions]
        self.contents = [word_places(a.content, document.text) for a in document.attributions]
        self.banned = word_places(document.discard, document.text)
        self._at: dict[int, set[int]] = defaultdict(set)
        for number, content in enumerate(self.contents):
            for place in content:
                self._at[place].add(number)

    def covers(self, place: int) -> bool:
        return bool(self._at.get(place))

    def has(self, source: Places, content: Places) -> bool:
        near = set[int]().union(*(self._at.get(place, ()) for place in content))
        return any(
            overlap(content, self.contents[n]) >= LOOSE and same_source(source, self.sources[n]) for n in near
        )


def count_document(
    document: GoldDocument, language: English, counts: dict[tuple[str, str], list[int]]
) -> None:
    """Add one document's constructions to `counts` as [seen, right].

    What lies inside a gold content or a quotation is left out: the gold is flat, so nothing is known there.
    """
    article = article_of(document)
    parsed = language.parse(article)
    syntax = Syntax(parsed)
    quoted = locate(syntax, find_quotations(article, OWN_WORDS))
    inside = quotations_by_token(quoted)
    gold = _Gold(document)

    def places(tokens: Iterable[int]) -> Places:
        return word_places([(syntax.tokens[i].start, syntax.tokens[i].end) for i in tokens], document.text)

    def see(candidate: Candidate, tokens: Iterable[int]) -> None:
        content = places(tokens)
        if candidate.head in inside or not content or 2 * len(content & gold.banned) > len(content):
            return
        if gold.covers(syntax.tokens[candidate.head].start):
            return
        seen = counts[candidate.construction, candidate.lemma]
        seen[0] += 1
        seen[1] += gold.has(places(candidate.source), content)

    for candidate in [*find_candidates(syntax), *find_in_headlines(article, parsed, syntax)]:
        see(
            candidate,
            whole_quotations(Found(candidate, frozenset(candidate.content), 1.0), syntax, inside).content,
        )
    for candidate, quotations in find_direct(syntax, quoted, lambda construction, lemma: True):
        see(candidate, (i for q in quotations for i in q.tokens))


def kept(counts: Counts) -> Counts:
    """The counts that can matter: those of words that reach the threshold in the construction or in one of
    its kin, or where an unknown word would reach it."""
    lexicon = make_lexicon(counts)

    def matters(construction: str, lemma: str) -> bool:
        family = KIN.get(construction, (construction,))
        return any(lexicon.may(other, lemma) or lexicon.may(other, "") for other in family)

    return {key: value for key, value in counts.items() if matters(*key)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="a gold file, a JSON line an article")
    options = parser.parse_args()
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    documents = read_gold(options.gold)
    language = open_language()
    for document in documents:
        count_document(document, language, counted)
    counts: Counts = {key: (seen, right) for key, (seen, right) in counted.items()}
    digest = hashlib.sha256(options.gold.read_bytes()).hexdigest()
    print(
        f"# Counted by `python -m benchmarks.cue_lexicon` in {len(documents)} articles, {options.gold.name},"
    )
    print(
        f"# SHA-256 {digest[:16]}. Origin: PolNeAR 1.0, train (Newell, Margolin and Ruths, LREC 2018), whose"
    )
    print("# authors state no licence; here are only words and counts of ours, Apache-2.0 like the project.")
    print("# A lemma * is the construction's rate over words seen at most three times.")
    print("construction\tlemma\tseen\tright")
    for construction, (seen, right) in sorted(make_lexicon(counts).rare.items()):
        print(f"{construction}\t*\t{seen}\t{right}")
    for (construction, lemma), (seen, right) in sorted(kept(counts).items()):
        print(f"{construction}\t{lemma}\t{seen}\t{right}")


if __name__ == "__main__":
    main()
