"""What sentences published on Wednesday, October 15, 2031 say."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .conftest import Timexes

DATES = [
    ("The ferry sank yesterday.", "yesterday", "2031-10-14", "2031-10-14"),
    ("It rained the day before yesterday.", "the day before yesterday", "2031-10-13", "2031-10-13"),
    ("The accord was signed on Sept. 11, 2030, in Tarn.", "Sept. 11, 2030", "2030-09-11", "2030-09-11"),
    ("The treaty of 15 June 1988 expired.", "15 June 1988", "1988-06-15", "1988-06-15"),
    ("The accord, signed 2030-12-03, holds.", "2030-12-03", "2030-12-03", "2030-12-03"),
    ("The accord, signed 12/03/2030, holds.", "12/03/2030", "2030-12-03", "2030-12-03"),
    ("The council will meet on the 12th.", "the 12th", "2031-11-12", "2031-11-12"),
    ("The bonds are payable Jan. 2.", "Jan. 2", "2032-01-02", "2032-01-02"),
    ("Ministers met last week.", "last week", "2031-W41", "2031-10-06/2031-10-12"),
    ("The fair was closed over the weekend.", "the weekend", "2031-W41-WE", "2031-10-11/2031-10-12"),
    ("Sales fell in March.", "March", "2031-03", "2031-03"),
    ("Sales will rise in March.", "March", "2032-03", "2032-03"),
    ("She resigned last December.", "last December", "2030-12", "2030-12"),
    ("She came earlier this month.", "earlier this month", "2031-10", "2031-10"),
    ("The dam will open next year.", "next year", "2032", "2032"),
    ("They left in late 2022.", "late 2022", "2022", "2022"),
    ("They left in mid-1996.", "mid-1996", "1996", "1996"),
    ("Tarn was quiet in the 1990s.", "the 1990s", "199", "199X"),
    ("Tarn was quiet in the nineteen eighties.", "the nineteen eighties", "198", "198X"),
    ("Tarn was quiet in the 20th century.", "the 20th century", "19", "19XX"),
    ("Tarn was rich in the summer of 2019.", "the summer of 2019", "2019-SU", "2019-22"),
    ("Profit fell in the third quarter of 2030.", "the third quarter of 2030", "2030-Q3", "2030-35"),
    ("Profit fell in last year's third quarter.", "last year's third quarter", "2030-Q3", "2030-35"),
    ("Trade grew in the second half of 2030.", "the second half of 2030", "2030-H2", "2030-41"),
    ("The levy was raised in fiscal 2024.", "fiscal 2024", "2024", "2024"),
    ("By year's end the debt will double.", "year's end", "2031-12-31", "2031-12-31"),
    ("By the end of the year the debt will double.", "the end of the year", "2031", "2031"),
    ("The dam broke three years ago.", "three years ago", "2028", "2028"),
    ("The dam broke six weeks ago.", "six weeks ago", "2031-W36", "2031-09-01/2031-09-07"),
    ("They sang on Christmas Eve.", "Christmas Eve", "2030-12-24", "2030-12-24"),
    ("They will sing on Christmas Eve.", "Christmas Eve", "2031-12-24", "2031-12-24"),
    ("The army ruled in nineteen seventy six.", "nineteen seventy six", "1976", "1976"),
    ("Trade fell in Q3 2023.", "Q3 2023", "2023-Q3", "2023-35"),
    ("It must be filled before winter.", "winter", "2031-WI", "2031-24"),
    ("They met two winters ago.", "two winters ago", "2029-WI", "2029-24"),
    ("Lind will return the day after tomorrow.", "the day after tomorrow", "2031-10-17", "2031-10-17"),
    ("Prices rose in the first week of June.", "the first week of June", "2031-W23", "2031-06-02/2031-06-08"),
    ("It opened on the last Friday in May 2030.", "the last Friday in May 2030", "2030-05-31", "2030-05-31"),
    ("It rained in the second half of July.", "the second half of July", "2031-07", "2031-07"),
    ("He left the day after last Tuesday.", "the day after last Tuesday", "2031-10-15", "2031-10-15"),
    ("He fell ill a week ago Monday.", "a week ago Monday", "2031-10-06", "2031-10-06"),
    ("The class of '91 met.", "'91", "1991", "1991"),
    ("Tarn was founded in 1423.", "1423", "1423", "1423"),
    ("The mill was built about 1990.", "1990", "1990", "1990~"),
    ("The mill was built circa 1850.", "1850", "1850", "1850~"),
    ("Tarn burnt in 394 AD.", "394 AD", "0394", "0394"),
    ("The wall was built in 776 BC.", "776 BC", "BC0776", "-0775"),
    ("Sales fell in the 2015 fiscal year.", "the 2015 fiscal year", "2015", "2015"),
    ("The last half of 1989 was dry.", "The last half of 1989", "1989-H2", "1989-41"),
    ("The lake froze 5,000 years ago.", "5,000 years ago", "PAST_REF", None),
    ("The Sept. 11 attacks shook Tarn.", "Sept. 11", "2001-09-11", "2001-09-11"),
    ("Kettar is quiet now.", "now", "PRESENT_REF", None),
    ("The truth will be known in the future.", "the future", "FUTURE_REF", None),
]


@pytest.mark.parametrize(("sentence", "words", "value", "edtf"), DATES)
def test_a_date_has_its_calendar_value(
    timexes: Timexes, sentence: str, words: str, value: str, edtf: str | None
) -> None:
    (found,) = timexes(sentence)
    assert (str(found.span), found.type, found.value, found.edtf) == (words, "DATE", value, edtf)


PAIRS = [
    ("Prices rose from March to August 2011.", ["2011-03", "2011-08"]),
    ("Prices rose from November to March 2011.", ["2010-11", "2011-03"]),
    ("In 2019 the harbour closed. On May 3 the crew left.", ["2019", "2019-05-03"]),
    ("He was born in 1985. In March 1990 he left; in June he returned.", ["1985", "1990-03", "1990-06"]),
    ("The harbour has been closed since 2019. On May 3 the crew left.", ["2019", "2031-05-03"]),
]


@pytest.mark.parametrize(("text", "values"), PAIRS)
def test_what_has_no_year_takes_it_from_what_stands_beside_it(
    timexes: Timexes, text: str, values: list[str]
) -> None:
    assert [timex.value for timex in timexes(text)] == values


@pytest.mark.parametrize(
    "sentence",
    [
        "Lind spoke on The Tonight Show about the ferry.",
        "He told NBC's “Today” that the dam holds.",
        "Iraq buys about three-quarters of its grain abroad.",
        "The World Cup 2018 day five goals were fine.",
        "The council owns 1423 boats.",
    ],
)
def test_titles_shares_and_counts_are_no_lengths_of_time(timexes: Timexes, sentence: str) -> None:
    assert not [timex for timex in timexes(sentence) if timex.value != "2018"]


OTHERS = [
    ("The shop closed at noon on Friday.", "noon on Friday", "TIME", "2031-10-10T12:00"),
    ("The plane landed at 0930 GMT.", "0930 GMT", "TIME", "2031-10-15T09:30Z"),
    ("The train left at 9:24 p.m. on Tuesday.", "9:24 p.m. on Tuesday", "TIME", "2031-10-14T21:24"),
    ("It shut Friday night at nine o’clock.", "Friday night at nine o’clock", "TIME", "2031-10-10T21:00"),
    ("It opened Friday morning at 9:30.", "Friday morning at 9:30", "TIME", "2031-10-10T09:30"),
    ("The march began Friday at 8 pm.", "Friday at 8 pm", "TIME", "2031-10-10T20:00"),
    ("Crowds gathered on Sunday night.", "Sunday night", "TIME", "2031-10-12TNI"),
    ("Crowds gathered last night.", "last night", "TIME", "2031-10-14TNI"),
    ("He was held for 30 minutes.", "30 minutes", "DURATION", "PT30M"),
    ("The talks lasted two and a half hours, said Lind.", "two and a half hours", "DURATION", "PT2H30M"),
    ("It was a 60-hour trip.", "60-hour", "DURATION", "PT60H"),
    ("It took a hundred and fifty days.", "a hundred and fifty days", "DURATION", "P150D"),
    ("He spoke for an hour and a half.", "an hour and a half", "DURATION", "PT1H30M"),
    ("It was isolated for many decades.", "many decades", "DURATION", "PXE"),
    ("The council meets every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("The council meets twice a week.", "twice a week", "SET", "P1W"),
    ("The council votes every two years.", "every two years", "SET", "P2Y"),
    ("The paper appears daily.", "daily", "SET", "P1D"),
]


@pytest.mark.parametrize(("sentence", "words", "type_", "value"), OTHERS)
def test_times_lengths_and_repetitions_have_their_values(
    timexes: Timexes, sentence: str, words: str, type_: str, value: str
) -> None:
    (found,) = timexes(sentence)
    assert (str(found.span), found.type, found.value) == (words, type_, value)
    assert (found.edtf is None) == (type_ in ("DURATION", "SET"))


@pytest.mark.parametrize(
    ("sentence", "mod"),
    [
        ("They left in early March.", "START"),
        ("They left in mid-November.", "MID"),
        ("They left late last year.", "END"),
        ("They fought for about 15 years.", "APPROX"),
        ("They fought for more than four years.", "MORE_THAN"),
        ("They fought for at least 30 days.", "EQUAL_OR_MORE"),
        ("They fought for less than one hour.", "LESS_THAN"),
    ],
)
def test_how_exactly_is_told_by_the_modifier(timexes: Timexes, sentence: str, mod: str) -> None:
    (found,) = timexes(sentence)
    assert found.mod == mod


@pytest.mark.parametrize(
    "sentence",
    [
        "A 19-year-old man was held.",
        "Lind, 52 years old, was held.",
        "Mr. May said that Boro may march.",
        "The shares fell to $1,990 and 2031 people lost 1990 points.",
        "She won the second race on the 12th floor.",
        "The fall of the council surprised nobody.",
        "He is a man of the right, and three-year-old horses know it.",
    ],
)
def test_ages_sums_and_words_that_only_look_like_dates_are_left_alone(
    timexes: Timexes, sentence: str
) -> None:
    assert timexes(sentence) == ()


def test_nothing_overlaps_and_all_is_in_text_order(timexes: Timexes) -> None:
    found = timexes(
        "On Friday, Sept. 5, at 7 p.m. the council met; by the end of this week, or early next month, "
        "or on the 20th of November 2032, it will meet again for two or three days."
    )
    assert len(found) > 5
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_soon_is_a_date_where_it_looks_ahead(timexes: Timexes) -> None:
    assert [str(t.span) for t in timexes("Lind may soon resign.")] == ["soon"]
    assert timexes("Lind soon resigned, as soon as she could and soon after the vote.") == ()
