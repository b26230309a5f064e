"""Everything in an article's syntax that could be an attribution.

A candidate is a cue with what it governs. Which constructions of which words really are attributions
is not decided here but by the lexicon (cues.py), which counted them in annotated text; so this module
is generous, and the lexicon strict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.record import Syntax

# What runs on longer without a full stop is a list or no prose; its tree would take time beyond measure.
LONGEST_SENTENCE = 300  # tokens
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "use", "take", "have", "make", "spend"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_ADJUNCTS = frozenset({"per", "as"})
_INVERTED = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution; every part is token indices in text order.

    `construction` names how the content hangs on the cue: "ccomp", "xcomp", "dobj", "prep:for",
    "noun:of", "according", ... `lemma` is the cue's head word.
    """

    construction: str
    lemma: str
    head: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    negated: bool


def find_candidates(syntax: Syntax) -> list[Candidate]:
    """All candidates of an article, in the order of their cues; several may share a cue."""
    found: list[Candidate] = []
    for token in syntax.tokens:
        if syntax.sentence_length(token.sentence) > LONGEST_SENTENCE:
            continue
        if token.tag[:2] == "VB" and token.dep not in ("aux", "auxpass"):
            found.extend(_verb(syntax, token.index))
        elif token.tag in ("NN", "NNS"):
            found.extend(_noun(syntax, token.index))
        elif token.tag in ("JJ", "JJR", "JJS"):
            found.extend(_adjective(syntax, token.index))
        word = token.text.lower()
        if word in _ADJUNCTS or is_according(word):
            found.extend(_adjunct(syntax, token.index))
    return found


def _verb(syntax: Syntax, verb: int) -> Iterator[Candidate]:
    tokens = syntax.tokens
    passive = syntax.child(verb, "auxpass", "nsubjpass") is not None or (
        tokens[verb].tag == "VBN"
        and tokens[verb].dep in ("acl", "amod", "advcl")
        and syntax.child(verb, "aux") is None
    )
    subject = agent(syntax, verb) if passive else find_subject(syntax, verb)
    source = noun_phrase(syntax, subject) if subject is not None else ()
    patient = syntax.child(verb, "nsubjpass")
    if passive and patient is None and tokens[verb].dep == "acl":
        patient = tokens[verb].head
    if (
        patient is not None
        and tokens[patient].text.lower() == "it"
        and syntax.child(verb, "ccomp") is not None
    ):
        patient = None  # "it was announced that"
    objects = syntax.all(verb, "dobj")
    cue = verb_group(syntax, verb)
    negated = any(tokens[i].dep == "neg" or tokens[i].lemma in _NEGATIONS for i in syntax.children[verb])
    prefix = "passive-" if passive else ""

    def candidate(construction: str, content: list[int] | tuple[int, ...]) -> Candidate:
        return Candidate(
            prefix + construction,
            tokens[verb].lemma,
            verb,
            cue,
            source,
            syntax.trim(set(content) - set(cue) - set(source)),
            negated,
        )

    clauses = syntax.all(verb, "ccomp")
    if passive and subject is not None and not clauses:
        # "It was reported by the Courier that ...": the parser hangs the clause on the agent.
        below = [
            c for c in syntax.all(subject, "acl", "relcl", "ccomp") if _clause_kind(syntax, c) == "ccomp-that"
        ]
        if below and patient is not None and tokens[patient].text.lower() == "it":
            patient, clauses = None, below
            source = noun_phrase(syntax, subject, without=tuple(below))
    for clause in clauses:
        kind = _clause_kind(syntax, clause)
        if any(verb < thing < clause and tokens[thing].tag[:2] == "NN" for thing in objects):
            kind += "+object"  # "told reporters that", but also "sparked fears that"
        yield candidate(kind, syntax.subtree(clause))
    for clause in syntax.all(verb, "xcomp"):
        kind = "xcomp-to" if _has_to(syntax, clause) else "xcomp"
        content = syntax.subtree(clause)
        if passive and patient is not None:
            yield candidate("patient+" + kind, noun_phrase(syntax, patient) + tuple(content))
        yield candidate(kind, content)
        if objects:
            yield candidate("dobj+" + kind, syntax.subtree(objects[0]) + content)
    for clause in syntax.all(verb, "advcl"):
        mark = syntax.child(clause, "mark")
        if mark is not None and tokens[mark].lemma in ("if", "whether", "that"):
            yield candidate("advcl-" + tokens[mark].lemma, syntax.subtree(clause))
    for clause in syntax.all(verb, "parataxis"):
        yield candidate("parataxis", syntax.subtree(clause))
    predicates = syntax.all(verb, "oprd", "acomp", "attr")
    for thing in objects[:1]:
        content = syntax.subtree(thing)
        yield candidate("dobj", content)
        rest = [i for i in syntax.all(verb, "prep", "oprd", "xcomp") if i > content[-1]]
        if rest:
            label = tokens[rest[0]].lemma if tokens[rest[0]].dep == "prep" else tokens[rest[0]].dep
            yield candidate("dobj+" + label, content + syntax.subtree(rest[0]))
        for prep in syntax.all(thing, "prep"):
            goal = syntax.child(prep, "pobj", "pcomp")
            if goal is not None:
                yield candidate(f"dobj-{tokens[thing].lemma}-{tokens[prep].lemma}", syntax.subtree(goal))
    for predicate in predicates:
        if passive and patient is not None:
            yield candidate("patient+oprd", noun_phrase(syntax, patient) + tuple(syntax.subtree(predicate)))
        elif not objects:
            yield candidate("oprd", syntax.subtree(predicate))
    for prep in syntax.all(verb, "prep"):
        goal = syntax.child(prep, "pobj", "pcomp")
        if goal is not None:
            yield _with_preposition(candidate("prep:" + tokens[prep].lemma, syntax.subtree(goal)), prep)
            if passive and patient is not None and tokens[prep].lemma in ("as", "for", "of"):
                yield candidate(
                    "patient+" + tokens[prep].lemma,
                    noun_phrase(syntax, patient) + tuple(syntax.subtree(prep)),
                )
    if passive and patient is not None:
        yield candidate("patient", noun_phrase(syntax, patient))
    # "The dam, she said, was closed": the cue hangs on what it introduces.
    if not clauses and not objects and tokens[verb].dep in ("parataxis", "ccomp", "advcl", "conj", "dep"):
        main = tokens[verb].head
        while tokens[main].dep in ("aux", "auxpass"):
            main = tokens[main].head
        if main != verb and _set_apart(syntax, verb):
            yield candidate("inserted", syntax.subtree(main, without=(verb,)))


def _with_preposition(candidate: Candidate, preposition: int) -> Candidate:
    """A candidate whose cue has its preposition: "warned ... against", "called for", "criticism of"."""
    return replace(candidate, cue=tuple(sorted({*candidate.cue, preposition})))


def _noun(syntax: Syntax, noun: int) -> Iterator[Candidate]:
    tokens = syntax.tokens
    owner = syntax.child(noun, "poss")
    label = "owned"
    governor = tokens[noun].head
    cue: tuple[int, ...] = (noun,)
    if owner is not None:
        source = noun_phrase(syntax, owner)
        case = syntax.child(owner, "case")
        source = tuple(i for i in source if i != case)
    elif tokens[noun].dep == "dobj" and tokens[governor].tag[:2] == "VB":
        subject = find_subject(syntax, governor)
        source = noun_phrase(syntax, subject) if subject is not None else ()
        cue = (*verb_group(syntax, governor), noun)
        label = "object"
    else:
        source = ()
        label = "bare"
        by = [i for i in syntax.all(noun, "prep") if tokens[i].lemma in ("by", "from")]
        if by and (whom := syntax.child(by[0], "pobj")) is not None:
            source = noun_phrase(syntax, whom)
            label = "by"

    def candidate(construction: str, content: list[int]) -> Candidate:
        trimmed = syntax.trim(set(content) - set(cue) - set(source))
        return Candidate(
            f"noun-{label}:{construction}", tokens[noun].lemma, noun, cue, source, trimmed, False
        )

    for clause in syntax.all(noun, "acl", "ccomp", "relcl"):
        mark = syntax.child(clause, "mark")
        if mark is not None and tokens[mark].lemma in ("that", "whether"):
            yield candidate("that", syntax.subtree(clause))
        elif _has_to(syntax, clause) and tokens[clause].dep == "acl":
            yield candidate("to", syntax.subtree(clause))
    for prep in syntax.all(noun, "prep"):
        goal = syntax.child(prep, "pobj", "pcomp")
        if goal is not None and tokens[prep].lemma not in ("by", "from"):
            yield _with_preposition(candidate(tokens[prep].lemma, syntax.subtree(goal)), prep)


def _adjective(syntax: Syntax, adjective: int) -> Iterator[Candidate]:
    tokens = syntax.tokens
    token = tokens[adjective]
    if token.dep == "acomp":
        subject = find_subject(syntax, token.head)
        cue = (*verb_group(syntax, token.head), adjective)
    elif token.dep in ("amod", "acl", "relcl"):
        subject, cue = token.head, (adjective,)
    else:
        return
    source = noun_phrase(syntax, subject, without=(adjective,)) if subject is not None else ()
    negated = any(tokens[i].dep == "neg" for i in syntax.children[token.head])

    def candidate(construction: str, content: list[int]) -> Candidate:
        trimmed = syntax.trim(set(content) - set(cue) - set(source))
        return Candidate("adjective:" + construction, token.lemma, adjective, cue, source, trimmed, negated)

    for clause in syntax.all(adjective, "ccomp"):
        yield candidate("that", syntax.subtree(clause))
    for clause in syntax.all(adjective, "xcomp"):
        yield candidate("to", syntax.subtree(clause))
    for prep in syntax.all(adjective, "prep"):
        goal = syntax.child(prep, "pobj", "pcomp")
        if goal is not None:
            yield _with_preposition(candidate(tokens[prep].lemma, syntax.subtree(goal)), prep)


def is_according(word: str) -> bool:
    """Whether a word (lower case) is "according", or that with one slip: a letter too many, missing,
    changed, or two neighbours swapped (Damerau 1964)."""
    right = "according"
    if word == right:
        return True
    if word[:2] != right[:2] or abs(len(word) - len(right)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right))
    )
    rest, wanted = word[start:], right[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


def _adjunct(syntax: Syntax, start: int) -> Iterator[Candidate]:
    """ "According to X, ...", "per X", and "..., as X put it"."""
    tokens = syntax.tokens
    word = tokens[start].text.lower()
    if word == "as":
        verb = tokens[start].head
        subject = syntax.child(verb, "nsubj") if tokens[verb].dep == "advcl" and start < verb else None
        if subject is not None and syntax.child(verb, "dobj", "ccomp", "xcomp") is None:
            content = syntax.trim(syntax.subtree(tokens[verb].head, without=(verb,)))
            group = verb_group(syntax, verb)
            yield Candidate(
                "as", tokens[verb].lemma, verb, group, noun_phrase(syntax, subject), content, False
            )
        return
    to = start + 1
    if word == "per":
        cue: tuple[int, ...] = (start,)
        goal = syntax.child(start, "pobj")
    elif to < len(tokens) and tokens[to].lemma == "to":
        cue = (start, to)
        goal = syntax.child(to, "pobj")
        if goal is None:
            goal = syntax.child(start, "pobj")
    else:
        return
    if goal is None:
        return
    source = syntax.subtree(goal)
    content = syntax.trim(set(_framed_clause(syntax, start)) - set(syntax.subtree(start)) - set(source))
    yield Candidate(
        "according",
        "per" if word == "per" else "according",
        start,
        cue,
        noun_phrase(syntax, goal),
        content,
        False,
    )


def _framed_clause(syntax: Syntax, adjunct: int) -> list[int]:
    """The clause that an adjunct frames.

    The adjunct may hang low ("the dam was closed on Friday, according to ..."), but what it vouches for
    is the whole clause up to the nearest one that can stand alone.
    """
    tokens = syntax.tokens
    main = tokens[adjunct].head
    while tokens[main].head != main and (
        tokens[main].tag[:2] not in ("VB", "MD")
        or tokens[main].dep in ("acl", "relcl", "xcomp", "pcomp", "aux", "auxpass", "advcl", "amod", "conj")
    ):
        if tokens[main].dep == "conj" and syntax.child(main, "nsubj", "nsubjpass") is not None:
            break
        main = tokens[main].head
    return syntax.subtree(main)


def find_subject(syntax: Syntax, verb: int) -> int | None:
    """The token that heads who acts at `verb`: its subject, or that of the verb that controls it."""
    tokens = syntax.tokens
    for _ in range(6):
        subject = syntax.child(verb, "nsubj", "nsubjpass", "csubj")
        if subject is not None:
            return subject
        head, dep = tokens[verb].head, tokens[verb].dep
        if head == verb:
            break
        if dep in ("acl", "relcl") and tokens[head].tag[:2] in ("NN", "PR"):
            return head
        if dep == "pcomp":  # "by saying", "after telling"
            quoted = syntax.child(tokens[head].head, "dobj") if tokens[head].lemma == "as" else None
            if quoted is not None:
                return quoted  # "quoted the mayor as saying"
            while tokens[head].tag[:2] == "IN" and tokens[head].head != head:
                head = tokens[head].head
        if dep == "xcomp":  # "leading the mayor to say": whoever is made to do it
            object_ = next((i for i in syntax.all(head, "dobj", "dative") if head < i < verb), None)
            if object_ is not None and tokens[head].lemma not in _SUBJECT_CONTROL:
                return object_
        if tokens[head].tag[:2] not in ("VB", "JJ") and tokens[head].dep != "ROOT":
            if tokens[head].tag[:2] != "NN":
                break
            owner = syntax.child(head, "poss")
            if owner is not None:
                return owner
        verb = head
    return None


def agent(syntax: Syntax, verb: int) -> int | None:
    """The token that heads the "by" phrase of a passive."""
    by = syntax.child(verb, "agent")
    return syntax.child(by, "pobj") if by is not None else None


def noun_phrase(syntax: Syntax, head: int, without: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The phrase that `head` heads, appositions and relative clauses included, as a run of tokens.

    A subtree can be torn by a parser's slip; only the run of tokens around `head` is kept.
    """
    found = syntax.subtree(head, without)
    here = found.index(head)
    start = end = here
    while start > 0 and found[start - 1] == found[start] - 1:
        start -= 1
    while end < len(found) - 1 and found[end + 1] == found[end] + 1:
        end += 1
    return syntax.trim(found[start : end + 1])


def verb_group(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle, and what stands between them."""
    parts = [verb, *syntax.all(verb, "aux", "auxpass", "neg", "prt")]
    start, end = min(parts), max(parts)
    run = range(start, end + 1)
    if end - start > 5 or any(syntax.tokens[i].dep in _INVERTED for i in run):
        return (verb,)
    return tuple(run)


def _clause_kind(syntax: Syntax, clause: int) -> str:
    """ "ccomp-that" where a conjunction shows that words or thoughts follow; "ccomp-wh"; else "ccomp"."""
    mark = syntax.child(clause, "mark")
    if mark is not None and syntax.tokens[mark].lemma in ("that", "whether", "if"):
        return "ccomp-" + syntax.tokens[mark].lemma
    first = syntax.subtree(clause)[0]
    return "ccomp-wh" if syntax.tokens[first].tag in ("WP", "WRB", "WDT") else "ccomp"


def _has_to(syntax: Syntax, clause: int) -> bool:
    return any(syntax.tokens[i].tag == "TO" for i in syntax.all(clause, "aux"))


def _set_apart(syntax: Syntax, verb: int) -> bool:
    """Whether a mark stands on either side of the cue's clause, or it ends its sentence after one."""
    found = syntax.subtree(verb)
    tokens = syntax.tokens
    sentence = tokens[verb].sentence
    before, after = found[0] - 1, found[-1] + 1
    if syntax.is_mark(found[0]):
        before = found[0]
    opened = before >= 0 and tokens[before].sentence == sentence and syntax.is_mark(before)
    closed = after >= len(tokens) or tokens[after].sentence != sentence or syntax.is_mark(after)
    return opened and (closed or syntax.is_mark(found[-1]))
