"""Direct speech: which cue introduces which quotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.extract.candidates import Candidate, agent, find_subject, noun_phrase, verb_group
from onrecord.extract.quotations import Quotation
from onrecord.record import Syntax

# Words that may stand between a cue and the quotation it introduces: "told reporters at the port on Monday:".
_LONGEST_BRIDGE = 16
_IN_NOUN_PHRASES = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH"})
# A quotation of fewer words is a word quoted, not speech, unless a colon introduces it.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A quotation with the tokens inside its marks (marks included)."""

    quotation: Quotation
    first: int
    last: int  # inclusive

    @property
    def tokens(self) -> range:
        """Indices of its tokens."""
        return range(self.first, self.last + 1)


def locate(syntax: Syntax, quotations: Sequence[Quotation]) -> list[QuotedText]:
    """`quotations` with their tokens; those without a word in them are left out."""
    found: list[QuotedText] = []
    at = 0
    tokens = syntax.tokens
    for quotation in quotations:
        while at < len(tokens) and tokens[at].end <= quotation.start:
            at += 1
        first = last = at
        while last < len(tokens) and tokens[last].start < quotation.end:
            last += 1
        if any(not syntax.is_mark(i) for i in range(first, last)):
            found.append(QuotedText(quotation, first, last - 1))
    return found


def quotations_by_token(quoted: Sequence[QuotedText]) -> dict[int, QuotedText]:
    """The quotation that each token inside one stands in."""
    return {i: q for q in quoted for i in q.tokens}


def find_direct(
    syntax: Syntax, quoted: Sequence[QuotedText], may_introduce: Callable[[str, str], bool]
) -> list[tuple[Candidate, list[QuotedText]]]:
    """The cues that introduce quotations, each with its quotations in text order.

    `may_introduce(construction, lemma)` says whether a word can introduce speech in this way: before
    ("She said: ..."), after ("...," she said) or by a colon alone (": "). A quotation has one cue.
    """
    inside = [False] * len(syntax.tokens)
    for q in quoted:
        for i in q.tokens:
            inside[i] = True
    chosen: dict[int, tuple[Candidate, list[QuotedText]]] = {}
    for q in quoted:
        candidate = _cue_after(syntax, q, inside, may_introduce) or _cue_before(
            syntax, q, inside, may_introduce
        )
        if candidate is not None:
            chosen.setdefault(candidate.head, (candidate, []))[1].append(q)
    return [chosen[head] for head in sorted(chosen)]


def _cue_after(
    syntax: Syntax, q: QuotedText, inside: Sequence[bool], may: Callable[[str, str], bool]
) -> Candidate | None:
    """The cue of '"...," she said' and '"...," said the mayor, who ...'."""
    tokens = syntax.tokens
    start = q.last + 1
    if start >= len(tokens) or not q.quotation.closed:
        return None
    if not (syntax.is_mark(q.last - 1) or tokens[start].text == ","):
        return None  # a word quoted in passing: speech ends with a mark before its cue
    if tokens[q.last - 1].text == "." and tokens[start].text[0].isupper():
        return None  # the next sentence
    sentences = {tokens[q.last].sentence, tokens[start].sentence}
    block = syntax.block_of(q.last)
    for i in range(start, min(start + 40, len(tokens))):
        t = tokens[i]
        if inside[i] or t.sentence not in sentences or syntax.block_of(i) != block:
            return None
        if t.tag[:2] != "VB" or not may("quote-after", t.lemma):
            continue
        subject = find_subject(syntax, i)
        phrase = noun_phrase(syntax, subject) if subject is not None else ()
        begin = min([i, *(k for k in phrase if k >= start)])
        between = [k for k in range(start, begin) if not syntax.is_mark(k)]
        if len(between) <= 2 and not any(tokens[k].tag in ("CC", "IN") for k in between):
            return _candidate(syntax, "quote-after", i, inside)
        return None
    return None


def _cue_before(
    syntax: Syntax,
    q: QuotedText,
    inside: Sequence[bool],
    may: Callable[[str, str], bool],
) -> Candidate | None:
    """The cue of 'She said: "..."', in the same block or ending the block before with a colon."""
    tokens = syntax.tokens
    i = q.first - 1
    while i >= 0 and tokens[i].tag == "_SP":
        i -= 1
    if i < 0:
        return None
    across = syntax.block_of(i) != syntax.block_of(q.first)
    introduced = tokens[i].text in (":", ",") and not (across and tokens[i].text == ",")
    construction = {":": "quote-before", ",": "quote-comma"}.get(tokens[i].text, "quote-within")
    if across and not introduced:
        return None
    if tokens[i].text != ":" and len([k for k in q.tokens if not syntax.is_mark(k)]) < _FEWEST_WORDS:
        return None
    sentence = tokens[i].sentence
    for k in range(i, max(i - _LONGEST_BRIDGE, -1), -1):
        t = tokens[k]
        if inside[k] or (t.sentence != sentence):
            break
        if t.tag[:2] == "VB" and t.dep not in ("aux", "auxpass", "amod"):
            above = tokens[t.head]
            if t.tag == "VBG" and t.dep == "advcl" and introduced and may(construction, above.lemma):
                return _candidate(syntax, construction, t.head, inside)  # said, pointing at the ice: "..."
            if may(construction, t.lemma):
                return _candidate(syntax, construction, k, inside)
            if not introduced:
                return None
    if tokens[i].text == ":" and may("colon", ":"):
        return _colon(syntax, i)
    return None


def _colon(syntax: Syntax, colon: int) -> Candidate | None:
    """'Mayor Ines Darro: "..."': a name and a colon."""
    tokens = syntax.tokens
    i = colon - 1
    if i < 0 or tokens[i].sentence != tokens[colon].sentence or tokens[i].name < 0:
        return None
    start = tokens[colon].sentence
    first = next(k for k in range(colon, -1, -1) if k == 0 or tokens[k - 1].sentence != start)
    source = syntax.trim(range(first, colon))
    if not source or len(source) > 8:
        return None
    return Candidate("colon", ":", colon, (colon,), source, (), False)


def _candidate(syntax: Syntax, construction: str, verb: int, inside: Sequence[bool]) -> Candidate:
    passive = syntax.child(verb, "auxpass", "nsubjpass") is not None
    subject = agent(syntax, verb) if passive else find_subject(syntax, verb)
    source = noun_phrase(syntax, subject) if subject is not None else ()
    if any(inside[i] for i in source):
        source = tuple(i for i in source if not inside[i]) if not inside[subject or 0] else ()
    if not source and not passive:
        source = _beside(syntax, verb, inside)
    negated = syntax.child(verb, "neg") is not None
    cue = tuple(i for i in verb_group(syntax, verb) if not inside[i])
    return Candidate(construction, syntax.tokens[verb].lemma, verb, cue, syntax.trim(source), (), negated)


def _beside(syntax: Syntax, verb: int, inside: Sequence[bool]) -> tuple[int, ...]:
    """The name or pronoun right beside a cue, for when the parser sees no subject."""
    tokens = syntax.tokens
    sentence = tokens[verb].sentence
    for step in (-1, 1):
        i = verb + step
        while 0 <= i < len(tokens) and tokens[i].tag in ("RB", "MD"):
            i += step
        if not 0 <= i < len(tokens) or inside[i] or tokens[i].sentence != sentence:
            continue
        if tokens[i].name >= 0 or tokens[i].tag in ("PRP", "NNP", "WP"):
            start = end = i
            same = tokens[i].name
            while same >= 0 and start > 0 and tokens[start - 1].name == same:
                start -= 1
            while same >= 0 and end + 1 < len(tokens) and tokens[end + 1].name == same:
                end += 1
            return tuple(range(start, end + 1))
    return _noun_after(syntax, verb, inside)


def _noun_after(syntax: Syntax, verb: int, inside: Sequence[bool]) -> tuple[int, ...]:
    """The plain noun phrase right after an inverted cue: "asked the old pilot"."""
    tokens = syntax.tokens
    end = verb + 1
    while end < len(tokens) and end - verb <= 6 and not inside[end] and tokens[end].tag in _IN_NOUN_PHRASES:
        end += 1
    phrase = range(verb + 1, end)
    determined = bool(phrase) and tokens[phrase[0]].tag in ("DT", "PRP$")
    return tuple(phrase) if determined and tokens[phrase[-1]].tag[:2] == "NN" else ()
