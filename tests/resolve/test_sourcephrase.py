"""Sources that the parser tore apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language import English
from onrecord.record import Article, Attribution, Span
from onrecord.resolve import Resolved, resolve

Say = Callable[..., Resolved]


@pytest.fixture
def say(english: English, make_article: Callable[..., Article]) -> Say:
    """What is resolved where these words, which stand once, are the source of a statement."""

    def resolve_said(text: str, source: str, content: str) -> Resolved:
        article = make_article(text)

        def spans(words: str) -> tuple[Span, ...]:
            start = text.index(words)
            return (article.span(start, start + len(words)),)

        said = Attribution(
            id="said",
            article_id=article.id,
            source=spans(source),
            cue=(),
            content=spans(content),
            form="indirect",
            act=None,
            negated=False,
            speaker=None,
            speaker_how=None,
            inferred=False,
        )
        return resolve(article, english.parse(article), (said,))

    return resolve_said


@pytest.mark.parametrize(
    ("text", "source", "content", "speaker"),
    [
        # The verb is taken for a noun, on which all hangs that stands before it.
        (
            "John Marsh left. But the Marsh campaign risks losing.",
            "the Marsh campaign",
            "losing",
            "Marsh campaign",
        ),
        (
            "The Darro Tide Foundation slept. It is a trend that the foundation predicts will continue.",
            "the foundation",
            "will continue",
            "Darro Tide Foundation",
        ),
        # A word that a hyphen joins is taken for several, and each for a subject.
        (
            "John Marsh left. Mary Marsh, his ex-wife, slept. His ex-wife agreed that it rained.",
            "His ex-wife",
            "that it rained",
            "Mary Marsh",
        ),
        # Whose somebody is stands before them.
        (
            "Darro Politics slept. As Darro Politics’ John Marsh pointed out, it rained.",
            "Darro Politics’ John Marsh",
            "it rained",
            "John Marsh",
        ),
        (
            "She refuses the help of Sen. John Marsh, Congress’ most zealous advocate for ice.",
            "Congress’ most zealous advocate",
            "for ice",
            "John Marsh",
        ),
    ],
)
def test_what_the_parser_tore_apart_speaks_as_one(
    say: Say, text: str, source: str, content: str, speaker: str
) -> None:
    (said,) = say(text, source, content).attributions
    assert said.speaker is not None
    assert said.speaker.name == speaker


def test_a_former_wife_is_not_the_wife(say: Say) -> None:
    text = "John Marsh left. Mary Marsh, his wife, slept. His ex-wife agreed that it rained."
    (said,) = say(text, "His ex-wife", "that it rained").attributions
    assert said.speaker is None or said.speaker.name != "Mary Marsh"


def test_two_who_are_set_side_by_side_stay_two(say: Say) -> None:
    text = "Trade with Tarn, John Marsh, Mary Quist agreed, was good."
    names = {chain.name for chain in say(text, "John Marsh, Mary Quist", "was good").chains}
    assert {"John Marsh", "Mary Quist"} <= names
