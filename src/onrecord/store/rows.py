"""A Reading as rows of the tables; see `restored` for the way back."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from onrecord.record import (
    CopyOf,
    InferredDate,
    Provenance,
    Reading,
    Span,
    Spans,
    StoreError,
    digest_id,
)
from onrecord.store.dates import days_of
from onrecord.store.fts import safe_text
from onrecord.store.words import word_list

Values = tuple[Any, ...]


def provenance_key(provenance: Provenance) -> str:
    """Identifies a Provenance; equal keys mean that reading again would give the same."""
    models = [part for name, digest in provenance.models for part in (name, digest)]
    # Records of before time expressions were looked for keep the keys that they have.
    timexes = () if provenance.timexes is None else ("timexes", provenance.timexes)
    return digest_id(
        provenance.version,
        provenance.extractor,
        provenance.attribution,
        provenance.settings,
        *models,
        *timexes,
    )


@dataclass(slots=True)
class Rows:
    """What lies under the rows of `readings`, each list in the order of its table's columns."""

    chains: list[Values] = field(default_factory=list)
    chain_names: list[Values] = field(default_factory=list)
    roles: list[Values] = field(default_factory=list)
    mentions: list[Values] = field(default_factory=list)
    attributions: list[Values] = field(default_factory=list)
    spans: list[Values] = field(default_factory=list)
    abouts: list[Values] = field(default_factory=list)
    timexes: list[Values] = field(default_factory=list)
    happenings: list[Values] = field(default_factory=list)


def check(reading: Reading) -> None:
    """Raise unless every span is in its place, and every chain and timex that is referred to is there."""
    article = reading.article
    chains = {chain.id for chain in reading.chains}
    referred = {mention.chain for mention in reading.mentions}
    spans = [mention.span for mention in reading.mentions]
    for chain in reading.chains:
        for role in chain.roles:
            spans += [span for span in (role.title, role.affiliation) if span is not None]
    for attribution in reading.attributions:
        spans += (*attribution.source, *attribution.cue, *attribution.content)
        referred |= {chain.id for chain in (attribution.speaker, attribution.addressee) if chain is not None}
    spans += [timex.span for timex in reading.timexes]
    for happening in reading.happenings:
        spans += (happening.verb, *happening.clause)
    for span in spans:
        span.check(article.text)
    dated = {happening.timex for happening in reading.happenings}
    dated |= {said.time for said in reading.attributions if said.time is not None}
    if missing := dated - {timex.id for timex in reading.timexes}:
        raise StoreError(
            f"{article.page.origin}: refers to timexes that it does not have: {sorted(missing)}."
        )
    if missing := referred - chains:
        raise StoreError(f"{article.page.origin}: refers to chains that it does not have: {sorted(missing)}.")


def provenance_row(provenance: Provenance) -> Values:
    """The row of `provenances`."""
    return (
        provenance_key(provenance),
        provenance.version,
        provenance.extractor,
        provenance.attribution,
        provenance.settings,
        json.dumps(provenance.models),
        provenance.timexes,
    )


def reading_row(key: int, reading: Reading) -> Values:
    """The row of `readings`, not shown yet."""
    article, page = reading.article, reading.article.page
    published = article.published
    days = days_of(published.value) if published else None
    blocks = [[block.kind, block.start, block.end, block.path] for block in article.blocks]
    return (
        key,
        article.id,
        False,
        page.sha256,
        page.given_digest,
        page.media_type,
        page.extractor,
        provenance_key(reading.provenance),
        article.url,
        article.outlet,
        word_list(article.outlet or ""),
        article.agency,
        article.headline,
        json.dumps(article.bylines),
        published.value if published else None,
        published.how if published else None,
        days.first if days else None,
        days.last if days else None,
        article.language,
        json.dumps(article.warnings),
        json.dumps(blocks),
        article.text,
        safe_text(article.headline),
        safe_text(article.text),
        article.kind,
        article.modified,
        published.place if published else None,
        article.dateline.place if article.dateline else None,
        article.dateline.date if article.dateline else None,
    )


def add_rows(rows: Rows, key: int, first_attribution: int, reading: Reading) -> None:
    """Append what lies under the reading `key`; its attributions get keys from `first_attribution`."""
    place = {chain.id: position for position, chain in enumerate(reading.chains)}
    for position, chain in enumerate(reading.chains):
        words = word_list(" ".join((chain.name, *chain.names)))
        rows.chains.append((key, position, chain.id, chain.kind, chain.name, words))
        rows.chain_names += [(key, position, number, name) for number, name in enumerate(chain.names)]
        for number, role in enumerate(chain.roles):
            both = (*_maybe_span(role.title), *_maybe_span(role.affiliation))
            rows.roles.append((key, position, number, *both, role.former))
    mentioned = []
    for position, mention in enumerate(reading.mentions):
        span, chain_place = mention.span, place[mention.chain]
        rows.mentions.append(
            (key, position, mention.id, span.start, span.end, span.text, mention.kind, chain_place)
        )
        mentioned.append((span.start, span.end, chain_place))
    mentioned.sort()
    starts = [start for start, _, _ in mentioned]
    for position, attribution in enumerate(reading.attributions):
        content = attribution.content
        text = str(Spans(content))
        rows.attributions.append(
            (
                first_attribution + position,
                key,
                position,
                attribution.id,
                attribution.form,
                attribution.act,
                attribution.negated,
                place[attribution.speaker.id] if attribution.speaker else None,
                attribution.speaker_how,
                attribution.holder,
                place[attribution.addressee.id] if attribution.addressee else None,
                attribution.inferred,
                min((span.start for span in content), default=None),
                max((span.end for span in content), default=None),
                str(Spans(attribution.source)),
                str(Spans(attribution.cue)),
                text,
                safe_text(text),
                attribution.time,
                attribution.probability,
                attribution.speaker_probability,
            )
        )
        for part in ("source", "cue", "content"):
            rows.spans += [
                (key, position, part, number, span.start, span.end, span.text)
                for number, span in enumerate(getattr(attribution, part))
            ]
        about = {
            chain_place
            for span in content
            for _, end, chain_place in mentioned[
                bisect_left(starts, span.start) : bisect_left(starts, span.end)
            ]
            if end <= span.end
        }
        rows.abouts += [(key, position, chain_place) for chain_place in about]
    _add_times(rows, key, reading)


def _add_times(rows: Rows, key: int, reading: Reading) -> None:
    for position, timex in enumerate(reading.timexes):
        span = timex.span
        values = (timex.type, timex.value, timex.edtf, timex.mod, timex.anchor, timex.relative)
        rows.timexes.append((key, position, timex.id, span.start, span.end, span.text, *values))
    for position, it in enumerate(reading.happenings):
        clause = json.dumps([[span.start, span.end, span.text] for span in it.clause])
        verb = (it.verb.start, it.verb.end, it.verb.text)
        rows.happenings.append((key, position, it.id, it.timex, it.attribution, it.tense, *verb, clause))


def _maybe_span(span: Span | None) -> tuple[int | None, int | None, str | None]:
    return (span.start, span.end, span.text) if span else (None, None, None)


def inferred_row(inferred: InferredDate) -> Values:
    """The row of `inferred_dates`."""
    evidence = [
        [reason.sentence, [[span.article_id, span.start, span.end, span.text] for span in reason.spans]]
        for reason in inferred.evidence
    ]
    days = (inferred.earliest, inferred.latest, inferred.likeliest)
    return (inferred.article_id, *days, json.dumps(evidence))


def copy_row(copy: CopyOf) -> Values:
    """The row of `copies`."""
    common = json.dumps([[span.start, span.end, span.text] for span in copy.common])
    return (copy.article_id, copy.original, copy.share, copy.direction, copy.why, common)
