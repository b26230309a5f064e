"""Finding copies among all articles of a store, with what earlier runs worked out."""

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from onrecord.assemble import find_copies
from onrecord.assemble.alignment import Overlap, Side
from onrecord.assemble.copies import Facts, choose_originals, credits_of, find_overlaps, overlap
from onrecord.assemble.sketches import Pair, sketch_of
from onrecord.record import Article, CopyOf
from onrecord.store import Articles, ArticleView, CopyView, Store

MADE_BY = "copies/1"  # how sketches and overlaps are made; with a new number they are made again
KEPT_IN_MEMORY = 1_000  # articles
_HASH = np.dtype("<u8")


class _Gone(Exception):
    """An article that was there at the beginning."""


def assemble_copies(store: Store) -> None:
    """Write into `store` which of its articles copy another one. Only what is new is looked at closely."""
    # An article that goes meanwhile is another writer's doing, who then does this too.
    with contextlib.suppress(_Gone):
        store.write_copies(lambda: _find(store))


def copies(store: Store) -> tuple[CopyOf, ...]:
    """The copies in `store`, found now where a run ended before they could be."""
    known = store.copies()
    return find_copies(reading.article for reading in store.readings()) if known is None else known


def with_copies(store: Store, found: Articles) -> Articles:
    """The articles with what they copy, also where a run ended before that could be written."""
    if store.copies() is not None or not found.rows:
        return found
    by_id = {copy.article_id: copy for copy in copies(store)}
    if not by_id:
        return found
    heads = {it.id: it for it in store.articles()}
    rows = tuple(
        replace(row, copy_of=_view(by_id[row.id], heads)) if row.id in by_id else row for row in found.rows
    )
    return replace(found, rows=rows)


def _view(copy: CopyOf, heads: Mapping[str, ArticleView]) -> CopyView:
    original = heads[copy.original]
    return CopyView(
        article=copy.original,
        headline=original.headline,
        outlet=original.outlet,
        share=copy.share,
        direction=copy.direction,
        why=copy.why,
    )


def _find(store: Store) -> tuple[CopyOf, ...]:
    @functools.lru_cache(maxsize=KEPT_IN_MEMORY)
    def article(ident: str) -> Article:
        found = store.article(ident)
        if found is None:
            raise _Gone
        return found

    kept = store.sketches(MADE_BY)
    new = {ident: sketch_of(article(ident)).astype(_HASH).tobytes() for ident in kept if kept[ident] is None}
    store.keep_sketches(MADE_BY, new)
    sketches = {
        ident: np.frombuffer(new.get(ident, b"") if sketch is None else sketch, dtype=_HASH)
        for ident, sketch in kept.items()
    }
    known = store.overlaps(MADE_BY)
    compared: dict[Pair, str | None] = {}

    def compare(pair: Pair) -> Overlap | None:
        if pair not in known and pair not in compared:
            found = overlap(article(pair[0]), article(pair[1]))
            compared[pair] = None if found is None else _written(found)
        text = known[pair] if pair in known else compared[pair]
        return None if text is None else _read(text)

    facts = _facts(store)
    pairs = find_overlaps(sketches, facts, compare)
    store.keep_overlaps(MADE_BY, compared)
    return choose_originals(facts, pairs, article)


def _facts(store: Store) -> Mapping[str, Facts]:
    return {
        it.id: Facts(
            id=it.id,
            outlet=it.outlet,
            agency=it.agency,
            credits=credits_of(it.bylines, it.agency),
            published=it.published,
            url=it.url,
        )
        for it in store.articles()
    }


def _written(found: Overlap) -> str:
    return json.dumps(
        [
            [side.words, side.told, side.shared, side.shared_told, side.ranges]
            for side in (found.one, found.other)
        ],
        separators=(",", ":"),
    )


def _read(text: str) -> Overlap:
    one, other = (
        Side(words, told, shared, shared_told, tuple((start, end) for start, end in ranges))
        for words, told, shared, shared_told, ranges in json.loads(text)
    )
    return Overlap(one, other)
