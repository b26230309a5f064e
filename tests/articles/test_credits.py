from __future__ import annotations

import pytest

from onrecord.articles.credit_notes import credited_in, only_contributed
from onrecord.articles.credits import byline_names, is_caption
from onrecord.articles.dates import stated_date, to_edtf


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lena Brandt", ("Lena Brandt",)),
        ("BY LENA BRANDT AND OREN TAL", ("Lena Brandt", "Oren Tal")),
        ("By Lena Brandt, Staff Writer", ("Lena Brandt",)),
        ("Written by Maria de la Cruz", ("Maria de la Cruz",)),
        ("By Lena Brandt in Port Hale", ("Lena Brandt",)),
        ("Lena Brandt lbrandt@courier.example", ("Lena Brandt",)),
        ("Reporting by Lena Brandt and Oren Tal; Editing by Ida Holm", ("Lena Brandt", "Oren Tal")),
        ("By the time the ice had gone, nobody was left on the pier.", None),
        ("By Monday the ice was gone and the boats went out again.", None),
        ("The ice has gone", None),
        ("By LENA BRANDT and OREN TAL Associated Press", ("Lena Brandt", "Oren Tal", "Associated Press")),
        ("By Lena Brandt, NBN", ("Lena Brandt",)),
        ("By Reuters Staff", ("Reuters",)),
        ("By Lena Brandt @lbrandt", ("Lena Brandt",)),
        ("By Lena Brandt Published May 4, 2031", ("Lena Brandt",)),
        (
            "By Lena Brandt in Port Hale, Oren Tal in Veld and Ida Holm",
            ("Lena Brandt", "Oren Tal", "Ida Holm"),
        ),
        ("By Lena Brandt with files from Ida Holm", ("Lena Brandt",)),
        ("Story by Lena Brandt; photos by Ida Holm", ("Lena Brandt",)),
        ("By Lena Brandt and agencies", ("Lena Brandt",)),
        ("By Staff Writer Lena Brandt", ("Lena Brandt",)),
        ("By STAFF WRITER LENA BRANDT", ("Lena Brandt",)),
        ("By Capital Correspondent Oren Tal", ("Oren Tal",)),
        ("By Health Reporter Maria de la Cruz", ("Maria de la Cruz",)),
        ("By Senior Reporter Lena Brandt and Photographer Ida Holm", ("Lena Brandt", "Ida Holm")),
        ("By Editor-in-Chief Lena Brandt", ("Lena Brandt",)),
        ("By Port Hale Courier Staff Writer Lena Brandt", ("Lena Brandt",)),
        ("By Port Hale Staff Writer Lena Brandt", None),  # may be two people
        ("By Lena Brandt Staff Writer", ("Lena Brandt",)),
        ("By Lena Brandt and Jonas Holm Staff Writers", ("Lena Brandt", "Jonas Holm")),
        ("By Lena Brandt, Tallow Post Staff Writer", ("Lena Brandt",)),
        ("By Political Editor", None),
    ],
)
def test_bylines_name_their_authors(line: str, names: tuple[str, ...] | None) -> None:
    assert byline_names(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Boats lie in the ice at the pier of Valmar, May 3. NP-Tavria",
        "Ada Korhonen speaks to reporters in Port Hale on Sunday. (AP Photo/Ida Holm)",
        "Photo: Ida Holm / Nordavia Press",
        "A boat leaves the harbour of Valmar. File photo",
        "REUTERS/Ida Holm",
        "Getty Images",
        "Ada Korhonen at the quay (Photo by Ida Holm/Nordavia Press)",
    ],
)
def test_captions_are_known_by_their_credit(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Korhonen told Reuters that the harbour would stay shut until the ice had gone.",
        "“I saw it myself,” she said to Gen. Jon Reyes",
        "The letter went to Reuters.",
        "Reuters wins a prize for its pictures of the ice",
        "The photo was taken at the quay, she said.",
    ],
)
def test_sentences_are_no_captions(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05", "2031-05"),
        ("2031-05-04T09:30:00.123Z", "2031-05-04T09:30:00Z"),
        ("2031-05-04T09:30:00+0200", "2031-05-04T09:30:00+02:00"),
        ("2031-05-04 09:30", "2031-05-04T09:30:00"),
        ("20310504T093000Z", "2031-05-04T09:30:00Z"),
        ("May 4, 2031", "2031-05-04"),
        ("Sun, 4 May 2031 09:30:00 GMT", "2031-05-04T09:30:00Z"),
        ("31 Feb 2031", None),
        ("05/04/2031", None),
        ("May 4", None),
        ("1970", "1970"),
        ("0001-01-01", None),
    ],
)
def test_dates_are_read_as_stated_or_not_at_all(stated: str, edtf: str | None) -> None:
    assert stated_date(stated) == edtf


def test_a_sheet_takes_iso_dates_only() -> None:
    assert to_edtf("May 4, 2031") is None


@pytest.mark.parametrize(
    ("note", "credited"),
    [
        ("The NNS is the Northern News Service", "Northern News Service"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "Associated Press"),
        ("With files from The Canadian Press", "Canadian Press"),
        ("This article was originally published by Northern Wire.", "Northern Wire"),
        ("This story first appeared in The Tide and is republished with permission.", "Tide"),
        ("Source: Reuters", "Reuters"),
        ("Source: the ministry", None),
        ("© 2031 The Port Hale Courier", None),
        ("The NFU is the largest union of the coast", None),
        ("This article was first published in 2031", None),
        ("The mayor is the Voice of the coast", None),
    ],
)
def test_notes_below_an_article_credit_its_text(note: str, credited: str | None) -> None:
    assert credited_in(note) == credited


@pytest.mark.parametrize(
    "line",
    [
        "Additional reporting by Ida Holm",
        "Editing by Ida Holm",
        "With files from Ida Holm",
        "Photos by Ida Holm",
        "Ida Holm in Veld contributed to this report.",
    ],
)
def test_who_helped_or_edited_is_no_author(line: str) -> None:
    assert only_contributed(line)
    assert not only_contributed("By Lena Brandt")
