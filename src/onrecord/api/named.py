"""Whom a name means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.api.wanted import filter_of
from onrecord.record import UnknownName

if TYPE_CHECKING:
    from onrecord.store import Dossier, PersonView, Store


class Ambiguous(UnknownName):
    """A name that several people have; `people` are they, those who said most first."""

    def __init__(self, name: str, people: Sequence[PersonView]) -> None:
        listed = "\n".join(f"  {it.id}  {it.name}{_told(it)}" for it in people)
        super().__init__(f"{name!r} could be {len(people)} people; give one of these ids:\n{listed}")
        self.name = name
        self.people = tuple(people)


def _told(person: PersonView) -> str:
    roles = "; ".join(dict.fromkeys(str(role) for role in person.roles[:2]))
    return f" ({roles})" if roles else ""


def _folded(name: str) -> str:
    from onrecord.store.words import fold

    return fold(name)


def person(store: Store, who: str) -> Dossier:
    """All that there is of whom `who` means, an id or a name; see Record.person."""
    if not who.strip():
        raise UnknownName(
            f"{store.path}: {who!r} is no name. Give a name or an id; `onrecord show {store.path} people` "
            "lists them."
        )
    ident = store.entity_id(who)
    if ident is None:
        fitting = store.people(filter_of({"speaker": who})).rows
        whole = _folded(who)
        called = [it for it in fitting if whole in {_folded(name) for name in it.names}]
        best = called if len(called) == 1 and len(whole.split()) > 1 else fitting
        if not best:
            raise UnknownName(f"{store.path}: nobody is called {who!r}.")
        if len(best) > 1 or best[0].id is None:
            raise Ambiguous(who, best)
        ident = best[0].id
    dossier = store.dossier(ident)
    assert dossier is not None
    return dossier
