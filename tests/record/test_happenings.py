from __future__ import annotations

import pytest

from onrecord.record import InferredDate


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        ("2031-05-04", "2031-05-04", "2031-05-04"),
        ("2031-05-04", "2031-05-06", "2031-05-04/2031-05-06"),
        ("2031-05-04", None, "2031-05-04/.."),
        (None, "2031-05-06", "../2031-05-06"),
    ],
)
def test_an_inferred_date_is_a_day_or_an_interval_that_may_be_open(
    earliest: str | None, latest: str | None, edtf: str
) -> None:
    date = InferredDate(article_id="a", earliest=earliest, latest=latest, likeliest="2031-05-04", evidence=())
    assert str(date) == date.edtf == edtf
