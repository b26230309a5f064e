"""Whether a quotation differs from a passage in what turns its meaning: a negation, a number, a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.assemble.quoted.words import Quotation, Word, words_of
from onrecord.record import Difference, Telling

_NOT = frozenset(
    """
    not cannot aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neednt shant
    shouldnt wasnt werent wont wouldnt
    """.split()  # noqa: SIM905 (a list of words reads better as text)
)
_NEGATIONS = frozenset("no never none nobody noone nothing nowhere neither nor without hardly".split())  # noqa: SIM905
# "one" is left out: it is a pronoun as often.
_COUNTED = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED, start=2)} | {
    word: word
    for word in """
    zero thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions
    dozen dozens half twice
    """.split()  # noqa: SIM905
}
_OPENING = " \"'“‘„«([*•–—-"
_ENDS = ".!?:…"
_NEAR = 12  # code points before a word that tell whether it opens a sentence


def differs_in(
    quotation: Quotation, text: str, start: int, differences: Sequence[Difference]
) -> tuple[Telling, ...]:
    """What differs between a quotation and the passage of `text` that begins at `start`.

    Pieces side by side are one ("don't", "do not"); what an ellipsis marks as left out is not counted.
    """
    found: set[Telling] = set()
    names = None
    at_quoted, at_found = quotation.words[0].start, start
    for plain, group in groupby(differences, lambda it: it.kind in ("same", "elided", "aside")):
        pieces = list(group)
        end_quoted = at_quoted + sum(len(it.quoted) for it in pieces)
        end_found = at_found + sum(len(it.found) for it in pieces)
        if not plain:
            names = _names(text, words_of(text)) if names is None else names
            quoted = _words(quotation.text, at_quoted, end_quoted)
            there = _words(text, at_found, end_found)
            if _negations(quoted) != _negations(there):
                found.add("negation")
            if _numbers(quoted) != _numbers(there):
                found.add("number")
            shouted = quotation.text.isupper()
            named = set() if shouted else _names(quotation.text, quoted, names)
            if named - _folded(there) or _names(text, there, names) - _folded(quoted):
                found.add("name")
        at_quoted, at_found = end_quoted, end_found
    order: tuple[Telling, ...] = ("negation", "number", "name")
    return tuple(it for it in order if it in found)


def _words(text: str, start: int, end: int) -> list[Word]:
    return [Word(it.folded, it.start + start, it.end + start) for it in words_of(text[start:end])]


def _folded(words: Sequence[Word]) -> set[str]:
    return {word.folded for word in words}


def _negations(words: Sequence[Word]) -> list[str]:
    told = ("not" if word.folded in _NOT else word.folded for word in words)
    return [word for word in told if word == "not" or word in _NEGATIONS]


def _numbers(words: Sequence[Word]) -> list[str]:
    return [
        _NUMBERS.get(word.folded, word.folded)
        for word in words
        if word.folded in _NUMBERS or any(char.isdigit() for char in word.folded)
    ]


def _names(text: str, words: Sequence[Word] | Iterator[Word], known: set[str] | None = None) -> set[str]:
    """The words with a capital inside a sentence; of those that open one, such as are `known`."""
    return {
        word.folded
        for word in words
        if text[word.start].isupper()
        and not _is_i(text[word.start : word.end])
        and (not _opens(text, word.start) or (known is not None and word.folded in known))
    }


def _is_i(word: str) -> bool:
    return word == "I" or word.startswith(("I'", "I’"))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, or a quotation, begins at `start`."""
    before = text[max(0, start - _NEAR) : start]
    bare = before.rstrip(_OPENING)
    return not bare.strip() or bare[-1] in _ENDS + "\n\t" or before.rstrip()[-1] in '"“„«'


__all__ = ["differs_in"]
