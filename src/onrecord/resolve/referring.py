"""Words that refer without naming: pronouns, and nouns for people, bodies and papers."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.record import Syntax
from onrecord.resolve.names import GENDER_OF_PRONOUN, Gender, as_gender, is_camel, is_human
from onrecord.resolve.people import People
from onrecord.resolve.words import values, words

# he: he and she; people: several at once; paper: what has an author ("the memo").
Sort = Literal["he", "it", "they", "person", "people", "body", "paper"]
Determiner = Literal["the", "a", "own", "none", "some"]

_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_A = frozenset({"a", "an", "another", "one"})
_COUNTING = frozenset({"each", "every", "either", "neither", "any", "no"})
# Verbs whose "it" often stands for a clause: "it seems that", "it is clear that".
_WEATHER = frozenset({"seem", "appear", "happen", "turn", "rain", "snow", "take", "matter"})
_ARGUMENTS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "dative",
        "poss",
        "conj",
        "ROOT",
        "npadvmod",
        "attr",
        "nmod",
        "oprd",
    }
)


@dataclass(frozen=True, slots=True)
class Referring:
    """A pronoun or a noun phrase, by its head; `phrase` is what a reader would call the mention."""

    head: int
    phrase: tuple[int, ...]
    sort: Sort
    gender: Gender | None = None
    determiner: Determiner = "none"
    owner: int | None = None  # the possessor's token: "his", "Mer's"

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.sort in ("he", "it", "they")


def find_referring(syntax: Syntax, people: People, sources: Container[int] = ()) -> list[Referring]:
    """What refers without naming, in text order; words inside names are left out.

    Nouns in the places of arguments, and the heads of `sources`, whatever the parser takes them for.
    """
    found: list[Referring] = []
    for token in syntax.tokens:
        if token.index in people.at_token:
            continue
        if token.tag in ("PRP", "PRP$"):
            pronoun = _pronoun(syntax, token.index)
            if pronoun is not None:
                found.append(pronoun)
        elif token.tag in ("NN", "NNS", "NNP", "NNPS") and (
            token.dep in _ARGUMENTS or token.index in sources or _is_label(syntax, token.index)
        ):
            noun = describe(syntax, token.index)
            if noun is not None and not (noun.sort == "person" and _means_nobody(syntax, noun)):
                found.append(noun)
        elif token.tag == "JJ" and token.dep in _ARGUMENTS and tells_age(syntax, token.index):
            phrase, determined = base_phrase(syntax, token.index), determiner_of(syntax, token.index)
            found.append(Referring(token.index, phrase, "person", None, *determined))
    return found


def tells_age(syntax: Syntax, token: int) -> bool:
    """Whether a word is the end of an age: "the 43-year-old", "the 43-year-old pilot"."""
    tokens = syntax.tokens
    word = tokens[token].text.lower()
    return word.endswith("-old") or (word == "old" and token > 0 and tokens[token - 1].text == "-")


def _means_nobody(syntax: Syntax, r: Referring) -> bool:
    """Whether a noun only tells what somebody is, or counts: "as a pilot", "no pilot", "each man"."""
    tokens = syntax.tokens
    determiner = syntax.child(r.head, "det")
    if determiner is not None and tokens[determiner].text.lower() in _COUNTING:
        return True
    if r.determiner not in ("a", "none"):
        return False
    above = tokens[r.head].head
    if tokens[r.head].dep == "attr":
        return bool(syntax.all(above, "nsubj")) and not syntax.all(above, "expl")
    such = above > 0 and tokens[above - 1].lemma == "such"
    return tokens[r.head].dep == "pobj" and tokens[above].lemma == "as" and not such


def _is_label(syntax: Syntax, token: int) -> bool:
    """Whether a noun opens a sentence as whose words these are: "Poll: Mer ahead"."""
    tokens = syntax.tokens
    return (
        token + 1 < len(tokens)
        and tokens[token + 1].text == ":"
        and syntax.sentence_start(tokens[token].sentence) == token
    )


def _pronoun(syntax: Syntax, token: int) -> Referring | None:
    word = syntax.tokens[token].text.lower()
    gender = GENDER_OF_PRONOUN.get(word)
    if gender is not None:
        return Referring(token, (token,), "he", gender)
    if word in _THEY:
        return Referring(token, (token,), "they")
    if word in _IT and not _stands_for_a_clause(syntax, token):
        return Referring(token, (token,), "it")
    return None


def _stands_for_a_clause(syntax: Syntax, token: int) -> bool:
    """ "It is clear that ...", "it seems ..."."""
    tokens = syntax.tokens
    if tokens[token].dep == "expl":
        return True
    verb = tokens[token].head
    if tokens[token].dep not in ("nsubj", "nsubjpass"):
        return False
    if tokens[verb].lemma in _WEATHER:
        return True
    clause = syntax.all(verb, "ccomp", "xcomp", "advcl", "csubj", "relcl")
    return tokens[verb].lemma in ("be", "'s", "s") and bool(clause)


def describe(syntax: Syntax, head: int, inside: Iterable[int] | None = None) -> Referring | None:
    """A noun as something that may refer to a person, a body or a paper; None for other things.

    `inside` are the tokens that the phrase may take, by default all below `head`.
    """
    tokens = syntax.tokens
    lemma = tokens[head].lemma
    if lemma + "s" == tokens[head].text.lower() and tokens[head].tag == "NN":
        lemma += "s"  # "analysis" is no plural
    plural = tokens[head].tag in ("NNS", "NNPS")
    sort: Sort
    if (lemma in words("no-given-name") and tokens[head].tag == "NNP") or is_camel(tokens[head].text):
        return None  # "September", "PortWatcher" have the ending of a noun for people
    if lemma in words("body") and not plural and not _is_treatise(syntax, head):
        sort = "body"
    elif is_human(lemma) or lemma in words("group"):
        sort = "people" if plural or (lemma in words("group") and not is_human(lemma)) else "person"
    elif lemma in words("paper"):
        sort = "paper"
    else:
        return None
    return Referring(
        head,
        base_phrase(syntax, head, inside),
        sort,
        as_gender(values("gender").get(lemma, "")),
        *determiner_of(syntax, head),
    )


def _is_treatise(syntax: Syntax, head: int) -> bool:
    """Whether "paper" is something written, not a newspaper: "a paper by Mer", "the white paper"."""
    tokens = syntax.tokens
    if tokens[head].lemma != "paper":
        return False
    written = any(tokens[i].lemma in ("by", "from", "on") for i in syntax.all(head, "prep"))
    white = any(tokens[i].lemma == "white" for i in syntax.all(head, "amod", "compound"))
    return written or white or determiner_of(syntax, head)[0] == "a"


def determiner_of(syntax: Syntax, head: int) -> tuple[Determiner, int | None]:
    """What determines a noun, and who owns it."""
    owner = syntax.child(head, "poss")
    if owner is not None:
        return "own", owner
    determiner = syntax.child(head, "det")
    if determiner is not None:
        word = syntax.tokens[determiner].text.lower()
        return ("the" if word in _THE else "a" if word in _A else "some"), None
    counted = syntax.child(head, "nummod", "quantmod")
    return ("some" if counted is not None else "none"), None


def base_phrase(syntax: Syntax, head: int, inside: Iterable[int] | None = None) -> tuple[int, ...]:
    """The noun with what stands before it, without an article: "senior officials"."""
    tokens = syntax.tokens
    allowed = None if inside is None else frozenset(inside)
    below = {i for i in syntax.subtree(head) if i < head and (allowed is None or i in allowed)}
    run = [head]
    while run[0] - 1 in below:
        run.insert(0, run[0] - 1)
    while run and tokens[run[0]].tag == "DT" and tokens[run[0]].lemma in ("the", "a", "an"):
        run = run[1:]
    return syntax.trim(run) or (head,)
