"""The words of a title: which can end one, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Syntax
from onrecord.resolve.names import is_human

# What a hyphen joins to a title that the language model cuts there: "co-founder", "secretary-general".
_BEFORE_TITLES = frozenset({"co", "vice", "deputy", "under", "sub"})
_AFTER_TITLES = frozenset({"general", "elect", "designate"})
NOT_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "brother", "sister", "son", "wife"}
)


def whole_title(syntax: Syntax, title: tuple[int, ...]) -> tuple[int, ...]:
    """A title with what a hyphen joins to it: "co-founder", "secretary-general", "editor-in-chief"."""
    tokens = syntax.tokens
    if not title:
        return title
    first, last = title[0], title[-1]
    if first > 1 and _hyphened(syntax, first - 2) and tokens[first - 2].text.lower() in _BEFORE_TITLES:
        first -= 2
    if _hyphened(syntax, last) and tokens[last + 2].text.lower() in _AFTER_TITLES:
        last += 2
    elif is_in_chief(syntax, last + 2):
        last += 4
    return tuple(range(first, last + 1)) if (first, last) != (title[0], title[-1]) else title


def _hyphened(syntax: Syntax, token: int) -> bool:
    """Whether a hyphen joins a word to the next."""
    tokens = syntax.tokens
    if token + 2 >= len(tokens) or tokens[token + 1].text != "-":
        return False
    return tokens[token].end == tokens[token + 1].start and tokens[token + 1].end == tokens[token + 2].start


def is_in_chief(syntax: Syntax, token: int) -> bool:
    """Whether a word is the "in" of "editor-in-chief"."""
    tokens = syntax.tokens
    if not 2 <= token < len(tokens) - 2 or tokens[token].text.lower() != "in":
        return False
    joined_ = _hyphened(syntax, token - 2) and _hyphened(syntax, token)
    return joined_ and tokens[token + 2].text.lower() == "chief"


def plain_title(syntax: Syntax, run: Sequence[int]) -> tuple[int, ...]:
    """The words of a title without an age, an adverb or the like before them: "25-year-old", "now"."""
    kept = list(run)
    year = next((n for n, i in enumerate(kept) if syntax.tokens[i].lemma == "year"), None)
    if year is not None:
        kept = kept[year + 1 :]
        while kept and (syntax.tokens[kept[0]].text == "old" or syntax.is_mark(kept[0])):
            kept.pop(0)
    while kept and (
        syntax.tokens[kept[0]].tag[:2] in ("RB", "PO", "DT", "HY", "CC")
        or syntax.is_mark(kept[0])
        or (len(kept) > 1 and _follows_dropped(syntax, kept[0]))
    ):
        kept.pop(0)
    return tuple(i for i in kept if syntax.tokens[i].tag != "POS")


def _follows_dropped(syntax: Syntax, token: int) -> bool:
    """Whether a hyphen ties a word to one that is no part of a title: "Tarn-based", "longest-serving"."""
    tokens = syntax.tokens
    if tokens[token].text in ("based", "old") and tokens[token - 1].text == "-":
        return True
    return token > 1 and _hyphened(syntax, token - 2) and tokens[token - 2].tag in ("RBS", "JJS", "RB")


def is_title(syntax: Syntax, token: int) -> bool:
    """Whether the word before a name can be a title: a noun for a person."""
    t = syntax.tokens[token]
    return t.tag in ("NN", "NNP") and (is_human(t.text.lower().rstrip(".")) or is_elect(syntax, token))


def is_elect(syntax: Syntax, token: int) -> bool:
    """Whether a word ends a title such as "president-elect"."""
    tokens = syntax.tokens
    named = tokens[token].text.lower() in _AFTER_TITLES and token > 1 and _hyphened(syntax, token - 2)
    return named and is_human(tokens[token - 2].lemma.lower())


__all__ = ["NOT_TITLES", "is_elect", "is_in_chief", "is_title", "plain_title", "whole_title"]
