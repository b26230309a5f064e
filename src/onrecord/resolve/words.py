"""The word lists of this stage, from words.tsv; its head says what each class is for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _rows() -> dict[str, dict[str, list[str]]]:
    text = files("onrecord.resolve").joinpath("words.tsv").read_text(encoding="utf-8")
    classes: dict[str, dict[str, list[str]]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, word, value = line.split("\t")
            classes.setdefault(kind, {}).setdefault(word, []).append(value)
    return classes


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class."""
    return frozenset(_rows()[kind])


@cache
def values(kind: str) -> dict[str, str]:
    """The words of a class with their values; "" where a word has none."""
    return {word: found[0] for word, found in _rows()[kind].items()}


@cache
def groups(kind: str) -> dict[str, frozenset[str]]:
    """The values of a class, each with all its words."""
    by_value: dict[str, set[str]] = {}
    for word, found in _rows()[kind].items():
        for value in found:
            by_value.setdefault(value, set()).add(word)
    return {value: frozenset(words) for value, words in by_value.items()}


@cache
def several(kind: str) -> dict[str, frozenset[str]]:
    """The words of a class, each with all its values."""
    return {word: frozenset(found) for word, found in _rows()[kind].items()}
