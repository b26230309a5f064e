"""Readings of undated and dated articles, each clause and its date given by hand."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from onrecord.record import (
    Article,
    Attribution,
    Block,
    Chain,
    Happening,
    PageRef,
    Provenance,
    Published,
    Reading,
    Span,
    Spans,
    Tense,
    Timex,
    article_id,
    digest_id,
)

PROVENANCE = Provenance(
    version="0.1.0", extractor="text/1", attribution="rules", settings="s", models=(), timexes="grammar/1"
)


class Clause(NamedTuple):
    """A clause, the words of its date, and what they mean: `relative`, or an absolute `value`."""

    words: str
    date: str
    relative: str | None = None
    value: str | None = None
    tense: Tense | None = "past"
    said_by: str | None = None


def reading(
    *clauses: Clause,
    published: str | None = None,
    fetched: str | None = None,
    outlet: str | None = "The Skerry Courier",
    values: dict[str, str] | None = None,
) -> Reading:
    """An article that has these clauses as its sentences. `values` are those of relative dates, if known."""
    sentences = [words for words, _ in itertools.groupby(clause.words for clause in clauses)]
    text = " ".join(f"{words}." for words in sentences)
    ident = article_id(text, outlet)
    timexes: list[Timex] = []
    happenings, attributions = [], []
    at = 0
    for number, clause in enumerate(clauses):
        again = number > 0 and clauses[number - 1].words == clause.words  # another date of the same sentence
        start = at - len(clause.words) if again else text.index(clause.words, at)
        at = start + len(clause.words)
        place = start + clause.words.index(clause.date)
        span = Span(ident, place, place + len(clause.date), clause.date)
        known = next((timex for timex in timexes if timex.span == span), None)
        value = clause.value or (values or {}).get(clause.date)
        timex = known or Timex(
            id=digest_id("timex", ident, number),
            span=span,
            type="DATE",
            value=value,
            edtf=value,
            mod=None,
            anchor="published" if clause.relative and value else None,
            relative=clause.relative,
        )
        timexes.append(timex)
        whole = Span(ident, start, at, clause.words)
        speaker = None
        if clause.said_by is not None:
            chain = Chain(id=digest_id("chain", clause.said_by), kind="person", name=clause.said_by, names=())
            speaker = Attribution(
                id=digest_id("said", ident, number),
                article_id=ident,
                source=Spans(),
                cue=Spans(),
                content=Spans([whole]),
                form="direct",
                act="say",
                negated=False,
                speaker=chain,
                speaker_how="implied",
            )
            attributions.append(speaker)
        first = clause.words.split()[0]
        happenings.append(
            Happening(
                id=digest_id("happening", ident, number),
                article_id=ident,
                verb=Span(ident, start, start + len(first), first),
                clause=Spans([whole]),
                timex=timex.id,
                attribution=speaker.id if speaker else None,
                tense=clause.tense,
            )
        )
    page = PageRef(
        origin=f"pages/{ident}.txt",
        sha256=digest_id(ident) * 3 + "0000",
        media_type="text/plain",
        fetched=fetched,
        extractor="text/1",
        given_digest="none",
    )
    article = Article(
        id=ident,
        page=page,
        url=None,
        outlet=outlet,
        agency=None,
        headline=None,
        bylines=(),
        published=Published(value=published, how="given") if published else None,
        language="en",
        text=text,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )
    return Reading(
        article=article,
        mentions=(),
        chains=tuple(said.speaker for said in attributions if said.speaker),
        attributions=tuple(attributions),
        provenance=PROVENANCE,
        timexes=tuple(timexes),
        happenings=tuple(happenings),
    )
