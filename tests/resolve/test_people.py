"""Which names are one person's, and what is no person."""

from __future__ import annotations

import itertools

import pytest

from onrecord.resolve import people

from .conftest import Read

GIVEN = (
    "Anna", "John", "Mary", "Peter", "Laura", "David", "Susan", "Paul", "Karen", "Mark", "Linda", "James",
    "Helen", "Frank", "Julia", "Brian", "Carol", "Kevin", "Diane", "Simon", "Alice", "Roger", "Janet",
    "Emily", "Keith", "Nancy", "Bruce", "Sarah", "Steve", "Scott",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("Ada Korhonen opened the port. “It is safe,” Korhonen said.", "Ada Korhonen", "surname"),
        ("John Marsh resigned. Marsh said that the money was gone.", "John Marsh", "surname"),
        ("Mary-Ann Quist opened the port. “It is open,” said Mary Ann Quist.", "Mary-Ann Quist", "name"),
        ("Zoë Ferrand opened the port. “It is open,” said Zoe Ferrand.", "Zoë Ferrand", "name"),
        ("“It is open,” Dr. Quist said. Mary Quist opened the port on Monday.", "Mary Quist", "surname"),
        (
            "Elena Quintero Prado opened the port. “It is open,” Ms. Quintero said.",
            "Elena Quintero Prado",
            "surname",
        ),
        ("Jonas Holm Jr. opened the port. “It is open,” Mr. Holm said.", "Jonas Holm Jr.", "surname"),
        ("Mary Karrot opened the port. “It is open,” said Karott.", "Mary Karrot", "surname"),
        (
            "Ken Quist is back. Kenneth Quist opened the port. “It is open,” said Quist.",
            "Kenneth Quist",
            "surname",
        ),
        (
            "“It is open,” said Ken Quist. Kenneth Quist is a pilot. Kenneth Quist left.",
            "Kenneth Quist",
            "name",
        ),
    ],
)
def test_forms_of_a_name_are_one_person(read: Read, text: str, name: str, how: str) -> None:
    found = read(text)
    assert (found.speakers, found.how) == ([name], [how])
    people = [chain.name for chain in found.chains if chain.kind == "person"]
    assert people == [name]


@pytest.mark.parametrize("written", ["Mary Quist‘s", "Mary Quist—35"])
def test_a_name_ends_before_what_is_written_on_to_it(read: Read, written: str) -> None:
    found = read(f"The council praised {written} harbour. “It is open,” said Quist.")
    assert [chain.name for chain in found.chains if chain.kind == "person"] == ["Mary Quist"]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("Quist said that her boat was gone.", "Mary Quist"),
        ("Quist said that his boat was gone.", "John Quist"),
        ("Quist said that the boat was gone.", None),
        ("Quist said that Boro Lind had taken his boat.", None),  # Lind's boat, perhaps
    ],
)
def test_a_shared_surname_is_hers_if_she_is_meant_behind_it(
    read: Read, said: str, speaker: str | None
) -> None:
    assert read(f"Mary Quist and her brother John Quist own a boat. {said}").speakers == [speaker]


def test_a_given_name_in_the_middle_of_a_name_is_nobodys_surname(read: Read) -> None:
    found = read("Ada Maria Quist opened the port.", "“It is open,” said Maria.")
    assert found.speakers != ["Ada Maria Quist"]


@pytest.mark.parametrize(
    ("paragraphs", "speakers"),
    [
        (
            ("Anna Holm and Jonas Holm came. “It is thick,” said Mr. Holm. Mrs. Holm said it was thin.",),
            ["Jonas Holm", "Anna Holm"],
        ),
        (
            ("Mary Quist met John Quist. “It is gone,” said Mrs. Quist. Mr. Quist said that it was not.",),
            ["Mary Quist", "John Quist"],
        ),
        (
            ("Anna Holm met Jonas Holm. Boro Castell left.", "“It is thick,” said Mr. Holm."),
            ["Jonas Holm"],
        ),
    ],
)
def test_an_honorific_tells_two_people_with_one_surname_apart(
    read: Read, paragraphs: tuple[str, ...], speakers: list[str]
) -> None:
    found = read(*paragraphs)
    assert found.speakers == speakers
    assert set(found.how) == {"surname"}


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (
            ("Anna Holm and Jonas Holm were at the quay. “The ice is thick this year,” Holm said.",),
            ("Anna Holm", "Jonas Holm"),
        ),
        (
            (
                "Tor Lindqvist is the mayor of Valmar. Eva Lindqvist is a pilot.",
                "“It is shut,” Lindqvist said.",
            ),
            ("Tor Lindqvist", "Eva Lindqvist"),
        ),
        (
            ("Mary Quist met John Quist. Quist said that the money was gone.",),
            ("Mary Quist", "John Quist"),
        ),
    ],
)
def test_a_surname_that_two_people_share_stays_open(
    read: Read, paragraphs: tuple[str, ...], names: tuple[str, str]
) -> None:
    found = read(*paragraphs)
    assert found.speakers == [None]
    assert found.how == [None]
    for name in names:
        assert [words for words in found.words(name) if words[0].isupper()] == [name]


@pytest.mark.parametrize(
    ("paragraphs", "speakers"),
    [
        (
            ("“We close,” Quist said. “We open,” Quist added.", "John Quist left. Mary Quist came."),
            [None, None],
        ),
        (("Holm said it was shut. Anna Holm said it was open. Jonas Holm left.",), [None, "Anna Holm"]),
    ],
)
def test_a_surname_before_two_people_who_have_it_stays_open(
    read: Read, paragraphs: tuple[str, ...], speakers: list[str | None]
) -> None:
    assert read(*paragraphs).speakers == speakers


def test_a_surname_with_the_other_honorific_is_somebody_else(read: Read) -> None:
    found = read("Mr. Holm said the port was shut. Anna Holm, his wife, said it was open.")
    assert found.speakers == ["Holm", "Anna Holm"]
    assert found.named("Anna Holm").names == ("Anna Holm",)


def test_two_with_one_surname_speak_for_themselves(read: Read) -> None:
    found = read("“The port is shut,” said Maria Okoye.", "“The port is open,” said Peter Okoye, a pilot.")
    assert found.speakers == ["Maria Okoye", "Peter Okoye"]
    assert found.attributions[0].speaker != found.attributions[1].speaker
    assert len([chain for chain in found.chains if chain.kind == "person"]) == 2


def test_a_shared_surname_is_whose_it_was_before_once_the_other_is_long_past(read: Read) -> None:
    found = read(
        "“The port is shut,” said Maria Okoye. “We wait,” Okoye said.",
        "Peter Okoye, a pilot, sailed.",
        "The fog came.",
        "Ships left.",
        "Maria Okoye slept.",
        "“I slept,” Okoye said.",
    )
    assert found.speakers == ["Maria Okoye"] * 3
    assert found.words("Peter Okoye") == ["Peter Okoye"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The Velda River rose by two metres, officials said. The Velda River may flood Tarn.",
            ["Velda River"],
        ),
        ("Lake Marsh is frozen. John Marsh said the ice was thick.", ["Lake Marsh"]),
        (
            "Mary Quist said that the Velda River would flood. Velda Bridge is closed.",
            ["Velda River", "Velda Bridge"],
        ),
    ],
)
def test_a_river_a_lake_or_a_bridge_is_no_person(read: Read, text: str, places: list[str]) -> None:
    found = read(text)
    assert [found.named(place).kind for place in places] == ["place"] * len(places)
    assert all(chain.name not in places for chain in found.chains if chain.kind == "person")


@pytest.mark.parametrize(
    "text",
    [
        "VALMAR, May 3 — The port will close, Ada Korhonen said on Sunday.",
        "TARN, Nordavia — The port will close, Ada Korhonen said on Sunday.",
        "PORT HALE, May 4 (Norpress) — The port will close, Ada Korhonen said on Sunday.",
    ],
)
def test_a_dateline_is_no_person(read: Read, text: str) -> None:
    found = read(text)
    assert found.speakers == ["Ada Korhonen"]
    assert [chain.name for chain in found.chains if chain.kind == "person"] == ["Ada Korhonen"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Poland said it would not pay. “We will not pay,” said Poland.", "Poland"),
        ("Sweden warned of ice. Norway denied that the dam was unsafe.", "Norway"),
    ],
)
def test_a_place_that_speaks_is_a_country(read: Read, text: str, country: str) -> None:
    assert read(text).named(country).kind == "country"


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        (
            "The National Transport Agency (NTA) closed the road. The NTA said the road was icy.",
            "National Transport Agency",
            "NTA",
        ),
        (
            "The Tarn Harbour Authority (THA) closed the port. “We will wait,” the THA said.",
            "Tarn Harbour Authority",
            "THA",
        ),
        (
            "A report by the Port Safety Institute (PSI) was published. The PSI said that boats were old.",
            "Port Safety Institute",
            "PSI",
        ),
    ],
)
def test_an_acronym_in_brackets_is_the_same_body(read: Read, text: str, name: str, acronym: str) -> None:
    found = read(text)
    assert found.speakers == [name]
    assert found.named(name).names == (name, acronym)
    assert found.named(name).kind == "organisation"


ARTICLES = [
    (
        "Transport Minister Ada Korhonen met Jonas Holm of the National Transport Agency (NTA) in Tarn.",
        "“It is thick,” Korhonen said. “We wait.” Analysts said the NTA would close the Velda River.",
        "Eva Holm, who is a pilot, said she was tired. “I sleep,” Holm said. The minister said she was, too.",
    ),
    ("Mary Quist said the talks had failed.", "Norpress said that Quist had resigned. Officials denied it."),
    ("The government said it would pay. The state news agency, Norpress, said it would not.",),
]


@pytest.mark.parametrize("paragraphs", ARTICLES)
def test_a_place_in_the_text_belongs_to_one_chain(read: Read, paragraphs: tuple[str, ...]) -> None:
    found = read(*paragraphs)
    taken = [i for m in found.mentions for i in range(m.span.start, m.span.end)]
    assert taken
    assert len(taken) == len(set(taken))
    names = [name for chain in found.chains for name in chain.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("paragraphs", ARTICLES)
def test_chains_mentions_and_speakers_fit_together(read: Read, paragraphs: tuple[str, ...]) -> None:
    found = read(*paragraphs)
    ids = [chain.id for chain in found.chains]
    assert len(set(ids)) == len(ids)
    assert {m.chain for m in found.mentions} == set(ids)
    assert all(a.speaker is None or a.speaker in found.chains for a in found.attributions)
    assert all((a.speaker is None) == (a.speaker_how is None) for a in found.attributions)
    firsts = [min(m.span.start for m in found.mentions if m.chain == id_) for id_ in ids]
    assert firsts == sorted(firsts)
    starts = [m.span.start for m in found.mentions]
    assert starts == sorted(starts)
    assert any(a.speaker is not None for a in found.attributions)


def test_each_name_is_compared_with_few_others(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of two hundred people takes no comparison of each with each."""
    syllables = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "ta", "ve", "zu", "fa", "go", "hi"]
    names = [f"Ada {a.title()}{b}rin" for a in syllables for b in syllables if a != b]
    calls = 0
    compatible = people.compatible

    def counted(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        nonlocal calls
        calls += 1
        return compatible(a, b)

    monkeypatch.setattr(people, "compatible", counted)
    found = read(*(f"{name.replace('Ada', given)} said the road was closed."
                   for name, given in zip(names, itertools.cycle(GIVEN), strict=False)))  # fmt: skip
    named = {chain.name for chain in found.chains if chain.kind == "person"}
    assert len(named) > 150
    assert calls < 8 * len(named)


def test_the_labels_of_a_transcript_are_people(read: Read) -> None:
    found = read(
        "Governor Ada Mer spoke on Monday.",
        "JONAS QUIST: Was the quay safe?",
        "MER: It was not.",
        "QUIST: Who knew?",
    )
    assert found.words("JONAS QUIST") == ["JONAS QUIST", "QUIST"]
    assert found.words("Ada Mer") == ["Ada Mer", "MER"]


@pytest.mark.parametrize(
    "text",
    [
        "“It is open,” said one of the port’s pilots, Ada Korhonen.",
        "One of his advisers, Ada Korhonen, said that it was open.",
        "Presumptive presidential nominee Ada Korhonen said that it was open.",
        "Billionaire Ada Korhonen said that it was open.",
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(read: Read, text: str) -> None:
    assert read(text).speakers == ["Ada Korhonen"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mayor Ivo Pellar said the quarry would bring 80 jobs to the village of Orvane.", ["Ivo Pellar"]),
        ("Sheriff Ivo Pellar said the quarry would bring 80 jobs.", ["Ivo Pellar"]),
        ("Councillor Hettie Vaal said she had her doubts.", ["Hettie Vaal"]),
        ("Sheriff Odd Brekke and Councillor Tove Lunde denied it.", ["Odd Brekke", "Tove Lunde"]),
        ("Constable Erno Fisk said the road was closed.", ["Erno Fisk"]),
        ("The Bishop Marsh School closed. The Mayor Brown Quay opened.", []),
    ],
)
def test_a_title_before_a_name_makes_a_person_and_stays_outside(
    read: Read, text: str, names: list[str]
) -> None:
    assert [chain.name for chain in read(text).chains if chain.kind == "person"] == names


def test_a_name_that_opens_a_paragraph_is_apart_from_the_line_above(read: Read) -> None:
    found = read(
        "Ardle Post", "Mayor Ivo Pellar said the quarry would bring 80 jobs to the village of Orvane."
    )
    assert [chain.name for chain in found.chains if chain.kind == "person"] == ["Ivo Pellar"]


def test_a_surname_before_junior_is_theirs_also_ahead_of_the_full_name(read: Read) -> None:
    found = read(
        "John Quist Jr. left. Quist said that it rained.",
        headline="Quist calls the harbour unsafe",
    )
    assert found.speakers == ["John Quist Jr."] * 2
    assert len(found.words("John Quist Jr.")) == 3


def test_a_surname_is_not_juniors_where_somebody_has_it_without(read: Read) -> None:
    found = read("Albert Quist left. Albert Quist Jr. slept.", "Quist said that it rained.")
    assert found.speakers == ["Albert Quist"]


def test_a_title_is_no_given_name(read: Read) -> None:
    found = read("Mary Brandvold left.", "Treasurer Brandvold smiled.")
    assert found.words("Mary Brandvold") == ["Mary Brandvold", "Brandvold"]


def test_whose_challenger_somebody_is_does_not_speak(read: Read) -> None:
    found = read("John Marsh left.", headline="Marsh Challenger Mary Quist says harbour must open")
    assert found.speakers == ["Mary Quist"]


def test_a_hyphenated_given_name_alone_has_no_surname_to_share(read: Read) -> None:
    found = read("Min-Seo left. “It rained,” said Min-Seo.")
    assert found.speakers == ["Min-Seo"]


@pytest.mark.parametrize(
    ("text", "name", "names"),
    [
        (
            "Ada Quist Logan, also known as Mona Venn, swam. Venn said it was cold.",
            "Ada Quist Logan",
            ("Ada Quist Logan", "Mona Venn", "Venn"),
        ),
        ("Ada Quist, born Mona Venn in 1950, sang.", "Ada Quist", ("Ada Quist", "Mona Venn")),
        ("Ada Quist was better known as Mona Venn.", "Ada Quist", ("Ada Quist", "Mona Venn")),
    ],
)
def test_whom_the_article_gives_two_names_is_one_person(
    read: Read, text: str, name: str, names: tuple[str, ...]
) -> None:
    (person,) = [chain for chain in read(text).chains if chain.kind == "person"]
    assert (person.name, set(person.names)) == (name, set(names))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quist, known to Mona Venn as a swimmer, sang.",
        "Ada Quist and Mona Venn, also known as sailors, sang.",
        "Ada Quist was born to Mona Venn in 1950.",
        "Ada Quist, known as a sailor, met Mona Venn.",
        "Ada Quist, as Mona Venn, sang.",
    ],
)
def test_two_people_who_know_each_other_stay_two(read: Read, text: str) -> None:
    people = [chain.name for chain in read(text).chains if chain.kind == "person"]
    assert people == ["Ada Quist", "Mona Venn"]


def test_an_apostrophe_ends_no_title(read: Read) -> None:
    found = read('"It rained," Mary Quist, Marsh\' dock manager, said in a statement.')
    assert found.speakers == ["Mary Quist"]


def test_the_son_of_somebody_is_called_by_the_word_before(read: Read) -> None:
    found = read(
        "Saudi Prince Almutar Bin Talan mocked John Marsh on Thursday.", "Prince Almutar said that it rained."
    )
    assert found.speakers[-1] == "Almutar Bin Talan"
    assert found.named("Almutar Bin Talan").kind == "person"


def test_a_surname_with_junior_is_not_the_fathers(read: Read) -> None:
    found = read(
        "Donald Marsh left. Donald Marsh Jr. slept. Marsh said that it rained. Marsh Jr. said that it snowed."
    )
    assert found.speakers == ["Donald Marsh", "Donald Marsh Jr."]


def test_a_name_without_initials_is_neither_of_two_who_have_some(read: Read) -> None:
    found = read("George W. Marsh left. George H.W. Marsh slept.", "George Marsh said that it rained.")
    assert found.speakers == ["George Marsh"]
    assert len(found.chains) == 3
