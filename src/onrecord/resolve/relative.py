"""Which noun "who", "which" and "that" stand for."""

from __future__ import annotations

from onrecord.resolve.discourse import Discourse
from onrecord.resolve.names import is_human

_PERSONAL = frozenset({"who", "whom", "whose"})


def antecedent_of_relative(discourse: Discourse, pronoun: int) -> int | None:
    """The head of what a relative pronoun stands for, where it is one thing or person; None where several.

    It is the noun that the clause depends on, but for three regularities that parsers miss: "which" is no
    person ("members of the Mer Institute, which ..."), "who" is no thing ("on behalf of Mer, who ..."), and
    what somebody is said to be is that person ("Ada Mer is the pilot who ...").
    """
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    clause = next((i for i in syntax.ancestors(pronoun) if tokens[i].dep == "relcl"), None)
    if clause is None:
        return None
    noun = tokens[clause].head
    if _several(discourse, noun, pronoun):
        return None
    cluster = discourse.people.at_token.get(noun)
    human = cluster.kind == "person" if cluster is not None else is_human(tokens[noun].lemma)
    word = tokens[pronoun].text.lower()
    if word in _PERSONAL and _plural_verb(discourse, pronoun) and cluster is not None and human:
        return _several_above(discourse, noun)
    if human == (word == "which") and (human or word in _PERSONAL):
        nearest = _named_right_before(discourse, pronoun)
        if nearest is not None and (discourse.people.at_token[nearest].kind == "person") != human:
            return nearest
        if word in _PERSONAL:
            return _person_above(discourse, noun) or _said_to_be(discourse, noun)
    return _said_to_be(discourse, noun) if human and cluster is None and word != "which" else noun


def _plural_verb(discourse: Discourse, pronoun: int) -> bool:
    """Whether the verb of which a pronoun is the subject is one of several: "who are"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    verb = tokens[pronoun].head
    finite = next((i for i in (*syntax.all(verb, "aux", "auxpass"), verb) if i > pronoun), verb)
    return tokens[pronoun].dep in ("nsubj", "nsubjpass") and tokens[finite].tag == "VBP"


def _several_above(discourse: Discourse, noun: int) -> int | None:
    """The plural noun of which a name is an example: "pilots such as Mer, who are"."""
    tokens = discourse.syntax.tokens
    above = (i for i in discourse.syntax.ancestors(noun) if tokens[i].tag[:2] in ("NN", "VB"))
    nearest = next(above, None)
    return nearest if nearest is not None and tokens[nearest].tag in ("NNS", "NNPS") else None


def _person_above(discourse: Discourse, noun: int) -> int | None:
    """Somebody in whose description a thing stands: "Mer, president of the Tarn Fund, who"."""
    tokens = discourse.syntax.tokens
    for above in discourse.syntax.ancestors(noun):
        if tokens[above].tag[:2] == "VB":
            return None
        cluster = discourse.people.at_token.get(above)
        if cluster.kind == "person" if cluster is not None else is_human(tokens[above].lemma):
            return above
    return None


def _several(discourse: Discourse, noun: int, pronoun: int) -> bool:
    """Whether the clause is about two who are joined: "Mer and Holm, who say"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    joined = tokens[noun].dep == "conj" and tokens[tokens[noun].head].tag[:2] == "NN"
    if not joined or tokens[pronoun].dep != "nsubj":
        return False
    verb = tokens[pronoun].head
    return any(tokens[i].tag == "VBP" for i in (verb, *syntax.all(verb, "aux")))


def _named_right_before(discourse: Discourse, pronoun: int) -> int | None:
    """The head of the name that only a mark parts from the pronoun."""
    at = pronoun - 1
    if at >= 0 and discourse.syntax.is_mark(at):
        at -= 1
    return at if at in discourse.people.at_token else None


def _said_to_be(discourse: Discourse, noun: int) -> int:
    """The named person who is said to be this noun, else the noun itself.

    "Ada Mer, a pilot, who", "Ada Mer is a liar, cheat and thief who".
    """
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    if tokens[noun].tag != "NN":
        return noun
    told = noun
    while tokens[told].dep in ("appos", "conj") and tokens[told].head != told:
        beside, told = tokens[told].dep == "appos", tokens[told].head
        if told in discourse.people.at_token:
            return told if beside and _is_person(discourse, told) else noun
    verb = tokens[told].head
    if tokens[told].dep != "attr" or tokens[verb].lemma not in ("be", "'s", "s"):
        return noun
    subject = syntax.child(verb, "nsubj")
    if subject is None or syntax.all(verb, "neg"):
        return noun
    return subject if _is_person(discourse, subject) else noun


def _is_person(discourse: Discourse, token: int) -> bool:
    cluster = discourse.people.at_token.get(token)
    return cluster is not None and cluster.kind == "person"
