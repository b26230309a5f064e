"""What can go wrong, one class for each thing that a caller would do differently."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.corrections import Correction


class OnrecordError(Exception):
    """Any error that OnRecord raises itself. Its text says what, where and what to do."""


class PageError(OnrecordError):
    """One page cannot be read. The run turns it into a Failure and goes on.

    `stage` and `kind` are short words for programs ("articles", "not-english");
    `reason` is a sentence for people.
    """

    def __init__(self, stage: str, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.kind = kind
        self.reason = reason

    def __reduce__(self) -> tuple[type[PageError], tuple[str, str, str]]:
        return (type(self), (self.stage, self.kind, self.reason))


class SpanMismatch(OnrecordError):
    """A span's stored text is not what the article has at its place."""

    def __init__(self, article_id: str, start: int, end: int, expected: str, seen: str) -> None:
        super().__init__(
            f"{article_id} [{start}:{end}]: expected {expected!r}, text has {seen!r}.\n"
            "The text changed after annotation; run `onrecord read` on its page again."
        )
        self.article_id = article_id
        self.start = start
        self.end = end
        self.expected = expected
        self.seen = seen

    def __reduce__(self) -> tuple[type[SpanMismatch], tuple[str, int, int, str, str]]:
        return (type(self), (self.article_id, self.start, self.end, self.expected, self.seen))


class StoreError(OnrecordError):
    """A record file cannot be opened or written: no record, from a newer version, locked, read-only."""


class MetadataError(OnrecordError):
    """A sheet or an option that describes pages is not understood."""


class CorrectionError(MetadataError):
    """A correction contradicts itself, or does not fit what it is about."""


class AlreadyUndone(CorrectionError):
    """What should be undone is undone; `by` is the correction that did it."""

    def __init__(self, undone: str, by: Correction) -> None:
        why = f": {by.reason}" if by.reason else ""
        super().__init__(
            f"{undone} is already undone, by {by.author} on {by.time[:10]}{why}. "
            f"To let it hold again, undo {by.id}."
        )
        self.undone = undone
        self.by = by

    def __reduce__(self) -> tuple[type[AlreadyUndone], tuple[str, Correction]]:
        return (type(self), (self.undone, self.by))


class Changed(OnrecordError):
    """What somebody wanted to correct is no longer what they looked at; `corrections` came meanwhile.

    Nothing was written. Whoever still wants their correction says it again with the `version` of now.
    """

    def __init__(self, what: str, version: str, corrections: Iterable[Correction]) -> None:
        self.what = what
        self.version = version
        self.corrections = tuple(corrections)
        who = ", ".join(dict.fromkeys(it.author for it in self.corrections))
        by = f" by {who}" if who else ""
        super().__init__(
            f"{what} was changed meanwhile{by}. Look at it again; to correct it all the same, say so again."
        )

    def __reduce__(self) -> tuple[type[Changed], tuple[str, str, tuple[Correction, ...]]]:
        return (type(self), (self.what, self.version, self.corrections))


class ModelError(OnrecordError):
    """A model is missing, or is not the one that this version was measured with."""


class UnknownName(OnrecordError):
    """A name that is looked up in a table (a format, a view) is not there. The text lists the known ones."""
