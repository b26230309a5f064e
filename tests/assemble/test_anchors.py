from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.assemble import infer_dates
from onrecord.pipeline.calendar import TimexCalendar
from onrecord.record import InferredDate, Reading

from .make import Clause, reading

CALENDAR = TimexCalendar()
MET = "Lind met Castellane on Wednesday at the Skerry Lighthouse"
CAPTION = "Chancellor Castellane and President Lind inspect the Skerry Lighthouse, Sept. 13"
FAIR = "Marsh opens the 2034 Harbour Fair in Tarn, Aug. 23"


def courier() -> Reading:
    return reading(
        Clause(MET, "Wednesday", "<=3"),
        Clause("This week's lighthouse talks of Lind and Castellane went on", "This week", "0W"),
        Clause("In 2033, Tarn launched more ferries than ever", "2033", value="2033"),
    )


def herald() -> Reading:
    return reading(
        Clause(CAPTION, "Sept. 13", "~M09-13"),
        Clause("Lind came home on Monday", "Monday", "<=1"),
        Clause(FAIR, "2034", value="2034", tense=None),
        Clause(FAIR, "Aug. 23", "~M08-23"),
        outlet="Herald",
    )


def infer(*readings: Reading) -> dict[str, InferredDate]:
    return {row.article_id: row for row in infer_dates(readings, CALENDAR)}


def test_two_undated_articles_date_each_other_to_within_days() -> None:
    one, other = courier(), herald()
    rows = infer(one, other)
    first, second = rows[one.article.id], rows[other.article.id]
    # September 13, 2034 is a Wednesday, and the fair tells the year.
    assert first.earliest == "2034-09-13"
    assert first.latest is not None
    assert "2034-09-13" < first.latest <= "2034-09-17"  # the talks are of "this week"
    assert second.earliest is not None
    assert second.latest is not None
    assert "2034-09-13" <= second.earliest <= second.likeliest <= second.latest < "2034-10-15"
    assert any(
        "Skerry" in reason.sentence and "one happening" in reason.sentence for reason in first.evidence
    )
    assert any("“Aug. 23” stands beside “2034”" in reason.sentence for reason in second.evidence)


def test_alone_each_gives_what_it_can_and_says_how_wide_that_is() -> None:
    one, other = courier(), herald()
    alone = infer(one)[one.article.id]
    assert alone.earliest is not None
    assert alone.earliest[:4] == "2033"
    assert alone.latest is None or alone.latest > "2036"
    year_known = infer(other)[other.article.id]
    assert (year_known.earliest or "")[:4] == "2034"
    assert year_known.latest is not None
    assert year_known.latest < "2035-06"


def test_evidence_points_to_the_words_that_give_it() -> None:
    items = courier(), herald()
    texts = {item.article.id: item.article.text for item in items}
    spans = [span for row in infer(*items).values() for reason in row.evidence for span in reason.spans]
    assert {span.text for span in spans} >= {"Wednesday", "Sept. 13", "2034"}
    for span in spans:
        span.check(texts[span.article_id])


def test_an_article_that_has_its_day_dates_another() -> None:
    one = courier()
    known = reading(
        Clause("Castellane met President Lind at the Skerry Lighthouse yesterday", "yesterday", "-1D"),
        published="2040-05-03",
        outlet="Herald",
    )
    row = infer(one, known)[one.article.id]
    assert "2040-05-02" <= (row.earliest or "") <= (row.latest or "") <= "2040-05-06"
    assert known.article.id not in infer(one, known)


def test_an_article_that_names_no_year_is_dated_by_its_neighbour_alone() -> None:
    one = reading(Clause(MET, "Wednesday", "<=3"))
    assert infer(one) == {}
    other = reading(
        Clause(
            "Lind met Castellane at the Skerry Lighthouse on May 2, 2040", "May 2, 2040", value="2040-05-02"
        ),
        published="2041-01-05",
        outlet="Herald",
    )
    row = infer(one, other)[one.article.id]
    assert row.earliest == "2040-05-02"  # a Wednesday
    assert (row.latest or "9999") <= "2040-05-08"


def test_a_weekday_beside_a_day_of_the_month_fits_only_some_years() -> None:
    # September 13 is a Wednesday in 2028 and 2034, not in between.
    item = reading(
        Clause("The Lantern opened on Wednesday, Sept. 13", "Wednesday, Sept. 13", "~M09-13"),
        Clause("In 2031, Tarn built the Lantern", "2031", value="2031"),
    )
    row = infer(item)[item.article.id]
    assert row.likeliest[:4] == "2034"
    assert any("is a Wednesday: 2034-09-13 is one" in reason.sentence for reason in row.evidence)


def test_what_is_told_as_past_is_not_later_than_the_article_and_what_is_to_come_not_earlier() -> None:
    item = reading(
        Clause("The bridge burnt down on March 3, 2031", "March 3, 2031", value="2031-03-03"),
        Clause("It will be built again by May 1, 2031", "May 1, 2031", value="2031-05-01", tense="future"),
    )
    row = infer(item)[item.article.id]
    assert "2031-03-03" <= (row.earliest or "") <= "2031-03-31"
    assert (row.latest or "9999") <= "2031-05-01"


@pytest.mark.parametrize("fetched", ["2035-01-10T08:00:00Z"])
def test_no_article_is_later_than_its_page_was_fetched(fetched: str) -> None:
    clause = Clause("In 2033, Tarn launched more ferries than ever", "2033", value="2033")
    free, bound = reading(clause), reading(clause, fetched=fetched)
    assert (infer(free)[free.article.id].latest or "9999") > "2036"
    row = infer(bound)[bound.article.id]
    assert (row.latest or "9999") <= "2035-01-11"


def test_a_month_that_the_page_states_is_kept_to() -> None:
    item = reading(Clause(CAPTION, "Sept. 13", "~M09-13"), published="2034-09")
    row = infer(item)[item.article.id]
    assert "2034-09-13" <= (row.earliest or "") <= (row.latest or "") <= "2034-09-30"
    assert row.evidence[0].sentence == "It says that it is from 2034-09."


def test_words_that_say_nothing_about_the_day_give_no_row() -> None:
    assert infer(reading(Clause("Lind is happy now", "now", value="PRESENT_REF"))) == {}
    assert infer(reading(Clause("Lind waited for two days", "two days", value="P2D"))) == {}


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0)])
def test_the_order_of_articles_makes_no_difference(order: tuple[int, ...]) -> None:
    items = [
        courier(),
        herald(),
        reading(
            Clause("Lind and Castellane met at the Skerry Lighthouse on Monday", "Monday", "<=1"),
            published="2034-09-20",
            outlet="Post",
        ),
    ]
    found = infer_dates(items, CALENDAR)
    assert len(found) == 2
    assert infer_dates([items[i] for i in order], CALENDAR) == found


@settings(max_examples=10, deadline=None)
@given(st.dates(date(1905, 1, 1), date(2090, 1, 1)))
def test_the_right_day_is_among_those_given_for_a_plain_pair_of_reports(day: date) -> None:
    """A report of yesterday beside one that has the day itself."""
    weekday = (day.toordinal() - 2) % 7 + 1
    one = reading(Clause(MET, "Wednesday", f"<={weekday}"))
    yesterday = date.fromordinal(day.toordinal() - 1)
    other = reading(
        Clause(
            "Lind met Castellane at the Skerry Lighthouse on that day",
            "that day",
            value=yesterday.isoformat(),
        ),
        published=day.isoformat(),
        outlet="Herald",
    )
    row = infer(one, other)[one.article.id]
    assert row.earliest is not None
    assert row.latest is not None
    assert row.earliest <= day.isoformat() <= row.latest
    assert date.fromisoformat(row.latest).toordinal() - date.fromisoformat(row.earliest).toordinal() <= 7
