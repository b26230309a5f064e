from __future__ import annotations

from dataclasses import fields, replace

import pytest

from onrecord.record import Given, Settings

NEUTRAL = {"max_seconds", "accurate_model"}
ANSWERS = [field.name for field in fields(Settings) if field.name not in NEUTRAL]


def test_time_limits_do_not_make_pages_be_read_again() -> None:
    assert Settings(max_seconds=1.0).digest == Settings(max_seconds=600.0).digest


def test_where_a_model_lies_does_not_make_pages_be_read_again() -> None:
    assert Settings(accurate_model="here").digest == Settings(accurate_model="there").digest


@pytest.mark.parametrize("name", ANSWERS)
def test_any_other_setting_makes_pages_be_read_again(name: str) -> None:
    usual = Settings()
    value = getattr(usual, name)
    changed = replace(usual, **{name: value + "x" if isinstance(value, str) else value + 1})
    assert changed.digest != usual.digest


def test_equal_settings_have_equal_digests() -> None:
    assert Settings(max_words=500).digest == Settings(max_words=500).digest


@pytest.mark.parametrize("name", ["url", "outlet", "published", "headline", "author"])
def test_whatever_the_caller_states_about_a_page_counts(name: str) -> None:
    digests = {Given().digest, Given(**{name: "2031"}).digest, Given(**{name: ""}).digest}
    assert len(digests) == 3


def test_the_same_words_stated_as_something_else_differ() -> None:
    assert Given(outlet="The Tarn Post").digest != Given(author="The Tarn Post").digest
