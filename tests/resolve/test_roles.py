from __future__ import annotations

import pytest

from .conftest import Read


def roles(read: Read, text: str, name: str) -> list[tuple[str | None, str | None, bool]]:
    """The roles of a chain as words: title, affiliation, former."""
    return [
        (
            role.title.text if role.title is not None else None,
            role.affiliation.text if role.affiliation is not None else None,
            role.former,
        )
        for role in read(text).named(name).roles
    ]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Transport Minister Ada Korhonen said the port would close.",
            "Ada Korhonen",
            ("Transport Minister", None, False),
        ),
        (
            "Ferry Union spokesman John Marsh said the strike would go on.",
            "John Marsh",
            ("spokesman", "Ferry Union", False),
        ),
        (
            "Former Nordavia envoy Eva Brandt said the talks had failed.",
            "Eva Brandt",
            ("envoy", "Nordavia", True),
        ),
        (
            "Prime Minister Mary Quist said the talks had failed.",
            "Mary Quist",
            ("Prime Minister", None, False),
        ),
        (
            "Alderwoman Ada Korhonen said the budget was late.",  # the tagger takes the title for a name
            "Ada Korhonen",
            ("Alderwoman", None, False),
        ),
        (
            "Shop steward Ada Korhonen said the strike would go on.",
            "Ada Korhonen",
            ("Shop steward", None, False),
        ),
        (
            "The coastguard's Ada Korhonen said the boat was safe.",
            "Ada Korhonen",
            (None, "The coastguard", False),
        ),
        (
            "The Tarn Herald’s editor-in-chief Otto Venn said it was late.",
            "Otto Venn",
            ("editor-in-chief", "Tarn Herald", False),
        ),
        (
            "The Tarn Union's former Chief Executive Otto Venn said it was late.",
            "Otto Venn",
            ("Chief Executive", "Tarn Union", True),
        ),
        (
            "Former Tarn Trust Chief Financial Officer Otto Venn said it was late.",
            "Otto Venn",
            ("Chief Financial Officer", "Tarn Trust", True),
        ),
        (
            "Former Pellar Organization Chief Financial Officer Otto Venn will plead guilty.",
            "Otto Venn",
            ("Chief Financial Officer", "Pellar Organization", True),
        ),
    ],
)
def test_a_role_before_a_name(read: Read, text: str, name: str, role: tuple[str, str | None, bool]) -> None:
    assert roles(read, text, name) == [role]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Eva Brandt, a professor of law at the University of Tarn, said the sale was illegal.",
            "Eva Brandt",
            ("professor of law", "University of Tarn", False),
        ),
        (
            "John Marsh, a spokesman for the Ferry Union, said the strike would go on.",
            "John Marsh",
            ("spokesman", "Ferry Union", False),
        ),
        (
            "Mary Quist, the former finance minister, said the port was safe.",
            "Mary Quist",
            ("finance minister", None, True),
        ),
        (
            "Jonas Holm, chief executive of Valmar Shipping, said the sale was legal.",
            "Jonas Holm",
            ("chief executive", "Valmar Shipping", False),
        ),
        (
            "Ada Korhonen, shop steward of the Tarn Dockers' Union, said the strike would go on.",
            "Ada Korhonen",
            ("shop steward", "Tarn Dockers' Union", False),
        ),
        (
            "Ada Korhonen, the lighthouse's keeper, said the boat was safe.",
            "Ada Korhonen",
            ("keeper", "the lighthouse", False),
        ),
        (
            "Ada Korhonen, the year's best pilot, said the boat was safe.",
            "Ada Korhonen",
            ("best pilot", None, False),
        ),
        (
            "Ada Korhonen, editor-in-chief of the Tarn Union, said the boat was safe.",
            "Ada Korhonen",
            ("editor-in-chief", "Tarn Union", False),
        ),
        (
            "Ada Korhonen, director, Tarn Institute, said it was cold.",
            "Ada Korhonen",
            ("director", "Tarn Institute", False),
        ),
        (
            "Ada Korhonen, the port's longest-serving mayor, built it.",
            "Ada Korhonen",
            ("mayor", "the port", False),
        ),
        (
            "Ada Korhonen, the port's mayor at the time, built it.",
            "Ada Korhonen",
            ("mayor", "the port", True),
        ),
        (
            "Ada Korhonen, from the Tarn Institute, told the paper that it was cold.",
            "Ada Korhonen",
            (None, "Tarn Institute", False),
        ),
        (
            "The mayor of Tarn, Ivo Pellar, said the harbour would open.",  # the tagger sees one body
            "Ivo Pellar",
            ("mayor", "Tarn", False),
        ),
    ],
)
def test_a_role_in_apposition(read: Read, text: str, name: str, role: tuple[str, str | None, bool]) -> None:
    assert roles(read, text, name) == [role]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Eva Brandt, who is a professor of law at the University of Tarn, said the sale was illegal.",
            "Eva Brandt",
            ("professor of law", "University of Tarn", False),
        ),
        (
            "John Marsh, who is the director of the Valmar Institute, said the ice was thick.",
            "John Marsh",
            ("director", "Valmar Institute", False),
        ),
    ],
)
def test_a_role_after_who_is(read: Read, text: str, name: str, role: tuple[str, str, bool]) -> None:
    assert roles(read, text, name) == [role]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "A Nordavian government spokesman, Jonas Holm, said the sale was legal.",
            "Jonas Holm",
            ("spokesman", "Nordavian government", False),
        ),
        (
            "John Marsh, the port's chief engineer, said the ice was thick.",
            "John Marsh",
            ("chief engineer", "the port", False),
        ),
        (
            "A spokesman for the president, John Marsh, said the ice was thick.",
            "John Marsh",
            ("spokesman", "the president", False),
        ),
        (
            "Eva Brandt, a biologist at the same university, said the ice was thin.",
            "Eva Brandt",
            ("biologist", "the same university", False),
        ),
        (
            "The skipper of the barge Old Patience, Mary Quist, said the ice was thin.",
            "Mary Quist",
            ("skipper", "Old Patience", False),
        ),
        (
            "Korhonen's spokesman Peter Okoye said the ice was thin. Ada Korhonen was not there.",
            "Peter Okoye",
            ("spokesman", "Korhonen", False),
        ),
        (
            "Mary Quist, who teaches at the Tarn Institute, said the ice was thin.",
            "Mary Quist",
            (None, "Tarn Institute", False),
        ),
        (
            "Mary Quist, who worked for the Tarn Institute, said the ice was thin.",
            "Mary Quist",
            (None, "Tarn Institute", True),
        ),
    ],
)
def test_what_a_role_is_of(
    read: Read, text: str, name: str, role: tuple[str | None, str | None, bool]
) -> None:
    assert roles(read, text, name) == [role]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Peter Okoye, a 25-year-old pilot, said the ice was thin.",
            "Peter Okoye",
            ("pilot", None, False),
        ),
        (
            "Among those was 66-year-old teacher Peter Okoye, who laughed.",
            "Peter Okoye",
            ("teacher", None, False),
        ),
        (
            "Peter Okoye, now the harbour master, said the ice was thin.",
            "Peter Okoye",
            ("harbour master", None, False),
        ),
        ("Retired pilot Peter Okoye said the ice was thin.", "Peter Okoye", ("pilot", None, True)),
        (
            "Eva Brandt, a Nobel laureate, said the ice was thin.",
            "Eva Brandt",
            ("Nobel laureate", None, False),
        ),
    ],
)
def test_a_title_is_what_somebody_is_and_no_more(
    read: Read, text: str, name: str, role: tuple[str | None, str | None, bool]
) -> None:
    assert roles(read, text, name) == [role]


@pytest.mark.parametrize(
    ("text", "affiliations"),
    [
        (
            "Mary Quist, a professor at the Naval College in Seoul, said the ice was thin.",
            ["Naval College in Seoul"],
        ),
        (
            "Mary Quist, a fellow at the Seoul-based Asan Institute, said the ice was thin.",
            ["Seoul-based Asan Institute"],
        ),
        (
            "Mary Quist, a fellow at the Institute for Tidal Security (ITS), a think tank run by the "
            "Nordavian army, said the ice was thin.",
            ["Institute for Tidal Security", "a think tank run by the Nordavian army"],
        ),
    ],
)
def test_where_an_affiliation_is_and_whose(read: Read, text: str, affiliations: list[str]) -> None:
    assert [of for _, of, _ in roles(read, text, "Mary Quist")] == affiliations


def test_a_past_and_a_present_role_are_told_apart(read: Read) -> None:
    text = "Eva Brandt, a former envoy who is now a professor at Tarn University, said the sale was illegal."
    assert roles(read, text, "Eva Brandt") == [
        ("envoy", None, True),
        ("professor", "Tarn University", False),
    ]


def test_a_role_said_twice_is_one_role(read: Read) -> None:
    text = "Transport Minister Ada Korhonen left. Transport Minister Ada Korhonen said she was tired."
    assert roles(read, text, "Ada Korhonen") == [("Transport Minister", None, False)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Korhonen said the port would close.", "Ada Korhonen"),
        ("Mr. John Marsh said the port would close.", "John Marsh"),
        ("Dr. Mary Quist said the port would close.", "Mary Quist"),
    ],
)
def test_courtesy_is_no_role(read: Read, text: str, name: str) -> None:
    assert roles(read, text, name) == []


def test_each_has_their_own_role(read: Read) -> None:
    text = "Ada Korhonen, the transport minister, met Peter Okoye, a pilot. The pilot said the ice was thick."
    assert roles(read, text, "Ada Korhonen") == [("transport minister", None, False)]
    assert roles(read, text, "Peter Okoye") == [("pilot", None, False)]


def test_roles_are_places_in_the_text(read: Read) -> None:
    found = read("Mary Quist, the former finance minister, said the port was safe.")
    (role,) = found.named("Mary Quist").roles
    assert role.title is not None
    role.title.check(found.article.text)
    assert str(role) == "former finance minister"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The law was signed by then-President Eva Brandt in 2010.", ("President", None, True)),
        ("Then-governor Eva Brandt signed the law in 2010.", ("governor", None, True)),
        ("Ex-minister Eva Brandt said the port was safe.", ("minister", None, True)),
        ("Eva Brandt, a one-time aide to Governor John Marsh, left.", ("aide", None, True)),
        (
            "Eva Brandt, formerly chief engineer at Tarn College, left.",
            ("chief engineer", "Tarn College", True),
        ),
        ("Eva Brandt, once the mayor of Tarn, said the ice was thick.", ("mayor of Tarn", None, True)),
        ("Eva Brandt, who was mayor of Tarn until 2019, left.", ("mayor of Tarn", None, True)),
        (
            "Eva Brandt, who served as finance minister under John Marsh, left.",
            ("finance minister", None, True),
        ),
        ("Eva Brandt, who led the Ferry Union until 2019, left.", (None, "Ferry Union", True)),
        ("Eva Brandt, who used to run the Tarn Institute, left.", (None, "Tarn Institute", True)),
        ("Eva Brandt, who has led the Ferry Union since 2011, left.", (None, "Ferry Union", False)),
        ("Eva Brandt, who founded the Tarn Institute, left.", (None, "Tarn Institute", False)),
        ("Eva Brandt, a minister whose term runs until 2031, left.", ("minister", None, False)),
    ],
)
def test_what_is_past_is_marked(read: Read, text: str, role: tuple[str | None, str | None, bool]) -> None:
    assert roles(read, text, "Eva Brandt") == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Acting Mayor Eva Brandt left.", ("Acting Mayor", None, False)),
        ("Deputy Prime Minister Eva Brandt left.", ("Deputy Prime Minister", None, False)),
        ("Eva Brandt, co-founder of the Tarn Institute, left.", ("co-founder", "Tarn Institute", False)),
        ("Tarn Institute co-director Eva Brandt left.", ("co-director", "Tarn Institute", False)),
        (
            "Eva Brandt, secretary-general of the Ferry Union, left.",
            ("secretary-general", "Ferry Union", False),
        ),
        ("Eva Brandt, the president-elect, left.", ("president-elect", None, False)),
        (
            "Eva Brandt, a professor of international relations at Tarn University, left.",
            ("professor of international relations", "Tarn University", False),
        ),
        (
            "Eva Brandt, an executive producer of “Drag Tarn,” said it was thin.",
            ("executive producer", None, False),
        ),
        ("Eva Brandt, a Geneva-based analyst, said the ice was thin.", ("analyst", "Geneva", False)),
    ],
)
def test_a_title_is_whole(read: Read, text: str, role: tuple[str | None, str | None, bool]) -> None:
    assert roles(read, text, "Eva Brandt") == [role]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Singer and activist Eva Brandt left.", [("activist", None, False), ("Singer", None, False)]),
        (
            "Eva Brandt, a singer and activist, left.",
            [("singer", None, False), ("activist", None, False)],
        ),
        (
            "Eva Brandt, founder and chief executive of Tarn College, left.",
            [("founder", "Tarn College", False), ("chief executive", "Tarn College", False)],
        ),
        (
            "Eva Brandt, president of Tarn University and a former mayor, left.",
            [("president", "Tarn University", False), ("mayor", None, True)],
        ),
        ("The mayor and activist Eva Brandt met.", [("activist", None, False)]),  # may be two
    ],
)
def test_two_roles_joined_by_and(
    read: Read, text: str, found: list[tuple[str | None, str | None, bool]]
) -> None:
    assert roles(read, text, "Eva Brandt") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Eva Brandt is a senior fellow at the Tarn Institute.",
            [("senior fellow", "Tarn Institute", False)],
        ),
        (
            "Eva Brandt is the director of the Tarn Institute and a former envoy to Salmora.",
            [("director", "Tarn Institute", False), ("envoy", None, True)],
        ),
        (
            "Eva Brandt was named head of the Tarn Institute in 2020.",
            [("head", "Tarn Institute", False)],
        ),
        (
            "Eva Brandt was appointed as director of the Tarn Institute.",
            [("director", "Tarn Institute", False)],
        ),
        ("Eva Brandt became minister in 2020.", [("minister", None, False)]),
        ("Eva Brandt has been the port's mayor since 2020.", [("mayor", "the port", False)]),
        ("Eva Brandt works as a nurse at the Tarn Hospital.", [("nurse", "Tarn Hospital", False)]),
        ("Eva Brandt served as mayor until 2020.", [("mayor", None, True)]),
        (
            "Eva Brandt was elected prime minister and Jonas Holm president.",
            [("prime minister", None, False)],
        ),
        ("Eva Brandt would have been named head of the port.", []),
        ("Eva Brandt was elected by sailors.", []),
        ("Eva Brandt is not the director of the Tarn Institute.", []),
        ("“Eva Brandt is a friend of the port,” said Jonas Holm.", []),
        ("Jonas Holm said Eva Brandt is a friend of the port.", []),
    ],
)
def test_what_the_narrator_says_that_somebody_is(
    read: Read, text: str, found: list[tuple[str | None, str | None, bool]]
) -> None:
    assert roles(read, text, "Eva Brandt") == found


@pytest.mark.parametrize(
    ("text", "affiliations"),
    [
        ("Eva Brandt, a fellow at a think tank in Geneva, left.", ["a think tank in Geneva"]),
        ("Eva Brandt, a fellow at a Geneva think tank, left.", ["a Geneva think tank"]),
        (
            "Eva Brandt, a fellow at the Tarn Institute, a think tank in Geneva, left.",
            ["Tarn Institute", "a think tank in Geneva"],
        ),
        (
            "Eva Brandt, a fellow at the Tarn Institute, a state-run think tank, left.",
            ["Tarn Institute", "a state-run think tank"],
        ),
        (
            "Eva Brandt, a fellow at the Tarn Institute, which is run by the Nordavian army, left.",
            ["Tarn Institute", "run by the Nordavian army"],
        ),
        ("Eva Brandt of the Tarn Institute said the ice was thin.", ["Tarn Institute"]),
        ("Eva Brandt, from the Ferry Union, said the ice was thin.", ["Ferry Union"]),
    ],
)
def test_where_somebody_belongs(read: Read, text: str, affiliations: list[str]) -> None:
    assert [of for _, of, _ in roles(read, text, "Eva Brandt")] == affiliations


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Chief Judge Eva Brandt, of the Tarn Court, said the ice was thin.",
            ("Chief Judge", "Tarn Court", False),
        ),
        (
            "Valmar University's Salmoran co-owner Eva Brandt said the ice was thin.",
            ("co-owner", "Valmar University", False),
        ),
    ],
)
def test_of_what_a_title_before_a_name_is(
    read: Read, text: str, role: tuple[str | None, str | None, bool]
) -> None:
    assert roles(read, text, "Eva Brandt") == [role]


@pytest.mark.parametrize(
    ("first", "text", "role"),
    [
        (
            "The Tarn Harbour Board met on Monday.",
            "The board's chairwoman, Eva Brandt, said the port would close.",
            "chairwoman, Tarn Harbour Board",
        ),
        (
            "The Ministry of Fisheries published a report.",
            "Eva Brandt, a spokeswoman for the ministry, said the port would close.",
            "spokeswoman, Ministry of Fisheries",
        ),
        (
            "The Tarn Harbour Board met on Monday.",
            "Eva Brandt, a spokeswoman for the fishing board, said the port would close.",
            "spokeswoman, the fishing board",
        ),
        (
            "The ice is thin.",
            "The board's chairwoman, Eva Brandt, said the port would close.",
            "chairwoman, the board",
        ),
    ],
)
def test_a_body_that_a_role_only_calls_the_board_is_named_where_the_article_names_it(
    read: Read, first: str, text: str, role: str
) -> None:
    assert [str(it) for it in read(first, text).named("Eva Brandt").roles] == [role]


def test_a_role_is_of_no_body_that_a_headline_alone_names(read: Read) -> None:
    text = "Eva Brandt, a spokeswoman for the council, said that everybody would meet again soon."
    found = read(text, headline="Tarn Harbour Council will meet again in spring").named("Eva Brandt")
    assert [str(it) for it in found.roles] == ["spokeswoman, the council"]


def test_two_titles_before_a_name_share_the_body_before_them(read: Read) -> None:
    found = read("Tarn Union founder and president Eva Brandt said it was late.").named("Eva Brandt")
    assert {str(it) for it in found.roles} == {"Tarn Union founder", "president, Tarn Union"}
