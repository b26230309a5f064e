"""What clauses say that somebody is: ", who heads the Tarn Institute", "Ada Mer is a fellow at ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.record import Parsed, Syntax
from onrecord.resolve.affiliations import named_phrase
from onrecord.resolve.foundroles import FoundRole, has_ended
from onrecord.resolve.names import NameMention, is_human
from onrecord.resolve.words import several, words

LONGEST_LED = 8  # tokens from the verb to what is led
_SERVING = frozenset({"serve", "act", "work"})
_CHOOSING = frozenset({"appoint", "elect", "hire", "name", "re-elect", "reelect"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLAIN_HELPERS = frozenset({"was", "been", "has", "had", "’s", "'s"})
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")


class Noun(NamedTuple):
    """The head of a description of somebody, and whether the clause puts it into the past."""

    token: int
    former: bool


def nouns_of_clauses(syntax: Syntax, noun: int) -> Iterator[Noun]:
    """What relative clauses of a word call somebody: "who is now a professor", "who served as mayor"."""
    tokens = syntax.tokens
    for verb in syntax.all(noun, "relcl"):
        had = any(tokens[i].text.lower() == "had" for i in syntax.all(verb, "aux"))
        ended = (tokens[verb].tag == "VBD" and has_ended(syntax, verb)) or had
        if tokens[verb].lemma == "be" and (attr := syntax.child(verb, "attr")) is not None:
            yield Noun(attr, ended)
        elif tokens[verb].lemma in _SERVING:
            goal = _as_what(syntax, verb)
            if goal is not None:
                yield Noun(goal, had or tokens[verb].tag == "VBD")


def nouns_of_sentence(syntax: Syntax, mention: NameMention) -> Iterator[Noun]:
    """What the narrator says that somebody is: "Ada Mer is a fellow at the Tarn Institute".

    Only where the full name is the subject of a plain main clause, as at the foot of an article: of "is",
    "has been" and "became", of "works as", and of "was named", "was elected".
    """
    tokens = syntax.tokens
    subject = next((i for i in range(mention.start, mention.end) if tokens[i].dep in _SUBJECTS), None)
    if subject is None or len(mention.words) < 2:
        return
    verb = tokens[subject].head
    aux = {tokens[i].text.lower() for i in syntax.all(verb, "aux", "auxpass")}
    denied = syntax.child(verb, "neg") is not None or tokens[verb].dep != "ROOT" or not aux <= _PLAIN_HELPERS
    if denied or _quoted(syntax, subject):
        return
    text, lemma = tokens[verb].text.lower(), tokens[verb].lemma
    noun: int | None = None
    if text == "is" or lemma == "become" or (text == "been" and "had" not in aux):
        noun = syntax.child(verb, "attr")
    elif lemma in _CHOOSING and tokens[subject].dep == "nsubjpass":
        noun = _as_what(syntax, verb) or syntax.child(verb, "oprd")
    elif lemma in _SERVING:
        noun = _as_what(syntax, verb)
    if noun is not None:
        served = lemma in _SERVING and tokens[verb].tag == "VBD"
        yield Noun(noun, served or "had" in aux or has_ended(syntax, verb))


def _as_what(syntax: Syntax, verb: int) -> int | None:
    """The noun of "as" right behind a verb: "works as a nurse"."""
    behind = (p for p in syntax.all(verb, "prep") if syntax.tokens[p].lemma == "as" and p == verb + 1)
    return next((goal for p in behind if (goal := syntax.child(p, "pobj")) is not None), None)


def _quoted(syntax: Syntax, token: int) -> bool:
    """Whether quotation marks of the block are open at a token."""
    tokens = syntax.tokens
    opened, i, block = 0, token - 1, syntax.block_of(token)
    while i >= 0 and syntax.block_of(i) == block:
        text = tokens[i].text
        opened += (text in _OPENING) - (text in _CLOSING)
        if text in ('"', "``", "''"):
            opened += 1 if tokens[i].tag == "``" else -1
        i -= 1
    return opened > 0


def joined(syntax: Syntax, noun: int) -> Iterator[int]:
    """The noun that "and" puts beside another for one person, without a comma: "a singer and activist"."""
    tokens = syntax.tokens
    for other in syntax.all(noun, "conj"):
        cc = next((i for i in range(other - 1, noun, -1) if tokens[i].tag == "CC"), None)
        human = is_human(tokens[other].lemma) and tokens[other].lemma not in words("kin")
        if cc is not None and tokens[cc - 1].text != "," and human:
            yield other


def who_heads(parsed: Parsed, syntax: Syntax, mention: NameMention) -> FoundRole | None:
    """The role in ", who heads the Tarn office of Merpress": a verb of leading and what is led."""
    tokens = syntax.tokens
    clauses = [c for i in range(mention.start, mention.end) for c in syntax.all(i, "relcl")]
    for clause in clauses:
        used = syntax.child(clause, "xcomp") if tokens[clause].lemma == "use" else None
        verb = clause if used is None else used
        if tokens[verb].lemma not in words("heading"):
            continue
        aux = {tokens[i].text.lower() for i in syntax.all(verb, "aux")}
        if (
            tokens[verb].tag not in ("VBZ", "VBD", "VBP")
            and used is None
            and not aux & {"has", "have", "had"}
        ):
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
        past = (
            used is not None or "had" in aux or (tokens[verb].tag == "VBD" and tokens[verb].lemma != "found")
        )
        return FoundRole((), affiliation, past, (verb,))
    return None


def belongs(parsed: Parsed, syntax: Syntax, noun: int, name: set[int]) -> FoundRole | None:
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


__all__ = ["Noun", "belongs", "joined", "nouns_of_clauses", "nouns_of_sentence", "who_heads"]
