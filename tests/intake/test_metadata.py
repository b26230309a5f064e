from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.intake import parse_date, read_sheet
from onrecord.record import Given, MetadataError


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "pages.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_sheet_is_read_whatever_its_separator_order_and_case(
    tmp_path: Path, mark: str, encoding: str
) -> None:
    rows = [
        ["Date", "PATH", "Outlet ", "headline"],
        ["2031-05-04", "a.html", "The Courier", '"Ice, again; shut"'],
    ]
    sheet = read_sheet(write(tmp_path, "\r\n".join(mark.join(row) for row in rows), encoding))
    expected = Given(outlet="The Courier", published="2031-05-04", headline="Ice, again; shut")
    assert sheet.given_for(str(tmp_path / "a.html")) == expected


def test_a_row_is_found_by_path_or_by_a_name_of_its_own(tmp_path: Path) -> None:
    text = "path,outlet\nnorth/a.html,A\nsouth/a.html,B\nc.html,C\n"
    sheet = read_sheet(write(tmp_path, text))
    assert sheet.given_for("north/a.html").outlet == "A"
    assert sheet.given_for(str(tmp_path / "south" / "a.html")).outlet == "B"
    assert sheet.given_for("elsewhere/c.html").outlet == "C"
    assert sheet.given_for("elsewhere/a.html") == Given()  # two rows have that name


def test_rows_that_no_page_asked_for_are_known(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path, "path,outlet\na.html,A\nb.html,B\nc.html,C\n"))
    sheet.given_for("b.html")
    sheet.given_for("none.html")
    assert sheet.unused() == ["a.html", "c.html"]
    assert len(sheet) == 3


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("path,publisher\na.html,A\n", 1, "publisher"),
        ("url,outlet\nhttps://a.example,A\n", 1, "path"),
        ("path,path\na,b\n", 1, "twice"),
        ("path,date\na.html,2031-05-04\nb.html,04/05/2031\n", 3, "2031-05-04"),
        ("path,date\na.html,2031-02-30\n", 2, "2031-02-30"),
        ("path,outlet\na.html,A\nb.html,B\n./a.html,C\n", 4, "line 2"),
        ("path,outlet\n,A\n", 2, "path is empty"),
        ("path,url\na.html,courier.example\n", 2, "http"),
        ("path,outlet\na.html,A,B\n", 2, "3 cells"),
        ("", 1, "path"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(MetadataError) as error:
        read_sheet(write(tmp_path, text))
    assert f"line {line}:" in str(error.value)
    assert what in str(error.value)


def test_a_sheet_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match=r"line 2: .*UTF-8"):
        read_sheet(write(tmp_path, "path,outlet\na.html,Café\n", "cp1252"))


def test_a_missing_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2031", "2031"),
        ("2031-05", "2031-05"),
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04 09:30", "2031-05-04T09:30:00"),
        ("2031-05-04T09:30:00+00:00", "2031-05-04T09:30:00Z"),
        ("2031-05-04T09:30:00Z", "2031-05-04T09:30:00Z"),
        ("2031-13-04", None),
        ("2031-13", None),
        ("4.5.2031", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_edtf_or_nothing(value: str, edtf: str | None) -> None:
    assert parse_date(value) == edtf
