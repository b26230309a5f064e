"""What people say against the machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from onrecord.record.articles import Article
from onrecord.record.ids import digest_id
from onrecord.record.quotes import Quote, quote_of
from onrecord.record.spans import Span

CorrectionKind = Literal[
    "merge",  # the chains of all targets are one entity
    "split",  # the chains of group 0 are one entity, those of group 1 another
    "speaker",  # a statement has another speaker, or one that cannot be told
    "not-a-statement",
    "missed-statement",
    "boundaries",  # a statement's source, cue or content is other words
    "article",  # an article has another outlet, date or headline
    "not-in-story",  # an article does not belong to the record
    "undo",  # an earlier correction no longer holds
]
CORRECTION_KINDS: tuple[str, ...] = get_args(CorrectionKind)
Part = Literal["mention", "statement", "source", "cue", "content", "article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """Which page is meant: any reading of these bytes, of this canonical address, or of this article."""

    sha256: str
    url: str | None
    article: str

    def fits(self, article: Article) -> bool:
        """Whether `article` is of this page."""
        return (
            article.page.sha256 == self.sha256
            or article.id == self.article
            or (self.url is not None and article.url == self.url)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Words of a page that a correction is about.

    `part` says what they are: a mention of somebody; the content of the "statement" that is meant; the
    "source", "cue" or "content" that it should have; or the whole "article", without quotes. `group` tells
    the two sides of a split apart.
    """

    page: PagePlace
    part: Part
    quotes: tuple[Quote, ...] = ()
    group: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says against the machine; it is undone by another one, and never deleted.

    `values` are what should stand there instead: `speaker` (None: it cannot be told), `outlet`, `published`
    (EDTF), `headline`. `undoes` is the id of the correction that no longer holds.
    """

    id: str
    kind: CorrectionKind
    author: str
    time: str  # UTC, ISO 8601 with microseconds
    reason: str | None
    targets: tuple[Target, ...] = ()
    values: tuple[tuple[str, str | None], ...] = ()
    undoes: str | None = None

    def value(self, name: str) -> str | None:
        """What should stand there; None also where nothing is said of it."""
        return dict(self.values).get(name)


def make_correction(
    kind: CorrectionKind,
    *,
    author: str,
    time: str,
    reason: str | None = None,
    targets: Iterable[Target] = (),
    values: Mapping[str, str | None] | None = None,
    undoes: str | None = None,
) -> Correction:
    """A correction with its id, a digest of all that it says, when and by whom."""
    targets = tuple(targets)
    pairs = tuple(sorted((values or {}).items()))
    said = json.dumps([[asdict(target) for target in targets], pairs], sort_keys=True)
    return Correction(
        id=digest_id("correction", kind, author, time, reason, undoes, said),
        kind=kind,
        author=author,
        time=time,
        reason=reason,
        targets=targets,
        values=pairs,
        undoes=undoes,
    )


def target_of(article: Article, part: Part, spans: Iterable[Span] = (), group: int = 0) -> Target:
    """The target that is `spans` of `article`."""
    return Target(
        page=PagePlace(sha256=article.page.sha256, url=article.url, article=article.id),
        part=part,
        quotes=tuple(quote_of(article.text, span.start, span.end) for span in spans),
        group=group,
    )


def in_force(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Those that are not undone, by time, then id; what undoes others is not among them."""
    ordered = _by_time(corrections)
    undone = undoings(ordered)
    return tuple(it for it in ordered if it.kind != "undo" and it.id not in undone)


def undoings(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """What undid each correction that is undone, undoings too, by its id; of several, the first."""
    found: dict[str, Correction] = {}
    for correction in reversed(_by_time(corrections)):  # an undoing that was itself undone does nothing
        if correction.kind == "undo" and correction.id not in found and correction.undoes is not None:
            found[correction.undoes] = correction
    return found


def _by_time(corrections: Iterable[Correction]) -> list[Correction]:
    return sorted(corrections, key=lambda it: (it.time, it.id))
