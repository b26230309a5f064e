"""What people say against the machine, made from what they point at, kept and laid on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from onrecord.assemble import ENTITIES_VERSION, resolve_entities
from onrecord.pipeline.views import assemble
from onrecord.record import (
    Article,
    Attribution,
    Changed,
    Correction,
    CorrectionError,
    Entity,
    Part,
    Reading,
    Span,
    Target,
    UnknownName,
    make_correction,
    place_of,
    target_of,
    undoings,
)
from onrecord.store import Store, version_of_person

BETWEEN = "…"  # of the parts of a broken quotation, as Spans are written
ANCHORS = 3  # chains of an entity that a merge points at: one may be lost when pages are read anew


def merge(
    store: Store,
    entities: Sequence[str],
    author: str,
    reason: str | None = None,
    *,
    seen: Mapping[str, str] | None = None,
) -> Correction:
    """Say that several entities (by id) are one. Raises UnknownName for an id that leads to none.

    `seen` has the version of each entity that the author looked at; Changed is raised where it is another.
    """
    with _alone_with_people(store):
        found = {it.id: it for it in (_entity(store, ident, seen) for ident in entities)}
        if len(found) < 2:
            raise CorrectionError("A merge needs two who are not one already.")
        targets = [target for it in found.values() for target in _anchors(store, it, 0, ANCHORS)]
        correction = _made("merge", author, reason, targets)
        store.correct(correction)
    assemble(store)
    return correction


def split(
    store: Store,
    entity: str,
    articles: Sequence[str],
    author: str,
    reason: str | None = None,
    *,
    seen: str | None = None,
) -> Correction:
    """Say that whom these articles (by id) name is somebody else than the rest of an entity.

    Raises UnknownName where it is not in one of the articles, CorrectionError where nothing would be left
    or there is one article only, Changed where the entity has another version than `seen`.
    """
    with _alone_with_people(store):
        whole = _entity(store, entity, {entity: seen} if seen is not None else None)
        missing = set(articles) - {it.article for it in whole.members}
        if missing:
            raise UnknownName(f"{whole.name} is not in {', '.join(sorted(missing))}.")
        everywhere = {it.article for it in whole.members}
        if len(everywhere) == 1:
            raise CorrectionError(_one_article(store, whole, everywhere.pop()))
        apart = [it for it in whole.members if it.article in articles]
        if not apart or len(apart) == len(whole.members):
            raise CorrectionError(
                f"{whole.name} is in {len(everywhere)} articles; name some of them, and not all."
            )
        rest = [it for it in whole.members if it not in apart]
        targets = [
            target
            for number, side in enumerate((rest, apart))
            for target in _anchors(store, replace(whole, members=tuple(side)), number)
        ]
        correction = _made("split", author, reason, targets)
        store.correct(correction)
    assemble(store)
    return correction


def _one_article(store: Store, whole: Entity, ident: str) -> str:
    """Why somebody who is in a single article cannot be split, and what can be done."""
    article = _reading(store, ident).article
    merges = [
        it.correction.id
        for it in store.corrections()
        if it.state == "in force"
        and it.correction.kind == "merge"
        and any(
            target.page.fits(article) and any(quote.exact in whole.names for quote in target.quotes)
            for target in it.correction.targets
        )
    ]
    why = f"{whole.name} is in one article only, and a split parts people by articles."
    if not merges:
        return f"{why} `onrecord correct RECORD STATEMENT --speaker NAME` says of one statement who made it."
    back = " or ".join(f"`onrecord undo {store.path} {it}`" for it in merges)
    return f"{why} Here people were merged: {back} takes a merge back."


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
    seen: str | None = None,
) -> tuple[Correction, ...]:
    """Say what is wrong with a statement (by id), or a part of its id that no other begins with.

    `speaker` is a name, in the article or not; `nobody` says that it cannot be told; `wrong` that it is no
    statement at all. `source`, `cue` and `content` are the words that these should be, as they stand in the
    article, several parts with " … " between them; "" where there are none. Raises UnknownName where there
    is no such statement, CorrectionError for words that do not stand in the article and for what cannot
    be meant together, Changed where the statement has another version than `seen`.
    """
    told = {"source": source, "cue": cue, "content": content}
    words = {part: value for part, value in told.items() if value is not None}
    _check_statement(speaker, nobody, wrong, words)
    with store.alone():
        reading, found = _statement(store, statement, seen)
        made = list(_about_statement(store, reading, found, author, reason, speaker, nobody, wrong, words))
        for correction in made:
            store.correct(correction)
    assemble(store)
    return tuple(made)


def _check_statement(speaker: str | None, nobody: bool, wrong: bool, words: Mapping[str, str]) -> None:
    """Raise where these cannot be meant together, or mean nothing."""
    if speaker is not None and nobody:
        raise CorrectionError(f"Either {speaker!r} said it, or it cannot be told who did: not both.")
    if wrong and (speaker is not None or nobody or words):
        raise CorrectionError("What is no statement has no speaker and no parts; say one of the two.")
    if speaker is not None and not speaker.strip():
        raise CorrectionError("The speaker has no name. Say that it cannot be told, if that is meant.")
    if not words.get("content", "some").strip():
        raise CorrectionError("A statement needs the words that were said; without them it is none.")
    if not (speaker is not None or nobody or wrong or words):
        raise CorrectionError("Nothing was said that is wrong with the statement.")


def _about_statement(
    store: Store,
    reading: Reading,
    found: Attribution,
    author: str,
    reason: str | None,
    speaker: str | None,
    nobody: bool,
    wrong: bool,
    words: Mapping[str, str],
) -> Iterator[Correction]:
    article = reading.article
    where = target_of(article, "statement", found.content)
    if wrong:
        yield _made("not-a-statement", author, reason, [where])
    near = found.content[0].start if found.content else 0
    parts = [_part(article, part, wanted, near) for part, wanted in words.items()]
    if parts:
        yield _made("boundaries", author, reason, [where, *parts])
    if speaker is not None or nobody:
        told: dict[str, str | None] = {"speaker": None}
        if speaker is not None:
            told = {"speaker": speaker.strip(), "kind": _kind_of(store, speaker.strip())}
        # After other boundaries the statement is found by the words that it has then.
        after = [target for target in parts if target.part == "content"]
        place = Target(page=where.page, part="statement", quotes=after[0].quotes) if after else where
        yield _made("speaker", author, reason, [place], told)


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
    start: int | None = None,
) -> Correction:
    """Say that these words of an article (by id) are a statement that was missed. Errors as above.

    `start` is where they stand, in code points; without it, their first place is meant.
    """
    _check_statement(speaker, False, False, {"content": content})
    with store.alone():
        here = _reading(store, article).article
        targets = [_part(here, "content", content, start or 0)]
        near = targets[0].quotes[0].start or 0
        for part, words in (("source", source), ("cue", cue)):
            if words:
                targets.append(_part(here, part, words, near))
        told: dict[str, str | None] = {}
        if speaker is not None:
            told = {"speaker": speaker.strip(), "kind": _kind_of(store, speaker.strip())}
        correction = _made("missed-statement", author, reason, targets, told)
        store.correct(correction)
    assemble(store)
    return correction


def correct_article(
    store: Store,
    article: str,
    author: str,
    reason: str | None = None,
    *,
    values: Mapping[str, str | None] | None = None,
    belongs: bool = True,
    seen: str | None = None,
) -> Correction:
    """Say that an article (by id) has another outlet, published or headline, or does not belong here.

    A value of None says that it is not known. Raises CorrectionError for what cannot be meant together,
    Changed where the article's facts have another version than `seen`.
    """
    if not belongs and values:
        raise CorrectionError("What does not belong here needs no other facts; say one of the two.")
    if belongs and not values:
        raise CorrectionError("Nothing was said that is wrong with the article.")
    with store.alone():
        target = target_of(_reading(store, article).article, "article")
        _check_version(store, article, None, seen)
        correction = _made("article" if belongs else "not-in-story", author, reason, [target], values)
        store.correct(correction)
    assemble(store)
    return correction


def undo(store: Store, correction: str, author: str, reason: str | None = None) -> Correction:
    """Say that a correction (by id, or the beginning of one) no longer holds; that can be undone too.

    Raises UnknownName where there is none, AlreadyUndone where it is undone.
    """
    known = [it.correction.id for it in store.corrections() if it.correction.id.startswith(correction)]
    if len(known) != 1 or not correction:
        raise UnknownName(
            f"There is no one correction {correction!r} to undo; `onrecord corrections` lists them."
        )
    made = make_correction("undo", author=author, time=_now(), reason=reason, undoes=known[0])
    store.correct(made)
    assemble(store)
    return made


@contextmanager
def _alone_with_people(store: Store) -> Iterator[None]:
    """Nobody else writes, and it is worked out who is who: somebody may just have corrected something."""
    assemble(store)  # mostly all there is to do, and nobody waits for it
    with store.alone():
        store.write_entities(resolve_entities, ENTITIES_VERSION)
        yield


def _check_version(store: Store, article: str, statement: str | None, seen: str | None) -> None:
    """Raise Changed where others corrected a statement, or the facts of an article, since it was `seen`."""
    standing = store.standing(article)
    if seen is None or standing is None or standing.version(statement) == seen:
        return
    what = "The article" if statement is None else "The statement"
    raise Changed(what, standing.version(statement), _since(store, seen, standing.on(statement)))


def _since(store: Store, seen: str, on: Iterable[Correction]) -> list[Correction]:
    """What came after `seen`: corrections that were not there, and the undoings of those that were."""
    before = set(seen.split("."))
    undone = undoings(it.correction for it in store.corrections())
    came = [it for it in on if it.id not in before]
    return came + [undone[ident] for ident in sorted(before) if ident in undone]


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _entity(store: Store, ident: str, seen: Mapping[str, str] | None = None) -> Entity:
    found = store.entity_id(ident)
    entity = next((it for it in store.entities() if it.id == found), None) if found else None
    if entity is None:
        raise UnknownName(f"{store.path}: there is nobody with the id {ident!r}.")
    now = version_of_person(it.chain for it in entity.members)
    before = (seen or {}).get(ident, now)
    if before != now:
        # It is not known which of these made the difference, or whether a page that was read did.
        decided = [
            it.correction for it in store.corrections() if it.correction.kind in ("merge", "split", "undo")
        ]
        raise Changed(entity.name, now, decided[-1:])
    return entity


def _reading(store: Store, article: str) -> Reading:
    reading = store.reading(article)
    if reading is None:
        raise UnknownName(f"{store.path}: there is no article {article!r}.")
    return reading


def _statement(store: Store, ident: str, seen: str | None) -> tuple[Reading, Attribution]:
    """The only statement whose id begins with `ident`; with `seen`, also one that was taken out as none.

    Raises Changed where others corrected it since it was `seen`.
    """
    found = store.statement_places(ident) if ident else ()
    if len(found) == 1:
        article, full = found[0]
        reading = _reading(store, article)
        _check_version(store, article, full, seen)
        return reading, next(it for it in reading.attributions if it.id == full)
    removed = store.removed(ident) if seen is not None and not found else None
    if removed is None:
        gone = store.taken_out(ident) if ident and not found else ()
        if len(gone) == 1:
            said = gone[0].correction
            raise UnknownName(
                f"{store.path}: the statement {gone[0].statement.id} was marked as no statement, by "
                f"{said.author} on {said.time[:10]}. `onrecord undo {store.path} {said.id}` takes that back."
            )
        count = max(len(found), len(gone))
        what = f"more than one statement ({count})" if count else "no statement"
        raise UnknownName(f"{store.path}: there is {what} with the id {ident!r}.")
    _check_version(store, removed.article_id, ident, seen)
    return _reading(store, removed.article_id), removed


def _kind_of(store: Store, name: str) -> str | None:
    """The kind of everybody and everything of this name, None where they differ or there is none."""
    kinds = {it.kind for it in store.entities() if name in it.names}
    return next(iter(kinds)) if len(kinds) == 1 else None


def _part(article: Article, part: str, words: str, near: int) -> Target:
    """The words of a part where they stand in the article, of several places the nearest to `near`.

    Parts that " … " divides are looked for one after the other, unless it stands there as it is.
    """
    kind: Part = "source" if part == "source" else "cue" if part == "cue" else "content"
    if not words.strip():
        return target_of(article, kind)
    whole = place_of(words, article.text, near)
    if whole is not None:
        return target_of(article, kind, [article.span(*whole)])
    spans: list[Span] = []
    for piece in words.split(BETWEEN):
        place = place_of(piece, article.text, spans[-1].end if spans else near)
        if place is None or (spans and place[0] < spans[-1].end):
            raise CorrectionError(f"{piece.strip()!r} does not stand in the article, word for word.")
        spans.append(article.span(*place))
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
