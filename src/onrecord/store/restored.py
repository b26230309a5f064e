"""Rows become records again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from onrecord.record import (
    Article,
    Attribution,
    Block,
    Chain,
    CopyOf,
    Dateline,
    Evidence,
    Happening,
    InferredDate,
    Mention,
    PageRef,
    Provenance,
    Published,
    Reading,
    Role,
    Span,
    Spans,
    Timex,
)


def article_from(row: Row[Any], origin: Row[Any]) -> Article:
    """The Article of a row of `readings` and one of its origins."""
    return Article(
        id=row.article,
        page=PageRef(
            origin=origin.origin,
            sha256=row.sha256,
            media_type=row.media_type,
            fetched=origin.fetched,
            extractor=row.extractor,
            given_digest=row.given_digest,
        ),
        url=row.url,
        outlet=row.outlet,
        agency=row.agency,
        headline=row.headline,
        bylines=tuple(json.loads(row.bylines)),
        published=(
            Published(value=row.published, how=row.published_how, place=row.published_place)
            if row.published_how
            else None
        ),
        language=row.language,
        text=row.text,
        blocks=tuple(
            Block(kind=kind, start=start, end=end, path=path)
            for kind, start, end, path in json.loads(row.blocks)
        ),
        warnings=tuple(json.loads(row.warnings)),
        kind=row.kind or "article",
        modified=row.modified,
        dateline=(
            Dateline(place=row.dateline_place, date=row.dateline_date)
            if row.dateline_place or row.dateline_date
            else None
        ),
    )


def reading_from(
    row: Row[Any], origin: Row[Any], provenance: Provenance, below: Mapping[str, Sequence[Row[Any]]]
) -> Reading:
    """The Reading of a row of `readings`, one of its origins, and what lies under it by table, in order."""
    chains = _chains_from(row.article, below)
    mentions = tuple(
        Mention(
            id=mention.id,
            span=Span(row.article, mention.start, mention.end, mention.text),
            kind=mention.kind,
            chain=chains[mention.chain].id,
        )
        for mention in below["mentions"]
    )
    return Reading(
        article=article_from(row, origin),
        mentions=mentions,
        chains=tuple(chains),
        attributions=_attributions_from(row.article, chains, below),
        provenance=provenance,
        timexes=tuple(
            Timex(
                id=timex.id,
                span=Span(row.article, timex.start, timex.end, timex.text),
                type=timex.type,
                value=timex.value,
                edtf=timex.edtf,
                mod=timex.mod,
                anchor=timex.anchor,
                relative=timex.relative,
            )
            for timex in below["timexes"]
        ),
        happenings=tuple(
            Happening(
                id=it.id,
                article_id=row.article,
                verb=Span(row.article, it.verb_start, it.verb_end, it.verb),
                clause=Spans(Span(row.article, *place) for place in json.loads(it.clause)),
                timex=it.timex,
                attribution=it.attribution,
                tense=it.tense,
            )
            for it in below["happenings"]
        ),
    )


def _chains_from(article: str, below: Mapping[str, Sequence[Row[Any]]]) -> list[Chain]:
    names: dict[int, list[str]] = {}
    for name in below["chain_names"]:
        names.setdefault(name.chain, []).append(name.name)
    roles: dict[int, list[Role]] = {}
    for role in below["roles"]:
        title = None if role.title is None else Span(article, role.title_start, role.title_end, role.title)
        affiliation = (
            None
            if role.affiliation is None
            else Span(article, role.affiliation_start, role.affiliation_end, role.affiliation)
        )
        roles.setdefault(role.chain, []).append(
            Role(title=title, affiliation=affiliation, former=bool(role.former))
        )
    return [
        Chain(
            id=chain.id,
            kind=chain.kind,
            name=chain.name,
            names=tuple(names.get(chain.position, ())),
            roles=tuple(roles.get(chain.position, ())),
        )
        for chain in below["chains"]
    ]


def _attributions_from(
    article: str, chains: Sequence[Chain], below: Mapping[str, Sequence[Row[Any]]]
) -> tuple[Attribution, ...]:
    parts: dict[tuple[int, str], list[Span]] = {}
    for span in below["spans"]:
        parts.setdefault((span.attribution, span.part), []).append(
            Span(article, span.start, span.end, span.text)
        )
    return tuple(
        Attribution(
            id=row.id,
            article_id=article,
            source=Spans(parts.get((row.position, "source"), ())),
            cue=Spans(parts.get((row.position, "cue"), ())),
            content=Spans(parts.get((row.position, "content"), ())),
            form=row.form,
            act=row.act,
            negated=bool(row.negated),
            speaker=None if row.speaker is None else chains[row.speaker],
            speaker_how=row.speaker_how,
            holder=row.holder,
            addressee=None if row.addressee is None else chains[row.addressee],
            inferred=bool(row.inferred),
            time=row.time,
            probability=row.probability,
            speaker_probability=row.speaker_probability,
        )
        for row in below["attributions"]
    )


def provenance_from(row: Row[Any]) -> Provenance:
    """The Provenance of a row of `provenances`."""
    return Provenance(
        version=row.version,
        extractor=row.extractor,
        attribution=row.attribution,
        settings=row.settings,
        models=tuple((name, digest) for name, digest in json.loads(row.models)),
        timexes=row.timexes,
    )


def inferred_from(row: Row[Any]) -> InferredDate:
    """The InferredDate of a row of `inferred_dates`."""
    return InferredDate(
        article_id=row.article,
        earliest=row.earliest,
        latest=row.latest,
        likeliest=row.likeliest,
        evidence=tuple(
            Evidence(sentence=sentence, spans=tuple(Span(*span) for span in spans))
            for sentence, spans in json.loads(row.evidence)
        ),
    )


def copy_from(row: Row[Any]) -> CopyOf:
    """The CopyOf of a row of `copies`."""
    return CopyOf(
        article_id=row.article,
        original=row.original,
        share=row.share,
        direction=row.direction,
        why=row.why,
        common=tuple(Span(row.article, *place) for place in json.loads(row.common)),
    )
