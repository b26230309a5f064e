"""What the story page is drawn from: the matrix, the strips of days, and words for people."""

from __future__ import annotations

import pytest

from onrecord.store import CoverageView, Quoted, QuotedView, QuotingView, RoleView
from onrecord.web.matrix import LARGEST, MOST_COLUMNS, SMALLEST, matrix
from onrecord.web.paging import part_of
from onrecord.web.strips import EDGE, strips
from onrecord.web.words import day_in_words, days_in_words, percent, plural, telling


def somebody(name: str, **by_outlet: int) -> QuotedView:
    places = [
        QuotingView(outlet=outlet, article=None, headline=None, statements=number)
        for outlet, number in by_outlet.items()
    ]
    return QuotedView(
        id=name, name=name, role=None, statements=sum(by_outlet.values()), by_outlet=tuple(places)
    )


def test_a_dots_area_is_as_its_number() -> None:
    drawn = matrix(Quoted((somebody("Lind", Courier=16, Post=4), somebody("Vale", Post=1)), 2))
    assert [it.outlet for it in drawn.columns] == ["Courier", "Post"]
    cells = [[(cell.number, cell.radius) for cell in row.cells] for row in drawn.rows]
    assert cells == [[(16, LARGEST), (4, LARGEST / 2)], [(0, 0.0), (1, max(SMALLEST, 3.8))]]


def test_many_outlets_are_counted_in_one_more_column() -> None:
    outlets = {f"Outlet {number}": 20 - number for number in range(MOST_COLUMNS + 3)}
    drawn = matrix(Quoted((somebody("Lind", **outlets),), 1))
    assert len(drawn.columns) == MOST_COLUMNS
    assert drawn.others
    (row,) = drawn.rows
    assert sum(cell.number for cell in row.cells) == row.person.statements
    assert row.cells[-1].column is None


def test_nobody_quoted_is_no_matrix() -> None:
    assert matrix(Quoted((), 0)).rows == ()


def coverage(
    outlet: str | None, published: str | None, articles: int = 1, inferred: str | None = None
) -> CoverageView:
    return CoverageView(
        outlet=outlet, published=published, inferred=inferred, articles=articles, statements=articles * 3
    )


def test_dots_lie_on_one_scale_of_days() -> None:
    drawn = strips(
        [
            coverage(None, None, inferred="2031-05-03/2031-05-05"),
            coverage("Courier", "2031-05-01", 4),
            coverage("Courier", "2031-05-05"),
            coverage("Post", "2031-05-03"),
            coverage("Post", "2031-05"),
        ]
    )
    assert (drawn.first, drawn.last) == ("2031-05-01", "2031-05-05")
    assert not drawn.inferred
    assert strips(
        [coverage("Post", "2031-05-01"), coverage("Post", None, inferred="2031-05-03/2031-05-05")]
    ).inferred
    assert [it.outlet for it in drawn.rows] == ["Courier", "Post", None]
    courier, post, unknown = drawn.rows
    assert [dot.at for dot in courier.dots] == [EDGE, 100 - EDGE]
    assert courier.dots[0].radius > courier.dots[1].radius
    assert ([dot.at for dot in post.dots], post.vague) == ([50.0], 1)
    assert [(dot.at, dot.until) for dot in unknown.dots] == [(50.0, 100 - EDGE)]
    assert (courier.articles, courier.statements) == (5, 15)


def test_without_any_day_there_are_no_dots() -> None:
    drawn = strips([coverage("Post", None, 2), coverage("Post", None, inferred="2031-05-03/..")])
    assert (drawn.first, drawn.last, drawn.rows[0].dots, drawn.rows[0].vague) == (None, None, (), 3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-04", "4 May 2031"),
        ("2031-05-04T05:30:00+00:00", "4 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-22", "Summer 2031"),
        ("2031-24/2032-21", "Winter 2031 to Spring 2032"),
        ("2031-35", "Third quarter of 2031"),
        ("2031-41", "Second half of 2031"),
        ("203X", "2030s"),
        ("2031-05-04/2031-05-06", "4–6 May 2031"),
        ("2031-05-30/2031-06-02", "30 May – 2 June 2031"),
        ("2031-05-04/..", "from 4 May 2031"),
        ("../2031-05-04", "until 4 May 2031"),
        ("2031-13-40", "2031-13-40"),
        (None, "no date"),
    ],
)
def test_dates_are_put_for_people(value: str | None, words: str) -> None:
    assert day_in_words(value) == words


def test_ranges_say_nothing_twice() -> None:
    assert days_in_words("2031-05-04", "2031-05-04") == "4 May 2031"
    assert days_in_words("2030-12-30", "2031-01-02") == "30 December 2030 – 2 January 2031"


def test_what_is_not_known_is_no_number() -> None:
    assert percent(None) == "not known"
    assert percent(0.0) == "0 %"
    assert plural(1, "page") == "1 page"
    assert plural(1204, "page") == "1,204 pages"


def test_a_role_that_another_says_more_fully_is_left_out() -> None:
    def role(title: str | None, affiliation: str | None = None, former: bool = False) -> RoleView:
        return RoleView(title=title, affiliation=affiliation, former=former)

    roles = [role("President"), role("president", "Salmora"), role("President", "Salmora"), role("Envoy")]
    assert telling(roles) == [role("president", "Salmora"), role("Envoy")]
    was = [role("Envoy"), role("Envoy", former=True)]
    assert telling(was) == was


def test_a_page_outside_a_list_is_the_nearest_there_is() -> None:
    rows = list(range(120))
    assert part_of(rows, 0).number == 1
    last = part_of(rows, 9)
    assert (last.number, last.pages, last.first, last.last, last.after) == (3, 3, 101, 120, None)
    assert part_of([], 5).pages == 1
