"""A role as it was found, and the words that tell that it is past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Article, Role, Span, Syntax

_PAST = frozenset(
    ["former", "ex", "ex-", "onetime", "one-time", "ousted", "late", "then", "retired", "deposed", "sacked",
     "erstwhile", "previous", "formerly", "previously", "once"]
)  # fmt: skip
_IN_PIECES = (("one", "-", "time"),)  # as the language model cuts "one-time"
LONGEST_TERM = 4  # words from "from" to the "to" of a term of office


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role as tokens: the title's words and the affiliation's; `doing` is a verb that says it instead."""

    title: tuple[int, ...]
    affiliation: tuple[int, ...]
    former: bool
    doing: tuple[int, ...] = ()

    def as_role(self, article: Article, syntax: Syntax) -> Role:
        """The role with its exact spans."""
        return Role(
            title=_span(article, syntax, self.title),
            affiliation=_span(article, syntax, self.affiliation),
            former=self.former,
        )


def _span(article: Article, syntax: Syntax, tokens: Sequence[int]) -> Span | None:
    if not tokens:
        return None
    return article.span(syntax.tokens[tokens[0]].start, syntax.tokens[tokens[-1]].end)


def past_words(syntax: Syntax, run: Sequence[int]) -> set[int]:
    """The words among these that tell that a role is past: "former", "then", "one-time"."""
    texts = [syntax.tokens[i].text.lower() for i in run]
    found = {i for i, text in zip(run, texts, strict=True) if text in _PAST}
    for pieces in _IN_PIECES:
        for at in range(len(run) - len(pieces) + 1):
            if tuple(texts[at : at + len(pieces)]) == pieces:
                found.update(run[at : at + len(pieces)])
    return found


def past_before(syntax: Syntax, start: int) -> bool:
    """Whether a word right before a title tells that it is past: "then-President Ada Mer"."""
    tokens = syntax.tokens
    before = start - 1
    if before > 0 and tokens[before].text == "-":
        before -= 1
    same = before >= 0 and tokens[before].sentence == tokens[start].sentence
    return same and tokens[before].text.lower() in _PAST


def has_ended(syntax: Syntax, top: int) -> bool:
    """Whether what stands behind a role says when it ended: "until 2019", "from 2011 to 2019"."""
    tokens = syntax.tokens
    clauses = syntax.all(top, "relcl", "acl", "appos", "conj")
    behind = [i for i in syntax.subtree(top, without=clauses) if i > top]
    for i in behind:
        word = tokens[i].text.lower()
        if word in ("until", "till") or (word == "time" and tokens[i - 1].text in ("the", "that")):
            return True  # "until 2019", "the mayor at the time"
        term = range(i + 2, min(i + 2 + LONGEST_TERM, len(tokens)))
        year = i + 1 < len(tokens) and tokens[i + 1].text.isdigit()
        if word in ("from", "between") and year and any(tokens[j].text in ("to", "and") for j in term):
            return True
    return False


__all__ = ["FoundRole", "has_ended", "past_before", "past_words"]
