"""Attributions by rules on the syntax: the baseline that a trained model must beat."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.acts import act_of, knows_act
from onrecord.extract.candidates import Candidate, find_candidates
from onrecord.extract.cues import Lexicon, lexicon
from onrecord.extract.direct import QuotedText, find_direct, locate, quotations_by_token
from onrecord.extract.headlines import find_in_headlines
from onrecord.extract.hearsay import find_hearsay
from onrecord.extract.negation import is_negated
from onrecord.extract.quotations import find_quotations
from onrecord.extract.signed import find_signed
from onrecord.extract.turns import find_turns
from onrecord.record import OWN_WORDS, Article, Attribution, Form, Parsed, Span, Spans, Syntax, digest_id

# Marks that no part of an attribution begins or ends with; quotation marks and brackets may.
_LOOSE_MARKS = frozenset({",", ";", ":", "-", "–", "—"})
_EMPTY_TAGS = frozenset({"WDT", "WP", "WRB", "TO", "IN", "_SP", ",", ".", ":", "``", "''"})
# Constructions that report words said, not only thought or wanted.
_SPEECH = ("quote", "ccomp", "inserted", "parataxis", "according", "colon", "signed", "turn", "implied")
# Contents that share more than this part of their words are one content, claimed by two cues.
SAME_CONTENT = 0.5
# Inside another's content a cue must be surer: on the samples' nested gold, F1 is best from 0.40 to 0.50.
HELD_RATE = 0.45
# The share of a content's words inside quotation marks from which it is direct, and up to which indirect.
DIRECT_SHARE = 0.9
INDIRECT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen candidate with its final content, and whether its speaker is only implied."""

    candidate: Candidate
    content: frozenset[int]
    rate: float
    inferred: bool = False
    probability: float | None = None  # that it is right; None where nothing calibrates it

    @property
    def extent(self) -> frozenset[int]:
        """All its tokens: source, cue and content."""
        return self.content | frozenset(self.candidate.cue) | frozenset(self.candidate.source)


def find_attributions(article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
    """Attributions of `article` in text order, without speakers (resolve finds those).

    One that lies inside the content of another names it as its holder. Constructions follow the
    attribution relations of PARC (Pareti 2012) and PolNeAR (Newell et al. 2018).
    """
    syntax = Syntax(parsed)
    quoted = locate(syntax, find_quotations(article, OWN_WORDS))
    found = find_by_rules(article, parsed, syntax, quoted, find_candidates(syntax))
    return build(article, syntax, quoted, found)


def find_by_rules(
    article: Article,
    parsed: Parsed,
    syntax: Syntax,
    quoted: Sequence[QuotedText],
    candidates: Sequence[Candidate],
) -> list[Found]:
    """What the rules choose in `article`, before it has its exact spans; `candidates` are of its syntax."""
    in_headlines = find_in_headlines(article, parsed, syntax)
    said = [*find_signed(syntax, quoted), *find_turns(article, syntax)]
    by_place = [*in_headlines, *said, *find_hearsay(syntax)]
    return choose(syntax, quoted, [*candidates, *by_place], lexicon())


def possible_cues(candidates: Iterable[Candidate], least: float) -> set[int]:
    """The tokens with an act that are a cue at least that often, in the construction in which they stand."""
    cues = lexicon()
    return {c.head for c in candidates if knows_act(c.lemma) and cues.rate(c.construction, c.lemma) >= least}


def choose(
    syntax: Syntax, quoted: Sequence[QuotedText], candidates: Sequence[Candidate], cues: Lexicon
) -> list[Found]:
    """The attributions among an article's candidates, each with its whole content."""
    direct = find_direct(syntax, quoted, cues.may)
    best: dict[int, Found] = {}
    for candidate in candidates:
        rate = cues.rate(candidate.construction, candidate.lemma)
        if rate >= cues.threshold and _says_something(syntax, candidate):
            known = best.get(candidate.head)
            if known is None or (rate, len(candidate.content)) > (known.rate, len(known.content)):
                best[candidate.head] = Found(candidate, frozenset(candidate.content), rate)
    turns = {c.head for c in candidates if c.construction == "turn"}
    for candidate, quotations in direct:
        if candidate.head in turns:
            continue
        inside = frozenset(i for q in quotations for i in q.tokens)
        content = inside | _unquoted_words(syntax, best.get(candidate.head), candidate, inside)
        best[candidate.head] = Found(candidate, content, 1.0)
    found = [best[head] for head in sorted(best)]
    at_token = quotations_by_token(quoted)
    found = [whole_quotations(f, syntax, at_token) for f in found]
    found = _one_claim_each(found)
    return join_quotations(found, syntax, quoted)


def _says_something(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether a content has a word of its own: "what he wanted" alone tells nobody what that was."""
    return any(syntax.tokens[i].tag not in _EMPTY_TAGS for i in candidate.content)


def _unquoted_words(
    syntax: Syntax, syntactic: Found | None, candidate: Candidate, inside: frozenset[int]
) -> frozenset[int]:
    """The words outside the marks of a mixed content: said it was "a farce" that had to end.

    A clause that the cue governs is one content with the quotation that stands in it. But what a comma
    or colon introduces is the quotation alone, unless words of the clause come before it.
    """
    if syntactic is None or not syntactic.candidate.construction.startswith("ccomp"):
        return frozenset()
    outside = syntactic.content - inside - frozenset(candidate.cue) - frozenset(candidate.source)
    words = [i for i in outside if not syntax.is_mark(i)]
    if not syntactic.content & inside or len(words) <= 2:
        return frozenset()
    bare = candidate.construction == "quote-within"
    return outside if bare or max(outside) < min(inside) else frozenset()


def whole_quotations(found: Found, syntax: Syntax, at_token: Mapping[int, QuotedText]) -> Found:
    """`found` with every quotation that its content enters taken in whole, unless its cue stands in it."""
    entered = {
        q.first: q for i in found.content if (q := at_token.get(i)) is not None and not syntax.is_mark(i)
    }
    content = set(found.content)
    for q in entered.values():
        if found.candidate.head not in q.tokens:
            content.update(q.tokens)
    own = at_token.get(found.candidate.head)
    if own is not None:
        # What is said inside a quotation ends in it.
        content = set(syntax.trim(i for i in content if i in own.tokens))
    content -= set(found.candidate.cue) | set(found.candidate.source)
    return replace(found, content=frozenset(content))


def _one_claim_each(found: Sequence[Found]) -> list[Found]:
    """`found` without those whose content a better one has; what lies wholly inside another stays."""
    kept: list[Found] = []
    claims: dict[int, list[Found]] = {}  # by token
    for f in sorted(found, key=lambda f: (-f.rate, -len(f.content), f.candidate.head)):
        rivals = {id(k): k for i in f.content for k in claims.get(i, ())}
        rival = next((k for k in rivals.values() if _overlap(k.content, f.content) > SAME_CONTENT), None)
        if rival is None or f.extent <= rival.content or rival.extent <= f.content:
            kept.append(f)
            for i in f.content:
                claims.setdefault(i, []).append(f)
    return sorted(kept, key=lambda f: f.candidate.head)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def join_quotations(found: list[Found], syntax: Syntax, quoted: Sequence[QuotedText]) -> list[Found]:
    """Give the quotations that nobody claimed to who spoke last.

    In the same block a quotation that begins a sentence goes on with the content before it ('"...," she
    said. "..."'). In the next block it does so if the last quotation was left open; a block that is all
    quotation, after one in which somebody speaks, becomes an attribution of its own, speaker inferred.
    """
    claims: dict[int, list[int]] = {}  # numbers in `found`, by token
    for number, f in enumerate(found):
        for i in f.content:
            claims.setdefault(i, []).append(number)
    heads = sorted(f.candidate.head for f in found)
    by_quotation: dict[int, int] = {}
    for k, q in enumerate(quoted):
        whole = [n for n in claims.get(q.first, ()) if q.last in found[n].content]
        outside = [n for n in whole if found[n].candidate.head not in q.tokens]
        if outside:
            by_quotation[k] = max(outside, key=lambda n: (len(found[n].content), -n))
    last_said = {syntax.rank_of(f.candidate.head): f for f in found if _is_speech(f)}  # by block
    for k, q in enumerate(quoted):
        if k in by_quotation or q.first in claims:
            continue
        here = syntax.rank_of(q.first)
        holder = by_quotation.get(k - 1)
        goes_on = False
        if holder is not None:
            before = quoted[k - 1]
            there = syntax.rank_of(before.first)
            goes_on = (
                _begins_sentence(syntax, q) and not _other_cue(heads, before.last, q.first, found[holder])
                if here == there
                else here == there + 1 and not before.quotation.closed
            )
        if holder is not None and goes_on:
            found[holder] = replace(found[holder], content=found[holder].content | frozenset(q.tokens))
            by_quotation[k] = holder
        elif here - 1 in last_said and _all_quotation(syntax, q):
            lemma = last_said[here - 1].candidate.lemma
            implied = Candidate("implied", lemma, q.first, (), (), tuple(q.tokens), False)
            found.append(Found(implied, frozenset(q.tokens), 0.5, inferred=True))
            by_quotation[k] = len(found) - 1
            last_said[here] = found[-1]
    return sorted(found, key=lambda f: f.candidate.head)


def _is_speech(found: Found) -> bool:
    """Whether an attribution is of words said, so that the next paragraph can go on with them."""
    return found.candidate.construction.startswith(_SPEECH)


def _begins_sentence(syntax: Syntax, q: QuotedText) -> bool:
    """Whether a quotation starts with a capital, or goes on after the comma of its cue."""
    first = next(i for i in q.tokens if not syntax.is_mark(i))
    before = syntax.tokens[q.first - 1].text if q.first else "."
    return (syntax.tokens[first].text[:1].isupper() and before in '.!?,:;”"') or before == ","


def _other_cue(heads: Sequence[int], start: int, end: int, holder: Found) -> bool:
    """Whether the cue of another attribution stands between two tokens; `heads` are sorted."""
    between = heads[bisect_right(heads, start) : bisect_left(heads, end)]
    return any(head != holder.candidate.head for head in between)


def _all_quotation(syntax: Syntax, q: QuotedText) -> bool:
    """Whether the block of a quotation holds nothing else."""
    # Three tokens on either side are enough to see whether words stand there.
    before = range(max(q.first - 3, 0), q.first)
    after = range(q.last + 1, min(q.last + 4, len(syntax.tokens)))
    block = syntax.block_of(q.first)
    return not any(syntax.block_of(i) == block and not syntax.is_mark(i) for i in (*before, *after))


def build(
    article: Article, syntax: Syntax, quoted: Sequence[QuotedText], found: Sequence[Found]
) -> tuple[Attribution, ...]:
    """Attributions of what was chosen, with exact spans, form, act and holder, in text order."""
    inside = {i for q in quoted for i in q.tokens}
    made: list[tuple[Found, Attribution]] = []
    for f in found:
        content = spans(article, syntax, f.content)
        if not content:
            continue
        source, cue = spans(article, syntax, f.candidate.source), spans(article, syntax, f.candidate.cue)
        if not cue and f.candidate.cue:  # a headline's colon
            mark = syntax.tokens[f.candidate.cue[0]]
            cue = Spans([article.span(mark.start, mark.end)])
        parts = {"source": source, "cue": cue, "content": content}
        places = [f"{name} {s.start}:{s.end}" for name, some in parts.items() for s in some]
        made.append(
            (
                f,
                Attribution(
                    id=digest_id("attribution", article.id, *places),
                    article_id=article.id,
                    source=source,
                    cue=cue,
                    content=content,
                    form="direct" if f.candidate.construction == "turn" else _form(syntax, f.content, inside),
                    act=act_of(syntax, f.candidate),
                    negated=is_negated(syntax, f.candidate),
                    speaker=None,
                    speaker_how=None,
                    inferred=f.inferred,
                    probability=f.probability,
                ),
            )
        )
    made.sort(key=lambda pair: (pair[1].content[0].start, -pair[1].content[-1].end, pair[1].id))
    kept = [pair for pair, holder in _with_holders(made) if holder is None or pair[0].rate >= HELD_RATE]
    return tuple(replace(attribution, holder=holder) for (_, attribution), holder in _with_holders(kept))


def _with_holders(
    made: Sequence[tuple[Found, Attribution]],
) -> list[tuple[tuple[Found, Attribution], str | None]]:
    """Each attribution with the id of the smallest other one that has all of it in its content."""
    holding: dict[int, list[tuple[Found, Attribution]]] = {}  # by token of the content
    for pair in made:
        for i in pair[0].content:
            holding.setdefault(i, []).append(pair)
    found: list[tuple[tuple[Found, Attribution], str | None]] = []
    for pair in made:
        extent = pair[0].extent
        holders = [
            (len(f.content), a.id)
            for f, a in holding.get(pair[0].candidate.head, ())
            if a is not pair[1] and extent <= f.content
        ]
        found.append((pair, min(holders)[1] if holders else None))
    return found


def _form(syntax: Syntax, content: Iterable[int], inside: set[int]) -> Form:
    words = [i for i in content if not syntax.is_mark(i)]
    share = sum(i in inside for i in words) / len(words) if words else 0.0
    return "direct" if share >= DIRECT_SHARE else "indirect" if share <= INDIRECT_SHARE else "mixed"


def spans(article: Article, syntax: Syntax, tokens: Iterable[int]) -> Spans:
    """The places of `tokens`: one span for each run that only white space and marks interrupt."""
    parts: list[list[int]] = []
    for i in sorted(tokens):
        if (
            parts
            and all(syntax.is_mark(k) for k in range(parts[-1][-1] + 1, i))
            and (syntax.block_of(i) == syntax.block_of(parts[-1][-1]))
        ):
            parts[-1].append(i)
        else:
            parts.append([i])
    made: list[Span] = []
    for part in parts:
        while part and syntax.tokens[part[0]].text in _LOOSE_MARKS:
            part.pop(0)
        while part and syntax.tokens[part[-1]].text in _LOOSE_MARKS:
            part.pop()
        if all(syntax.is_mark(i) for i in part):
            continue
        start, end = syntax.tokens[part[0]].start, syntax.tokens[part[-1]].end
        if (
            article.text.count("(", start, end) > article.text.count(")", start, end)
            and article.text[end : end + 1] == ")"
        ):
            end += 1
        made.append(article.span(start, end))
    return Spans(made)
