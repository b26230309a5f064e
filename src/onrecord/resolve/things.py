"""What has a name like a person's and is none: storms, ships, films, companies."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Syntax
from onrecord.resolve.kinds import treated_as_person
from onrecord.resolve.names import (
    CALLED,
    NameMention,
    gender_of_given_name,
    is_given_name,
    is_human,
    usual_kind_of_words,
)
from onrecord.resolve.words import several, words

_PREFIXES = frozenset({"mv", "ms", "ss", "rv", "uss", "hms", "hmas", "hmcs", "ins", "rms"})  # of ships
_OPENING, _CLOSING = frozenset({"“", "‘", '"', "``", "«"}), frozenset({"”", "’", '"', "''", "»", "'"})
_PAST = frozenset({"former", "ex", "onetime"})
LONGEST_TITLE = 10  # words from a name to the quotation mark of the title that it stands in
LONG = 4  # letters; shorter words may be small in titles


def without_namesakes(syntax: Syntax, mentions: Sequence[NameMention]) -> list[NameMention]:
    """`mentions` without those of storms, ships, works and beasts; companies among them become bodies.

    What one place tells of a name holds for all places with the same words, and for the bare name of a storm.
    """
    persons = [m for m in mentions if m.kind == "person"]
    surnames = {word for m in persons if len(m.words) > 1 and not _is_storm(syntax, m) for word in m.words}
    bodies = {m.words for m in mentions if m.kind in ("person", "organisation") and _is_body(syntax, m)}
    bodies |= _institutions(syntax, persons)
    bodies |= {m.words for m in persons if m.words[-1] not in surnames and _is_company(syntax, m, mentions)}
    named = {id(m): _in_title(syntax, m) for m in persons}
    elsewhere = {word for m in persons if not named[id(m)] for word in m.words}
    things: set[tuple[str, ...]] = set()
    for m in persons:
        if _is_storm(syntax, m):
            things |= {m.words, *((word,) for word in m.words[-1:] if word not in surnames)}
        elif _bears_name(syntax, m) or _is_title(syntax, m) or _is_sort(syntax, m):
            things.add(m.words)
        elif named[id(m)] and not elsewhere & set(m.words):
            things.add(m.words)  # "Where Is Ada Mer?", a film
    common = _common_words(syntax, [m for m in persons if m.words[0] not in surnames])
    for m in persons:
        if m.words in bodies:
            m.kind = "organisation"
    return [m for m in mentions if m.kind != "person" or not (m.words in things or m.words in common)]


def _is_storm(syntax: Syntax, mention: NameMention) -> bool:
    """ "Hurricane Ada", "Tropical Storm Ada"."""
    storms = words("storm")
    before = syntax.tokens[mention.start - 1] if mention.start else None
    titled = before is not None and before.text[0].isupper() and before.text.lower() in storms
    return titled or (len(mention.words) > 1 and mention.words[0] in storms)


def _bears_name(syntax: Syntax, mention: NameMention) -> bool:
    """ "The ferry Ada Mer", "a film called Ada Mer", "MV Ada Mer", "Ada Mer, a novel by ..."."""
    tokens = syntax.tokens
    run = range(mention.start, mention.end)
    first = tokens[mention.start].text
    if first.isupper() and first.lower() in _PREFIXES and len(mention.words) > 1:
        return True
    described = [k for i in run for k in syntax.all(i, "appos")]
    last, before = tokens[mention.end - 1], mention.start - 1
    if last.dep == "oprd" and tokens[last.head].text.lower() in CALLED:
        verb = tokens[last.head]  # "a trawler named Ada Mer", "the trawler is called Ada Mer"
        described += [verb.head] if verb.dep == "acl" else syntax.all(verb.index, "nsubjpass")
    if any(tokens[k].lemma in words("bears-name") and tokens[k].text.islower() for k in described):
        return True
    if before < 0:
        return False
    if tokens[before].text.isupper() and tokens[before].text.lower() in _PREFIXES:
        return not first.isupper()
    if tokens[before].lemma not in words("bears-name") or not tokens[before].text.islower():
        return False
    return tokens[before].head in run or (last.dep == "appos" and last.head == before)


def _is_title(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a name of several words, with no given name that we know, fills a pair of quotation marks."""
    tokens = syntax.tokens
    start, end = mention.start - 1, mention.end
    if len(mention.words) < 2 or gender_of_given_name(mention.words) is not None:
        return False
    if start < 0 or end >= len(tokens) or tokens[start].text not in _OPENING:
        return False
    if tokens[end].text in (",", ".", "!", "?") and end + 1 < len(tokens):
        end += 1
    return tokens[end].text in _CLOSING


def _in_title(syntax: Syntax, mention: NameMention) -> bool:
    """Whether quotation marks hold a name and more words that are all capitalised: “Run, Ada Mer, Run”."""
    tokens, block = syntax.tokens, syntax.block_of(mention.start)

    def end(steps: range, closing: frozenset[str], other: frozenset[str]) -> int | None:
        for i in steps:
            if not 0 <= i < len(tokens) or syntax.block_of(i) != block or tokens[i].text in other - closing:
                return None
            if tokens[i].text in closing and tokens[i].tag != "POS":  # "sailors'" ends no title
                return i
        return None

    start = end(range(mention.start - 1, mention.start - LONGEST_TITLE, -1), _OPENING, _CLOSING)
    stop = end(range(mention.end, mention.end + LONGEST_TITLE), _CLOSING, _OPENING)
    if start is None or stop is None:
        return False
    inside = [t.text for t in tokens[start + 1 : stop] if t.text.isalpha()]
    more = len(inside) > mention.end - mention.start
    return more and all(word[0].isupper() for word in inside if len(word) >= LONG)


def _institutions(syntax: Syntax, persons: Sequence[NameMention]) -> set[tuple[str, ...]]:
    """Names of several words that only say where: "at Graasten Skole", "the Graasten Skole"."""
    tokens = syntax.tokens
    where: dict[tuple[str, ...], set[str]] = {}
    for m in persons:
        before = tokens[m.start - 1] if m.start else None
        aimed = before is not None and tokens[before.head].lemma in words("aiming")
        told = before.text.lower() if before is not None and not treated_as_person(syntax, m) else ""
        where.setdefault(m.words, set()).add("" if aimed else told)
    return {name for name, told in where.items() if len(name) > 1 and "at" in told and told <= {"at", "the"}}


def _is_company(syntax: Syntax, mention: NameMention, mentions: Sequence[NameMention]) -> bool:
    """Whether "the company" does something behind a bare name, in a sentence that names no body besides."""
    tokens = syntax.tokens
    if len(mention.words) > 1 or treated_as_person(syntax, mention) or is_given_name(mention.words[0]):
        return False
    sentence = tokens[mention.start].sentence
    after = syntax.sentence_start(sentence) + syntax.sentence_length(sentence)
    called = any(
        tokens[i - 1].text.lower() == "the" and "company" in several("sort-noun").get(tokens[i].lemma, ())
        for i in range(mention.end + 1, after)
        if tokens[i].dep in ("nsubj", "nsubjpass")
    )
    return called and not any(
        m.kind == "organisation" and tokens[m.start].sentence == sentence for m in mentions
    )


def _is_sort(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a name says what somebody was: "the former Harbour Girl"; nobody is "the former Ada Mer"."""
    tokens = syntax.tokens
    start = mention.start
    unknown = mention.gender is None and gender_of_given_name(mention.words) is None
    return unknown and start > 1 and tokens[start - 1].text in _PAST and tokens[start - 2].tag == "DT"


def _is_body(syntax: Syntax, mention: NameMention) -> bool:
    """Whether something beside a name is a body's alone: "Mer Brandt employees", "shares in Mer Brandt"."""
    tokens = syntax.tokens
    if len(mention.words) < 2 or gender_of_given_name(mention.words) is not None:
        return False
    before = tokens[mention.start - 1] if mention.start else None
    called = before is not None and before.lemma in words("body-too")
    if called and usual_kind_of_words(mention.words) == "organisation":
        return True  # "biggest shareholder Mer Oil"
    last = tokens[mention.end - 1]
    above = tokens[last.head]
    owned = last.dep in ("poss", "compound", "nmod") and above.index >= mention.end
    if owned and (above.lemma in words("of-bodies") or _is_executive(syntax, above.index)):
        return True
    if last.dep == "pobj" and above.text.lower() in ("of", "in", "at", "for") and above.index < mention.start:
        of = tokens[above.head]
        return of.tag[:2] == "NN" and (of.lemma in words("of-bodies") or _is_executive(syntax, of.index))
    return False


def _is_executive(syntax: Syntax, token: int) -> bool:
    tokens = syntax.tokens
    chief = token > 0 and tokens[token].lemma == "executive" and tokens[token - 1].text.lower() == "chief"
    return chief or tokens[token].text.lower() in ("ceo", "cfo")


def _common_words(syntax: Syntax, persons: Sequence[NameMention]) -> set[tuple[str, ...]]:
    """Words that only begin sentences and stand elsewhere in small letters: "Ferry stops", "the ferry"."""
    tokens = syntax.tokens
    small = {t.text for t in tokens if t.text.islower() and t.tag in ("NN", "NNS")}
    found: set[tuple[str, ...]] = set()
    for m in persons:
        if len(m.words) == 1 and m.end - m.start == 1 and m.gender is None and m.words[0] in small:
            found.add(m.words)
    for m in persons:
        opens = syntax.sentence_start(tokens[m.start].sentence) == m.start
        acts = tokens[tokens[m.start].head].lemma in words("human-act") or is_human(tokens[m.start].lemma)
        if m.words in found and (not opens or acts):
            found.discard(m.words)
    return found


__all__ = ["without_namesakes"]
