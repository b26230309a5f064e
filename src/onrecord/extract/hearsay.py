"""What nobody in particular says: "it is widely speculated", "reportedly", "there are rumours that".

The syntax hangs such a clause on either side of what it reports, or cuts the sentence in two; the marks
around it show where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.acts import knows_act
from onrecord.extract.candidates import LONGEST_SENTENCE, Candidate
from onrecord.record import Syntax

# "..., it has long been widely rumoured on both banks, ..."
_LONGEST_ASIDE = 10  # tokens from "it" to the mark behind
_AUXILIARIES = frozenset({"be", "have"})
_FEWEST_WORDS = 3  # of what is reported
# Other such adverbs are a lawyer's caution more often than a report: in PolNeAR's train part two of twelve
# "allegedly" are annotated, and two of three "reportedly".
_ADVERBS = frozenset({"reportedly"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What there is when people talk; of evidence, signs and requirements a newspaper tells by itself.
_TALK = frozenset({"allegation", "claim", "report", "rumor", "rumour", "speculation", "suggestion", "talk"})


def find_hearsay(syntax: Syntax) -> list[Candidate]:
    """Candidates of the construction "hearsay", in the order of their cues; none has a source."""
    found: list[Candidate] = []
    for token in syntax.tokens:
        word = token.text.lower()
        if syntax.sentence_length(token.sentence) > LONGEST_SENTENCE:
            continue
        if word == "it":
            found.extend(_aside(syntax, token.index))
        elif word in _ADVERBS:
            found.extend(_adverb(syntax, token.index))
        elif token.dep == "expl" and word == "there":
            found.extend(_there_is(syntax, token.index))
    return found


def _aside(syntax: Syntax, it: int) -> Iterator[Candidate]:
    """ "..., it is widely speculated, ..." and "..., it was rumoured."."""
    tokens = syntax.tokens
    sentence = syntax.sentence_start(tokens[it].sentence)
    if it == sentence or tokens[it - 1].text not in (",", "–", "—", "-", "("):
        return
    end = sentence + syntax.sentence_length(tokens[it].sentence)
    verb = it + 1
    while verb < end and (tokens[verb].lemma in _AUXILIARIES or tokens[verb].tag == "RB"):
        verb += 1
    passive = any(tokens[i].lemma == "be" for i in range(it + 1, verb))
    if not passive or verb >= end or tokens[verb].tag not in ("VBN", "VBD"):
        return
    after = next((i for i in range(verb + 1, min(it + _LONGEST_ASIDE, end)) if syntax.is_mark(i)), None)
    if after is None or not knows_act(tokens[verb].lemma) or tokens[verb + 1].text.lower() in ("that", "to"):
        return
    content = syntax.trim([*range(sentence, it), *range(after, end)])
    if sum(not syntax.is_mark(i) for i in content) >= _FEWEST_WORDS and _is_clause(syntax, content):
        yield _candidate(syntax, verb, tuple(range(it + 1, verb + 1)), content)


def _adverb(syntax: Syntax, adverb: int) -> Iterator[Candidate]:
    """ "The ferry has reportedly run aground.": the verb that the adverb hangs on, from its subject on."""
    verb = syntax.tokens[adverb].head
    if syntax.tokens[verb].tag[:2] not in ("VB", "MD"):
        return
    begins = [i for part in syntax.all(verb, "nsubj", "nsubjpass") for i in syntax.subtree(part)]
    begins = begins or [verb, adverb, *syntax.all(verb, "aux", "auxpass")]
    content = syntax.trim(i for i in syntax.subtree(verb) if i != adverb and i >= min(begins))
    if sum(not syntax.is_mark(i) for i in content) >= _FEWEST_WORDS:
        yield _candidate(syntax, adverb, (adverb,), content)


def _there_is(syntax: Syntax, there: int) -> Iterator[Candidate]:
    """ "There is speculation that the port will be sold."."""
    be = syntax.tokens[there].head
    for noun in syntax.all(be, "attr", "nsubj", "dobj"):
        if syntax.tokens[noun].lemma not in _TALK:
            continue
        for clause in syntax.all(noun, "acl", "ccomp", "relcl"):
            mark = syntax.child(clause, "mark")
            if mark is not None and syntax.tokens[mark].lemma == "that":
                yield _candidate(syntax, noun, (noun,), syntax.trim(syntax.subtree(clause)))


def _is_clause(syntax: Syntax, tokens: tuple[int, ...]) -> bool:
    return any(syntax.tokens[i].tag in _FINITE for i in tokens)


def _candidate(syntax: Syntax, head: int, cue: tuple[int, ...], content: tuple[int, ...]) -> Candidate:
    return Candidate("hearsay", syntax.tokens[head].lemma.lower(), head, cue, (), content, False)
