"""Given names that share the surname behind the last of them: "the brothers Otto and Jonas Mer"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Syntax
from onrecord.resolve.names import NameMention, name_words
from onrecord.resolve.words import words


def share_surnames(syntax: Syntax, mentions: Sequence[NameMention]) -> list[NameMention]:
    """`mentions` with relatives under their full names, those that the tagger passed over too, in text order.

    Only behind a noun for relatives: "Bernie and Hillary Mer" may be two of different names.
    """
    tokens = syntax.tokens
    at = {i: m for m in mentions for i in range(m.start, m.end)}
    found: list[NameMention] = []
    for last in mentions:
        if last.kind != "person" or len(last.words) < 2:
            continue
        given = _given_before(syntax, last.start)
        surname = last.text.partition(" ")[2]  # "" for "Min-seo", two words that a hyphen joins
        if not surname or any(i in at and len(at[i].words) > 1 for i in given):
            continue
        for i in given:
            text = f"{tokens[i].text} {surname}"
            if i in at:
                at[i].text, at[i].words, at[i].kind = text, name_words(text), "person"
            else:
                found.append(NameMention(i, i + 1, name_words(text), text, "person"))
    return sorted([*mentions, *found], key=lambda m: m.start)


def _given_before(syntax: Syntax, full: int) -> list[int]:
    """The words of a list that "and" ends before a full name and a noun for relatives opens, else none."""
    tokens, at = syntax.tokens, full - 1
    start = syntax.sentence_start(tokens[full].sentence)
    given: list[int] = []
    while at > start and tokens[at].text in ("," if given else "and"):
        at -= tokens[at - 1].text == ","  # "Ada, Otto, and Jonas Mer"
        if tokens[at - 1].tag != "NNP" or not tokens[at - 1].text.isalpha():
            break
        given.append(at - 1)
        at -= 2
    at -= at > start and tokens[at].text == ","  # "her sons, Otto and Jonas Mer"
    noun = tokens[at].text.lower() if at >= start else ""
    relatives = noun.endswith("s") and noun.removesuffix("s") in words("kin")
    return given if relatives or noun == "couple" else []


__all__ = ["share_surnames"]
