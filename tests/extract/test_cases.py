"""Quotations in every kind of marks, acts and their negation, as the default finds them.

The cases were written with their answers before they were first run. Left out is what is still wrong:
headlines whose source the tagger misreads, "supports closing the port", "rumour has it", "he told her
that ..., then left", and a paragraph that is all quotation after a closed one, which becomes one content with
it, as in the annotated news.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import onrecord
from onrecord.record import Attribution

# After each text, so that it is not the whole page.
AFTER = "The road to Sund stayed open all day. Snow lay on the hills."
MARKS = "“”„‟\"«»‹›‘’'`.,!? "

# The text; words of the source, None for nobody; how the content begins (None: not looked at) and ends; form.
QUOTATIONS = [
    ("The train was late. It was full, a spokesman said.", "spokesman", "It was", "full", "indirect"),
    ("“The dam will hold,” Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ('"The dam will hold," Mayor Ines Darro said.', "Ines Darro", "The dam", "hold", "direct"),
    ("‘The dam will hold until May,’ Mayor Ines Darro said.", "Ines Darro", "The dam", "May", "direct"),
    ("'The dam will hold until May,' Mayor Ines Darro said.", "Ines Darro", "The dam", "May", "direct"),
    ("„The dam will hold,“ Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ("„The dam will hold,” Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ("«The dam will hold», Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ("»The dam will hold«, Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ("‹The dam will hold›, Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ("``The dam will hold,'' Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ("''The dam will hold,'' Mayor Ines Darro said.", "Ines Darro", "The dam", "hold", "direct"),
    ('“The dam will hold", Mayor Ines Darro said.', "Ines Darro", "The dam", "hold", "direct"),
    (
        "Mayor Ines Darro said: “The dam will hold. Nobody needs to leave.”",
        "Ines Darro",
        "The dam",
        "leave",
        "direct",
    ),
    (
        "Mayor Ines Darro said: “The dam will hold. Nobody needs to leave.",
        "Ines Darro",
        "The dam",
        "leave",
        "direct",
    ),
    ("“The dam,” Mayor Ines Darro said, “will hold.”", "Ines Darro", "The dam", "hold", "direct"),
    (
        "“The dam will hold,” Mayor Ines Darro said. “We checked it twice.”",
        "Ines Darro",
        "The dam",
        "twice",
        "direct",
    ),
    (
        "“The dam will hold,” said Mayor Ines Darro, who took office in May. “We checked it twice.”",
        "Ines Darro",
        "The dam",
        "twice",
        "direct",
    ),
    (
        "“My brother told me ‘run for the hills’ and we ran,” Ada Lind recalled.",
        "Ada Lind",
        "My brother",
        "ran",
        "direct",
    ),
    (
        "\"My brother told me 'run for the hills' and we ran,\" Ada Lind recalled.",
        "Ada Lind",
        "My brother",
        "ran",
        "direct",
    ),
    (
        "“The minister’s words were “nobody shall drown” and then he left,” Ada Lind recalled.",
        "Ada Lind",
        "The minister",
        "left",
        "direct",
    ),
    ("Ada Lind called the plan “a leaking boat”.", "Ada Lind", None, "a leaking boat", "mixed"),
    (
        "Ada Lind said the plan was “a leaking boat” that nobody should board.",
        "Ada Lind",
        "the plan",
        "board",
        "mixed",
    ),
    ('Ada Lind said the plan was "a leaking boat."', "Ada Lind", "the plan", "boat", "mixed"),
    (
        "Ada Lind told reporters at the quay on Monday: “We sail at noon.”",
        "Ada Lind",
        "We sail",
        "noon",
        "direct",
    ),
    ("“We sail at noon,” she told reporters at the quay.", "she", "We sail", "noon", "direct"),
    ("“We sail at noon!” shouted the pilot.", "the pilot", "We sail", "noon", "direct"),
    ("“Will we sail at noon?” the pilot asked.", "the pilot", "Will we", "noon", "direct"),
    ("Ada Lind: “We sail at noon, whatever the weather brings.”", "Ada Lind", "We sail", "brings", "direct"),
    ("According to harbour master Ada Lind, “the ice is thin”.", "Ada Lind", "the ice", "thin", "direct"),
    (
        "Accoridng to harbour master Ada Lind, the ice is thin this year.",
        "Ada Lind",
        "the ice",
        "year",
        "indirect",
    ),
    (
        "The ice is thin this year, accordng to harbour master Ada Lind.",
        "Ada Lind",
        "The ice",
        "year",
        "indirect",
    ),
    (
        "Harbour master Ada Lind siad that the ice was thin this year.",
        "Ada Lind",
        "that the ice",
        "year",
        "indirect",
    ),
    ("The ice was thin this year, harbour master Ada Lind warnd.", "Ada Lind", "The ice", "year", "indirect"),
    (
        "It is widely speculated that the minister will resign in June.",
        None,
        "that the minister",
        "June",
        "indirect",
    ),
    ("The minister is widely expected to resign in June.", None, None, "June", "indirect"),
    (
        "It was reported on Monday that the ferry had run aground.",
        None,
        "that the ferry",
        "aground",
        "indirect",
    ),
    ("The minister reportedly resigned in June.", None, None, "June", "indirect"),
    ("The lighthouse keeper is said to have left the island.", None, None, "island", "indirect"),
    ("The minister will resign in June, it is widely speculated.", None, "The minister", "June", "indirect"),
    ("The minister, it is widely speculated, will resign in June.", None, "The minister", "June", "indirect"),
    (
        "The ferry, it was reported on Monday, had run aground off Sund.",
        None,
        "The ferry",
        "Sund",
        "indirect",
    ),
    ("The keeper had left the island by night, it was rumoured.", None, "The keeper", "night", "indirect"),
    (
        "There is speculation that the council will sell the port.",
        None,
        "that the council",
        "port",
        "indirect",
    ),
    (
        "It has long been rumoured that the council will sell the port.",
        None,
        "that the council",
        "port",
        "indirect",
    ),
    ("The ferry company is reportedly close to bankruptcy.", None, "The ferry", "bankruptcy", "indirect"),
    (
        "“We shall not sell the lighthouse to anybody.” — Ada Mer, port minister",
        "Ada Mer",
        "We shall",
        "anybody",
        "direct",
    ),
    (
        "“We shall not sell the lighthouse to anybody” – Ada Mer",
        "Ada Mer",
        "We shall",
        "anybody",
        "direct",
    ),
    (
        '"The harbour will freeze before Christmas." -- Tomas Vell, pilot',
        "Tomas Vell",
        "The harbour",
        "Christmas",
        "direct",
    ),
    (
        "The dam was closed on Monday. “It will hold.” – Mayor Ines Darro",
        "Ines Darro",
        "It will",
        "hold",
        "direct",
    ),
    (
        "Tomas Vell said that the harbour would freeze, and I believe him.",
        "Tomas Vell",
        "that the harbour",
        "freeze",
        "indirect",
    ),
    (
        "Tomas Vell said the harbour would freeze, but he added that the ferry would sail.",
        "Tomas Vell",
        "the harbour",
        "freeze",
        "indirect",
    ),
    (
        "The council announced that the port would close, and fishermen blocked the quay in protest.",
        "council",
        "that the port",
        "close",
        "indirect",
    ),
    (
        "The mayor says the dam is safe, yet the engineers have left the valley.",
        "mayor",
        "the dam",
        "safe",
        "indirect",
    ),
]

# Paragraphs; of each statement words of the source, how the content begins and ends.
PARAGRAPHS = [
    (
        ["Mayor Ines Darro said: “The dam will hold.", "“Nobody needs to leave the valley tonight.”"],
        [("Ines Darro", "The dam", "tonight")],
    ),
    (
        ['Mayor Ines Darro said: "The dam will hold.', '"Nobody needs to leave the valley tonight."'],
        [("Ines Darro", "The dam", "tonight")],
    ),
    (
        ["Mayor Ines Darro said: «The dam will hold.", "«Nobody needs to leave the valley tonight.»"],
        [("Ines Darro", "The dam", "tonight")],
    ),
    (
        [
            "Dam could fail within a year: experts",
            "The dam in Tarn is old and has never been repaired since it was built.",
        ],
        [("experts", "Dam could", "year")],
    ),
    (
        [
            "Ferry to sail by May, harbour master says",
            "The ferry Tarn has been laid up since autumn, when it ran aground near Sund.",
        ],
        [("harbour master", "Ferry", "May")],
    ),
    (
        [
            "“The dam will hold,” Mayor Ines Darro said.",
            "Rain fell all night.",
            "“I have never seen such rain,” said Ada Lind, a pilot.",
        ],
        [("Ines Darro", "The dam", "hold"), ("Ada Lind", "I have", "rain")],
    ),
    (
        ["“The harbour will freeze before Christmas.”", "— Tomas Vell, a retired pilot"],
        [("Tomas Vell", "The harbour", "Christmas")],
    ),
]

# Paragraphs in which nobody says anything.
NOTHING_SAID = [
    "“The dam will hold” — a view that engineer Olav Brent rejects — stood on the wall of the town hall.",
    "It has also raised the dam, and it is painted white.",
    "The harbour — it was closed in May — has three quays – Tarn, Sund and Ilesse.",
]

# The text, the act, whether it is negated.
ACTS = [
    ("Ada Lind said that the ice was thin.", "say", False),
    ("Ada Lind wrote in a letter that the ice was thin.", "write", False),
    ("Ada Lind tweeted that the ice was thin.", "write", False),
    ("The study shows that the ice is thin.", "show", False),
    ("Ada Lind confirmed that the ice was thin.", "confirm", False),
    ("Ada Lind did not confirm that the ice was thin.", "confirm", True),
    ("Ada Lind could not confirm that the ice was thin.", "confirm", True),
    ("Ada Lind admitted that the ice was thin.", "admit", False),
    ("Ada Lind acknowledged that the ice was thin.", "admit", False),
    ("Ada Lind never admitted that the ice was thin.", "admit", True),
    ("Ada Lind denied that the ice was thin.", "deny", False),
    ("Ada Lind did not deny that the ice was thin.", "deny", True),
    ("Ada Lind ruled out that the ferry would sail.", "deny", False),
    ("Ada Lind claimed that the ice was thin.", "claim", False),
    ("Ada Lind insisted that the ice was thin.", "claim", False),
    ("Ada Lind knew that the ice was thin.", "know", False),
    ("Ada Lind did not know that the ice was thin.", "know", True),
    ("Ada Lind believes that the ice is thin.", "believe", False),
    ("Ada Lind does not believe that the ice is thin.", "believe", True),
    ("Ada Lind is convinced that the ice is thin.", "believe", False),
    ("Ada Lind suspects that the ice is thin.", "suspect", False),
    ("Ada Lind fears that the ice is thin.", "suspect", False),
    ("Ada Lind doubts that the ice is thin.", "doubt", False),
    ("Ada Lind has no doubt that the ice is thin.", "doubt", True),
    ("Ada Lind predicted that the ice would melt.", "predict", False),
    ("Ada Lind expects the ice to melt by May.", "predict", False),
    ("Ada Lind wants to open the port by May.", "want", False),
    ("Ada Lind hopes that the port will open by May.", "want", False),
    ("Ada Lind no longer hopes that the port will open by May.", "want", True),
    ("Ada Lind asked whether the ice was thin.", "ask", False),
    ("Ada Lind wondered whether the ice was thin.", "ask", False),
    ("Ada Lind demanded that the port be closed.", "demand", False),
    ("Ada Lind called for the port to be closed.", "demand", False),
    ("Ada Lind urged the council to close the port.", "demand", False),
    ("Ada Lind asked the council to close the port.", "demand", False),
    ("Ada Lind ordered the crew to close the port.", "order", False),
    ("Ada Lind promised to close the port by May.", "promise", False),
    ("Ada Lind vowed that the port would be closed.", "promise", False),
    ("Ada Lind refused to promise that the port would be closed.", "promise", True),
    ("Ada Lind threatened to close the port by May.", "threaten", False),
    ("Ada Lind warned that the ice was thin.", "warn", False),
    ("Ada Lind cautioned against crossing the ice.", "warn", False),
    ("Ada Lind praised the council for closing the port.", "praise", False),
    ("Ada Lind welcomed the decision to close the port.", "praise", False),
    ("Ada Lind criticised the decision to close the port.", "criticise", False),
    ("Ada Lind condemned the decision to close the port.", "criticise", False),
    ("Ada Lind accused the council of closing the port.", "accuse", False),
    ("Ada Lind blamed the council for the flood.", "accuse", False),
    ("Ada Lind agreed that the port should be closed.", "agree", False),
    ("Ada Lind did not agree that the port should be closed.", "agree", True),
    ("Ada Lind opposes closing the port.", "oppose", False),
    ("Ada Lind objected to the decision to close the port.", "oppose", False),
    ("Ada Lind backed the plan to close the port.", "support", False),
    ("Ada Lind declined to say whether the port would be closed.", "say", True),
    ("Ada Lind refused to say whether the port would be closed.", "say", True),
    ("Ada Lind stopped short of saying that the port would be closed.", "say", True),
    ("Ada Lind would not say whether the port would be closed.", "say", True),
    ("Neither Ada Lind nor the council said that the port would be closed.", "say", True),
    ("Nobody said that the port would be closed.", "say", True),
    ("Ada Lind disputed that the ice was thin.", "deny", False),
    ("Ada Lind dismissed claims that the ice was thin.", "deny", False),
    ("Ada Lind rejected the accusation that she had sold the ferry.", "deny", False),
    ("Ada Lind conceded that the ice was thin.", "admit", False),
    ("Ada Lind refused to confirm that the port would be closed.", "confirm", True),
    ("Ada Lind hardly believes that the ice is thin.", "believe", True),
    ("Ada Lind is not sure that the ice is thin.", "believe", True),
    ("Ada Lind has never said that the port would be closed.", "say", True),
    ("Ada Lind failed to say whether the port would be closed.", "say", True),
    ("Ada Lind asked for the port to be closed.", "demand", False),
    ("Ada Lind pledged to close the port by May.", "promise", False),
    ("Ada Lind did not promise that the port would be closed.", "promise", True),
    ("Ada Lind alleged that the council had sold the ferry.", "claim", False),
    ("Ada Lind thanked the crew for leaving the ship.", "praise", False),
    ("Ada Lind protested against the decision to close the port.", "oppose", False),
    ("Ada Lind no longer believes that the ice is thin.", "believe", True),
    ("No one has confirmed that the ferry ran aground.", "confirm", True),
    ("Ada Lind avoided saying whether the port would be closed.", "say", True),
]


@pytest.fixture(scope="module")
def reader() -> Iterator[onrecord.Reader]:
    with onrecord.Reader() as opened:
        yield opened


def told(reader: onrecord.Reader, *paragraphs: str) -> list[Attribution]:
    """The statements that lie in no other one."""
    reading = reader.read_text("\n\n".join(paragraphs))
    return [a for a in reading.attributions if a.holder is None]


def fits(found: Attribution, source: str | None, begins: str | None, ends: str) -> bool:
    who = " ".join(span.text for span in found.source)
    return (
        (source in who if source else not who)
        and (begins is None or found.content[0].text.strip(MARKS).startswith(begins))
        and found.content[-1].text.strip(MARKS).endswith(ends)
    )


@pytest.mark.parametrize(("text", "source", "begins", "ends", "form"), QUOTATIONS)
def test_who_is_quoted_with_what(
    reader: onrecord.Reader, text: str, source: str | None, begins: str | None, ends: str, form: str
) -> None:
    found = told(reader, text, AFTER)
    assert [a.form for a in found if fits(a, source, begins, ends)] == [form]


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_a_dash_and_an_it_alone_report_nothing(reader: onrecord.Reader, text: str) -> None:
    assert told(reader, text, AFTER) == []


@pytest.mark.parametrize(("paragraphs", "expected"), PARAGRAPHS)
def test_quotations_over_paragraphs_and_headlines(
    reader: onrecord.Reader, paragraphs: list[str], expected: list[tuple[str, str, str]]
) -> None:
    found = told(reader, *paragraphs)
    for source, begins, ends in expected:
        assert any(fits(a, source, begins, ends) for a in found), found


@pytest.mark.parametrize(("text", "act", "negated"), ACTS)
def test_the_act_and_whether_it_is_negated(
    reader: onrecord.Reader, text: str, act: str, negated: bool
) -> None:
    assert [(a.act, a.negated) for a in told(reader, text, AFTER)] == [(act, negated)]


@pytest.mark.parametrize(("headline", "source"), [("Floods", "Mayor Ana Lind"), ("Strike", "Analysts")])
def test_a_headline_is_no_source_of_the_sentence_below_it(
    reader: onrecord.Reader, headline: str, source: str
) -> None:
    (found,) = told(reader, headline, f"{source} said the port would close by May.", AFTER)
    assert [span.text for span in found.source] == [source]


@pytest.mark.parametrize("dash", ["― ", "—", "– ", "―\u00a0"])
def test_each_of_many_signed_quotations_has_the_name_behind_it(reader: onrecord.Reader, dash: str) -> None:
    letters = [
        ("“The quay is cold and nobody heats it. It has been like this for years.”", "Ada Mer"),
        ("“Mostly the harbour is ‘oh so much’ work. A hard winter for the pilots.”", "Tomas Vell"),
        ("“He can’t even answer a question without frightening somebody.”", "Ines Darro"),
        ("“What can I say? That is only what a fisherman thinks.”", "Karl Lind"),
    ]
    found = told(reader, *(f"{words} {dash}{name}" for words, name in letters))
    for words, name in letters:
        assert [a for a in found if fits(a, name, words.split()[0][1:], words.split()[-1][:-2])], words
    assert len(found) == len(letters)


def test_two_quotations_side_by_side_have_two_speakers(reader: onrecord.Reader) -> None:
    found = told(
        reader,
        "Bo Fisk and Ulla Grim met on the pier on Monday, and they shouted at each other.",
        '"The ferry sank because of you," Grim told him. "I was asleep when it sank," Fisk said.',
    )
    assert [(a.source[0].text, a.content[0].text) for a in found if len(a.content) == 1] == [
        ("Grim", '"The ferry sank because of you,"'),
        ("Fisk", '"I was asleep when it sank,"'),
    ]
