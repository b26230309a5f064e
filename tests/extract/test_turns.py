from __future__ import annotations

from collections.abc import Iterator

import pytest

import onrecord

PRESS = """Minister meets the press in Vell

The transport minister of Vell, Ada Mer, took questions on the harbour on Tuesday.

QUESTION: Minister, why was the lighthouse closed?

MINISTER MER: We closed it because the tower is unsafe. I asked the engineers to look at it in May.

They found that it could fall in the next storm.

Q: Will it open again?

MINISTER MER: I believe that it will. “Soon” is what I said in June, and I stand by that.

(Laughter.)

REPORTER: Thank you.

MINISTER MER: Thank you all.

The minister left for Tarn. She said the ferry was late.
"""

TALK = """The novelist Ines Darro speaks about her new book.

Tallow Post: Why did you write about a lighthouse?

Ines Darro: My grandfather kept one. He said that the sea gives and takes.

Otto Venn: And she sold it.

Tallow Post: Did you visit the lighthouse?

Ines Darro: Every summer. I want to go back.

Where: the harbour hall.
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[onrecord.Reader]:
    with onrecord.Reader() as opened:
        yield opened


def turns(reader: onrecord.Reader, text: str) -> list[tuple[str, str | None, str, str]]:
    """Source, speaker, form and content of each statement that a colon introduces, in no other one."""
    return [
        (
            " ".join(s.text for s in a.source),
            a.speaker.name if a.speaker else None,
            a.form,
            " … ".join(s.text for s in a.content),
        )
        for a in reader.read_text(text).attributions
        if a.holder is None and [s.text for s in a.cue] == [":"]
    ]


def test_a_turn_goes_to_the_next_label_and_is_direct_speech(reader: onrecord.Reader) -> None:
    assert turns(reader, PRESS) == [
        ("QUESTION", None, "direct", "Minister, why was the lighthouse closed?"),
        (
            "MINISTER MER",
            "Ada Mer",
            "direct",
            "We closed it because the tower is unsafe. I asked the engineers to look at it in May. … "
            "They found that it could fall in the next storm.",
        ),
        ("Q", None, "direct", "Will it open again?"),
        (
            "MINISTER MER",
            "Ada Mer",
            "direct",
            "I believe that it will. “Soon” is what I said in June, and I stand by that.",
        ),
        ("REPORTER", None, "direct", "Thank you."),
        ("MINISTER MER", "Ada Mer", "direct", "Thank you all."),
    ]


def test_what_follows_the_last_turn_is_the_articles_own(reader: onrecord.Reader) -> None:
    told = [a for a in reader.read_text(PRESS).attributions if [s.text for s in a.cue] == ["said"]]
    assert [" ".join(s.text for s in a.content) for a in told if a.holder is None] == ["the ferry was late."]


def test_i_in_a_turn_is_whose_turn_it_is(reader: onrecord.Reader) -> None:
    inside = [a for a in reader.read_text(PRESS).attributions if a.holder is not None]
    said_by_her = {
        a.speaker.name if a.speaker else None for a in inside if a.source and a.source[0].text == "I"
    }
    assert said_by_her == {"Ada Mer"}


@pytest.mark.parametrize("mark", ["", '"', "“"])
def test_a_transcript_in_quotation_marks_is_one_too(reader: onrecord.Reader, mark: str) -> None:
    opening = "The harbour master Ada Mer and Otto Vell of the pilots spoke on the radio on Tuesday night."
    lines = [
        "MER: The quay is safe, whatever the pilots may think of it.",
        "VELL: Who says so, apart from the engineers that you have paid?",
        "MER: The engineers do, and I do, for I have walked on it every day.",
    ]
    found = turns(reader, "\n\n".join([opening, *(mark + line for line in lines)]))
    assert [f"{source}: {content}" for source, _, _, content in found] == lines


def test_names_that_come_twice_are_labels_and_others_are_not(reader: onrecord.Reader) -> None:
    assert [(source, content) for source, _, _, content in turns(reader, TALK)] == [
        ("Tallow Post", "Why did you write about a lighthouse?"),
        ("Ines Darro", "My grandfather kept one. He said that the sea gives and takes."),
        ("Otto Venn", "And she sold it."),
        ("Tallow Post", "Did you visit the lighthouse?"),
        ("Ines Darro", "Every summer. I want to go back."),
    ]


def test_a_count_of_votes_is_no_transcript(reader: onrecord.Reader) -> None:
    count = "\n\n".join(["Ada Mer: 1,204 votes.", "Otto Vell: 311 votes."] * 2)
    assert turns(reader, "This is how the island of Vell has voted in the two rounds.\n\n" + count) == []


def test_a_notice_with_labels_is_no_transcript(reader: onrecord.Reader) -> None:
    notice = "WHAT: A walk to the lighthouse.\n\nWHERE: The harbour hall in Vell.\n\nWHEN: Monday at nine."
    assert turns(reader, "The council invites everybody.\n\n" + notice) == []


BOARD = """The dam board of Tarn answers questions

The dam board of Tarn met the press on Monday, with the members Anna Lind and Eva Kelm on the podium.

{turns}
"""


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        (
            ["MS. LIND: The dam is safe.", "MS. KELM: It is not.", "MS. LIND: It is."],
            ["Anna Lind", "Eva Kelm", "Anna Lind"],
        ),
        (
            ["ANNA LIND, CHAIR: The dam is safe.", "KELM: It is not.", "LIND: It is."],
            ["Anna Lind", "Eva Kelm", "Anna Lind"],
        ),
        (
            [
                "[00:00:12] Anna Lind: The dam is safe.",
                "[00:01:40] Eva Kelm: It is not.",
                "[00:02:01] Anna Lind: It is.",
                "[00:02:30] Eva Kelm: Who says so, then?",
            ],
            ["Anna Lind", "Eva Kelm", "Anna Lind", "Eva Kelm"],
        ),
        (
            [
                "**Anna Lind:** The dam is safe.",
                "**Eva Kelm:** It is not.",
                "**Anna Lind:** It is.",
                "**Eva Kelm:** Who says so, then?",
            ],
            ["Anna Lind", "Eva Kelm", "Anna Lind", "Eva Kelm"],
        ),
    ],
)
def test_labels_with_titles_roles_times_and_stars(
    reader: onrecord.Reader, lines: list[str], speakers: list[str]
) -> None:
    found = [
        a
        for a in reader.read_text(BOARD.format(turns="\n\n".join(lines))).attributions
        if a.holder is None and a.form == "direct"
    ]
    assert [a.speaker.name if a.speaker else None for a in found] == speakers
    assert [a.content[0].text for a in found] == [line.split(": ")[-1].split(":** ")[-1] for line in lines]


def test_a_question_without_a_colon_is_not_the_answer_before_it(reader: onrecord.Reader) -> None:
    lines = ["KELM: It is not.", "LIND: It is.", "Q    Who says so?", "KELM: I do."]
    found = reader.read_text(BOARD.format(turns="\n\n".join(lines))).attributions
    assert not any("Who says so" in span.text for a in found if a.source for span in a.content)
