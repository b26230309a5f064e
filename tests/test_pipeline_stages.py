"""One page through the stages, and what goes wrong on the way."""

from __future__ import annotations

import logging

import pytest

from onrecord.pipeline import stages
from onrecord.pipeline.finders import ByRules
from onrecord.record import (
    Article,
    Attribution,
    Chain,
    Failure,
    Mention,
    Page,
    PageError,
    Parsed,
    Reading,
    Settings,
    Span,
)
from onrecord.resolve import Resolved


class FakeLanguage:
    """Finds no words; enough where the stages after it are not what is tested."""

    models = (("fake", "0" * 64),)

    def parse(self, article: Article) -> Parsed:
        return Parsed(article.id, (), (), ())


TEXT = (
    "The ferry to Tarn\n\nThe ferry to Tarn will sail again in spring, the harbour master said on Monday.\n"
)


def page(text: str = TEXT) -> Page:
    return Page(origin="ferry.txt", media_type="text/plain", content=text.encode())


def test_a_reading_says_what_made_it_just_as_was_announced() -> None:
    reader = stages.PageReader(Settings(), FakeLanguage(), ByRules())
    for media_type, content in (
        ("text/plain", TEXT),
        ("text/html", f"<html><body><p>{TEXT * 3}</p></body></html>"),
    ):
        reading = reader(Page(origin="x", media_type=media_type, content=content.encode()))
        assert isinstance(reading, Reading)
        assert reading.provenance == reader.means()[media_type]
        assert reading.provenance.extractor == reading.article.page.extractor
        assert reading.provenance.models == FakeLanguage.models


def test_a_page_error_becomes_a_failure_with_its_reason() -> None:
    failure = stages.read_page(page("."), Settings(), FakeLanguage(), ByRules())
    assert isinstance(failure, Failure)
    assert (failure.origin, failure.stage, failure.kind) == ("ferry.txt", "articles", "no-article")
    assert failure.sha256 == page(".").sha256


@pytest.mark.parametrize("stage", ["articles", "language", "extract", "resolve"])
def test_an_accident_in_a_stage_becomes_a_failure_that_names_it(
    stage: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def accident(*_: object) -> None:
        raise ZeroDivisionError("too deep " + "x" * 10_000)

    language = FakeLanguage()
    if stage == "articles":
        monkeypatch.setattr(stages, "read_article", accident)
    elif stage == "language":
        monkeypatch.setattr(FakeLanguage, "parse", accident)
    elif stage == "extract":
        monkeypatch.setattr(ByRules, "find", accident)
    else:
        monkeypatch.setattr(stages, "resolve", accident)
    with caplog.at_level(logging.DEBUG, logger="onrecord"):
        failure = stages.read_page(page(), Settings(), language, ByRules())
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.kind) == (stage, "unexpected")
    assert "ZeroDivisionError" in failure.reason
    assert "too deep" in failure.reason
    assert len(failure.reason) < 500
    assert "Traceback" in caplog.text


def test_an_error_of_a_later_stage_keeps_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PageError("language", "too-long", "It is too long.")

    monkeypatch.setattr(FakeLanguage, "parse", refuse)
    failure = stages.read_page(page(), Settings(), FakeLanguage(), ByRules())
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.kind, failure.reason) == ("language", "too-long", "It is too long.")


def test_a_span_that_is_not_what_the_article_says_makes_a_failure_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def misplaced(article: Article, parsed: Parsed, attributions: tuple[Attribution, ...]) -> Resolved:
        wrong = Span(article.id, 0, 3, "not")
        mention = Mention(id="m", span=wrong, kind="name", chain="c")
        chain = Chain(id="c", kind=None, name="not", names=("not",))
        return Resolved(mentions=(mention,), chains=(chain,), attributions=())

    monkeypatch.setattr(stages, "resolve", misplaced)
    failure = stages.read_page(page(), Settings(), FakeLanguage(), ByRules())
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.kind) == ("pipeline", "unexpected")
    assert "SpanMismatch" in failure.reason


def test_a_page_that_wants_too_much_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(FakeLanguage, "parse", exhaust)
    failure = stages.read_page(page(), Settings(), FakeLanguage(), ByRules())
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.kind) == ("language", "too-large")
    assert "memory" in failure.reason
