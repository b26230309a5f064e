from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord.export import article_line, dump, failure_line, jsonl, schema
from onrecord.record import (
    BLOCK_KINDS,
    Act,
    ChainKind,
    Failure,
    Form,
    MentionKind,
    Reading,
    SpeakerHow,
    Tense,
    TimexType,
)

from ..store.make import reading
from ..store.strategies import PATIENT, readings, texts

VALIDATOR = Draft202012Validator(schema())
failures = st.builds(
    Failure, origin=texts, stage=texts, kind=texts, reason=texts, sha256=st.sampled_from([None, "0" * 64])
)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a line that has a place and words."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@settings(PATIENT, max_examples=150)
@given(readings())
def test_every_line_satisfies_the_schema_and_every_span_is_in_its_place(item: Reading) -> None:
    line = article_line(item)
    VALIDATOR.validate(line)
    text = line["article"]["text"]
    for span in spans(line):
        assert text[span["start"] : span["end"]] == span["text"]
    assert json.loads(dump(line)) == line


@settings(PATIENT, max_examples=50)
@given(failures)
def test_every_failure_satisfies_the_schema(failure: Failure) -> None:
    VALIDATOR.validate(failure_line(failure))


@settings(PATIENT, max_examples=100)
@given(st.lists(readings(), max_size=2), st.lists(failures, max_size=2))
def test_a_line_is_one_line_for_every_reader_of_lines(items: list[Reading], failed: list[Failure]) -> None:
    out = io.BytesIO()
    jsonl.write(items, failed, out)
    lines = out.getvalue().decode("utf-8").splitlines()  # splits at U+0085, U+2028 and more
    assert [json.loads(line)["type"] for line in lines] == ["article"] * len(items) + ["failure"] * len(
        failed
    )


def test_odd_characters_survive_escaped() -> None:
    text = "a\x00b\x1c\x85\u2028\u2029\ud83d\x7f😀"
    line = dump({"text": text})
    assert json.loads(line) == {"text": text}
    assert line.encode("utf-8").decode() == '{"text":"a\\u0000b\\u001c\\u0085\\u2028\\u2029\\ud83d\\u007f😀"}'


def test_what_is_unknown_is_null_or_empty_and_never_left_out() -> None:
    line = article_line(reading(url=None, outlet=None, published=None, headline=None))
    for name in ("url", "outlet", "agency", "headline", "published", "previous_version", "copy_of"):
        assert line["article"][name] is None
    assert line["timexes"] == line["happenings"] == line["events"] == line["claims"] == []
    assert line["inferred_date"] is line["provenance"]["timexes"] is None
    for attribution in line["attributions"]:
        for name in ("holder", "addressee", "time", "probability", "speaker_probability"):
            assert attribution[name] is None
    assert all(chain["entity"] is None for chain in line["chains"])
    unknown = line["attributions"][2]
    assert unknown["speaker"] is unknown["speaker_name"] is unknown["speaker_how"] is None


def test_a_line_says_who_said_what() -> None:
    line = article_line(reading())
    first = line["attributions"][0]
    assert first["source"][0]["text"] == "Port director Mira Solberg"
    assert [part["text"] for part in first["content"]] == ["the missiles would stay"]
    assert first["speaker_name"] == "Mira Solberg"
    assert first["speaker"] in [chain["id"] for chain in line["chains"]]
    assert line["provenance"]["models"] == {"en": "abc"}
    assert line["warnings"] == ["3 bytes could not be decoded."]
    assert line["article"]["published"] == {"value": "2031-05-04", "how": "given", "place": None}


def test_the_schema_is_sound_and_knows_every_kind() -> None:
    Draft202012Validator.check_schema(schema())
    definitions = schema()["$defs"]
    kinds = {
        ("block", "kind"): BLOCK_KINDS,
        ("mention", "kind"): get_args(MentionKind),
        ("chain", "kind"): (*get_args(ChainKind), None),
        ("attribution", "form"): get_args(Form),
        ("timex", "type"): get_args(TimexType),
        ("happening", "tense"): (*get_args(Tense), None),
        ("attribution", "act"): (*get_args(Act), None),
        ("attribution", "speaker_how"): (*get_args(SpeakerHow), None),
    }
    for (name, field), values in kinds.items():
        assert tuple(definitions[name]["properties"][field]["enum"]) == values


def test_the_schema_refuses_what_is_not_in_it() -> None:
    line = article_line(reading())
    for broken in (
        {**line, "more": 1},
        {name: value for name, value in line.items() if name != "claims"},
        {**line, "schema_version": 2},
        {**line, "chains": [{**line["chains"][0], "kind": "robot"}]},
        {**line, "attributions": [{**line["attributions"][0], "cue": [{"start": 1, "end": 2}]}]},
    ):
        assert not VALIDATOR.is_valid(broken)
