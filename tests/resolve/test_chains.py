"""The chains of an article: each once, with its own mentions."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.language import English
from onrecord.record import Article, Attribution
from onrecord.resolve import resolve


def test_a_source_of_which_one_word_is_a_name_makes_no_second_chain_of_it(
    english: English, make_article: Callable[..., Article]
) -> None:
    headline = "Media Reports Reveal Reason Behind Quist’s Firing Of Port Manager."
    article = make_article("The mayor laughed.", headline=headline)
    statement = Attribution(
        id="1", article_id=article.id, form="indirect", act="say", negated=False,
        source=(article.span(0, 13),), cue=(article.span(14, 20),), content=(article.span(21, 65),),
        speaker=None, speaker_how=None,
    )  # fmt: skip
    found = resolve(article, english.parse(article), (statement,))
    assert [(it.name, it.kind) for it in found.chains if it.name == "Media"] == [("Media", "organisation")]
    assert found.attributions[0].speaker in found.chains
    assert len({it.id for it in found.mentions}) == len(found.mentions)
