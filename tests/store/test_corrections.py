from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import (
    AlreadyUndone,
    Correction,
    CorrectionKind,
    Provenance,
    Reading,
    Target,
    UnknownName,
    make_correction,
    target_of,
)
from onrecord.store import Filter, Store, open_store

from .make import PROVENANCE, TEXT, longer, reading
from .strategies import PATIENT, readings

ORIGINAL = reading()
NEWER: Provenance = replace(PROVENANCE, version="0.2.0")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([ORIGINAL])
        yield store


def said(
    kind: CorrectionKind,
    *targets: Target,
    at: int = 1,
    author: str = "Ada",
    undoes: str | None = None,
    **values: str | None,
) -> Correction:
    time = f"2031-06-01T10:00:{at:02}.000000Z"
    return make_correction(
        kind, author=author, time=time, reason="heard it", targets=targets, values=values, undoes=undoes
    )


def statement(number: int) -> Target:
    return target_of(ORIGINAL.article, "statement", ORIGINAL.attributions[number].content)


def words(part: str, exact: str) -> Target:
    start = ORIGINAL.article.text.index(exact)
    return target_of(ORIGINAL.article, part, [ORIGINAL.article.span(start, start + len(exact))])  # type: ignore[arg-type]


def now(store: Store) -> Reading:
    found = store.reading(ORIGINAL.article.id)
    assert found is not None
    return found


def test_another_speaker_shows_everywhere_and_goes_when_it_is_undone(store: Store) -> None:
    correction = said("speaker", statement(2), speaker="Ida Brandt")
    store.correct(correction)
    assert [it.who for it in store.statements(Filter(speaker="Brandt"))] == ["Ida Brandt"]
    assert [it.name for it in store.people(Filter(speaker="Brandt"))] == ["Ida Brandt"]
    hit = store.search("ammunition", speaker="Brandt").hits[0]
    assert hit.statement is not None
    assert (hit.statement.who, hit.statement.source) == ("Ida Brandt", "Analysts")
    changed = now(store).attributions[2]
    assert changed.speaker is not None
    assert (changed.speaker.name, changed.speaker_how) == ("Ida Brandt", "corrected")
    store.correct(said("undo", at=2, undoes=correction.id))
    assert now(store) == ORIGINAL
    assert [it.state for it in store.corrections()] == ["undone", "in force"]
    store.correct(said("undo", at=3, undoes=store.corrections()[1].correction.id))
    assert now(store).attributions[2].speaker_how == "corrected"


def test_a_name_of_the_article_means_whom_the_article_calls_so(store: Store) -> None:
    store.correct(said("speaker", statement(0), speaker="Jon Vale"))
    assert now(store).attributions[0].speaker == ORIGINAL.chains[1]
    store.correct(said("speaker", statement(0), at=2, speaker=None))
    assert now(store).attributions[0].speaker is None


def test_what_is_no_statement_is_gone_and_no_longer_found(store: Store) -> None:
    assert store.search("missiles", speaker="Solberg").hits
    store.correct(said("not-a-statement", statement(0)))
    assert store.counts().statements == 3
    assert not store.search("missiles", speaker="Solberg").hits


def test_a_missed_statement_is_found_like_others(store: Store) -> None:
    store.correct(said("missed-statement", words("content", "Harbour talks stall"), speaker="Jon Vale"))
    first = now(store).attributions[0]
    assert str(first.content) == "Harbour talks stall"
    assert [it.statement is not None for it in store.search("stall", speaker="Vale")] == [True]


def test_other_boundaries_move_the_statement_and_keep_its_id(store: Store) -> None:
    store.correct(said("boundaries", statement(0), words("content", "missiles would stay")))
    first = now(store).attributions[0]
    assert (first.id, str(first.content)) == (ORIGINAL.attributions[0].id, "missiles would stay")
    # What is said of it later is about the words that it has then.
    later = target_of(now(store).article, "statement", first.content)
    store.correct(said("speaker", later, at=2, speaker="Ida Brandt"))
    assert str(now(store).attributions[0].speaker) == "Ida Brandt"


def test_facts_about_an_article_can_be_corrected(store: Store) -> None:
    store.correct(
        said("article", target_of(ORIGINAL.article, "article"), outlet="The Tern", published="2031-06")
    )
    assert [it.headline for it in store.articles(Filter(outlet="tern", since="2031-06"))] == [
        "Harbour talks stall"
    ]
    assert len(store.articles(Filter(outlet="courier"))) == 0


def test_an_article_that_does_not_belong_is_hidden_and_not_forgotten(store: Store) -> None:
    correction = said("not-in-story", target_of(ORIGINAL.article, "article"))
    store.correct(correction)
    assert store.counts().articles == 0
    assert not store.search("missiles").hits
    page = ORIGINAL.article.page
    store.write([ORIGINAL])
    assert store.counts().articles == 0
    assert store.corrections()[0].state == "in force"
    store.correct(said("undo", at=2, undoes=correction.id))
    assert now(store) == ORIGINAL
    assert store.stated(page.sha256) == ()


def test_corrections_hold_when_the_page_is_read_again_and_say_when_they_fit_no_longer(store: Store) -> None:
    store.correct(said("speaker", statement(0), speaker="Ida Brandt"))
    again = replace(ORIGINAL, provenance=NEWER)
    store.write([again])
    assert str(now(store).attributions[0].speaker) == "Ida Brandt"
    blind = replace(again, attributions=ORIGINAL.attributions[1:], provenance=replace(NEWER, version="0.3.0"))
    store.write([blind])
    assert now(store) == blind
    (view,) = store.corrections()
    assert (view.state, view.why) == ("unfit", "no statement stands at its words now")


def test_a_correction_finds_its_page_when_it_was_fetched_again_with_other_words(tmp_path: Path) -> None:
    with open_store(tmp_path / "again.db", "write") as store:
        store.correct(said("speaker", statement(0), speaker="Ida Brandt"))
        assert store.corrections()[0].why == "its page is no longer in the record"
        newer = reading(text="Updated. " + TEXT)
        store.write([newer])
        found = store.reading(newer.article.id)
        assert found is not None
        assert str(found.attributions[0].speaker) == "Ida Brandt"


def test_two_who_correct_one_statement_are_both_kept_and_the_later_word_holds(store: Store) -> None:
    with open_store(store.path, "write") as other:
        other.correct(said("speaker", statement(0), at=2, author="Bo", speaker="Bo Lind"))
        store.correct(said("speaker", statement(0), at=1, author="Ada", speaker="Ada Lind"))
        assert [it.correction.author for it in other.corrections()] == ["Ada", "Bo"]
    assert str(now(store).attributions[0].speaker) == "Bo Lind"


def test_a_record_shows_that_two_spoke_of_one_thing(store: Store) -> None:
    first = said("speaker", statement(0), at=1, author="Ada", speaker="Ada Lind")
    second = said("speaker", statement(0), at=2, author="Bo", speaker="Bo Lind")
    other = said("boundaries", statement(0), words("cue", "said"), at=3)
    for it in (first, second, other):
        store.correct(it)
    assert [it.overruled for it in store.corrections()] == [second.id, None, None]
    standing = store.standing(ORIGINAL.article.id)
    assert standing is not None
    ident = ORIGINAL.attributions[0].id
    assert [it.author for it in standing.on(ident)] == ["Ada", "Bo", "Ada"]
    assert standing.read == ORIGINAL
    assert standing.version(ident) != standing.version(ORIGINAL.attributions[1].id) == "as-read"


def test_a_name_stays_its_bearers_when_somebody_else_spoke(store: Store) -> None:
    store.correct(said("speaker", statement(0), speaker="Ida Brandt"))
    named = {it.span.text: it.chain for it in now(store).mentions if it.kind == "name"}
    assert named["Mira Solberg"] == ORIGINAL.chains[0].id
    store.correct(said("speaker", statement(1), at=2, speaker="Ida Solberg"))
    ida = now(store).attributions[1].speaker
    assert ida is not None
    assert [it.span.text for it in now(store).mentions if it.chain == ida.id] == ["Solberg"]


def test_whoever_comes_later_decides_whether_it_is_a_statement(store: Store) -> None:
    wrong = said("not-a-statement", statement(0))
    store.correct(wrong)
    standing = store.standing(ORIGINAL.article.id)
    assert standing is not None
    assert [(it.statement, it.correction) for it in standing.removed] == [(ORIGINAL.attributions[0], wrong)]
    store.correct(said("speaker", statement(0), at=2, author="Bo", speaker="Bo Lind"))
    assert str(now(store).attributions[0].speaker) == "Bo Lind"
    assert len(now(store).attributions) == len(ORIGINAL.attributions)
    store.correct(said("not-a-statement", statement(0), at=3))
    assert len(now(store).attributions) == len(ORIGINAL.attributions) - 1
    assert [it.state for it in store.corrections()] == ["in force"] * 3


def test_a_corrected_speaker_has_no_probability_of_the_machines(store: Store) -> None:
    sure = replace(ORIGINAL.attributions[0], speaker_probability=0.9)
    store.write([replace(ORIGINAL, attributions=(sure, *ORIGINAL.attributions[1:]), provenance=NEWER)])
    for at, name in enumerate(("Ida Brandt", None)):
        store.correct(said("speaker", statement(0), at=at, speaker=name))
        assert now(store).attributions[0].speaker_probability is None


def test_what_was_undone_cannot_be_undone_again(store: Store) -> None:
    correction = said("not-a-statement", statement(0))
    undoing = said("undo", at=2, author="Bo", undoes=correction.id)
    store.correct(correction)
    store.correct(undoing)
    store.correct(undoing)  # the same word again is no other word
    with pytest.raises(AlreadyUndone, match="by Bo on 2031-06-01: heard it") as error:
        store.correct(said("undo", at=3, undoes=correction.id))
    assert error.value.by == undoing
    assert len(store.corrections()) == 2


def test_the_order_in_which_pages_and_corrections_come_makes_no_difference(tmp_path: Path) -> None:
    corrections = [
        said("boundaries", statement(0), words("content", "missiles would stay")),
        said("speaker", statement(3), at=2, speaker="Mira Solberg"),
        said("article", target_of(ORIGINAL.article, "article"), at=3, outlet="The Tern"),
    ]
    found = []
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 0, 2)]):
        with open_store(tmp_path / f"{number}.db", "write") as store:
            if number:
                store.write([ORIGINAL])
            for it in order:
                store.correct(corrections[it])
            store.write([ORIGINAL, reading(text=longer(1))])
            found.append(list(store.readings()))
    assert found[0] == found[1] == found[2]


def test_nothing_that_is_not_there_can_be_undone(store: Store) -> None:
    with pytest.raises(UnknownName, match="no correction nothing"):
        store.correct(said("undo", undoes="nothing"))
    assert store.corrections() == ()


@settings(PATIENT, max_examples=40)
@given(readings(), st.data())
def test_what_is_undone_leaves_the_reading_as_the_machine_made_it(
    tmp_path_factory: pytest.TempPathFactory, item: Reading, data: st.DataObject
) -> None:
    with open_store(tmp_path_factory.mktemp("undone") / "one.db", "write") as store:
        store.write([item])
        before = store.reading(item.article.id)
        targets = [target_of(item.article, "article")]
        targets += [
            target_of(item.article, "statement", it.content) for it in item.attributions if it.content
        ]
        kinds = st.sampled_from(["speaker", "not-a-statement", "article", "not-in-story"])
        for at in range(data.draw(st.integers(1, 3))):
            made = said(
                data.draw(kinds), data.draw(st.sampled_from(targets)), at=at, speaker="Ida", outlet="Tern"
            )
            store.correct(made)
        for at, view in enumerate(store.corrections()):
            store.correct(said("undo", at=30 + at, undoes=view.correction.id))
        assert store.reading(item.article.id) == before
