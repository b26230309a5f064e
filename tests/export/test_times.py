from __future__ import annotations

import csv
import io
from dataclasses import replace

import pyarrow.parquet as pq

from onrecord.export import FORMATS, Across, article_line
from onrecord.record import Evidence, Happening, InferredDate, Reading, Spans, Timex

from ..store.make import place, reading


def dated() -> Reading:
    """A reading whose first statement was made "on May 2", in which something happened "in April"."""
    text = "Solberg said on May 2 the missiles were moved in April.\n\n" + reading().article.text
    item = reading(text=text, published=None)
    ident = item.article.id
    timexes = tuple(
        Timex(
            id=words,
            span=place(text, words, ident),
            type="DATE",
            value=value,
            edtf=value,
            mod=None,
            anchor=None,
            relative=relative,
        )
        for words, value, relative in (("May 2", "2031-05-02", "~M05-02"), ("April", None, "<=M04"))
    )
    happening = Happening(
        id="moved",
        article_id=ident,
        verb=place(text, "moved", ident),
        clause=Spans([place(text, "the missiles were moved in April", ident)]),
        timex="April",
        attribution=item.attributions[0].id,
        tense="past",
    )
    said = replace(item.attributions[0], time="May 2")
    return replace(
        item, timexes=timexes, happenings=(happening,), attributions=(said, *item.attributions[1:])
    )


def inferred(item: Reading) -> Across:
    reason = Evidence(sentence="It names a day.", spans=(item.timexes[0].span,))
    date = InferredDate(
        article_id=item.article.id,
        earliest="2031-05-03",
        latest=None,
        likeliest="2031-05-03",
        evidence=(reason,),
    )
    return Across(dates={item.article.id: date})


def test_a_line_has_times_happenings_and_what_was_inferred() -> None:
    item = dated()
    line = article_line(item, inferred(item))
    assert [timex["text"] for timex in line["timexes"]] == ["May 2", "April"]
    assert line["timexes"][1]["value"] is None
    assert line["timexes"][1]["relative"] == "<=M04"
    assert line["attributions"][0]["time"] == "May 2"
    (happening,) = line["happenings"]
    assert happening["clause"][0]["text"] == "the missiles were moved in April"
    assert happening["attribution"] == line["attributions"][0]["id"]
    assert line["inferred_date"]["value"] == "2031-05-03/.."
    assert line["inferred_date"]["evidence"][0]["spans"][0]["article"] == item.article.id
    assert article_line(item)["inferred_date"] is None


def test_a_row_has_the_date_of_the_statement_and_the_inferred_day() -> None:
    item = dated()
    out = io.BytesIO()
    FORMATS["csv"]([item], [], out, inferred(item))
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert [row["date"] for row in rows] == ["2031-05-02", "", "", ""]
    assert {row["published_inferred"] for row in rows} == {"2031-05-03/.."}
    assert {row["published"] for row in rows} == {""}


def test_columns_have_the_date_of_the_statement_and_the_inferred_day() -> None:
    item = dated()
    out = io.BytesIO()
    FORMATS["parquet"]([item], [], out, inferred(item))
    rows = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert [(row["date"], row["date_words"]) for row in rows[:2]] == [("2031-05-02", "May 2"), (None, None)]
    assert {row["published_inferred"] for row in rows} == {"2031-05-03/.."}
    again = io.BytesIO()
    FORMATS["parquet"]([item], [], again)
    assert {row["published_inferred"] for row in pq.read_table(io.BytesIO(again.getvalue())).to_pylist()} == {
        None
    }
