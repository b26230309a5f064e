"""What a record is asked for, by names that anybody can write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Literal, TypedDict, get_args

from onrecord.record import UnknownName

if TYPE_CHECKING:
    from onrecord.store import Asked, Filter

Order = Literal["fit", "oldest", "newest"]
ORDERS: tuple[str, ...] = get_args(Order)


class Wanted(TypedDict, total=False):
    """What rows are asked for; see store.Filter for how each is compared. What is None asks nothing."""

    speaker: str | None
    about: str | None
    outlet: str | None
    since: str | date | None
    until: str | date | None
    article: str | None
    min_probability: float | None


class Browsed(Wanted, total=False):
    """Which statements are asked for, in which order; see store.Asked. What is None asks nothing."""

    words: str | None
    speaker_id: str | None  # an entity's
    outlet_is: str | None
    day: str | None
    form: str | None
    order: Order
    every: bool


def filter_of(wanted: Wanted) -> Filter:
    """`wanted` as the store takes it. Raises TypeError for another name."""
    from onrecord.store import Filter

    known = [field.name for field in fields(Filter)]
    check_names("what is wanted", wanted, known)
    since, until = written(wanted.get("since")), written(wanted.get("until"))
    return Filter(**{**wanted, "since": since, "until": until})  # type: ignore[arg-type]


def asked_of(asked: Browsed) -> Asked:
    """`asked` as the store takes it. Raises TypeError for another name, UnknownName for another order."""
    from onrecord.store import Asked

    exact = {"words": "words", "speaker_id": "speaker", "outlet_is": "outlet", "day": "day", "form": "form"}
    check_names("what is asked", asked, [*exact, "order", "every", *Wanted.__annotations__])
    order = asked.get("order", "fit")
    if order not in ORDERS:
        raise UnknownName(f"There is no order {order!r}; there are {', '.join(ORDERS)}.")
    wanted = Wanted(**{name: value for name, value in asked.items() if name in Wanted.__annotations__})  # type: ignore[typeddict-item]
    return Asked(
        wanted=filter_of(wanted),
        order=order,
        every=asked.get("every", False),
        **{name: asked.get(key) for key, name in exact.items()},  # type: ignore[arg-type]
    )


def written(day: str | date | None) -> str | None:
    """A day as EDTF."""
    return day.isoformat() if isinstance(day, date) else day


def check_names(what: str, names: Iterable[str], known: Sequence[str]) -> None:
    """Raise TypeError for a name that is not known, as a call with such an argument does."""
    for name in names:
        if name not in known:
            raise TypeError(f"{name!r} is no name in {what}; the names are {', '.join(known)}")


def asks_for_words(query: str) -> bool:
    """Whether `Record.search` can find anything by `query`: it has a word that must be there."""
    from onrecord import store

    return store.match_expression(query) is not None


def has_words(quote: str) -> bool:
    """Whether `Record.find` can find anything by `quote`: it has a word."""
    from onrecord import pipeline

    return pipeline.asks_for_words(quote)
