"""Any tokens at all: nothing hangs, nothing breaks, every span is what the article says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import FrameType

from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.extract.timexes import find_timexes
from onrecord.extract.timexes.items import words
from onrecord.record import Article, Parsed, Published, Sentence, Token

ODD = st.sampled_from(
    [
        "31/12/2030", "99/99/9999", "0000-00-00", "1/2", "½", "00:00", "24:00", "99:99", "0th", "31st",
        "99th", "1e9", "999999999999999999999", "²", "٣", "½th", "'60s", "60s", "0s", "’", "'s", "-", "/",
        "$", "2030", "0930", "1,000,000", "12.5", ".", "..", "mid-1996", "post-9999", "8p.m.", "25pm",
    ]
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(sorted(words())),
    st.sampled_from(sorted(words())).map(str.title),
    ODD,
    st.text("0123456789/-:.", min_size=1, max_size=12),
    st.text(min_size=1, max_size=4).filter(lambda text: not text.isspace()),
)


def parsed_of(article: Article, tokens: list[str]) -> Parsed:
    """Tokens joined by spaces, each under the one before it, in one sentence."""
    made, at = [], 0
    for i, text in enumerate(tokens):
        made.append(Token(i, at, at + len(text), text, text.lower(), "NN", "dep", max(i - 1, 0), 0, -1))
        at += len(text) + 1
    return Parsed(article.id, tuple(made), (Sentence(0, 0, len(made), 0),), ())


def dated(article: Article, day: str) -> Article:
    return replace(article, published=Published(value=day, how="given"))


@settings(max_examples=400, deadline=None)
@example(tokens=["²", "½"], day=date(2031, 10, 15))  # a digit that is no number
@given(tokens=st.lists(WORDS, min_size=1, max_size=30), day=st.dates())
def test_any_words_give_valid_values(
    make_article: Callable[..., Article], tokens: list[str], day: object
) -> None:
    article = dated(make_article(" ".join(tokens)), str(day))
    for timex in find_timexes(article, parsed_of(article, tokens)):
        timex.span.check(article.text)
        if timex.edtf is not None:
            parsed = parse_edtf(timex.edtf)
            assert parsed.lower_strict()[:3] <= parsed.upper_strict()[:3]
        assert timex.type in ("DATE", "TIME") or timex.edtf is None


def steps(find: Callable[[], object]) -> int:
    """How many lines of Python it takes."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find()
    finally:
        sys.settrace(before)
    return count


def test_long_runs_of_the_same_take_steps_in_proportion(make_article: Callable[..., Article]) -> None:
    def taken(tokens: list[str]) -> int:
        article = dated(make_article(" ".join(tokens)), "2031-10-15")
        parsed = parsed_of(article, tokens)
        return steps(lambda: find_timexes(article, parsed))

    for unit in (["1"], ["early"], ["two", "-"], ["the", "last"], ["about", "a", "few"], ["Monday", ","],
                 ["May", "1", "to"], ["12th"], ["twenty"], ["at", "least"], ["7", "/"]):  # fmt: skip
        some = unit * (300 // len(unit))
        taken(some)  # reads the word lists
        assert taken(some * 2) < 2.5 * taken(some), unit
