"""Titles and affiliations that an article gives its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.record import Article, Parsed, Role, Span, Syntax
from onrecord.resolve.affiliations import (
    adjective_of_name,
    affiliates,
    named_phrase,
    told_of,
    unnamed_phrase,
    with_body,
    with_place,
)
from onrecord.resolve.names import NameMention, is_human, kind_of_words
from onrecord.resolve.words import several, words

_PAST = frozenset(
    ["former", "ex", "ex-", "onetime", "one-time", "ousted", "late", "then", "retired", "deposed", "sacked",
     "erstwhile", "previous"]
)  # fmt: skip
# A professor "of" a subject "at" a place: the place is the affiliation.
_PREPOSITIONS = ("at", "of", "with", "for", "from", "in")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "punct", "prep", "pobj"})
_WITH_PORTFOLIO = frozenset({"minister", "secretary"})
_PARTIES = frozenset({"D", "R", "I"})  # of the United States' legislatures: "(D-Ohio)"
# Of names: a person, a month, the title of a film, a state.
_NO_TITLES = frozenset({"PERSON", "DATE", "TIME", "WORK_OF_ART", "EVENT", "GPE", "LOC", "FAC"})
LONGEST_BRACKET = 10
LONGEST_LED = 8  # tokens from the verb to what is led
_NOT_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "brother", "sister", "son", "wife"}
)


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


def find_roles(parsed: Parsed, syntax: Syntax, mention: NameMention) -> list[FoundRole]:
    """The roles that stand beside one mention of a person: before it and in apposition to it."""
    head = _head(syntax, mention)
    found = [_before(parsed, syntax, mention)]
    appositions = [k for i in range(mention.start, mention.end) for k in syntax.all(i, "appos")]
    token = syntax.tokens[head]
    if token.dep == "appos" and not mention.start <= token.head < mention.end:
        appositions.append(_highest(syntax, token.head))  # "the head of the port, Ada Mer, ..."
    for i in range(mention.start, mention.end):
        for clause in syntax.all(i, "relcl"):  # ", who is now a professor at ..."
            if syntax.tokens[clause].lemma == "be" and (noun := syntax.child(clause, "attr")) is not None:
                appositions.append(noun)
    for noun in list(appositions):
        for clause in syntax.all(noun, "relcl"):  # ", a former envoy who is now a professor at ..."
            if syntax.tokens[clause].lemma == "be" and (now := syntax.child(clause, "attr")) is not None:
                appositions.append(now)
    inside = set(range(mention.start, mention.end))
    found += [_described(parsed, syntax, noun, inside) for noun in appositions]
    found += [_belongs(parsed, syntax, noun, inside) for noun in (*inside, *appositions)]
    found.append(_who_heads(parsed, syntax, mention))
    found[0] = _of_place(parsed, syntax, mention, found[0])
    known = [role for role in found if role is not None]
    return _placed(parsed, syntax, _with_brackets(known, _bracketed(parsed, syntax, mention)))


def _placed(parsed: Parsed, syntax: Syntax, found: Sequence[FoundRole]) -> list[FoundRole]:
    """`found` with where the bodies are, and with what is said of a body as an affiliation of its own."""
    placed: list[FoundRole] = []
    for role in found:
        placed.append(replace(role, affiliation=with_place(parsed, syntax, role.affiliation)))
        if role.affiliation and (told := told_of(syntax, role.affiliation)):
            placed.append(FoundRole((), told, role.former))
    return placed


def _of_place(
    parsed: Parsed, syntax: Syntax, mention: NameMention, before: FoundRole | None
) -> FoundRole | None:
    """The title before a name with the country or body behind it: "President Ada Mer of Nordavia"."""
    tokens = syntax.tokens
    if before is None or before.affiliation or mention.end >= len(tokens) or tokens[mention.end].text != "of":
        return before
    goal = syntax.child(mention.end, "pobj")
    if goal is None or tokens[goal].tag not in ("NNP", "NNPS"):
        return before
    named = named_phrase(parsed, syntax, goal, set(range(mention.start, mention.end)))
    return FoundRole(before.title, named, before.former)


def _who_heads(parsed: Parsed, syntax: Syntax, mention: NameMention) -> FoundRole | None:
    """The role in ", who heads the Tarn office of Merpress": a verb of leading and what is led."""
    tokens = syntax.tokens
    clauses = [c for i in range(mention.start, mention.end) for c in syntax.all(i, "relcl")]
    for verb in clauses:
        if tokens[verb].lemma not in words("heading") or tokens[verb].tag not in ("VBZ", "VBD", "VBP"):
            continue
        led = syntax.child(verb, "dobj")
        if led is None or led < verb or led - verb > LONGEST_LED:
            continue
        inside = set(range(mention.start, mention.end))
        affiliation = named_phrase(parsed, syntax, led, inside)
        for prep in syntax.all(led, "prep"):
            goal = syntax.child(prep, "pobj")
            if goal is not None and not affiliation:
                affiliation = named_phrase(parsed, syntax, goal, inside)
        had = any(tokens[i].lemma == "have" for i in syntax.all(verb, "aux"))
        return FoundRole((), affiliation, tokens[verb].tag == "VBD" or had, (verb,))
    return None


def _bracketed(parsed: Parsed, syntax: Syntax, mention: NameMention) -> FoundRole | None:
    """What stands in brackets right behind a name: "(Tarn Institute)", "(D-Ohio)", "(director, Merpress)"."""
    tokens = syntax.tokens
    end = mention.end
    if end + 1 >= len(tokens):
        return None
    if tokens[end].text == "," and tokens[end + 1].text in _PARTIES:
        close = next((i for i in range(end + 2, min(end + 7, len(tokens))) if tokens[i].text == ","), end)
        if close > end + 3 and tokens[end + 2].text == "-":
            return FoundRole((), tuple(range(end + 1, close)), False)  # ", R-Ohio,"
        return None
    if tokens[end].text not in ("(", "["):
        return None
    limit = min(end + LONGEST_BRACKET, len(tokens))
    close = next((i for i in range(end + 1, limit) if tokens[i].text in (")", "]")), end)
    run = tuple(range(end + 1, close))
    if not run:
        return None
    if tokens[run[0]].text in _PARTIES and (len(run) == 1 or tokens[run[1]].text == "-"):
        return FoundRole((), run, False)
    comma = next((i for i in run if tokens[i].text == ","), None)
    title = run[: run.index(comma)] if comma is not None else ()
    if title and not is_human(tokens[title[-1]].lemma):
        return None
    named = run[len(title) + 1 :] if title else run
    told = tuple(tokens[i].text.lower() for i in named)
    if not named or not (any(affiliates(parsed, syntax, i) for i in named) or kind_of_words(told)):
        return None
    if not tokens[named[0]].text[0].isupper():
        return None
    return FoundRole(title, tuple(named), False)


def _with_brackets(found: list[FoundRole], bracket: FoundRole | None) -> list[FoundRole]:
    """`found` with what brackets say: a party and a place belong to the office before the name."""
    if bracket is None:
        return found
    if not bracket.title and found and found[0].title and not found[0].affiliation:
        return [FoundRole(found[0].title, bracket.affiliation, found[0].former), *found[1:]]
    return [*found, bracket]


def _head(syntax: Syntax, mention: NameMention) -> int:
    run = range(mention.start, mention.end)
    return next(
        (i for i in run if syntax.tokens[i].head not in run or syntax.tokens[i].head == i), mention.end - 1
    )


def _highest(syntax: Syntax, noun: int) -> int:
    """The person described in "a spokesman for the president, Ada Mer": the spokesman, not the president."""
    tokens = syntax.tokens
    while tokens[noun].dep == "pobj":
        above = tokens[tokens[noun].head].head
        if not is_human(tokens[above].lemma) or above == noun:
            break
        noun = above
    return noun


def _before(parsed: Parsed, syntax: Syntax, mention: NameMention) -> FoundRole | None:
    """ "Veltran river commissioner Ada Mer": the words before a name, in its own phrase."""
    tokens = syntax.tokens
    start = mention.start
    while start > 0 and tokens[start - 1].sentence == tokens[mention.start].sentence:
        if not _modifies_name(parsed, syntax, start - 1):
            break
        start -= 1
    run = [i for i in range(start, mention.start) if not syntax.is_mark(i) or tokens[i].tag == "HYPH"]
    former = any(tokens[i].text.lower() in _PAST for i in run)
    run = [i for i in run if tokens[i].text.lower() not in _PAST]
    while run and syntax.is_mark(run[0]):  # "then-minister": what stands before the hyphen is no title
        run.pop(0)
    if not run or not _is_title(syntax, run[-1]):
        return None
    affiliation = [i for i in run[:-1] if _tells_of_what(parsed, syntax, i)]
    if (
        affiliation == [run[-1] - 1]
        and tokens[run[-1]].text.lower() in _WITH_PORTFOLIO
        and parsed.names[tokens[affiliation[0]].name].label == "ORG"
    ):
        affiliation = []  # "Energy Minister": taken for a body, but the portfolio belongs to the title
    title_from = affiliation[-1] + 1 if affiliation else run[0]
    title = _plain_title(syntax, [i for i in run if i >= title_from])
    if not title or tokens[title[0]].text.lower() in _NOT_TITLES:
        return None
    of = with_body(syntax, _run_to(syntax, affiliation), title)
    title = tuple(i for i in title if i not in of)
    return FoundRole(title, of or _owner(parsed, syntax, start, mention), former)


def _owner(parsed: Parsed, syntax: Syntax, start: int, mention: NameMention) -> tuple[int, ...]:
    """Whose somebody is, before the title: "Holm's spokesman Ada Mer", "the port's engineer Ada Mer"."""
    tokens = syntax.tokens
    mark = start - 1 if start > 0 and tokens[start - 1].tag == "POS" else start
    if mark >= mention.start or tokens[mark].tag != "POS" or mark == 0:
        return ()
    owner = tokens[mark].head
    if owner != mark - 1 or tokens[owner].sentence != tokens[mention.start].sentence:
        return ()
    inside = range(mention.start, mention.end)
    return named_phrase(parsed, syntax, owner, inside) or unnamed_phrase(parsed, syntax, owner, inside)


def _tells_of_what(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    return affiliates(parsed, syntax, token) or adjective_of_name(parsed, syntax, token)


def _is_people(parsed: Parsed, syntax: Syntax, token: int, noun: int) -> bool:
    """Whether a word and the noun are one name of a people: "a New Yorker" is of nothing."""
    name = syntax.tokens[token].name
    return name >= 0 and name == syntax.tokens[noun].name and parsed.names[name].label != "ORG"


def _plain_title(syntax: Syntax, run: Sequence[int]) -> tuple[int, ...]:
    """The words of a title without an age, an adverb or a mark before them: "25-year-old", "now", "'s"."""
    kept = list(run)
    year = next((n for n, i in enumerate(kept) if syntax.tokens[i].lemma == "year"), None)
    if year is not None:
        kept = kept[year + 1 :]
        while kept and (syntax.tokens[kept[0]].text == "old" or syntax.is_mark(kept[0])):
            kept.pop(0)
    while kept and (
        syntax.tokens[kept[0]].tag[:2] in ("RB", "PO", "DT", "HY", "CC") or syntax.is_mark(kept[0])
    ):
        kept.pop(0)
    return tuple(i for i in kept if syntax.tokens[i].tag != "POS")


def _modifies_name(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    """Whether a word before a name can belong to a title: a noun, an adjective, a possessive; no person."""
    t = syntax.tokens[token]
    if t.dep not in _MODIFIERS or not (t.tag[:2] in ("NN", "JJ", "PO", "HY", "AF") or t.text == "-"):
        return False
    if t.name < 0 or parsed.names[t.name].label != "PERSON":
        return True
    return adjective_of_name(parsed, syntax, token)


def _is_title(syntax: Syntax, token: int) -> bool:
    """Whether the word before a name can be a title: a noun for a person."""
    t = syntax.tokens[token]
    return t.tag in ("NN", "NNP") and is_human(t.text.lower().rstrip("."))


def _run_to(syntax: Syntax, tokens: Sequence[int]) -> tuple[int, ...]:
    """The last unbroken run of `tokens`; a hyphen does not break it."""
    if not tokens:
        return ()
    first = tokens[-1]
    for i in reversed(tokens[:-1]):
        if all(syntax.tokens[k].tag == "HYPH" for k in range(i + 1, first)):
            first = i
    return tuple(range(first, tokens[-1] + 1))


def _described(parsed: Parsed, syntax: Syntax, noun: int, name: set[int]) -> FoundRole | None:
    """ ", a professor of law at the University of Mer," from the noun that heads the description."""
    tokens = syntax.tokens
    label = parsed.names[tokens[noun].name].label if tokens[noun].name >= 0 else None
    if tokens[noun].tag not in ("NN", "NNP") or not is_human(tokens[noun].lemma) or label in _NO_TITLES:
        return None
    left = [
        i
        for i in syntax.children[noun]
        if i < noun and tokens[i].dep not in ("det", "poss", "punct", "predet")
    ]
    start = min((min(syntax.subtree(i)) for i in left), default=noun)
    run = [i for i in range(start, noun + 1) if i not in name]
    former = any(tokens[i].text.lower() in _PAST for i in run)
    run = [i for i in run if tokens[i].text.lower() not in _PAST]
    affiliation: tuple[int, ...] = ()
    own = [
        i for i in run[:-1] if _tells_of_what(parsed, syntax, i) and not _is_people(parsed, syntax, i, noun)
    ]
    owner = syntax.child(noun, "poss")
    preps = {p: syntax.child(p, "pobj") for p in _preps(syntax, noun)}
    goals = [
        g
        for wanted in _PREPOSITIONS
        for p, g in preps.items()
        if tokens[p].lemma == wanted and g is not None and g not in name
    ]
    for goal in goals:
        affiliation = affiliation or named_phrase(parsed, syntax, goal, name)
    if own and not affiliation:
        run = [i for i in run if i > own[-1]]
        affiliation = with_body(syntax, _run_to(syntax, own), tuple(run))
        run = [i for i in run if i not in affiliation]
    elif owner is not None and not affiliation:
        affiliation = named_phrase(parsed, syntax, owner, name) or unnamed_phrase(parsed, syntax, owner, name)
    for goal in goals if not affiliation else ():
        affiliation = affiliation or unnamed_phrase(parsed, syntax, goal, name)
    title = _plain_title(syntax, run)
    topic = next((p for p in preps if tokens[p].lemma in ("of", "for") and p == noun + 1), None)
    about = preps[topic] if topic is not None else None
    if about is not None and about not in affiliation and title:
        phrase = syntax.subtree(about)
        if phrase[-1] - noun <= 6 and not set(phrase) & (set(affiliation) | name):
            title = tuple(range(title[0], phrase[-1] + 1))
    if not title or (len(title) == 1 and tokens[title[0]].text.lower() in _NOT_TITLES):
        return None
    return FoundRole(title, affiliation, former)


def _belongs(parsed: Parsed, syntax: Syntax, noun: int, name: set[int]) -> FoundRole | None:
    """The affiliation that a clause tells: ", who teaches at the Tarn Institute"."""
    tokens = syntax.tokens
    for verb in syntax.all(noun, "relcl"):
        if tokens[verb].tag not in ("VBZ", "VBP", "VBD") or syntax.child(verb, "neg") is not None:
            continue
        for prep in syntax.all(verb, "prep"):
            goal = syntax.child(prep, "pobj")
            fits = tokens[prep].lemma in several("belonging").get(tokens[verb].lemma, ())
            if not fits or goal is None or tokens[goal].name < 0:
                continue
            if parsed.names[tokens[goal].name].label == "ORG":
                of = named_phrase(parsed, syntax, goal, name)
                return FoundRole((), of, tokens[verb].tag == "VBD") if of else None
    return None


def _preps(syntax: Syntax, noun: int) -> list[int]:
    """Prepositions of a description, also those that hang on the thing it is a description of."""
    found: list[int] = []
    stack = syntax.all(noun, "prep")
    while stack:
        prep = stack.pop(0)
        found.append(prep)
        goal = syntax.child(prep, "pobj")
        if goal is not None and syntax.tokens[goal].name < 0:
            stack += syntax.all(goal, "prep")
    return found
