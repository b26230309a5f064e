from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..conftest import Run

REPORT = (
    "Leaders meet at the Skerry Lighthouse\n\n"
    "President Ana Lind and Chancellor Boro Castellane met on Wednesday at the Skerry Lighthouse in Tarn, "
    "for their first talks in three years.\n\n"
    "In 2033, Tarn launched more ferries than ever.\n\n"
    "“Nobody will be left behind,” minister Greta Okoye told reporters on Wednesday.\n\n"
    "This week's talks at the lighthouse of Lind and Castellane were short.\n"
)
DATED = (
    "What the lighthouse talks were about\n\n"
    "President Ana Lind met Chancellor Boro Castellane at the Skerry Lighthouse in Tarn on Wednesday, "
    "an official said.\n\n"
    "The lighthouse will close in October, Lind said.\n"
)


@pytest.fixture
def story(tmp_path: Path, run: Run) -> Path:
    """A record of an undated page and one with its day, a Friday."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "report.txt").write_text(REPORT, encoding="utf-8")
    (pages / "dated.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(
        "path,outlet,date\npages/dated.txt,Herald,2034-09-15\n", encoding="utf-8"
    )
    done = run("read", "pages", "--metadata", "sheet.csv", "-o", "story.db")
    assert done.returncode == 0, done.stderr
    return tmp_path / "story.db"


def test_the_timeline_is_in_order_and_dates_the_undated_page(run: Run, story: Path) -> None:
    done = run("timeline", story, "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["first"] for line in lines] == sorted(line["first"] for line in lines)
    met = [line for line in lines if line["date"] == "2034-09-13" and "met" in line["words"]]
    assert {place["origin"] for line in met for place in line["places"]} == {
        "pages/report.txt",
        "pages/dated.txt",
    }
    told = next(line for line in lines if line["kind"] == "statement" and "left behind" in line["words"])
    assert told["date"] == "2034-09-13"
    closing = next(line for line in lines if "close" in line["words"])
    assert (closing["date"], closing["tense"]) == ("2034-10", "future")
    assert closing["speakers"] == ["Ana Lind"]
    assert [line["date"] for line in lines if line["background"]] == ["2033"]


def test_people_get_a_table_with_the_background_apart(run: Run, story: Path) -> None:
    done = run("timeline", story)
    assert done.returncode == 0, done.stderr
    background, _, rest = done.stdout.partition("\nStory\n")
    assert background.startswith("Background")
    assert "ferries" in background
    assert "ferries" not in rest
    assert "(the narrator)" in rest
    assert "still to come" in rest


def test_since_until_and_outlet_narrow_it(run: Run, story: Path) -> None:
    later = run("timeline", story, "--since", "2034-10", "--json")
    assert [json.loads(line)["date"] for line in later.stdout.splitlines()] == ["2034-10"]
    earlier = run("timeline", story, "--until", "2033", "--json")
    assert [json.loads(line)["date"] for line in earlier.stdout.splitlines()] == ["2033"]
    herald = run("timeline", story, "--outlet", "herald", "--json")
    assert {p["outlet"] for line in herald.stdout.splitlines() for p in json.loads(line)["places"]} == {
        "Herald"
    }
    assert run("timeline", story, "--speaker", "Nobody").stdout.strip() == "Nothing was found."


def test_a_bound_that_is_no_date_is_refused(run: Run, story: Path) -> None:
    done = run("timeline", story, "--since", "soon")
    assert done.returncode == 2
    assert "--since 'soon' is no date" in done.stderr


def test_inferred_dates_are_shown_with_their_reasons(run: Run, story: Path) -> None:
    done = run("show", story, "dates", "--json")
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert "2034-09-13" <= row["earliest"] <= row["latest"] <= "2034-09-19"
    assert any("one happening" in reason["sentence"] for reason in row["evidence"])
    assert "Skerry" in run("show", story, "dates").stdout
    assert run("show", story, "dates", "--outlet", "Herald").returncode == 2


def test_the_export_has_what_was_inferred_and_the_page_stays_undated(run: Run, story: Path) -> None:
    done = run("export", story, "--format", "jsonl", "-o", "-")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    undated = next(line for line in lines if line["article"]["origin"] == "pages/report.txt")
    assert undated["article"]["published"] is None
    assert undated["inferred_date"]["value"].startswith("2034-09-1")
    wednesday = next(timex for timex in undated["timexes"] if timex["text"] == "Wednesday")
    assert wednesday["relative"] == "<=3"
    assert wednesday["edtf"] == "2034-09-13"
    said = next(said for said in undated["attributions"] if said["time"] is not None)
    assert next(timex for timex in undated["timexes"] if timex["id"] == said["time"])["text"] == "Wednesday"
    assert next(line for line in lines if line is not undated)["inferred_date"] is None


def test_what_no_day_is_known_for_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "A bridge falls\n\nThe harbour bridge of Tarn collapsed on Monday, and nobody was hurt.\n",
        encoding="utf-8",
    )
    assert run("read", "page.txt", "-o", "one.db").returncode == 0
    done = run("timeline", "one.db")
    assert "1 more date stands for no day that is known" in done.stdout


def test_seasons_are_words_for_people_and_codes_for_programs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "A pier for the Skerry\n\nTarn opened the new pier in the summer of 2034.\n\n"
        "The ferry company Okoye bought a crane in the third quarter of 2034.\n",
        encoding="utf-8",
    )
    done = run("read", "page.txt", "-o", "pier.db", "--date", "2034-11-03")
    assert done.returncode == 0, done.stderr
    dates = {json.loads(line)["date"] for line in run("timeline", "pier.db", "--json").stdout.splitlines()}
    assert dates == {"2034-22", "2034-35"}
    shown = " ".join(run("timeline", "pier.db").stdout.split())
    assert "Summer 2034" in shown
    assert "Third quarter of" in shown  # the narrow column breaks there
    assert "2034-22" not in shown
    assert "2034-35" not in shown
