"""Attributions as a trained model finds them, described from the syntax; then what lies inside contents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.extract.acts import knows_act
from onrecord.extract.candidates import Candidate, find_candidates
from onrecord.extract.combining import Weights, combine
from onrecord.extract.direct import QuotedText, locate, quotations_by_token
from onrecord.extract.negation import NEGATIONS
from onrecord.extract.quotations import find_quotations
from onrecord.extract.rules import (
    HELD_RATE,
    Found,
    build,
    find_by_rules,
    join_quotations,
    possible_cues,
    spans,
    whole_quotations,
)
from onrecord.record import HEADLINE_KINDS, OWN_WORDS, Article, Attribution, Parsed, Syntax

Ranges = Sequence[tuple[int, int]]

# What is found with less probability inside a content is not told. On the nested gold of PolNeAR's train part
# precision falls below 0.7 with less.
LEAST_INSIDE = 0.5
# A sentence of a content is read again only where a word with an act, at which nothing was found, stands as
# what is a cue at least this often: on that gold a sixth of the articles' words, for an F1 of 0.57; with all
# contents, half of the words, it is 0.59.
LEAST_HINT = 0.1
# A content of fewer words holds no other.
FEWEST_WORDS = 4
MARKS = "“”„\"‘’'«»‹› \n"


class Relation(Protocol):
    """An attribution as half-open ranges of code points, and how sure its finder is (0 to 1)."""

    @property
    def source(self) -> Sequence[tuple[int, int]]:
        """Who; empty where nobody is named."""

    @property
    def cue(self) -> Sequence[tuple[int, int]]:
        """By which words."""

    @property
    def content(self) -> Sequence[tuple[int, int]]:
        """What."""

    @property
    def probability(self) -> float:
        """That it is right."""


class Model(Protocol):
    """A trained model of attribution."""

    def find(self, article: Article, ranges: Ranges | None = None) -> Sequence[Relation]:
        """The attributions of an article; with `ranges` nothing else of its text is read."""


def describe_attributions(article: Article, parsed: Parsed, model: Model) -> tuple[Attribution, ...]:
    """What a model finds in `article` as attributions in text order, without speakers (resolve finds those).

    The model says where source, cue and content are. Form, act and negation are read off the words there;
    quotations that go on without a cue are joined to who spoke last. A model that learnt from flat annotation
    finds nothing inside a content, so it is given the contents to read by themselves; what it and the rules
    find there names the other attribution as its holder.
    """
    opinions = both_opinions(article, parsed, model.find(article))
    return _told(article, opinions, opinions.by_model, model)


def combined_attributions(
    article: Article, parsed: Parsed, model: Model, known: Weights | None = None
) -> tuple[Attribution, ...]:
    """The same, of what the model and the rules together make probable, by the weights for this model."""
    opinions = both_opinions(article, parsed, model.find(article))
    headlines = {number for number, block in enumerate(article.blocks) if block.kind in HEADLINE_KINDS}
    both = combine(opinions.syntax, opinions.by_model, opinions.by_rules, headlines, known)
    return _told(article, opinions, both, model)


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a model and what the rules find in one article."""

    syntax: Syntax
    quoted: Sequence[QuotedText]
    in_tokens: InTokens
    candidates: Sequence[Candidate]  # of the rules, before they choose
    by_model: list[Found]
    by_rules: list[Found]


def both_opinions(article: Article, parsed: Parsed, relations: Iterable[Relation]) -> Opinions:
    """The model's relations, in tokens, beside what the rules find."""
    syntax = Syntax(parsed)
    quoted = locate(syntax, find_quotations(article, OWN_WORDS))
    candidates = find_candidates(syntax)
    by_rules = find_by_rules(article, parsed, syntax, quoted, candidates)
    hearsay = {f.candidate.head for f in by_rules if f.candidate.construction == "hearsay"}
    in_tokens = InTokens(article, syntax, quoted, by_rules)
    by_model = [
        f
        for relation in relations
        if (f := in_tokens.found(relation)) is not None
        and not (f.candidate.head in hearsay and _is_it(syntax, f.content))  # "..., it is reported, ..."
    ]
    return Opinions(syntax, quoted, in_tokens, candidates, by_model, by_rules)


def _told(article: Article, opinions: Opinions, found: list[Found], model: Model) -> tuple[Attribution, ...]:
    at_token = quotations_by_token(opinions.quoted)
    found = [whole_quotations(f, opinions.syntax, at_token) for f in found]
    found = join_quotations(found, opinions.syntax, opinions.quoted)
    nested = _nested(found, opinions.by_rules)
    heads = {i for f in (*found, *nested) for i in f.candidate.cue}
    again = _read_again(article, opinions, at_token, found, heads, model)
    nested += [f for f in again if heads.isdisjoint(f.candidate.cue)]
    return build(article, opinions.syntax, opinions.quoted, [*found, *nested])


def _read_again(
    article: Article,
    opinions: Opinions,
    at_token: Mapping[int, QuotedText],
    found: Sequence[Found],
    known: Collection[int],
    model: Model,
) -> Iterator[Found]:
    """What the model finds in the contents of `found` when they are all that it reads.

    Sentences whose likely cues are all among those `known` are not read.
    """
    syntax = opinions.syntax
    hints = possible_cues(opinions.candidates, LEAST_HINT).difference(known)
    holding: dict[int, list[Found]] = {}  # by token of the content
    ranges: list[tuple[int, int]] = []
    for holder in found:
        sentences = {syntax.tokens[i].sentence for i in hints & holder.content}
        if not sentences:
            continue
        for i in holder.content:
            holding.setdefault(i, []).append(holder)
        told = [i for i in holder.content if syntax.tokens[i].sentence in sentences]
        for span in spans(article, syntax, told):
            start, end = _within_marks(article.text, span.start, span.end)
            if len(article.text[start:end].split()) >= FEWEST_WORDS:
                ranges.append((start, end))
    for relation in model.find(article, _apart(ranges)) if ranges else ():
        f = opinions.in_tokens.found(relation)
        if f is not None and relation.probability >= LEAST_INSIDE:
            f = whole_quotations(f, syntax, at_token)
            if any(f.extent <= holder.content for holder in holding.get(f.candidate.head, ())):
                yield replace(f, rate=relation.probability)


def _apart(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, without those that begin in another."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _within_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the quotation marks and white space at its ends."""
    words = text[start:end]
    return end - len(words.lstrip(MARKS)), start + len(words.rstrip(MARKS))


class InTokens:
    """Says in an article's tokens what a model says in characters."""

    def __init__(
        self, article: Article, syntax: Syntax, quoted: Sequence[QuotedText], by_rules: Sequence[Found]
    ) -> None:
        self._article = article
        self._syntax = syntax
        self._by_rules = by_rules
        self._quoted = {i for q in quoted for i in q.tokens}
        self._starts = [token.start for token in syntax.tokens]
        self._ends = [token.end for token in syntax.tokens]

    def found(self, relation: Relation) -> Found | None:
        """A relation in tokens, None if no token is its cue's or its content's."""
        syntax = self._syntax
        source, cue, content = (
            self._tokens(part) for part in (relation.source, relation.cue, relation.content)
        )
        source = tuple(i for i in source if i not in cue)
        content = self._with_the_cue(cue, [i for i in content if i not in cue and i not in source])
        if not content or not cue:
            return None
        head = _head(syntax, cue)
        content = self._before_the_next_clause(head, content)
        first = content[:1]
        if (
            _is_it(syntax, first)
            and syntax.tokens[first[0]].dep == "nsubjpass"
            and len(content) > FEWEST_WORDS
        ):
            content = content[1:]  # "It has been rumoured that ..."
        lemma, verb = syntax.tokens[head].lemma, syntax.tokens[head].tag.startswith("VB")
        quoted = not self._quoted.isdisjoint(content)
        candidate = Candidate(
            construction="colon" if lemma == ":" else "quote" if quoted else "ccomp" if verb else "model",
            lemma=lemma,
            head=head,
            cue=cue,
            source=self._below_headline(cue, source),
            content=content,
            negated=any(syntax.tokens[i].text.lower() in NEGATIONS for i in (*cue, *syntax.children[head])),
        )
        return Found(candidate, frozenset(content), 1.0, probability=relation.probability)

    def _tokens(self, ranges: Iterable[tuple[int, int]]) -> tuple[int, ...]:
        """The tokens that the ranges touch, in order."""
        touched = (
            range(bisect_right(self._ends, start), bisect_left(self._starts, end)) for start, end in ranges
        )
        return tuple(sorted({i for some in touched for i in some}))

    def _with_the_cue(self, cue: Sequence[int], content: Sequence[int]) -> tuple[int, ...]:
        """The content's words in the cue's block, and those of quotations that go on in other paragraphs.

        A headline and the paragraph that tells the same are two statements. What has words in the cue's
        sentence goes on beyond it in quotation marks, or by most of a later sentence: an earlier one is the
        author's ("The train was late. It was full, a guard said.").
        """
        syntax = self._syntax
        own = {syntax.block_of(i) for i in cue}
        sentences = {syntax.tokens[i].sentence for i in cue}
        in_headline = any(self._is_headline(block) for block in own)

        def goes_on(i: int) -> bool:
            return i in self._quoted and not in_headline and not self._is_headline(syntax.block_of(i))

        content = [i for i in content if syntax.block_of(i) in own or goes_on(i)]
        if any(syntax.tokens[i].sentence in sentences for i in content):
            told = Counter(syntax.tokens[i].sentence for i in content)
            first = min(sentences)
            sentences |= {
                n for n, words in told.items() if n > first and 2 * words > syntax.sentence_length(n)
            }
            content = [i for i in content if i in self._quoted or syntax.tokens[i].sentence in sentences]
        return tuple(content)

    def _before_the_next_clause(self, head: int, content: tuple[int, ...]) -> tuple[int, ...]:
        """The content up to the comma behind which the author goes on: ", and I believe him"."""
        syntax = self._syntax
        clauses = [i for i in syntax.all(head, "ccomp") if i > head]
        for verb in syntax.all(head, "conj"):
            if not clauses or verb < clauses[0] or verb not in content or verb in self._quoted:
                continue
            start = syntax.subtree(verb)[0]
            while syntax.tokens[start - 1].tag == "CC":
                start -= 1
            subject = syntax.child(verb, "nsubj")
            author = subject is not None and syntax.tokens[subject].text.lower() in ("i", "we")
            if author and syntax.tokens[start - 1].text == ",":
                sentence = syntax.tokens[verb].sentence
                return tuple(i for i in content if i < start or syntax.tokens[i].sentence != sentence)
        return content

    def _below_headline(self, cue: Sequence[int], source: tuple[int, ...]) -> tuple[int, ...]:
        """The source, but not in a headline above the cue, which is no part of its sentence.

        There it is the one that the rules see at the cue, or else what of it stands below the headline.
        """
        if any(self._is_headline(self._syntax.block_of(i)) for i in cue):  # a headline and the line under it
            return source
        below = tuple(i for i in source if not self._is_headline(self._syntax.block_of(i)))
        if below == source:
            return source
        theirs = (f.candidate.source for f in self._by_rules if not set(cue).isdisjoint(f.candidate.cue))
        return next((it for it in theirs if it), below)

    def _is_headline(self, block: int) -> bool:
        return self._article.blocks[block].kind in HEADLINE_KINDS


def _is_it(syntax: Syntax, tokens: Collection[int]) -> bool:
    return [syntax.tokens[i].text.lower() for i in tokens] == ["it"]


def _head(syntax: Syntax, cue: Sequence[int]) -> int:
    """The word of a cue that says what kind of act it is: one that we know, else its last verb or word."""
    verbs = [i for i in cue if syntax.tokens[i].tag.startswith("VB")]
    known = [i for i in verbs if knows_act(syntax.tokens[i].lemma)]
    known = known or [i for i in cue if knows_act(syntax.tokens[i].lemma)]  # "has no doubt"
    return (known or verbs or list(cue))[-1]


def _nested(found: Sequence[Found], by_rules: Iterable[Found]) -> list[Found]:
    """What rules find inside the content of something found, and that shares no cue with it."""
    heads = {i for f in found for i in f.candidate.cue}
    holding: dict[int, list[Found]] = {}  # by token of the content
    for f in found:
        for i in f.content:
            holding.setdefault(i, []).append(f)
    return [
        f
        for f in by_rules
        if f.rate >= HELD_RATE
        and f.candidate.cue  # a quotation that goes on without one is told with its speaker already
        and not heads.intersection(f.candidate.cue)
        and any(f.extent <= other.content for other in holding.get(f.candidate.cue[0], ()))
    ]
