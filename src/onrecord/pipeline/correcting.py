"""What people say against the machine, made from what they point at, kept and laid on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from onrecord.pipeline.views import assemble
from onrecord.record import (
    Article,
    Attribution,
    Correction,
    Entity,
    MetadataError,
    Part,
    Reading,
    Span,
    Target,
    UnknownName,
    make_correction,
    target_of,
)
from onrecord.store import Store

ANCHORS = 3  # chains of an entity that a merge points at: one may be lost when pages are read anew


def merge(store: Store, entities: Sequence[str], author: str, reason: str | None = None) -> Correction:
    """Say that several entities (by id) are one. Raises UnknownName for an id that leads to none."""
    found = {it.id: it for it in (_entity(store, ident) for ident in entities)}
    if len(found) < 2:
        raise MetadataError("A merge needs two who are not one already.")
    targets = [target for it in found.values() for target in _anchors(store, it, 0, ANCHORS)]
    return _keep(store, make_correction("merge", author=author, time=_now(), reason=reason, targets=targets))


def split(
    store: Store, entity: str, articles: Sequence[str], author: str, reason: str | None = None
) -> Correction:
    """Say that whom these articles (by id) name is somebody else than the rest of an entity.

    Raises UnknownName where it is not in one of the articles, MetadataError where nothing would be left.
    """
    whole = _entity(store, entity)
    missing = set(articles) - {it.article for it in whole.members}
    if missing:
        raise UnknownName(f"{whole.name} is not in {', '.join(sorted(missing))}.")
    apart = [it for it in whole.members if it.article in articles]
    if not apart or len(apart) == len(whole.members):
        raise MetadataError(
            f"{whole.name} is in {len(whole.members)} articles; name some of them, and not all."
        )
    rest = [it for it in whole.members if it not in apart]
    targets = [
        target
        for number, side in enumerate((rest, apart))
        for target in _anchors(store, replace(whole, members=tuple(side)), number)
    ]
    return _keep(store, make_correction("split", author=author, time=_now(), reason=reason, targets=targets))


def correct_statement(
    store: Store,
    statement: str,
    author: str,
    reason: str | None = None,
    *,
    speaker: str | None = None,
    nobody: bool = False,
    wrong: bool = False,
    source: str | None = None,
    cue: str | None = None,
    content: str | None = None,
) -> tuple[Correction, ...]:
    """Say what is wrong with a statement (by id), or a part of its id that no other begins with.

    `speaker` is a name, in the article or not; `nobody` says that it cannot be told; `wrong` that it is no
    statement at all. `source`, `cue` and `content` are the words that these should be, as they stand in the
    article; "" where there are none. Raises UnknownName where there is no such statement, MetadataError for
    words that do not stand in the article.
    """
    reading, found = _statement(store, statement)
    article = reading.article
    where = target_of(article, "statement", found.content)
    made: list[Correction] = []
    if wrong:
        made.append(_made("not-a-statement", author, reason, [where]))
    parts = [
        _part(article, part, words, found)
        for part, words in (("source", source), ("cue", cue), ("content", content))
        if words is not None
    ]
    if parts:
        made.append(_made("boundaries", author, reason, [where, *parts]))
    if speaker is not None or nobody:
        told: dict[str, str | None] = {"speaker": None if nobody else speaker}
        if speaker is not None:
            told["kind"] = _kind_of(store, speaker)
        # After other boundaries the statement is found by the words that it has then.
        after = [target for target in parts if target.part == "content"]
        place = Target(page=where.page, part="statement", quotes=after[0].quotes) if after else where
        made.append(_made("speaker", author, reason, [place], told))
    if not made:
        raise MetadataError("Nothing was said that is wrong with the statement.")
    for correction in made:
        store.correct(correction)
    assemble(store)
    return tuple(made)


def miss_statement(
    store: Store,
    article: str,
    content: str,
    author: str,
    reason: str | None = None,
    *,
    source: str | None = None,
    cue: str | None = None,
    speaker: str | None = None,
) -> Correction:
    """Say that these words of an article (by id) are a statement that was missed. Errors as above."""
    reading = _reading(store, article)
    here = reading.article
    targets = [_part(here, "content", content, None)]
    for part, words in (("source", source), ("cue", cue)):
        if words:
            targets.append(_part(here, part, words, None))
    told = {"speaker": speaker, "kind": _kind_of(store, speaker)} if speaker is not None else {}
    return _keep(store, _made("missed-statement", author, reason, targets, told))


def correct_article(
    store: Store,
    article: str,
    author: str,
    reason: str | None = None,
    *,
    values: Mapping[str, str | None] | None = None,
    belongs: bool = True,
) -> Correction:
    """Say that an article (by id) has another outlet, published or headline, or does not belong here."""
    target = target_of(_reading(store, article).article, "article")
    if not belongs:
        return _keep(store, _made("not-in-story", author, reason, [target]))
    if not values:
        raise MetadataError("Nothing was said that is wrong with the article.")
    return _keep(store, _made("article", author, reason, [target], values))


def undo(store: Store, correction: str, author: str, reason: str | None = None) -> Correction:
    """Say that a correction (by id, or the beginning of one) no longer holds; that can be undone too."""
    known = [it.correction.id for it in store.corrections() if it.correction.id.startswith(correction)]
    if len(known) != 1 or not correction:
        raise UnknownName(
            f"There is no one correction {correction!r} to undo; `onrecord corrections` lists them."
        )
    return _keep(store, make_correction("undo", author=author, time=_now(), reason=reason, undoes=known[0]))


def _made(
    kind: str,
    author: str,
    reason: str | None,
    targets: Iterable[Target],
    values: Mapping[str, str | None] | None = None,
) -> Correction:
    return make_correction(
        kind,  # type: ignore[arg-type]
        author=author,
        time=_now(),
        reason=reason,
        targets=targets,
        values=values,
    )


def _keep(store: Store, correction: Correction) -> Correction:
    store.correct(correction)
    assemble(store)
    return correction


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _entity(store: Store, ident: str) -> Entity:
    found = store.entity_id(ident)
    entity = next((it for it in store.entities() if it.id == found), None) if found else None
    if entity is None:
        raise UnknownName(f"{store.path}: there is nobody with the id {ident!r}.")
    return entity


def _reading(store: Store, article: str) -> Reading:
    reading = store.reading(article)
    if reading is None:
        raise UnknownName(f"{store.path}: there is no article {article!r}.")
    return reading


def _statement(store: Store, ident: str) -> tuple[Reading, Attribution]:
    found = store.statement_places(ident)
    if len(found) != 1:
        what = "no statement" if not found else f"more than one statement ({len(found)})"
        raise UnknownName(f"{store.path}: there is {what} with the id {ident!r}.")
    article, full = found[0]
    reading = _reading(store, article)
    return reading, next(it for it in reading.attributions if it.id == full)


def _kind_of(store: Store, name: str) -> str | None:
    """The kind of everybody and everything of this name, None where they differ or there is none."""
    kinds = {it.kind for it in store.entities() if name in it.names}
    return next(iter(kinds)) if len(kinds) == 1 else None


def _part(article: Article, part: str, words: str, near: Attribution | None) -> Target:
    """The words of a part where they stand in the article, of several places the nearest to the statement."""
    spans = []
    if words:
        places = []
        start = article.text.find(words)
        while start >= 0:
            places.append(start)
            start = article.text.find(words, start + 1)
        if not places:
            raise MetadataError(f"{words!r} does not stand in the article, character for character.")
        middle = near.content[0].start if near is not None and near.content else 0
        best = min(places, key=lambda place: (abs(place - middle), place))
        spans.append(Span(article.id, best, best + len(words), words))
    kind: Part = "source" if part == "source" else "cue" if part == "cue" else "content"
    return target_of(article, kind, spans)


def _anchors(store: Store, entity: Entity, group: int, most: int | None = None) -> list[Target]:
    """The first mentions of an entity's chains, in `most` of its articles."""
    targets: list[Target] = []
    for member in entity.members[:most]:
        reading = _reading(store, member.article)
        mentions = [it for it in reading.mentions if it.chain == member.chain]
        named = [it for it in mentions if it.kind == "name"] or mentions
        if named:
            targets.append(target_of(reading.article, "mention", [named[0].span], group))
    return targets
