"""What kind of act a cue reports."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from onrecord.record import Act

_SPEECH = ("ccomp", "inserted", "parataxis", "according", "as", "colon", "implied", "quote", "headline")


@cache
def _acts() -> dict[str, Act]:
    text = files("onrecord.extract").joinpath("acts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {lemma: cast(Act, act) for act, lemma in rows}


def act_of(construction: str, lemma: str) -> Act | None:
    """The act that `lemma` reports: "say" for words of speaking that report no other, None where unknown."""
    construction = construction.removeprefix("passive-")
    act = _acts().get(lemma)
    return "say" if act is None and construction.startswith(_SPEECH) else act


def knows_act(lemma: str) -> bool:
    """Whether `lemma` is in the table of acts."""
    return lemma in _acts()
