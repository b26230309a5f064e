"""Which names are bodies, and which of them a noun stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language import English
from onrecord.record import Article, Attribution
from onrecord.resolve import resolve

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            ("Dock Fleet Group closed the quay. The organization said that it would open.",),
            "Dock Fleet Group",
        ),
        (("The sale was on FishBroker.com. The company said that it would end.",), "FishBroker.com"),
        # What the article has called so comes before what only could be.
        (
            (
                "The group, Darro Alliance, paid for it. Valmar Fund slept. Ships sailed.",
                "Mary Quist left. The group said that the port would close.",
            ),
            "Darro Alliance",
        ),
        # A noun in capitals is no name.
        (
            (
                "The super PAC, Darro Rising Alliance, paid for it. Ships sailed. It rained.",
                "Mary Quist left. The PAC said that the port would close.",
            ),
            "Darro Rising Alliance",
        ),
    ],
)
def test_a_noun_for_a_body_stands_for_the_one_that_it_fits(
    read: Read, paragraphs: tuple[str, ...], speaker: str
) -> None:
    assert read(*paragraphs).speakers[-1] == speaker


def test_a_noun_in_capitals_alone_is_nobody(read: Read) -> None:
    found = read("The PAC said that the port would close.")
    assert found.speakers == [None]
    assert not found.chains


def test_a_well_known_body_is_one_whatever_the_tagger_says(read: Read) -> None:
    found = read(
        "The company said it had closed 10 accounts since May.",
        "For years, Twitter has been a square. Groups like Blue Fleet have used Twitter to sell fish. "
        "Twitter admitted that it was hard.",
        headline="Twitter takes new steps",
    )
    assert found.speakers == ["Twitter"] * 2
    assert found.named("Twitter").kind == "organisation"
    assert len(found.words("Twitter")) == 6


def test_the_words_of_an_acronym_are_a_body_under_one_name_with_it(read: Read) -> None:
    found = read(
        "Better Boats Now paid for it. A spokesman for the BBN slept.", "BBN said that the port would close."
    )
    assert found.speakers == ["Better Boats Now"]
    assert found.words("Better Boats Now")[0] == "Better Boats Now"


@pytest.mark.parametrize("name", ["Bakers' Guild of Vell", "Bakers’ Guild of Vell", "Fishers' Union of Tarn"])
def test_an_acronym_may_take_in_where_a_body_is(read: Read, name: str) -> None:
    short = "".join(c for c in name if c.isupper())
    found = read(f"The {name} ({short}) said bread was dear.", f"The {short} said it would ask for help.")
    assert found.named(name).names == (name, short)
    assert set(found.speakers) == {name}


def test_polls_of_no_one_are_not_the_poll_that_was_named(read: Read) -> None:
    found = read(
        "A poll by Halden University shows that Mary Quist leads.", "Polls show that sailors want ice."
    )
    assert found.speakers[:2] == ["Halden University", None]


def test_a_name_with_a_capital_inside_is_no_noun_for_people(read: Read) -> None:
    assert read("“Sailors slept,” says BoatSpotter.").speakers == ["BoatSpotter"]


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        # The two orders of a department's name, its initials with the small words, and what is left of it.
        (
            ("The U.S. Department of Fisheries slept. The Fisheries Department said that it would open.",),
            "U.S. Department of Fisheries",
        ),
        (
            ("The U.S. Department of Fisheries slept.", "The DOF said that it would open."),
            "U.S. Department of Fisheries",
        ),
        (
            ("The Department of Labor slept. It rained.", "Labor said that it would open."),
            "Department of Labor",
        ),
        # What news leaves out of a name.
        (("Halden University slept.", "A Halden poll shows that Mary Quist leads."), "Halden University"),
        (
            ("Valmar Holdings International slept.", "Valmar said that it would open."),
            "Valmar Holdings International",
        ),
        # An acronym in brackets tells where a name ends.
        (
            ("Friends of Ice and Salt in Darro (FISD) slept.", "FISD said that it would open."),
            "Friends of Ice and Salt in Darro",
        ),
        # What "the" stands before is nobody's name.
        (("The Blue Fleet, a leader in ice, slept.", "The Blue Fleet said that it rained."), "Blue Fleet"),
    ],
)
def test_a_body_is_one_under_the_short_forms_of_its_name(
    read: Read, paragraphs: tuple[str, ...], name: str
) -> None:
    found = read(*paragraphs)
    assert found.speakers[-1] == name
    assert found.named(name).kind == "organisation"


def test_a_word_in_small_letters_is_no_short_form_of_a_name(read: Read) -> None:
    found = read("The Fisheries Department slept.", "The fisheries said that it would open.")
    assert found.speakers != ["Fisheries Department"]


def test_a_name_that_acts_as_somebody_is_no_short_form_of_a_body(read: Read) -> None:
    found = read("Valmar International slept.", "Mayor Valmar smiled. Valmar said that it rained.")
    assert found.chains[-1].kind == "person"


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        # What two words tell, "service" alone does not.
        (
            "PortWatch.com looked into it. Darro Fund paid for it. The news service said it was true.",
            "PortWatch.com",
        ),
        # A body that is named often need not be of that sort.
        (
            "The Tarn Tide Agency met. BlueWharf won. BlueWharf lost. BlueWharf slept. Ships sailed. "
            "It rained. BlueWharf won. The agency said that it was late.",
            "Tarn Tide Agency",
        ),
        # Whose body it is tells which.
        (
            "Mary Quist, the founder of Valmar Trawl, met the Dock Fleet Group. Her company said it slept.",
            "Valmar Trawl",
        ),
        # What sort of body a name tells stands before "of".
        (
            "The Department of Tides met. Mary Quist, the tides secretary, slept. Her agency said it slept.",
            "Department of Tides",
        ),
        ("The Federal Reserve met. The Fed said that it was late.", "Federal Reserve"),
    ],
)
def test_a_noun_for_a_body_needs_one_of_its_sort(read: Read, paragraph: str, speaker: str) -> None:
    assert read(paragraph).speakers[-1] == speaker


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        # No paper declines, and no letters are "it".
        ("Jonas Holm asked BlueWharf to print the letter. It declined, citing the law.", "BlueWharf"),
        ("Letters from BlueWharf came out after it announced that the quay would close.", "BlueWharf"),
    ],
)
def test_it_says_what_a_body_says(read: Read, paragraph: str, speaker: str) -> None:
    assert read(paragraph).speakers[-1] == speaker


def test_a_white_paper_is_no_newspaper(read: Read) -> None:
    found = read("Halden Herald sleeps. Mary Quist sent a white paper. The white paper says that ships leak.")
    assert found.speakers == ["Mary Quist"]


def test_a_group_of_some_kind_beside_a_body_is_not_that_body(read: Read) -> None:
    assert read("PRX slept. The PRX group said that it rained.").speakers == ["PRX"]
    assert read("PRX slept. A PRX money group said that it rained.").speakers == ["PRX money group"]


@pytest.mark.parametrize(
    ("before", "source", "cue", "content", "speaker"),
    [
        (
            "Merfolk Ice Foundation slept. Quays closed, a trend that ",
            "the foundation",
            "predicts",
            "will continue",
            "Merfolk Ice Foundation",
        ),
        ("Mary Quist runs. But ", "the Quist campaign", "risks", "underestimating sailors", "Quist campaign"),
    ],
)
def test_a_source_is_found_where_the_parser_takes_its_noun_for_a_part_of_the_verb(
    english: English,
    make_article: Callable[..., Article],
    before: str,
    source: str,
    cue: str,
    content: str,
    speaker: str,
) -> None:
    article = make_article(f"{before}{source} {cue} {content}.")
    parts, at = [], len(before)
    for part in (source, cue, content):
        parts.append((article.span(at, at + len(part)),))
        at += len(part) + 1
    statement = Attribution(
        id="1", article_id=article.id, form="indirect", act="say", negated=False,
        source=parts[0], cue=parts[1], content=parts[2], speaker=None, speaker_how=None,
    )  # fmt: skip
    found = resolve(article, english.parse(article), (statement,)).attributions[0].speaker
    assert found is not None
    assert found.name == speaker
