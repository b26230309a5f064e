"""The project's own sample coverage as gold: `python -m benchmarks.samples`.

Reads the pages themselves, HTML and text dumps, so that what articles gets wrong counts too; the gold's
offsets are carried over to the article's text by the words around them.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

import onrecord
from benchmarks.tables import print_roles, print_scores, print_speakers
from onrecord.evaluate import GoldAttribution, GoldDocument, RoleScores, RoleWords, score_attributions
from onrecord.evaluate.speakers import NamedContent, SpeakerScores
from onrecord.record import Reading
from onrecord.samples import GoldArticle, GoldSpan, coverage_folder, gold

Ranges = tuple[tuple[int, int], ...]


def ranges(spans: Sequence[GoldSpan], places: dict[int, int]) -> Ranges:
    """`spans` of the gold's text as ranges of the article's; those that are not there are left out."""
    return tuple(
        (places[s.start], places[s.end - 1] + 1) for s in spans if s.start in places and s.end - 1 in places
    )


def joint(name: str | None) -> bool:
    """Whether several speak at once, which one speaker cannot match."""
    return name is not None and ";" in name


def align(gold_text: str, text: str) -> dict[int, int]:
    """For each place in `gold_text` its place in `text`, paragraph by paragraph, white space apart."""
    places: dict[int, int] = {}
    at = 0
    for paragraph in re.finditer(r"[^\n]+", gold_text):
        words = [re.escape(word) for word in paragraph.group().split()]
        pattern = re.compile(r"\s+".join(words))
        found = pattern.search(text, at) or pattern.search(text)
        if found is None:
            continue
        at = found.end() if found.start() >= at else at
        theirs = [i for i in range(found.start(), found.end()) if not text[i].isspace()]
        ours = [i for i in range(paragraph.start(), paragraph.end()) if not gold_text[i].isspace()]
        places.update(zip(ours, theirs, strict=True))
    return places


def documents(
    article: GoldArticle, reading: Reading, *, flat: bool
) -> tuple[GoldDocument, list[GoldAttribution]]:
    """Gold and prediction over one article's text; `flat` leaves out what lies inside another's content."""
    places = align(article.text, reading.article.text)
    wanted = tuple(
        GoldAttribution(ranges(a.source, places), ranges(a.cue, places), ranges(a.content, places))
        for a in article.attributions
        if not (flat and a.holder is not None)
    )
    found = [
        GoldAttribution(*(tuple((s.start, s.end) for s in part) for part in (a.source, a.cue, a.content)))
        for a in reading.attributions
        if not (flat and a.holder is not None)
    ]
    return GoldDocument(article.doc, reading.article.text, wanted), found


def add_roles(scores: RoleScores, article: GoldArticle, reading: Reading) -> None:
    """Count the roles of the people of one article; who is nobody's chain there has none."""
    for person in article.people:
        chain = next((c for c in reading.chains if c.kind == "person" and c.name == person.name), None)
        scores.add(
            f"{article.doc} {person.name}",
            [RoleWords(role.title, role.affiliation, role.former) for role in person.roles],
            [
                RoleWords(
                    role.title.text if role.title is not None else None,
                    role.affiliation.text if role.affiliation is not None else None,
                    role.former,
                )
                for role in (chain.roles if chain is not None else ())
            ],
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    sheet = coverage_folder() / "pages.csv"
    with onrecord.read(coverage_folder(), metadata=sheet) as record:
        readings = {reading.article.page.origin.rsplit("/", 1)[-1]: reading for reading in record.readings}
    articles = gold()
    for name, flat in (("statements without a holder", True), ("all statements, nested too", False)):
        pairs = [documents(a, readings[a.doc], flat=flat) for a in articles]
        scores = score_attributions([g for g, _ in pairs], {g.doc: p for g, p in pairs})
        print_scores(name, scores)
        if options.verbose and not flat:
            golds, predictions = {g.doc: g for g, _ in pairs}, {g.doc: p for g, p in pairs}
            for error in scores.errors:
                text = golds[error.doc].text
                rows = []
                if error.predicted is not None:
                    rows.append(("found", predictions[error.doc][error.predicted]))
                if error.gold is not None:
                    rows.append(("gold ", golds[error.doc].attributions[error.gold]))
                for label, row in rows:
                    parts = [
                        " … ".join(text[s:e] for s, e in part) for part in (row.source, row.cue, row.content)
                    ]
                    print(f"  {error.kind:9s}{label} {parts}")
    speakers = SpeakerScores()
    for article in articles:
        reading = readings[article.doc]
        places = align(article.text, reading.article.text)
        speakers.add(
            reading.article.text,
            [
                NamedContent(ranges(a.content, places), None if joint(a.speaker) else a.speaker, a.how)
                for a in article.attributions
            ],
            [
                NamedContent(
                    tuple((s.start, s.end) for s in a.content),
                    a.speaker.name if a.speaker is not None else None,
                )
                for a in reading.attributions
            ],
        )
    print_speakers(speakers)
    if options.verbose:
        for wanted, found, content in speakers.wrong:
            print(f"  gold {wanted!r}, found {found!r}: {content[:90]}")
    roles = RoleScores()
    for article in articles:
        add_roles(roles, article, readings[article.doc])
    print_roles(roles)
    if options.verbose:
        for label, some in (("missed", roles.missed), ("wrong ", roles.wrong)):
            for who, role in some:
                print(f"  {label} {who}: {role.title} | {role.affiliation}{' | former' * role.former}")


if __name__ == "__main__":
    main()
