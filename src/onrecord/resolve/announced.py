"""Names of bodies that a noun tells to be one: "the website Merpost", "a company called Tarn Ice"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Article, Syntax
from onrecord.resolve.names import (
    CALLED,
    NameMention,
    gender_of_given_name,
    is_honorific,
    is_human,
    name_words,
)
from onrecord.resolve.words import values, words

LONGEST = 7  # words of a name
_CALLED = CALLED | {"dubbed"}
_INNER = frozenset({"for", "of"})
_OPENING = frozenset({"“", "‘", '"', "``"})


def with_announced(article: Article, syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """`known`, with the capitalised words behind a noun for a body that they name as one body's name.

    Whatever of them the tagger saw, but for people with a given name. A noun and what it announces are one
    phrase by the syntax: nothing is named in "the company Mer runs".
    """
    people = {i for m in known if m.kind == "person" and _is_somebody(m) for i in range(m.start, m.end)}
    surnames = {m.words[-1:] for m in known if m.kind == "person" and len(m.words) > 1}
    seen = {i: m for m in known if m.kind == "organisation" for i in range(m.start, m.end)}
    found: list[NameMention] = []
    for t in syntax.tokens:
        run = _behind(syntax, t.index)
        if not run or people & {*run} or (run[-1] in seen and seen[run[-1]].end >= run.stop):
            continue
        text = article.text[syntax.tokens[run[0]].start : syntax.tokens[run[-1]].end]
        if name_words(text) and name_words(text) not in surnames:
            found.append(NameMention(run.start, run.stop, name_words(text), text, "organisation"))
    taken = {i for m in found for i in range(m.start, m.end)}
    return [m for m in known if not taken & {*range(m.start, m.end)}] + found


def _behind(syntax: Syntax, noun: int) -> range:
    """The capitalised words that a noun announces, if any."""
    tokens = syntax.tokens
    t = tokens[noun]
    if t.tag != "NN" or not t.text.islower() or values("body").get(t.lemma) != "vague":
        return range(0)
    if noun and tokens[noun - 1].text.lower() in ("on", "aboard"):
        return range(0)  # "on board Merair Flight 804"
    start = noun + 1
    called = start < len(tokens) and tokens[start].text in _CALLED
    start += called
    start += called and start < len(tokens) and tokens[start].text in _OPENING
    end = start
    while end < len(tokens) and _may_belong(syntax, end, range(start, end), t.sentence):
        end += 1
    run = range(start, end)
    if not run or is_honorific(tokens[start].text.rstrip(".").lower()) or is_human(tokens[start].lemma):
        return range(0)
    if tokens[start].lemma.lower() in words("no-given-name"):
        return range(0)  # "the site Saturday"
    return run if called or _is_one(syntax, noun, run) else range(0)


def _may_belong(syntax: Syntax, token: int, before: range, sentence: int) -> bool:
    """Whether a word goes on with a name: a capitalised one, "for" or "of", then "and" as well."""
    tokens = syntax.tokens
    t = tokens[token]
    if t.sentence != sentence or len(before) >= LONGEST:
        return False
    inner = _INNER | ({"and"} if any(tokens[i].text in _INNER for i in before) else set())
    if before and t.text in inner:
        return token + 1 < len(tokens) and tokens[token + 1].tag[:3] == "NNP"
    return t.text[0].isupper() and t.tag[:2] in ("NN", "JJ", "VB", "IN", "CD")


def _is_one(syntax: Syntax, noun: int, run: range) -> bool:
    """Whether a noun and the name behind it are one phrase: either tells more of the other."""
    tokens = syntax.tokens
    head = next((i for i in run if tokens[i].head not in run), run[-1])
    if tokens[noun].dep in ("compound", "nmod") and tokens[noun].head in run:
        return True
    return tokens[head].dep in ("appos", "npadvmod") and tokens[head].head == noun


def _is_somebody(mention: NameMention) -> bool:
    return mention.gender is not None or gender_of_given_name(mention.words) is not None
