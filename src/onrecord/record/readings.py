"""What is found in one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record.articles import Article
from onrecord.record.happenings import Happening
from onrecord.record.spans import Span, Spans
from onrecord.record.timexes import Timex

MentionKind = Literal["name", "nominal", "pronoun"]
ChainKind = Literal["person", "organisation", "country", "group", "place"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "say", "write", "show", "confirm", "admit", "deny", "claim", "know", "believe", "suspect", "doubt",
    "predict", "want", "ask", "demand", "order", "promise", "threaten", "warn", "praise", "criticise",
    "accuse", "agree", "oppose", "support",
]  # fmt: skip
SpeakerHow = Literal["name", "surname", "pronoun", "nominal", "implied", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a row: enough to tell whether making it again would give the same.

    `models` maps a model's name to the SHA-256 of its weights. `timexes` is None where time expressions were
    not looked for.
    """

    version: str  # OnRecord's
    extractor: str
    attribution: str  # which attribution stage, "rules/1"
    settings: str  # Settings.digest
    models: tuple[tuple[str, str], ...]
    timexes: str | None = None  # what found time expressions, "grammar/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that refers to something, and the id of the chain it belongs to."""

    id: str
    span: Span
    kind: MentionKind
    chain: str


def within(words: str) -> str:
    """Words that began a sentence as they stand inside one: "the board" for "The board"."""
    return "the" + words[3:] if words.startswith("The ") else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A title and an affiliation that the article gives somebody, each as its span.

    Several roles may share a span. `former` says that the article calls it past.
    """

    title: Span | None
    affiliation: Span | None
    former: bool

    def __str__(self) -> str:
        former = "former " if self.former else ""
        if self.title is not None and self.affiliation is not None:
            if self.affiliation.end == self.title.start - 1:
                return f"{former}{self.affiliation.text} {self.title.text}"  # "Nordavian minister"
            return f"{former}{self.title.text}, {within(self.affiliation.text)}"
        return former + "".join(span.text for span in (self.title, self.affiliation) if span is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The mentions of one article that corefer. `name` is the fullest name, or the description of a group.

    `kind` is None where we could not tell.
    """

    id: str
    kind: ChainKind | None
    name: str
    names: tuple[str, ...]  # every form of the name in the article, in order of first appearance
    roles: tuple[Role, ...] = ()

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """An attribution relation in the sense of PARC (Pareti 2012): who (source) says (cue) what (content).

    Every part is a tuple of spans, because a broken quotation is one content. `source` and `cue` may be
    empty: nobody is named, or a quotation goes on. `speaker` is the chain the source stands for; None
    means that we could not tell. `holder` is the id of the attribution in whose content this one lies.
    `inferred` says that the speaker comes from the discourse, not from words beside the content. `time` is
    the id of the timex that says when it was said; a date inside the content is never meant. `probability`
    is how sure its finder is that source and content are right, 0 to 1; None where nothing calibrates it.
    `speaker_probability` is how often a speaker that was found like this one is the right one, 0 to 1.
    """

    id: str
    article_id: str
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    act: Act | None
    negated: bool
    speaker: Chain | None
    speaker_how: SpeakerHow | None
    holder: str | None = None
    addressee: Chain | None = None
    inferred: bool = False
    time: str | None = None
    probability: float | None = None
    speaker_probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that is found in one article."""

    article: Article
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    attributions: tuple[Attribution, ...]
    provenance: Provenance
    timexes: tuple[Timex, ...] = ()
    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page that could not be read, and why."""

    origin: str
    stage: str
    kind: str
    reason: str
    sha256: str | None = None  # None: there were no bytes
