from __future__ import annotations

from importlib.resources import files
from typing import get_args

from onrecord.record import Act


def test_the_table_has_words_for_every_act_of_the_list_and_for_no_other() -> None:
    text = files("onrecord.extract").joinpath("acts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert {act for act, _ in rows} == set(get_args(Act))
    words = [word for _, word in rows]
    assert len(words) == len(set(words))
