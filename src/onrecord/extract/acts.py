"""What kind of act a cue reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast

from onrecord.extract.candidates import Candidate
from onrecord.record import Act, Syntax

_SPEECH = (
    "ccomp", "inserted", "parataxis", "according", "as", "colon", "implied", "quote", "headline", "signed",
    "turn", "hearsay",
)  # fmt: skip


@cache
def _acts() -> dict[str, Act]:
    text = files("onrecord.extract").joinpath("acts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {lemma: cast(Act, act) for act, lemma in rows}


def act_of(syntax: Syntax, candidate: Candidate) -> Act | None:
    """The act that a cue reports: "say" for words of speaking that report no other, None where unknown.

    The word beside a cue can make it another: who asks a question asks, who asks for something demands.
    """
    for word in _beside(syntax, candidate):
        act = _acts().get(f"{candidate.lemma} {word}")
        if act is not None:
            return act
    act = _acts().get(candidate.lemma)
    speaks = candidate.construction.removeprefix("passive-").startswith(_SPEECH)
    return "say" if act is None and speaks else act


def _beside(syntax: Syntax, candidate: Candidate) -> Iterator[str]:
    """The particles and prepositions of a cue in text order, then a "to" or "whether" of what it takes."""
    head = candidate.head
    for i in sorted({*candidate.cue, *syntax.all(head, "prt", "prep", "advmod")} - {head}):
        yield syntax.tokens[i].text.lower()
    for clause in syntax.all(head, "xcomp", "ccomp", "advcl"):
        for i in syntax.all(clause, "aux", "mark"):
            yield syntax.tokens[i].text.lower()


def knows_act(lemma: str) -> bool:
    """Whether `lemma` is in the table of acts."""
    return lemma in _acts()
