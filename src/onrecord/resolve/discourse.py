"""What an article has said so far: who was mentioned where, and who spoke."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.record import Article, Attribution, MentionKind, Span, Syntax
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.names import Gender
from onrecord.resolve.people import People
from onrecord.resolve.sourcehead import head_of_source

# Whom a pronoun stands for is sought this many sentences back; further back nearly nothing is found.
SENTENCES = 8
# A block of so many words is the first of the running text: no second headline, no label ("ABSTRACT.").
LEAD_WORDS = 18

Grammar = Literal["subject", "clause", "object", "owner", "oblique", "other"]

_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset({'"', "''", "``", "＂"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is mentioned: its head's token, and what that is in its sentence."""

    token: int
    sentence: int
    rank: int  # of the block
    grammar: Grammar  # clause: the subject of a lesser clause
    form: MentionKind
    quoted: bool


def _token(place: Place) -> int:
    return place.token


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that an article says somebody or something is: all its words, and the nouns among them."""

    words: frozenset[str]
    nouns: frozenset[str]


@dataclass(eq=False, slots=True)
class Referent:
    """Somebody or something that an article speaks of: a cluster of names, or what it describes."""

    sort: str  # a or for what is only described "person", "people", "body", "paper"
    cluster: Cluster | None = None
    description: tuple[int, ...] = ()
    described_gender: Gender | None = None
    places: list[Place] = field(default_factory=list)  # in text order
    unquoted: list[Place] = field(default_factory=list)  # those of them that are outside quotations
    spans: dict[tuple[int, ...], MentionKind] = field(default_factory=dict)  # what is no name
    definite: bool = False  # described as known from the start: "the spokesman"
    issuer: Referent | None = None  # of a paper: who made it
    known: tuple[Known, ...] = ()  # what the article says it is

    @property
    def gender(self) -> Gender | None:
        """The gender that names, nouns and pronouns tell."""
        return self.cluster.gender if self.cluster is not None else self.described_gender

    def before(self, token: int, own: frozenset[int] = frozenset(), quoted: bool = True) -> Place | None:
        """The last place before a token that is not among `own`, without `quoted` one outside quotations.

        Where there are only quoted ones, the last of them.
        """
        plain = None if quoted else _last(self.unquoted, token, own)
        return plain or _last(self.places, token, own)

    def since(self, rank: int, token: int) -> list[Place]:
        """Its places before a token, from the block of this rank on, the last one first."""
        found: list[Place] = []
        for k in range(bisect_left(self.places, token, key=_token) - 1, -1, -1):
            if self.places[k].rank < rank:
                break
            found.append(self.places[k])
        return found

    def named_in(self, tokens: frozenset[int]) -> bool:
        """Whether it is named among these tokens."""
        if not tokens:
            return False
        first = bisect_left(self.places, min(tokens), key=_token)
        after = bisect_right(self.places, max(tokens), key=_token)
        return any(p.form == "name" and p.token in tokens for p in self.places[first:after])

    def only_quoted(self, token: int) -> bool:
        """Whether every mention before a token is inside a quotation."""
        return not self.unquoted or self.unquoted[0].token >= token

    def count_before(self, token: int) -> int:
        """How often it was mentioned before a token."""
        return bisect_left(self.places, token, key=_token)


def _last(places: Sequence[Place], token: int, own: frozenset[int]) -> Place | None:
    """The last of `places` before a token that is not among `own`."""
    for k in range(bisect_left(places, token, key=_token) - 1, -1, -1):
        if places[k].token not in own:
            return places[k]
    return None


@dataclass(slots=True)
class Speech:
    """An attribution as tokens: its three parts, the source's head (-1: none), and who speaks, once known."""

    attribution: Attribution
    content: tuple[int, ...]
    source: tuple[int, ...]
    cue: tuple[int, ...]
    head: int
    speaker: Referent | None = None

    @property
    def position(self) -> int:
        """Where it stands: at its source, else at its content."""
        return self.head if self.head >= 0 else self.content[0]


def _position(speech: Speech) -> int:
    return speech.position


class Discourse:
    """The referents of one article, and where each was mentioned; grows as references are resolved."""

    def __init__(
        self, article: Article, syntax: Syntax, people: People, attributions: Sequence[Attribution]
    ) -> None:
        self.article = article
        self.syntax = syntax
        self.people = people
        self.referents: list[Referent] = []
        self.of_cluster: dict[int, Referent] = {}
        self.at: dict[int, Referent] = {}  # by token: any of a name's, the head of what else refers
        self._timeline: list[tuple[int, int]] = []  # token, number of the referent
        self._number: dict[int, int] = {}
        self._called: dict[str, dict[int, Referent]] = {}  # by a noun that is known of it, then by number
        token_at = {token.start: token.index for token in syntax.tokens}
        self.speeches = [s for a in attributions if (s := _speech(a, syntax, token_at)) is not None]
        self._in_order = sorted(self.speeches, key=_position)
        self.content_of = self._contents()
        self._marked = quoted_tokens(syntax)
        self.by_head: dict[int, list[Speech]] = {}
        for speech in self.speeches:
            if speech.head >= 0:
                self.by_head.setdefault(speech.head, []).append(speech)
        self._lead_end = _lead_end(syntax)
        self._grammar: dict[int, Grammar] = {}
        self._first: dict[int, int] = {}  # by sentence: the first mention's token
        self._spoken: list[tuple[int, int]] = []  # position, number of the speech
        self._speech_number = {id(speech): n for n, speech in enumerate(self.speeches)}
        for cluster in people.clusters:
            referent = Referent(cluster.kind, cluster)
            self._add_referent(referent)
            self.of_cluster[id(cluster)] = referent
            for m in cluster.mentions:
                run = range(m.start, m.end)
                head = next((i for i in run if syntax.tokens[i].head not in run), m.end - 1)
                self._mention(referent, head, "name")
                for i in run:
                    self.at[i] = referent
                    for speech in self.by_head.get(i, ()):
                        self.speaks(speech, referent)

    def _contents(self) -> dict[int, Speech]:
        """The smallest speech in whose content each token stands."""
        found: dict[int, Speech] = {}
        for speech in sorted(self.speeches, key=lambda s: -len(s.content)):
            for i in speech.content:
                found[i] = speech
        return found

    def learn(self, referent: Referent, known: tuple[Known, ...]) -> None:
        """Take down what the article says somebody or something is; it never unsays it."""
        referent.known = known
        number = self._number[id(referent)]
        for noun in {noun for one in known for noun in one.nouns}:
            self._called.setdefault(noun, {})[number] = referent

    def called(self, nouns: Iterable[str]) -> list[Referent]:
        """The referents that the article says are one of `nouns`, in the order in which they came up."""
        found: dict[int, Referent] = {}
        for noun in nouns:
            found.update(self._called.get(noun, {}))
        return [found[number] for number in sorted(found)]

    def number_of(self, referent: Referent) -> int:
        """How many referents came up before this one."""
        return self._number[id(referent)]

    def last_two(self, token: int) -> list[Speech]:
        """The last two speeches that stand before a token."""
        at = bisect_left(self._in_order, token, key=_position)
        return self._in_order[max(0, at - 2) : at]

    def _add_referent(self, referent: Referent) -> None:
        self._number[id(referent)] = len(self.referents)
        self.referents.append(referent)

    def describe(self, sort: str, description: tuple[int, ...], gender: Gender | None) -> Referent:
        """A new referent without a name."""
        referent = Referent(sort, None, description, gender)
        self._add_referent(referent)
        return referent

    def _mention(self, referent: Referent, head: int, form: MentionKind) -> None:
        sentence = self.syntax.tokens[head].sentence
        quoted = self.quoted_in(head) is not None
        place = Place(head, sentence, self.syntax.rank_of(head), self.grammar_of(head), form, quoted)
        insort(referent.places, place, key=_token)
        if not quoted:
            insort(referent.unquoted, place, key=_token)
        insort(self._timeline, (head, self._number[id(referent)]))
        self._first[sentence] = min(self._first.get(sentence, head), head)

    def grammar_of(self, head: int) -> Grammar:
        """What the phrase with this head is in its sentence."""
        if head not in self._grammar:
            self._grammar[head] = grammar_of(self.syntax, head)
        return self._grammar[head]

    def first_in_sentence(self, sentence: int) -> int | None:
        """The token of the first mention in a sentence."""
        return self._first.get(sentence)

    def refer(self, referent: Referent, head: int, phrase: tuple[int, ...], form: MentionKind) -> None:
        """Take down that a phrase refers to a referent; () for what is part of another mention of it."""
        if head in self.at:
            return
        self.at[head] = referent
        if phrase:
            referent.spans.setdefault(phrase, form)
            self._mention(referent, head, form)
        for speech in self.by_head.get(head, ()):
            self.speaks(speech, referent)

    def recent(self, token: int) -> Iterator[Referent]:
        """The referents mentioned before a token, the latest first, each once."""
        sentence = self.syntax.tokens[token].sentence
        seen: set[int] = set()
        for k in range(bisect_left(self._timeline, (token, -1)) - 1, -1, -1):
            place, number = self._timeline[k]
            if sentence - self.syntax.tokens[place].sentence > SENTENCES:
                return
            if number not in seen:
                seen.add(number)
                yield self.referents[number]

    def later_in_sentence(self, token: int) -> Iterator[Referent]:
        """The referents named after a token in its sentence."""
        sentence = self.syntax.tokens[token].sentence
        seen: set[int] = set()
        for k in range(bisect_left(self._timeline, (token + 1, -1)), len(self._timeline)):
            place, number = self._timeline[k]
            if self.syntax.tokens[place].sentence != sentence:
                return
            if number not in seen:
                seen.add(number)
                yield self.referents[number]

    def in_lead(self, token: int) -> bool:
        """Whether a token stands in the headlines or the first paragraph of running text below them."""
        return self.syntax.rank_of(token) <= self._lead_end

    def quoted_in(self, token: int) -> Speech | None:
        """The speech in whose quotation a token stands."""
        speech = self.content_of.get(token)
        if speech is None or token in speech.source:
            return None
        return speech if token in self._marked or speech.attribution.form == "direct" else None

    def speaks(self, speech: Speech, referent: Referent) -> None:
        """Take down who says a speech."""
        if speech.speaker is None:
            speech.speaker = referent
            insort(self._spoken, (speech.position, self._speech_number[id(speech)]))

    def last_speech(self, token: int, own: frozenset[int] = frozenset()) -> Speech | None:
        """The last speech with a known speaker before a token, and outside `own`, what is said there."""
        at = bisect_left(self._spoken, (token, -1))
        while at:
            at -= 1
            position, number = self._spoken[at]
            if position not in own:
                return self.speeches[number]
        return None

    def own_content(self, token: int) -> frozenset[int]:
        """The tokens of what is said by the source with this head."""
        return frozenset(i for speech in self.by_head.get(token, ()) for i in speech.content)


def _speech(attribution: Attribution, syntax: Syntax, token_at: dict[int, int]) -> Speech | None:
    content = _tokens(attribution.content, token_at)
    source = _tokens(attribution.source, token_at)
    if not content and not source:
        return None
    head = head_of_source(syntax, source)
    return Speech(attribution, content or source, source, _tokens(attribution.cue, token_at), head)


def _tokens(spans: Sequence[Span], token_at: dict[int, int]) -> tuple[int, ...]:
    """The tokens that begin inside `spans`."""
    return tuple(token_at[at] for span in spans for at in range(span.start, span.end) if at in token_at)


def _lead_end(syntax: Syntax) -> int:
    """The number of the block that ends what opens an article; 1 where none is long enough."""
    lengths: Counter[int] = Counter(syntax.rank_of(t.index) for t in syntax.tokens)
    return next((rank for rank in sorted(lengths) if rank and lengths[rank] >= LEAD_WORDS), 1)


def quoted_tokens(syntax: Syntax) -> frozenset[int]:
    """The tokens between quotation marks; a mark that is never closed quotes the rest of its block."""
    found: set[int] = set()
    opened, block = False, -1
    for token in syntax.tokens:
        here = syntax.block_of(token.index)
        if here != block:
            opened, block = False, here
        if token.text in _OPENING:
            opened = True
        elif token.text in _CLOSING:
            opened = False
        elif token.text in _STRAIGHT:
            opened = not opened
        elif opened:
            found.add(token.index)
    return frozenset(found)


def grammar_of(syntax: Syntax, head: int) -> Grammar:
    """What a phrase is in its sentence, by its head."""
    tokens = syntax.tokens
    dep = tokens[head].dep
    while dep == "conj" and tokens[head].head != head:
        head = tokens[head].head
        dep = tokens[head].dep
    if dep in ("nsubj", "nsubjpass"):
        verb = tokens[head].head
        while tokens[verb].dep == "conj" and tokens[verb].head != verb:
            verb = tokens[verb].head
        return "subject" if tokens[verb].dep == "ROOT" else "clause"
    if dep == "poss":
        return "owner"
    if dep in ("dobj", "dative", "oprd"):
        return "object"
    if dep in ("pobj", "agent"):
        return "oblique"
    return "other"
