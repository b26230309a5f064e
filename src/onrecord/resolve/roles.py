"""Titles and affiliations that an article gives its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.record import Parsed, Syntax
from onrecord.resolve.affiliations import (
    in_general,
    named_phrase,
    told_of,
    trimmed,
    unnamed_phrase,
    with_body,
    with_place,
)
from onrecord.resolve.foundroles import FoundRole, has_ended, past_words
from onrecord.resolve.names import NameMention, is_generation, is_human
from onrecord.resolve.rolebrackets import bracketed, with_brackets
from onrecord.resolve.roleclauses import (
    Noun,
    belongs,
    joined,
    nouns_of_clauses,
    nouns_of_sentence,
    who_heads,
)
from onrecord.resolve.rolesbefore import owner_before, roles_before, run_to, tells_of_what
from onrecord.resolve.titles import NOT_TITLES, is_elect, plain_title, whole_title
from onrecord.resolve.words import words

# A professor "of" a subject "at" a place: the place is the affiliation.
_PREPOSITIONS = ("at", "of", "with", "for", "from", "in")
# Of names: a person, a month, the title of a film, a state.
_NO_TITLES = frozenset({"PERSON", "DATE", "TIME", "WORK_OF_ART", "EVENT", "GPE", "LOC", "FAC"})
_OPENING = frozenset("“‘")  # of the name of a work, which the phrase often cuts


def find_roles(parsed: Parsed, syntax: Syntax, mention: NameMention) -> list[FoundRole]:
    """The roles that stand beside one mention of a person: before it and in apposition to it."""
    tokens, inside = syntax.tokens, set(range(mention.start, mention.end))
    nouns = [Noun(k, False) for k in _appositions(syntax, mention)]
    head = tokens[_head(syntax, mention)]
    if head.dep == "appos" and head.head not in inside:
        nouns.append(Noun(_highest(syntax, head.head), False))  # "the head of the port, Ada Mer, ..."
    for word in (*sorted(inside), *(noun.token for noun in nouns)):
        nouns += nouns_of_clauses(syntax, word)  # ", a former envoy who is now a professor at ..."
    nouns += nouns_of_sentence(syntax, mention)
    found = roles_before(parsed, syntax, mention)
    if found:
        found[0] = _of_place(parsed, syntax, mention, found[0])
    for noun in nouns:
        found += _all_described(parsed, syntax, noun, inside)
    told = [belongs(parsed, syntax, i, inside) for i in (*sorted(inside), *(noun.token for noun in nouns))]
    told.append(who_heads(parsed, syntax, mention))
    found += [role for role in told if role is not None]
    if not any(role.affiliation for role in found):
        found += _member(parsed, syntax, mention)
    return _placed(parsed, syntax, with_brackets(found, bracketed(parsed, syntax, mention)))


def _appositions(syntax: Syntax, mention: NameMention) -> Iterator[int]:
    """The nouns that describe a name behind it; in "Ada Mer and Jonas Holm, a pilot," the pilot is Holm."""
    tokens = syntax.tokens
    for i in range(mention.start, mention.end):
        others = {k for k in syntax.all(i, "conj") if tokens[k].tag == "NNP"}
        for noun in syntax.all(i, "appos"):
            if min(syntax.subtree(noun)) - 2 not in others:
                yield noun
        if tokens[i].dep == "conj" and tokens[i].tag == "NNP":
            for noun in syntax.all(tokens[i].head, "appos"):
                if min(syntax.subtree(noun)) - 2 == mention.end - 1:
                    yield noun


def _all_described(parsed: Parsed, syntax: Syntax, noun: Noun, inside: set[int]) -> Iterator[FoundRole]:
    """The role in a description, and the one that "and" joins to it: "founder and director of Merpress"."""
    role = _described(parsed, syntax, noun.token, inside)
    if role is None:
        return
    role = replace(role, former=role.former or noun.former)
    yield role
    for token in joined(syntax, noun.token):
        other = _described(parsed, syntax, token, inside)
        if other is not None:
            shared = bool(role.affiliation) and role.affiliation[0] > token and not other.affiliation
            yield replace(
                other,
                affiliation=role.affiliation if shared else other.affiliation,
                former=other.former or noun.former or (shared and role.former),
            )


def _member(parsed: Parsed, syntax: Syntax, mention: NameMention) -> Iterator[FoundRole]:
    """The body beside a name without other role: "Ada Mer of the Tarn Institute", "Merpress's Ada Mer"."""
    tokens = syntax.tokens
    at = mention.end
    owner = owner_before(parsed, syntax, mention.start, mention)
    theirs = bool(owner) and tokens[owner[-1]].head in range(mention.start, mention.end)
    if theirs and _is_body(parsed, syntax, owner[-1]):
        yield FoundRole((), owner, False)
        return
    bounded = at < len(tokens) and tokens[at].text == ","
    at += bounded
    if at + 1 >= len(tokens) or tokens[at].text not in (("of", "from", "at", "with") if bounded else ("of",)):
        return
    goal = syntax.child(at, "pobj")
    if goal is None or tokens[goal].name < 0 or parsed.names[tokens[goal].name].label != "ORG":
        return
    body = named_phrase(parsed, syntax, goal, range(mention.start, mention.end))
    closed = body and body[-1] + 1 < len(tokens) and tokens[body[-1] + 1].text == ","
    apart = bounded and tokens[at].text in ("of", "from", "with")  # of which the parser often loses the head
    if body and (apart or tokens[at].head in range(mention.start, mention.end)) and (closed or not bounded):
        yield FoundRole((), body, False)


def _is_body(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    name = syntax.tokens[token].name
    return parsed.names[name].label == "ORG" if name >= 0 else syntax.tokens[token].lemma in words("body")


def _placed(parsed: Parsed, syntax: Syntax, found: Sequence[FoundRole]) -> list[FoundRole]:
    """`found` with where the bodies are, and with what is said of a body as an affiliation of its own."""
    placed: list[FoundRole] = []
    for role in found:
        placed.append(replace(role, affiliation=with_place(parsed, syntax, role.affiliation)))
        if role.affiliation and (told := told_of(parsed, syntax, role.affiliation)):
            placed.append(FoundRole((), told, role.former))
    return placed


def _of_place(parsed: Parsed, syntax: Syntax, mention: NameMention, before: FoundRole) -> FoundRole:
    """The title before a name with the country or body behind it: "President Ada Mer of Nordavia".

    Also behind commas: "Judge Ada Mer, of the Tarn Court", "Jonas Mer, Jr., of the Tarn Court".
    """
    tokens, at = syntax.tokens, mention.end
    while at < min(mention.end + 3, len(tokens)) and (
        tokens[at].text == "," or is_generation(tokens[at].text)
    ):
        at += 1
    if before.affiliation or at >= len(tokens) or tokens[at].text != "of":
        return before
    goal = syntax.child(at, "pobj")
    if goal is None or tokens[goal].tag not in ("NNP", "NNPS"):
        return before
    named = named_phrase(parsed, syntax, goal, set(range(mention.start, mention.end)))
    return FoundRole(before.title, named, before.former)


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


def _is_person(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    name = syntax.tokens[token].name
    return name >= 0 and parsed.names[name].label == "PERSON"


def _is_people(parsed: Parsed, syntax: Syntax, token: int, noun: int) -> bool:
    """Whether a word and the noun are one name of a people: "a New Yorker" is of nothing."""
    name = syntax.tokens[token].name
    return name >= 0 and name == syntax.tokens[noun].name and parsed.names[name].label != "ORG"


def _described(parsed: Parsed, syntax: Syntax, noun: int, name: set[int]) -> FoundRole | None:
    """ ", a professor of law at the University of Mer," from the noun that heads the description."""
    tokens = syntax.tokens
    label = parsed.names[tokens[noun].name].label if tokens[noun].name >= 0 else None
    human = is_human(tokens[noun].lemma) or is_elect(syntax, noun)
    # The tagger takes some rarer nouns for adverbs ("shop steward").
    noun_of_person = tokens[noun].tag in ("NN", "NNP") or (tokens[noun].tag == "RB" and human)
    if not noun_of_person or not human or label in _NO_TITLES:
        return None
    left = [
        i
        for i in syntax.children[noun]
        if i < noun and tokens[i].dep not in ("det", "poss", "punct", "predet")
    ]
    start = min((min(syntax.subtree(i)) for i in left), default=noun)
    run = [i for i in range(start, noun + 1) if i not in name]
    past = past_words(syntax, run)
    former = bool(past) or has_ended(syntax, noun)
    run = [i for i in run if i not in past]
    affiliation: tuple[int, ...] = ()
    own = [
        i for i in run[:-1] if tells_of_what(parsed, syntax, i) and not _is_people(parsed, syntax, i, noun)
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
        affiliation = affiliation or in_general(parsed, syntax, goal)
    if own and not affiliation:
        run = [i for i in run if i > own[-1]]
        affiliation = with_body(syntax, run_to(syntax, own), tuple(run))
        run = [i for i in run if i not in affiliation]
    elif owner is not None and not affiliation:
        affiliation = named_phrase(parsed, syntax, owner, name)
        affiliation = affiliation or unnamed_phrase(parsed, syntax, owner, name, owner=True)
    for goal in goals if not affiliation else ():
        affiliation = affiliation or unnamed_phrase(parsed, syntax, goal, name)
    for goal in syntax.all(noun, "appos") if not affiliation else ():
        affiliation = affiliation or _set_beside(parsed, syntax, noun, goal, name)
    title = whole_title(syntax, plain_title(syntax, run))
    topic = next((p for p in preps if tokens[p].lemma in ("of", "for") and p == noun + 1), None)
    about = preps[topic] if topic is not None else None
    if about is not None and about not in affiliation and title:
        phrase = syntax.subtree(about, without=[p for p, goal in preps.items() if goal in affiliation])
        short = phrase[-1] - noun <= 6 and not any(
            tokens[i].text in _OPENING for i in range(noun, phrase[-1])
        )
        if short and not set(phrase) & (set(affiliation) | name):
            title = tuple(range(title[0], phrase[-1] + 1))
    if not title or (len(title) == 1 and tokens[title[0]].text.lower() in NOT_TITLES):
        return None
    if any(_is_person(parsed, syntax, i) for i in title if i < noun):
        return None  # "was elected mayor and Ada Mer president"
    return FoundRole(title, affiliation, former)


def _set_beside(parsed: Parsed, syntax: Syntax, noun: int, goal: int, name: set[int]) -> tuple[int, ...]:
    """The body that commas set beside a title: "director, Tarn Institute,"."""
    tokens = syntax.tokens
    number = tokens[goal].name
    if number < 0 or goal in name or parsed.names[number].label != "ORG":
        return ()
    run = tuple(range(parsed.names[number].start_token, parsed.names[number].end_token))
    beside = run[0] == noun + 2 and tokens[noun + 1].text == ","
    closed = run[-1] + 1 == len(tokens) or tokens[run[-1] + 1].text in (",", ".", ")", ";")
    return trimmed(syntax, run) if beside and closed else ()


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
