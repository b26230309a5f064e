"""Titles and affiliations that an article gives its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.record import Parsed, Syntax
from onrecord.resolve.affiliations import (
    adjective_of_name,
    affiliates,
    in_general,
    named_phrase,
    told_of,
    unnamed_phrase,
    with_body,
    with_place,
)
from onrecord.resolve.foundroles import FoundRole, has_ended, past_before, past_words
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
from onrecord.resolve.words import words

# A professor "of" a subject "at" a place: the place is the affiliation.
_PREPOSITIONS = ("at", "of", "with", "for", "from", "in")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "punct", "prep", "pobj"})
_WITH_PORTFOLIO = frozenset({"minister", "secretary"})
# Of names: a person, a month, the title of a film, a state.
_NO_TITLES = frozenset({"PERSON", "DATE", "TIME", "WORK_OF_ART", "EVENT", "GPE", "LOC", "FAC"})
# What a hyphen joins to a title that the language model cuts there: "co-founder", "secretary-general".
_BEFORE_TITLES = frozenset({"co", "vice", "deputy", "under", "sub"})
_AFTER_TITLES = frozenset({"general", "elect", "designate"})
_OPENING = frozenset("“‘")  # of the name of a work, which the phrase often cuts
_NOT_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "brother", "sister", "son", "wife"}
)


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
    found = _before(parsed, syntax, mention)
    if found:
        found[0] = _of_place(parsed, syntax, mention, found[0])
    for noun in nouns:
        found += _all_described(parsed, syntax, noun, inside)
    told = [belongs(parsed, syntax, i, inside) for i in (*sorted(inside), *(noun.token for noun in nouns))]
    told.append(who_heads(parsed, syntax, mention))
    found += [role for role in told if role is not None]
    if not found:
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
    owner = _owner(parsed, syntax, mention.start, mention)
    if owner and all(_is_body(parsed, syntax, i) for i in owner[-1:]):
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
    if body and tokens[at].head in range(mention.start, mention.end) and (closed or not bounded):
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


def _before(parsed: Parsed, syntax: Syntax, mention: NameMention) -> list[FoundRole]:
    """ "Veltran river commissioner Ada Mer": the roles in the words before a name, in its own phrase."""
    tokens = syntax.tokens
    start = mention.start
    while start > 0 and tokens[start - 1].sentence == tokens[mention.start].sentence:
        if not _modifies_name(parsed, syntax, start - 1):
            break
        start -= 1
    role = _of_run(parsed, syntax, range(start, mention.start), mention)
    if role is None:
        return []
    if (
        start > 1
        and tokens[start - 1].text == "and"
        and not role.affiliation
        and _is_title(syntax, start - 2)
    ):
        first = start - 2  # "singer and activist Ada Mer"; but "the mayor and activist Ada Mer" may be two
        while first > 0 and tokens[first - 1].sentence == tokens[start].sentence:
            if tokens[first - 1].tag[:2] not in ("NN", "JJ", "HY"):
                break
            first -= 1
        alone = first == 0 or tokens[first - 1].tag not in ("DT", "PRP$", "POS", "IN", ",", "CC")
        other = _of_run(parsed, syntax, range(first, start - 1), mention) if alone else None
        if other is not None:
            return [role, other]
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
    title = _whole(syntax, _plain_title(syntax, [i for i in run if i >= title_from]))
    if not title or tokens[title[0]].text.lower() in _NOT_TITLES:
        return None
    of = with_body(syntax, _run_to(syntax, [i for i in affiliation if i not in title]), title)
    title = tuple(i for i in title if i not in of)
    return FoundRole(title, of or _owner(parsed, syntax, words_before.start, mention), former)


def _whole(syntax: Syntax, title: tuple[int, ...]) -> tuple[int, ...]:
    """A title with what a hyphen joins to it: "co-founder", "secretary-general"."""
    tokens = syntax.tokens
    if not title:
        return title
    first, last = title[0], title[-1]
    if first > 1 and _hyphened(syntax, first - 2) and tokens[first - 2].text.lower() in _BEFORE_TITLES:
        first -= 2
    if _hyphened(syntax, last) and tokens[last + 2].text.lower() in _AFTER_TITLES:
        last += 2
    return tuple(range(first, last + 1)) if (first, last) != (title[0], title[-1]) else title


def _hyphened(syntax: Syntax, token: int) -> bool:
    """Whether a hyphen joins a word to the next."""
    tokens = syntax.tokens
    if token + 2 >= len(tokens) or tokens[token + 1].text != "-":
        return False
    return tokens[token].end == tokens[token + 1].start and tokens[token + 1].end == tokens[token + 2].start


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
    named = named_phrase(parsed, syntax, owner, inside)
    return named or unnamed_phrase(parsed, syntax, owner, inside, owner=True)


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
        syntax.tokens[kept[0]].tag[:2] in ("RB", "PO", "DT", "HY", "CC")
        or syntax.is_mark(kept[0])
        or (syntax.tokens[kept[0]].text == "based" and len(kept) > 1)
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
    # A title may have been taken into the name: "Alderwoman Ada Mer".
    within = syntax.tokens[token + 1].name == t.name and is_human(t.text.lower())
    return within or adjective_of_name(parsed, syntax, token)


def _is_title(syntax: Syntax, token: int) -> bool:
    """Whether the word before a name can be a title: a noun for a person."""
    t = syntax.tokens[token]
    return t.tag in ("NN", "NNP") and (is_human(t.text.lower().rstrip(".")) or _is_elect(syntax, token))


def _is_elect(syntax: Syntax, token: int) -> bool:
    """Whether a word ends a title such as "president-elect"."""
    tokens = syntax.tokens
    named = tokens[token].text.lower() in _AFTER_TITLES and token > 1 and _hyphened(syntax, token - 2)
    return named and is_human(tokens[token - 2].lemma.lower())


def _run_to(syntax: Syntax, tokens: Sequence[int]) -> tuple[int, ...]:
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


def _described(parsed: Parsed, syntax: Syntax, noun: int, name: set[int]) -> FoundRole | None:
    """ ", a professor of law at the University of Mer," from the noun that heads the description."""
    tokens = syntax.tokens
    label = parsed.names[tokens[noun].name].label if tokens[noun].name >= 0 else None
    human = is_human(tokens[noun].lemma) or _is_elect(syntax, noun)
    plural = tokens[noun].tag in ("NNS", "NNPS")
    noun_of_person = tokens[noun].tag in ("NN", "NNP") or (
        tokens[noun].lemma in words("human") and not plural
    )
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
        affiliation = affiliation or in_general(parsed, syntax, goal)
    if own and not affiliation:
        run = [i for i in run if i > own[-1]]
        affiliation = with_body(syntax, _run_to(syntax, own), tuple(run))
        run = [i for i in run if i not in affiliation]
    elif owner is not None and not affiliation:
        affiliation = named_phrase(parsed, syntax, owner, name)
        affiliation = affiliation or unnamed_phrase(parsed, syntax, owner, name, owner=True)
    for goal in goals if not affiliation else ():
        affiliation = affiliation or unnamed_phrase(parsed, syntax, goal, name)
    title = _whole(syntax, _plain_title(syntax, run))
    topic = next((p for p in preps if tokens[p].lemma in ("of", "for") and p == noun + 1), None)
    about = preps[topic] if topic is not None else None
    if about is not None and about not in affiliation and title:
        phrase = syntax.subtree(about, without=[p for p, goal in preps.items() if goal in affiliation])
        short = phrase[-1] - noun <= 6 and not any(
            tokens[i].text in _OPENING for i in range(noun, phrase[-1])
        )
        if short and not set(phrase) & (set(affiliation) | name):
            title = tuple(range(title[0], phrase[-1] + 1))
    if not title or (len(title) == 1 and tokens[title[0]].text.lower() in _NOT_TITLES):
        return None
    return FoundRole(title, affiliation, former)


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
