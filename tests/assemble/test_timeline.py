from __future__ import annotations

import pytest

from onrecord.assemble import infer_dates, make_timeline
from onrecord.pipeline.calendar import TimexCalendar
from onrecord.record import InferredDate, MetadataError, Reading, Timeline

from .make import Clause, reading

CALENDAR = TimexCalendar()


def wire(outlet: str, *more: Clause, published: str = "2031-05-08") -> Reading:
    """A wire story as an outlet printed it."""
    return reading(
        Clause("The harbour bridge of Tarn collapsed on Monday", "Monday", "<=1"),
        *more,
        published=published,
        outlet=outlet,
        values={"Monday": "2031-05-05"},
    )


def timeline(*readings: Reading, dates: dict[str, InferredDate] | None = None, **wanted: str) -> Timeline:
    return make_timeline(readings, dates or {}, CALENDAR, **wanted)  # type: ignore[arg-type]


def test_lines_come_in_the_order_of_time_across_articles() -> None:
    one = reading(
        Clause("The ferry sank on May 7, 2031", "May 7, 2031", value="2031-05-07"),
        Clause("Lind resigned in May 2031", "May 2031", value="2031-05"),
        published="2031-05-09",
    )
    found = timeline(one, wire("Herald"))
    assert [(line.date, line.words.split()[1]) for line in found] == [
        ("2031-05", "resigned"),
        ("2031-05-05", "harbour"),
        ("2031-05-07", "ferry"),
    ]
    assert timeline(wire("Herald"), one) == found


def test_copies_give_one_line_with_all_their_places() -> None:
    copy = reading(
        Clause("The harbour bridge of Tarn collapsed on May 5", "May 5", "~M05-05"),
        published="2031-05-20",
        outlet="Echo",
        values={"May 5": "2031-05-05"},
    )
    found = timeline(wire("Herald"), wire("Courier"), copy)
    assert len(found) == 1
    assert sorted(place.outlet or "" for place in found.lines[0].places) == ["Courier", "Echo", "Herald"]


def test_the_same_words_of_another_day_are_another_line() -> None:
    other = reading(
        Clause("The harbour bridge of Tarn collapsed on Monday", "Monday", "<=1"),
        published="2031-06-04",
        outlet="Echo",
        values={"Monday": "2031-06-02"},
    )
    assert [line.date for line in timeline(wire("Herald"), other)] == ["2031-05-05", "2031-06-02"]


def test_a_line_says_who_vouches_for_it() -> None:
    said = Clause("It burnt in May 2030", "May 2030", value="2030-05", said_by="Ana Lind")
    found = timeline(wire("Herald", said))
    assert [line.speakers for line in found] == [("Ana Lind",), (None,)]
    assert [line.date for line in timeline(wire("Herald", said), speaker="lind")] == ["2030-05"]
    assert len(timeline(wire("Herald", said), wire("Courier"), outlet="courier")) == 1
    assert not timeline(wire("Herald", said), speaker="Castellane").lines


def test_what_lies_long_before_is_background_and_so_is_a_year() -> None:
    item = wire(
        "Herald",
        Clause("The bridge was built in 2019", "2019", value="2019"),
        Clause("It was painted on May 3, 2030", "May 3, 2030", value="2030-05-03"),
        Clause("Divers warned in March 2031", "March 2031", value="2031-03"),
    )
    found = timeline(item)
    assert [line.date for line in found.background] == ["2019", "2030-05-03"]
    assert [line.date for line in found.story] == ["2031-03", "2031-05-05"]


def test_what_lies_after_its_article_is_to_come_whatever_the_tense() -> None:
    item = wire("Herald", Clause("Tarn had time until May 15", "May 15", value="2031-05-15"))
    assert [line.tense for line in timeline(item)] == ["past", "future"]


def test_what_was_to_be_on_a_day_before_its_article_is_no_longer_to_come() -> None:
    item = wire("Herald", Clause("It would open on May 6", "May 6", value="2031-05-06", tense="future"))
    assert [line.tense for line in timeline(item)] == ["past", None]


def test_since_and_until_are_about_what_happened() -> None:
    item = wire("Herald", Clause("Divers warned in March 2031", "March 2031", value="2031-03"))
    assert [line.date for line in timeline(item, since="2031-03-31")] == ["2031-03", "2031-05-05"]
    assert [line.date for line in timeline(item, since="2031-04")] == ["2031-05-05"]
    assert [line.date for line in timeline(item, until="2031-04")] == ["2031-03"]
    with pytest.raises(MetadataError, match="--since 'soon'"):
        timeline(item, since="soon")


def test_what_has_no_day_is_counted() -> None:
    undated = reading(Clause("The ferry sank on Monday", "Monday", "<=1"))
    found = timeline(undated, wire("Herald"))
    assert (len(found), found.undated) == (1, 1)
    assert timeline(undated, wire("Herald"), outlet="Herald").undated == 0


def test_a_date_within_another_of_the_same_verb_is_the_one() -> None:
    words = "The ferry sank in May 2031, on May 7, 2031"
    item = reading(
        Clause(words, "May 2031", value="2031-05"),
        Clause(words, "May 7, 2031", value="2031-05-07"),
        published="2031-05-09",
    )
    assert [line.date for line in timeline(item)] == ["2031-05-07"]


def dates(item: Reading, earliest: str, latest: str, likeliest: str) -> dict[str, InferredDate]:
    return {
        item.article.id: InferredDate(
            article_id=item.article.id, earliest=earliest, latest=latest, likeliest=likeliest, evidence=()
        )
    }


def test_an_undated_article_is_laid_out_from_its_likeliest_day_and_says_how_sure_that_is() -> None:
    item = reading(Clause("The ferry sank on Monday", "Monday", "<=1"))
    narrow = dates(item, "2031-05-06", "2031-05-09", "2031-05-07")
    wide = dates(item, "2031-05-06", "2031-05-14", "2031-05-07")
    assert [(line.date, line.sure) for line in timeline(item, dates=narrow)] == [("2031-05-05", True)]
    assert [(line.date, line.sure) for line in timeline(item, dates=wide)] == [("2031-05-05", False)]
    place = timeline(item, dates=wide).lines[0].places[0]
    assert (place.published, place.published_inferred) == ("2031-05-06/2031-05-14", True)


def test_inferred_dates_lead_into_the_timeline() -> None:
    known = wire("Herald")
    undated = reading(
        Clause("The harbour bridge of Tarn collapsed on Monday", "Monday", "<=1"), outlet="Echo"
    )
    rows = {row.article_id: row for row in infer_dates([known, undated], CALENDAR)}
    found = timeline(known, undated, dates=rows)
    assert [(line.date, len(line.places)) for line in found] == [("2031-05-05", 2)]
