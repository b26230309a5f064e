"""What an address asks of the statements, and the addresses that ask a little more or less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import Depends, Query

from onrecord.api import Browsed, Order
from onrecord.web.addresses import with_query

Text = Annotated[str | None, Query(max_length=1_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What GET parameters ask for: words, values of facets, an order. None asks nothing.

    `person` is an entity's id, `outlet` a whole name, `day` the beginning of a date; "-" is what is not
    known. `values` lists facets in full.
    """

    q: str | None = None
    person: str | None = None
    outlet: str | None = None
    day: str | None = None
    form: str | None = None
    article: str | None = None
    speaker: str | None = None
    about: str | None = None
    since: str | None = None
    until: str | None = None
    order: Order | None = None
    values: Literal["all"] | None = None

    @property
    def browsed(self) -> Browsed:
        """The same, as Record.browse takes it."""
        return {
            "words": self.q,
            "speaker_id": self.person,
            "outlet_is": self.outlet,
            "day": self.day,
            "form": self.form,
            "article": self.article,
            "speaker": self.speaker,
            "about": self.about,
            "since": self.since,
            "until": self.until,
            "order": self.order or "fit",
            "every": self.values == "all",
        }

    def address(self, **other: str | None) -> str:
        """The page that asks for the same, but for `other`."""
        return self._at("/statements", other)

    def export(self, form: str) -> str:
        """Where all of it is to be had as a file."""
        return self._at("/statements/export", {"as": form})

    def _at(self, path: str, other: dict[str, str | None]) -> str:
        mine: dict[str, str | int | None] = {name: getattr(self, name) for name in self.__slots__}
        return with_query(path, {**mine, **other})


def asking(
    q: Text = None,
    person: Text = None,
    outlet: Text = None,
    day: Text = None,
    form: Text = None,
    article: Text = None,
    speaker: Text = None,
    about: Text = None,
    since: Text = None,
    until: Text = None,
    order: Literal["fit", "oldest", "newest", ""] | None = None,
    values: Literal["all", ""] | None = None,
) -> Asking:
    """What the parameters of an address ask for; fields of a form that were left empty ask nothing."""
    given = Asking(
        q=q, person=person, outlet=outlet, day=day, form=form, article=article, speaker=speaker,
        about=about, since=since, until=until, order=order or None, values=values or None,
    )  # fmt: skip
    empty = {name: None for name in Asking.__slots__ if not (getattr(given, name) or "").strip()}
    return replace(given, **empty)


Asked = Annotated[Asking, Depends(asking)]
