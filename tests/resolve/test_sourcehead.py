"""Which word of a source tells whom it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language import English
from onrecord.record import Article, Syntax
from onrecord.resolve.sourcehead import head_of_source


@pytest.mark.parametrize(
    ("text", "source", "head"),
    [
        (
            "Few ships sailed, the Quist Research Center analysis shows.",
            "the Quist Research Center",
            "Center",
        ),
        ("There was doubt among pilots that the port would open.", "among pilots", "pilots"),
        ("From sailors came the warning that the port would close.", "From sailors", "sailors"),
        ("Mary Quist, the mayor, said that the port would close.", "Mary Quist, the mayor,", "Quist"),
        ("Both said that the port would close.", "Both", "Both"),
    ],
)
def test_the_head_of_a_source_can_name_somebody(
    english: English, make_article: Callable[..., Article], text: str, source: str, head: str
) -> None:
    syntax = Syntax(english.parse(make_article(text)))
    start = text.index(source)
    tokens = [t.index for t in syntax.tokens if start <= t.start < start + len(source)]
    assert syntax.tokens[head_of_source(syntax, tokens)].text == head


def test_a_source_without_words_has_no_head(english: English, make_article: Callable[..., Article]) -> None:
    assert head_of_source(Syntax(english.parse(make_article("The port closed."))), []) == -1
