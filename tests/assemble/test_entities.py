from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.assemble import resolve_entities
from onrecord.assemble.names import likeness, person_name
from onrecord.record import Appearance, Cast, ChainKind, Entity, Office, Tie, byline_of, digest_id

HERE = ("Mira Solberg", "Tarsk Port Authority", "Lower Veltra")


def who(
    name: str, title: str | None = None, of: str | None = None, *, she: int = 0, he: int = 0
) -> Appearance:
    offices = (Office(title, of, False),) if title or of else ()
    return chain(name, "person", offices, she, he)


def chain(
    name: str, kind: ChainKind | None, offices: tuple[Office, ...] = (), she: int = 0, he: int = 0
) -> Appearance:
    return Appearance(
        chain="", founds="", kind=kind, name=name, names=(name,), offices=offices, mentions=1, she=she, he=he
    )


def cast(
    article: str, *appearances: Appearance, beside: tuple[str, ...] = (), day: str | None = None
) -> Cast:
    """An article in which these appear, and persons and bodies named beside them."""
    everybody = [
        *appearances,
        *(chain(it, "organisation" if "Authority" in it else "place") for it in beside),
    ]
    return Cast(
        article=article,
        outlet="The Skerry Courier",
        first_day=day,
        last_day=day,
        appearances=tuple(
            Appearance(
                **{
                    **{name: getattr(it, name) for name in Appearance.__slots__},
                    "chain": f"{article}/{number}",
                    "founds": digest_id(article, number),
                }
            )
            for number, it in enumerate(everybody)
        ),
    )


def people(*casts: Cast, ties: tuple[Tie, ...] = ()) -> list[set[str]]:
    """The chains of each person."""
    found = resolve_entities(casts, ties)
    return sorted(({it.chain for it in e.members} for e in found if e.kind == "person"), key=sorted)


def one(*casts: Cast, ties: tuple[Tie, ...] = ()) -> bool:
    """Whether the first of each article are one person."""
    return {f"{cast.article}/0" for cast in casts} in people(*casts, ties=ties)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Hyun-woo", "Hyun Woo Lee"),
        ("Kim Su Jin", "KIM Su-jin"),
        ("Su-jin Kim", "Kim Su Jin"),
        ("Dr. Ana Müller", "Ana Mueller"),
        ("Volodymyr Tarenkyy", "Volodymyr Tarenky"),
        ("Ana R. Lind", "Ana Lind"),
        ("Timothy Vale", "Tim Vale"),
        ("Jón Dørr", "Jon Dorr"),
    ],
)
def test_forms_of_one_name(a: str, b: str) -> None:
    assert one(cast("1", who(a, "river commissioner")), cast("2", who(b, "river commissioner")))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ana Lind", "Eva Lind"),
        ("Jon A. Vale", "Jon B. Vale"),
        ("Jon Vale", "Jon Vale Jr."),
        ("Jon H.W. Vale", "Jon W. Vale"),
        ("Victor Moon", "Moon Du Hyeok"),
    ],
)
def test_names_that_no_one_person_has(a: str, b: str) -> None:
    assert not one(cast("1", who(a, "governor", "Tarsk")), cast("2", who(b, "governor", "Tarsk")))
    first, second = person_name(a), person_name(b)
    assert first is not None
    assert second is not None
    assert likeness(first, second) is None


def test_a_name_is_not_enough_where_the_roles_are_of_two_lives() -> None:
    skipper = cast("1", who("Greta Undset", "skipper"))
    assert not one(skipper, cast("2", who("Greta Undset", "professor of law", "University of Tarsk")))
    assert one(skipper, cast("2", who("Greta Undset")))
    assert not one(cast("1", who("Greta Undset", "senator")), cast("2", who("Greta Undset", "governor")))


@pytest.mark.parametrize(
    ("title", "of"),
    [("spokesman", None), ("family patriarch", None), (None, "Skerry Brewing"), ("senator", "Nordavia")],
)
def test_a_body_without_a_title_is_a_role_too(title: str | None, of: str | None) -> None:
    anchor = who("John Mer", None, "Tarn News")
    assert not one(cast("a", anchor), cast("b", who("John Mer", title, of)))
    assert one(cast("a", anchor), cast("b", who("John Mer", title, "Tarn News")))


def test_a_title_with_a_word_of_the_body_is_no_other_role() -> None:
    head = who("Jalo Brynwick", None, "Tarn River Commission")
    assert one(cast("a", head), cast("b", who("Jalo Brynwick", "river commissioner")))
    assert not one(cast("a", head), cast("b", who("Jalo Brynwick", "lighthouse keeper")))


def test_an_author_is_a_reporter_and_no_one_else_of_the_name() -> None:
    """The byline is a role of its own: it agrees within an outlet, and with no other walk of life."""
    here, there = byline_of("The Skerry Courier"), byline_of("Tarn Herald")
    author = cast("1", chain("Greta Undset", "person", (here,)))
    assert one(author, cast("2", chain("Greta Undset", "person", (here,))))
    assert one(author, cast("2", chain("Greta Undset", "person", (there,))))
    assert not one(author, cast("2", who("Greta Undset", "skipper")))
    usual = cast("1", chain("John Smith", "person", (here,)))
    assert one(usual, cast("2", chain("John Smith", "person", (here,))))
    assert not one(usual, cast("2", chain("John Smith", "person", (there,))))


def test_a_usual_name_needs_more_than_a_rare_one() -> None:
    assert not one(cast("1", who("John Smith")), cast("2", who("John Smith")))
    assert one(cast("1", who("Ottilie Brandvold")), cast("2", who("Ottilie Brandvold")))
    assert one(cast("1", who("John Smith", "mayor", "Tarsk")), cast("2", who("John Smith", "mayor", "Tarsk")))


def test_a_man_and_a_woman_are_two() -> None:
    assert not one(cast("1", who("Robin Undset", he=4)), cast("2", who("Robin Undset", she=4)))


def test_two_of_one_article_are_never_one() -> None:
    both = cast("1", who("Jon Vale", "mayor"), who("Jon Vale", "mayor"))
    found = people(both, cast("2", who("Jon Vale", "mayor")))
    assert all(len({"1/0", "1/1"} & chains) < 2 for chains in found)
    assert len(found) == 2


def test_a_name_that_two_others_could_be_short_for_is_neither() -> None:
    w = cast("1", who("George W. Undset", "president"))
    hw = cast("2", who("George H.W. Undset", "president"))
    found = people(w, hw, cast("3", who("George Undset", "president")))
    assert found == [{"1/0"}, {"2/0"}, {"3/0"}]


def test_a_surname_alone_means_the_only_one_who_is_near() -> None:
    full = [cast(str(it), who("Ottilie Brandvold", "minister"), beside=HERE) for it in range(3)]
    short = cast("9", who("Brandvold", "minister"), beside=HERE)
    assert one(*full, short)
    rival = [cast(f"r{it}", who("Arne Brandvold", "minister"), beside=HERE) for it in range(3)]
    assert {"9/0"} in people(*full, *rival, short)
    assert {"9/0"} in people(*full, cast("9", who("Brandvold", "goalkeeper")))


def test_described_groups_stay_alone_and_places_are_joined_by_name() -> None:
    casts = [
        cast("1", chain("analysts", "group"), chain("South Korea", "place"), chain("N. Korea", "country")),
        cast("2", chain("analysts", "group"), chain("South Korea", "place"), chain("North Korea", "place")),
        cast("3", chain("a spokesman", None), chain("Georgia", "place"), chain("the U.S.", "place")),
    ]
    found = {it.name: it for it in resolve_entities(casts) if it.kind != "group"}
    assert sum(it.kind == "group" for it in resolve_entities(casts)) == 2
    assert (found["South Korea"].identifier, len(found["South Korea"].members)) == ("iso3166-1:KR", 2)
    north = next(it for it in found.values() if it.identifier == "iso3166-1:KP")
    assert (north.kind, set(north.names)) == ("country", {"N. Korea", "North Korea"})
    assert found["the U.S."].identifier == "iso3166-1:US"
    assert found["Georgia"].identifier is None


def test_a_bare_name_is_the_place_that_others_know_unless_somebody_is_called_so() -> None:
    place = cast("1", chain("Veltra", "place"))
    assert people(place, cast("2", who("Veltra"))) == []
    assert people(place, cast("2", who("Veltra", "skipper"))) == [{"2/0"}]
    assert people(place, cast("2", who("Veltra")), cast("3", who("Ana Veltra", "skipper"))) != []


def test_a_capital_has_its_number_where_it_is_a_place_and_not_where_it_acts() -> None:
    def number(kind: ChainKind) -> str | None:
        (found,) = resolve_entities([cast("1", chain("Seoul", kind))])
        return found.identifier

    assert number("place") == "geonames:1835848"
    assert number("country") is None


def test_a_body_that_everybody_knows_has_its_number() -> None:
    (found,) = resolve_entities([cast("1", chain("NATO", "organisation"))])
    assert found.identifier == "wikidata:Q7184"


def test_two_bodies_of_one_town_are_two() -> None:
    first = cast("1", who("Jon Lind", "painter", "Sand Museum in Tarsk"))
    assert not one(first, cast("2", who("Jon Lind", "surgeon", "Tarsk-based Cold Clinic")))


def test_the_same_university_is_another_in_another_article() -> None:
    first = cast("1", who("Jon Lind", "painter", "the same university"))
    assert not one(first, cast("2", who("Jon Lind", "surgeon", "the same university")))


def test_an_acronym_is_joined_with_what_spells_it_out_unless_two_do() -> None:
    def body(article: str, *names: str) -> Cast:
        it = chain(names[0], "organisation")
        both = Appearance(**{**{n: getattr(it, n) for n in Appearance.__slots__}, "names": names})
        return cast(article, both)

    spelt = body("1", "Institute for Lock Studies", "ILS")
    assert len(resolve_entities([spelt, body("2", "ILS")])) == 1
    assert len(resolve_entities([spelt, body("2", "ILS"), body("3", "Inland Lighter Society", "ILS")])) == 3


STORY = [
    cast("1", who("Ottilie Brandvold", "minister"), who("Jon Vale"), beside=HERE, day="2031-05-04"),
    cast("2", who("Brandvold", "minister"), who("John Vale", "mayor"), beside=HERE, day="2031-05-01"),
    cast("3", who("Ottilie Brandvold"), who("Vale"), beside=HERE),
    cast("4", who("Ottilie Brandvold", "skipper"), who("Jon Vale", "mayor"), day="2031-05-02"),
    cast("5", who("O. Brandvold"), chain("Tarsk Port Authority", "organisation"), day="2031-05-06"),
]


@given(st.permutations(STORY))
def test_the_order_of_the_articles_makes_no_difference(casts: list[Cast]) -> None:
    assert resolve_entities(casts) == resolve_entities(STORY)


def test_every_chain_belongs_to_one_entity_and_says_why() -> None:
    found = resolve_entities(STORY)
    chains = [it.chain for entity in found for it in entity.members]
    assert sorted(chains) == sorted(it.chain for cast in STORY for it in cast.appearances)
    assert all(it.why and 0 < it.probability <= 1 for entity in found for it in entity.members)
    assert len({entity.id for entity in found}) == len(found)


def entity_with(found: tuple[Entity, ...], chain: str) -> Entity:
    return next(it for it in found if any(member.chain == chain for member in it.members))


def test_a_reason_has_names_and_titles_as_they_are_written() -> None:
    beside = (who("Óla Undset", "skipper"), chain("South Korea", "country"))
    many = [cast(str(number), who("Jon Vale", "painter")) for number in range(3, 30)]
    found = resolve_entities(
        [
            cast("1", who("Ana Lind", "prime minister"), *beside),
            cast("2", who("Ana Lind", "prime minister"), *beside),
            *many,
        ]
    )
    told = next(it for it in entity_with(found, "1/0").members if it.chain == "2/0").why
    told += next(it for it in entity_with(found, "1/0").members if it.chain == "1/0").why
    assert "called prime minister in both" in told
    assert "named beside" in told
    assert "Óla Undset" in told
    assert "South Korea" in told


def test_an_id_is_founded_by_the_earliest_and_others_lead_to_it() -> None:
    casts = [cast(str(it), who("Ottilie Brandvold"), day=f"2031-05-0{9 - it}") for it in range(1, 4)]
    assert entity_with(resolve_entities(casts), "1/0").id == casts[2].appearances[0].founds
    assert entity_with(resolve_entities(casts[:2]), "1/0").id == casts[1].appearances[0].founds


def test_what_people_say_goes_before_all_evidence_and_the_later_word_before_the_earlier() -> None:
    a, b, c = (cast(str(it), who("Ottilie Brandvold", "minister"), beside=HERE) for it in range(3))
    split = Tie(correction="s", groups=(("0/0", "2/0"), ("1/0",)))
    merge = Tie(correction="m", groups=(("0/0", "1/0"),))
    assert people(a, b, c, ties=(split,)) == [{"0/0", "2/0"}, {"1/0"}]
    assert people(a, b, c, ties=(merge, split)) == [{"0/0", "1/0", "2/0"}]
    assert people(a, b, c, ties=(split, merge)) == [{"0/0", "2/0"}, {"1/0"}]
    other = cast("9", who("Jon Vale", "skipper"))
    said = Tie(correction="n", groups=(("0/0", "9/0"),))
    assert people(a, b, other, ties=(said,)) == [{"0/0", "1/0", "9/0"}]
    gone = Tie(correction="g", groups=(("0/0",), ("not there",)))
    assert people(a, b, ties=(gone,)) == [{"0/0", "1/0"}]


def test_a_split_holds_whichever_article_comes_later() -> None:
    a, b = (cast(str(it), who("Ottilie Brandvold", "minister"), beside=HERE) for it in range(2))
    split = Tie(correction="s", groups=(("0/0",), ("1/0",)))
    later = [cast(f"x{it}", who("Ottilie Brandvold", "minister"), beside=HERE) for it in range(4)]
    for order in itertools.permutations([a, b, *later[:2]]):
        found = people(*order, ties=(split,))
        assert not any({"0/0", "1/0"} <= chains for chains in found)
