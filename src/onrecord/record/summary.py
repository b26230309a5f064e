"""What became of the pages of a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from onrecord.record.readings import Failure, Reading

FIRST_FEW = 20  # failures and warnings that a summary has in full; a record file has all of them


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to know about how a page was read."""

    origin: str
    warning: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What is no page and was met where pages are looked for, such as a picture in a folder.

    `where` is what it is: a file in a folder, a file that a browser saved beside a page, a record of an
    archive. `kind` is a file's ending, or a record's media type or what else made it no page.
    """

    origin: str
    where: Literal["folder", "saved", "archive"]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became of the pages of a run; `str` gives the sum, "12 pages: 10 read, 1 already there, 1 failed".

    `twins` of the pages read have, in other bytes, an article that was there already; `restated` of
    them were read again because other facts are stated about them now. `failures` and `warnings` hold the
    FIRST_FEW; `failed` and `warned` count them all.
    """

    read: int = 0
    already_there: int = 0
    failed: int = 0
    twins: int = 0
    restated: int = 0
    warned: int = 0
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def pages(self) -> int:
        """All the pages of the run."""
        return self.read + self.already_there + self.failed

    def plus(self, result: Reading | Failure) -> Summary:
        """This and one page more, which was read or failed."""
        if isinstance(result, Failure):
            return replace(self, failed=self.failed + 1, failures=(*self.failures, result)[:FIRST_FEW])
        warned = [Warned(result.article.page.origin, warning) for warning in result.article.warnings]
        return replace(
            self,
            read=self.read + 1,
            warned=self.warned + len(warned),
            warnings=(*self.warnings, *warned)[:FIRST_FEW],
        )

    def plus_known(self) -> Summary:
        """This and one page more, which was already there."""
        return replace(self, already_there=self.already_there + 1)

    def plus_twins(self, count: int) -> Summary:
        """This, where `count` more of the pages read had an article that was there."""
        return replace(self, twins=self.twins + count)

    def plus_restated(self) -> Summary:
        """This, where one more of the pages read was there with other facts stated about it."""
        return replace(self, restated=self.restated + 1)

    def __str__(self) -> str:
        noun = "page" if self.pages == 1 else "pages"
        return (
            f"{self.pages} {noun}: {self.read} read, {self.already_there} already there, {self.failed} failed"
        )
