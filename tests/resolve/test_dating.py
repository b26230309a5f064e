from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from onrecord.extract import find_attributions
from onrecord.extract.timexes import find_timexes
from onrecord.language import English
from onrecord.record import Article
from onrecord.resolve import Dated, date_events

MakeArticle = Callable[..., Article]


class Found(NamedTuple):
    dated: Dated
    words: dict[str, str]  # of each timex

    def said(self) -> list[tuple[str, str | None]]:
        """The cue of each attribution and when it was made."""
        return [(str(a.cue), self.words[a.time] if a.time else None) for a in self.dated.attributions]

    def happened(self) -> list[tuple[str, str]]:
        """The verb of each happening and its date."""
        return [(str(it.verb), self.words[it.timex]) for it in self.dated.happenings]


@pytest.fixture
def find(english: English, make_article: MakeArticle) -> Callable[..., Found]:
    def find_in(*paragraphs: str, kind: str = "paragraph") -> Found:
        article = make_article(*paragraphs, kind=kind)
        parsed = english.parse(article)
        timexes = find_timexes(article, parsed)
        dated = date_events(article, parsed, find_attributions(article, parsed), timexes)
        for it in dated.happenings:
            for span in (it.verb, *it.clause):
                span.check(article.text)
        return Found(dated, {timex.id: timex.span.text for timex in timexes})

    return find_in


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("“The ferry will sail again soon,” mayor Ana Lind told reporters on Wednesday.", "told"),
        ("Mayor Ana Lind said on Wednesday that the ferry was safe.", "said"),
        ("Mayor Ana Lind said Wednesday the ferry was safe.", "said"),
        ("On Wednesday, mayor Ana Lind said the ferry was safe.", "said"),
    ],
)
def test_a_date_on_the_verb_of_saying_says_when_it_was_said(
    find: Callable[..., Found], sentence: str, cue: str
) -> None:
    found = find(sentence)
    assert found.said() == [(cue, "Wednesday")]
    assert found.happened() == []


def test_a_date_that_is_the_subject_of_what_is_said_is_not_when_it_was_said(
    find: Callable[..., Found],
) -> None:
    assert find("Mayor Ana Lind said Wednesday was a good day.").said() == [("said", None)]


def test_a_date_inside_the_content_never_says_when_it_was_said(find: Callable[..., Found]) -> None:
    found = find("Mayor Ana Lind said that the bridge collapsed on Monday.")
    assert found.said() == [("said", None)]
    assert found.happened() == [("collapsed", "Monday")]
    happening = found.dated.happenings[0]
    assert happening.attribution == found.dated.attributions[0].id
    assert str(happening) == "the bridge collapsed on Monday"
    assert happening.tense == "past"


def test_both_dates_find_their_place(find: Callable[..., Found]) -> None:
    found = find("Mayor Ana Lind told the council on Tuesday that the bridge collapsed on Monday.")
    assert found.said() == [("told", "Tuesday")]
    assert found.happened() == [("collapsed", "Monday")]


def test_a_date_behind_a_source_says_when_it_was_said(find: Callable[..., Found]) -> None:
    found = find("According to the Tarn News Agency, Tuesday, Lind returned home on Monday.")
    assert found.said() == [("According to", "Tuesday")]
    assert found.happened() == [("returned", "Monday")]
    assert "Tuesday" not in str(found.dated.happenings[0])


def test_the_narrator_vouches_for_what_nobody_says(find: Callable[..., Found]) -> None:
    found = find("Lind and Castellane met on Wednesday at the lighthouse.")
    happening = found.dated.happenings[0]
    assert str(happening) == "Lind and Castellane met on Wednesday at the lighthouse"
    assert (str(happening.verb), happening.attribution, happening.tense) == ("met", None, "past")


def test_a_noun_that_happens_takes_the_date_beside_it_and_others_do_not(find: Callable[..., Found]) -> None:
    assert find("Lind remembers the 2019 summit in Tarn.").happened() == [("summit", "2019")]
    assert find("Lind still reads the 2019 constitution.").happened() == []


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The harbour will close in May.", "future"),
        ("The harbour was closed in May.", "past"),
        ("The harbour has been dredged since May.", "past"),
        ("Lind said the harbour would close in May.", "future"),
    ],
)
def test_a_happening_has_the_tense_of_its_clause(
    find: Callable[..., Found], sentence: str, tense: str | None
) -> None:
    assert [it.tense for it in find(sentence).dated.happenings] == [tense]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices rise if consumption does not fall by Monday.",
        "If the gates stay shut until the end of the month, the harbour will flood.",
        "Unless rain falls by Friday, wells run dry.",
        "She demanded that Oruk publish his calendar for September.",
        "Lind wanted to close the harbour in May.",
        "Lind urged the board to reopen the lock on Friday.",
        "The harbour may close in May.",
        "Renn could not attend on Monday.",
        "The board did not meet on Monday.",
        "No vote was held on Monday.",
    ],
)
def test_what_is_denied_supposed_wanted_or_possible_does_not_happen(
    find: Callable[..., Found], sentence: str
) -> None:
    assert find(sentence).happened() == []


def test_what_did_not_happen_until_a_day_happened_then(find: Callable[..., Found]) -> None:
    assert find("The lock did not reopen until Monday.").happened() == [("reopen", "Monday")]


def test_the_date_that_ends_a_caption_is_that_of_the_picture(find: Callable[..., Found]) -> None:
    found = find("Mayor Ana Lind opens the new harbour bridge in Tarn, Sept. 13.", kind="caption")
    assert found.happened() == [("opens", "Sept. 13")]
    assert found.dated.happenings[0].tense == "past"  # captions tell it in the present


def test_where_and_when_something_was_written_is_nothing_that_happens(find: Callable[..., Found]) -> None:
    assert find("Tarn, May 6, 2031", "MER: The barge sank on Saturday.").happened() == [("sank", "Saturday")]


def test_a_clause_without_a_subject_borrows_that_of_the_verb_above(find: Callable[..., Found]) -> None:
    found = find("Lind, who led the harbour board in 2019, owns a ferry.")
    assert [str(it) for it in found.dated.happenings] == ["Lind, who led the harbour board in 2019"]


def test_lengths_of_time_and_now_date_nothing(find: Callable[..., Found]) -> None:
    assert find("Lind waited for two days and is happy now.").happened() == []


def test_a_long_article_takes_time_in_proportion_to_its_length(find: Callable[..., Found]) -> None:
    sentences = [f"Mayor Ana Lind said on Monday that bridge {n} collapsed on Sunday." for n in range(150)]
    found = find(" ".join(sentences))
    assert len(found.said()) == len(found.happened()) == 150
