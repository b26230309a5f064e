"""What the dates in an article date: when each statement was made, and what happened when.

A date belongs to what governs it in the sentence: a noun that names something that happens ("the 2019
summit"), else the verb of its clause. Where that verb is the cue of an attribution, the date says when
it was said; else the clause is a happening, and whoever says the clause vouches for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from onrecord.record import (
    Article,
    Attribution,
    Happening,
    Parsed,
    Span,
    Spans,
    Syntax,
    Tense,
    Timex,
    Token,
    digest_id,
)
from onrecord.resolve.unreal import is_unreal

_NO_CALENDAR = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# What hangs on a verb and tells something else: clauses of their own, and marks at the edge.
_OTHER_CLAUSES = ("parataxis", "cc", "mark", "punct", "intj", "meta")
_UNTIL = frozenset({"until", "till"})
_FAR = 2_000  # code points: no clause is as long
_LARGEST_GAP = 3  # tokens (commas, "on") between a source and the date of "according to Renn, Tuesday,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Attributions with the time at which they were made, and the happenings, in the order of the text."""

    attributions: tuple[Attribution, ...]
    happenings: tuple[Happening, ...]


def date_events(
    article: Article, parsed: Parsed, attributions: Sequence[Attribution], timexes: Sequence[Timex]
) -> Dated:
    """Say what each date of the article dates. A duration, a repetition and "now" date nothing.

    A date inside the content of an attribution never says when that attribution was made. Of several that
    would, the one nearest to the cue does.
    """
    finder = _Finder(article, parsed, attributions)
    times: dict[str, tuple[int, Timex]] = {}
    others: list[Timex] = []
    for timex in timexes:
        if timex.type not in ("DATE", "TIME") or (timex.value or "").startswith(_NO_CALENDAR):
            continue
        said = finder.said_at(timex)
        if said is None:
            others.append(timex)
        elif said.attribution not in times or said.distance < times[said.attribution][0]:
            times[said.attribution] = (said.distance, timex)
    spoken = [timex for _, timex in times.values()]
    happenings = [it for timex in others if (it := finder.happening(timex, spoken)) is not None]
    return Dated(
        attributions=tuple(replace(a, time=times[a.id][1].id) if a.id in times else a for a in attributions),
        happenings=tuple(happenings),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    attribution: str
    distance: int  # between the cue and the date, in code points


class _Finder:
    """Finds what governs a timex in one article."""

    def __init__(self, article: Article, parsed: Parsed, attributions: Sequence[Attribution]) -> None:
        self._article = article
        self._syntax = Syntax(parsed)
        self._tokens = parsed.tokens
        self._starts = [token.start for token in parsed.tokens]
        self._cues: dict[int, list[Attribution]] = {}  # by token
        self._by_words: dict[int, list[Attribution]] = {}  # with a cue that is no verb, by sentence
        self._contents: dict[int, list[Attribution]] = {}  # by each sentence of their contents
        for attribution in attributions:
            cue = [token for span in attribution.cue for token in self._inside(span)]
            for token in cue:
                self._cues.setdefault(token, []).append(attribution)
            if cue and (not self._is_verb(cue[0]) or parsed.tokens[cue[0]].dep == "prep"):
                self._by_words.setdefault(self._tokens[cue[0]].sentence, []).append(attribution)
            for span in attribution.content:
                inside = self._inside(span)
                for sentence in range(*self._sentences_of(inside)):
                    self._contents.setdefault(sentence, []).append(attribution)

    def said_at(self, timex: Timex) -> _Said | None:
        """The attribution that was made at `timex`, None if it dates something else."""
        inside = self._inside(timex.span)
        if not inside:
            return None
        behind = self._behind_cue(timex, inside)
        if behind is not None:
            return behind
        above = self._governors(inside)
        for token in above:
            for attribution in self._cues.get(token, ()):
                if not _within(timex.span, attribution.content):
                    return _Said(attribution.id, abs(self._tokens[token].start - timex.span.start))
            if self._is_verb(token):
                break
        return self._beside_source(timex, inside)

    def _behind_cue(self, timex: Timex, inside: Sequence[int]) -> _Said | None:
        """ "Renn said Wednesday the ferry ...": the date stands bare, and parsers misplace it."""
        before, after = inside[0] - 1, inside[-1] + 1
        goes_on = after < len(self._tokens) and (
            self._is_verb(after) or self._tokens[after].tag in ("MD", "POS")  # "said Wednesday was ..."
        )
        if before < 0 or goes_on or not self._is_verb(before):
            return None
        cued = self._cues.get(before)
        return _Said(cued[0].id, self._tokens[inside[0]].start - self._tokens[before].end) if cued else None

    def _beside_source(self, timex: Timex, inside: Sequence[int]) -> _Said | None:
        """ "According to Renn, Tuesday, ...": the date stands behind a source whose cue is no verb."""
        for attribution in self._by_words.get(self._tokens[inside[0]].sentence, ()):
            if not attribution.source or not attribution.content:
                continue
            opens = timex.span.start == attribution.content[0].start  # "according to Renn, Tuesday, the ..."
            if not opens and _within(timex.span, attribution.content):
                continue
            cue, source = self._inside(attribution.cue[0]), self._inside(attribution.source[-1])
            between = range(source[-1] + 1, inside[0]) if source else range(0)
            if source and cue[0] < source[0] and len(between) <= _LARGEST_GAP:
                marks = all(self._syntax.is_mark(i) or self._tokens[i].text == "on" for i in between)
                if marks and source[-1] < inside[0] and self._is_apart(inside):
                    return _Said(attribution.id, timex.span.start - attribution.cue[0].start)
        return None

    def _is_apart(self, inside: Sequence[int]) -> bool:
        """Whether a comma, or the end of its sentence, follows: else the date opens the next clause."""
        after = inside[-1] + 1
        return after >= len(self._tokens) or self._syntax.is_mark(after)

    def happening(self, timex: Timex, spoken: Sequence[Timex]) -> Happening | None:
        """What `timex` dates, None if nothing that happens: what is denied, supposed or wanted does not.

        `spoken` say when something was said.
        """
        inside = self._inside(timex.span)
        if not inside:
            return None
        above = self._governors(inside)
        head = self._head_of_caption(above, inside) or self._head_of(above, inside)
        if head is None or head in inside:
            return None
        verb = self._article.span(self._tokens[head].start, self._tokens[head].end)
        voucher = self._voucher(verb)
        until = self._tokens[above[0]].text.lower() in _UNTIL
        if self._is_verb(head) and is_unreal(self._syntax, head, reported=voucher is not None, until=until):
            return None
        tokens = self._clause(head, inside)
        if all(
            self._tokens[i].tag.startswith("NNP") or self._syntax.is_mark(i)
            for i in tokens
            if i not in inside
        ):
            return None  # "Tarn, May 6, 2031": where and when something was written
        if voucher is not None:  # without the words of whoever says it
            tokens = [i for i in tokens if any(_has(part, self._tokens[i]) for part in voucher.content)]
        for other in spoken:
            if abs(other.span.start - timex.span.start) < _FAR:
                tokens = [i for i in tokens if not _has(other.span, self._tokens[i])]
        tokens = list(self._syntax.trim(tokens))
        if not tokens:
            return None
        return Happening(
            id=digest_id("happening", self._article.id, verb.start, verb.end, timex.id),
            article_id=self._article.id,
            verb=verb,
            clause=self._spans(tokens),
            timex=timex.id,
            attribution=voucher.id if voucher else None,
            tense=self._tense(head),
        )

    def _inside(self, span: Span) -> list[int]:
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self._tokens[first].end <= span.start:
            first += 1
        return list(range(first, bisect_left(self._starts, span.end, lo=first)))

    def _sentences_of(self, inside: Sequence[int]) -> tuple[int, int]:
        if not inside:
            return (0, 0)
        return (self._tokens[inside[0]].sentence, self._tokens[inside[-1]].sentence + 1)

    def _governors(self, inside: Sequence[int]) -> list[int]:
        """What is above a timex in the sentence, nearest first."""
        within = set(inside)
        top = next((i for i in inside if self._tokens[i].head not in within), inside[0])
        return [i for i in self._syntax.ancestors(top) if i not in within]

    def _head_of_caption(self, above: Sequence[int], inside: Sequence[int]) -> int | None:
        """A date set off at the end of a caption tells when the picture was taken: what its verb says."""
        syntax, tokens = self._syntax, self._tokens
        first, after = inside[0], inside[-1] + 1
        if not above or self._article.blocks[syntax.block_of(first)].kind != "caption":
            return None
        ends = (
            after >= len(tokens) or syntax.is_mark(after) or tokens[after].sentence != tokens[first].sentence
        )
        if not ends or tokens[first - 1].text != ",":
            return None
        return next((i for i in reversed(above) if self._is_verb(i)), None)

    def _head_of(self, above: Sequence[int], inside: Sequence[int]) -> int | None:
        direct = True  # no preposition between the timex and the noun: "the 2019 summit"
        for i in above:
            token = self._tokens[i]
            if token.tag in ("IN", "TO", "RP"):
                direct = False
                continue
            if self._is_verb(i):
                return self._content_verb(i)
            if token.tag.startswith("NN"):
                if token.lemma.lower() in eventful():
                    return i
                beside = direct and i > inside[-1] and self._tokens[inside[-1]].sentence == token.sentence
                if beside:
                    return None  # "the 2031 constitution" dates no clause
        # No verb: a caption or a headline tells something without one.
        root = above[-1] if above else None
        return root if root is not None and self._tokens[root].tag.startswith("NN") else None

    def _content_verb(self, verb: int) -> int:
        while self._tokens[verb].dep in ("aux", "auxpass") and self._is_verb(self._tokens[verb].head):
            verb = self._tokens[verb].head
        return verb

    def _is_verb(self, token: int) -> bool:
        return self._tokens[token].tag.startswith("VB")

    def _clause(self, head: int, inside: Sequence[int]) -> list[int]:
        syntax, tokens = self._syntax, self._tokens
        within = set(inside)
        left_out = [
            i
            for i in syntax.children[head]
            if tokens[i].dep in _OTHER_CLAUSES
            or (tokens[i].dep in ("conj", "advcl") and not within & set(syntax.subtree(i)))
        ]
        if not self._is_verb(head):
            below = (i for i in syntax.subtree(head) if tokens[i].dep == "relcl")
            left_out += [i for i in below if not within & set(syntax.subtree(i))]
        kept = set(syntax.subtree(head, without=left_out))
        if self._is_verb(head):
            kept |= set(self._subject_above(head))
        kept |= within
        return list(syntax.trim(i for i in kept if tokens[i].sentence == tokens[head].sentence))

    def _subject_above(self, verb: int) -> list[int]:
        """The words of the subject that a verb shares with the one above it, or that it describes."""
        syntax, tokens = self._syntax, self._tokens
        dep, above = tokens[verb].dep, tokens[verb].head
        if dep in ("acl", "relcl"):
            return [i for i in syntax.subtree(above, without=syntax.all(above, "acl", "relcl")) if i < verb]
        if syntax.child(verb, *_SUBJECTS) is not None:
            return []
        if dep == "pcomp":
            above = tokens[above].head
        if dep in ("conj", "advcl", "xcomp", "pcomp") and self._is_verb(above) and above != verb:
            subject = syntax.child(above, *_SUBJECTS)
            if subject is None:
                return self._subject_above(above)
            return syntax.subtree(subject, without=syntax.all(subject, "relcl", "acl", "appos", "punct"))
        return []

    def _tense(self, head: int) -> Tense | None:
        """The tense of the clause, that of the verb above where its own says nothing."""
        syntax, tokens = self._syntax, self._tokens
        i = head
        while True:
            if self._is_verb(i):
                helpers = [tokens[j] for j in syntax.all(i, "aux", "auxpass")]
                words = [(t.text.lower(), t.tag) for t in helpers]
                if any(tag in ("MD", "TO") for _, tag in words):
                    return self._to_come(i, {word for word, _ in words})
                own = _tense_of(tokens[i].tag, words)
                if own == "present" and self._article.blocks[syntax.block_of(i)].kind in (
                    "caption",
                    "headline",
                    "subhead",
                ):
                    return "past"  # captions and headlines tell what happened in the present tense
                if own is not None:
                    return own
            above = tokens[i].head
            if above == i or (i == head and not self._is_verb(head)):
                return None
            i = above

    def _to_come(self, verb: int, helpers: set[str]) -> Tense | None:
        """ "Will sail" is to come, "would sail" in what somebody says too; nobody says that it "may"."""
        if helpers & _WILL:
            return "future"
        token = self._tokens[verb]
        said = self._voucher(self._article.span(token.start, token.end)) is not None
        return "future" if said and helpers & _WOULD else None

    def _voucher(self, verb: Span) -> Attribution | None:
        """The innermost attribution in whose content a verb lies."""
        sentence = self._tokens[self._inside(verb)[0]].sentence
        around = [a for a in self._contents.get(sentence, ()) if _within(verb, a.content)]
        return min(around, key=lambda a: (_length(a.content), a.id)) if around else None

    def _spans(self, tokens: Sequence[int]) -> Spans:
        runs: list[list[int]] = []
        for i in tokens:
            if runs and all(self._syntax.is_mark(j) for j in range(runs[-1][-1] + 1, i)):
                runs[-1].extend(range(runs[-1][-1] + 1, i + 1))
            else:
                runs.append([i])
        trimmed = [run for run in map(self._syntax.trim, runs) if run]
        return Spans(
            self._article.span(self._tokens[run[0]].start, self._tokens[run[-1]].end) for run in trimmed
        )


def _tense_of(tag: str, helpers: Sequence[tuple[str, str]]) -> Tense | None:
    words = {word for word, _ in helpers}
    tags = {tag for _, tag in helpers}
    if tag == "VBD" or "VBD" in tags:
        return "past"
    if tag == "VBN" and tags & {"VBZ", "VBP"}:
        return "past" if words & {"has", "have", "'ve", "’ve"} else "present"
    if tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "present"
    return None


def _within(span: Span, parts: Spans) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in parts)


def _has(part: Span, token: Token) -> bool:
    return part.start <= token.start and token.end <= part.end


def _length(parts: Spans) -> int:
    return sum(part.end - part.start for part in parts)


@cache
def eventful() -> frozenset[str]:
    """The lemmas of nouns that name something that happens, from eventful.tsv."""
    text = files("onrecord.resolve").joinpath("eventful.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
