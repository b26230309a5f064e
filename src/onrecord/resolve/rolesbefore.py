"""Roles in the words before a name: "Veltran river commissioner Ada Mer"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record import Parsed, Syntax
from onrecord.resolve.affiliations import (
    adjective_of_name,
    affiliates,
    named_phrase,
    trimmed,
    unnamed_phrase,
    with_body,
)
from onrecord.resolve.foundroles import FoundRole, past_before, past_words
from onrecord.resolve.names import NameMention, is_human
from onrecord.resolve.titles import NOT_TITLES, is_in_chief, is_title, plain_title, whole_title
from onrecord.resolve.words import values

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "punct", "prep", "pobj"})
_RANKS = frozenset({"assistant", "chief", "deputy", "senior", "vice"})
_WITH_PORTFOLIO = frozenset({"minister", "secretary"})


def roles_before(parsed: Parsed, syntax: Syntax, mention: NameMention) -> list[FoundRole]:
    """ "Veltran river commissioner Ada Mer": the roles in the words before a name, in its own phrase."""
    tokens = syntax.tokens
    start = mention.start
    while start > 0 and tokens[start - 1].sentence == tokens[mention.start].sentence:
        if is_in_chief(syntax, start - 3):
            start -= 5  # "Editor-in-Chief"
        elif not _modifies_name(parsed, syntax, start - 1):
            break
        else:
            start -= 1
    role = _of_run(parsed, syntax, range(start, mention.start), mention)
    if role is None:
        return []
    if start > 1 and tokens[start - 1].text == "and" and not role.affiliation and is_title(syntax, start - 2):
        first = start - 2  # "singer and activist Ada Mer"; but "the mayor and activist Ada Mer" may be two
        while first > 0 and tokens[first - 1].sentence == tokens[start].sentence:
            if tokens[first - 1].tag[:2] not in ("NN", "JJ", "HY"):
                break
            first -= 1
        alone = first == 0 or tokens[first - 1].tag not in ("DT", "PRP$", "POS", "IN", ",", "CC")
        other = _of_run(parsed, syntax, range(first, start - 1), mention) if alone else None
        if other is not None:
            return [replace(role, affiliation=other.affiliation), other]
    return [role]


def _of_run(parsed: Parsed, syntax: Syntax, words_before: range, mention: NameMention) -> FoundRole | None:
    """The role in an unbroken run of words before a name."""
    tokens = syntax.tokens
    run = [i for i in words_before if not syntax.is_mark(i) or tokens[i].tag == "HYPH"]
    past = past_words(syntax, run)
    former = bool(past) or (bool(run) and past_before(syntax, words_before.start))
    run = [i for i in run if i not in past]
    while run and syntax.is_mark(run[0]):  # "then-minister": what stands before the hyphen is no title
        run.pop(0)
    if not run or not is_title(syntax, run[-1]):
        return None
    affiliation = [i for i in run[:-1] if tells_of_what(parsed, syntax, i)]
    if (
        affiliation == [run[-1] - 1]
        and tokens[run[-1]].text.lower() in _WITH_PORTFOLIO
        and parsed.names[tokens[affiliation[0]].name].label == "ORG"
    ):
        affiliation = []  # "Energy Minister": taken for a body, but the portfolio belongs to the title
    affiliation = affiliation or _body_of_run(syntax, run)
    ranked = (n for n, i in enumerate(affiliation) if n and tokens[i].text.lower() in _RANKS)
    affiliation = affiliation[: next(ranked, None)]  # "Tarn Trust Chief" in the tagger's name
    title_from = affiliation[-1] + 1 if affiliation else run[0]
    title = whole_title(syntax, plain_title(syntax, [i for i in run if i >= title_from]))
    if not title or tokens[title[0]].text.lower() in NOT_TITLES:
        return None
    of = trimmed(syntax, run_to(syntax, [i for i in affiliation if i not in title]))
    of = with_body(syntax, of, title)
    title = tuple(i for i in title if i not in of)
    return FoundRole(title, of or owner_before(parsed, syntax, words_before.start, mention), former)


def _body_of_run(syntax: Syntax, run: Sequence[int]) -> list[int]:
    """The words of a body that the tagger passed over, before a title: "Tarn Trust Chief Executive"."""
    tokens = syntax.tokens
    for at in reversed(run[1:-1]):
        named = all(tokens[i].tag == "NNP" and tokens[i].text[0].isupper() for i in range(run[0], at + 1))
        word = tokens[at].text.lower()
        if named and values("last-word").get(word) == "organisation":
            return list(range(run[0], at + 1))
    return []


def owner_before(parsed: Parsed, syntax: Syntax, start: int, mention: NameMention) -> tuple[int, ...]:
    """Whose somebody is, before the title: "Holm's spokesman Ada Mer", "the port's engineer Ada Mer"."""
    tokens = syntax.tokens
    mark = start - 1 if start > 0 and tokens[start - 1].tag == "POS" else start
    if mark >= mention.start or tokens[mark].tag != "POS" or mark == 0:
        return ()
    owner = tokens[mark].head
    if owner != mark - 1 or tokens[owner].sentence != tokens[mention.start].sentence:
        return ()
    inside = range(mention.start, mention.end)
    named = named_phrase(parsed, syntax, owner, inside)
    return named or unnamed_phrase(parsed, syntax, owner, inside, owner=True)


def tells_of_what(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    """Whether a word before a title is of the name of a body, a place or a people, or their adjective."""
    return affiliates(parsed, syntax, token) or adjective_of_name(parsed, syntax, token)


def _modifies_name(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    """Whether a word before a name can belong to a title: a noun, an adjective, a possessive; no person."""
    t = syntax.tokens[token]
    if t.dep not in _MODIFIERS or not (t.tag[:2] in ("NN", "JJ", "PO", "HY", "AF") or t.text == "-"):
        return False
    if t.name < 0 or parsed.names[t.name].label != "PERSON":
        return True
    # A title may have been taken into the name: "Alderwoman Ada Mer".
    within = syntax.tokens[token + 1].name == t.name and is_human(t.text.lower())
    return within or adjective_of_name(parsed, syntax, token)


def run_to(syntax: Syntax, tokens: Sequence[int]) -> tuple[int, ...]:
    """The last unbroken run of `tokens`; a hyphen does not break it."""
    if not tokens:
        return ()
    first = tokens[-1]
    for i in reversed(tokens[:-1]):
        if all(syntax.tokens[k].tag == "HYPH" for k in range(i + 1, first)):
            first = i
    run = range(first, tokens[-1] + 1)
    owner = next((i for i in run if syntax.tokens[i].tag == "POS"), None)
    if owner is not None and syntax.tokens[owner].name != syntax.tokens[run[-1]].name:
        run = range(first, owner)  # "Mer Oil" in "Mer Oil's Salmoran chairman"
    return tuple(run)


__all__ = ["owner_before", "roles_before", "run_to", "tells_of_what"]
