"""Corrections as people make them: at once, on what changed meanwhile, with words as they are typed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import onrecord
from onrecord import api
from onrecord.record import AlreadyUndone, Attribution, Changed, CorrectionError, Reading


@pytest.fixture
def record(sample_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_db, tmp_path / "story.db"))


def broken(statement: Attribution) -> bool:
    return len(statement.content) > 1 and bool(statement.cue)


def a_reading(record: Path) -> Reading:
    """An article with a quotation that is broken."""
    with onrecord.open(record) as opened:
        return next(it for it in opened.readings if any(map(broken, it.attributions)))


def a_statement(record: Path) -> Attribution:
    return next(it for it in a_reading(record).attributions if broken(it))


def statement_now(record: Path, ident: str) -> api.StatementView:
    with onrecord.open(record) as opened:
        return next(it for it in opened.find_statements() if it.id == ident)


def version(record: Path, statement: Attribution) -> str:
    with onrecord.open(record) as opened:
        standing = opened.standing(statement.article_id)
        assert standing is not None
        return standing.version(statement.id)


CORRECT = """
import sys
import onrecord
record, statement, author = sys.argv[1:]
for number in range(3):
    onrecord.correct_statement(record, statement, speaker=f"{author} {number}", author=author)
"""


def test_two_processes_that_correct_one_statement_lose_no_word_of_either(record: Path) -> None:
    statement = a_statement(record)
    authors = ("Ada", "Bo")
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", CORRECT, str(record), statement.id, author])
        for author in authors
    ]
    assert [it.wait(timeout=120) for it in running] == [0, 0]
    with onrecord.open(record) as opened:
        kept = opened.corrections
        found = next(it for it in opened.find_statements() if it.id == statement.id)
    assert sorted(it.correction.author for it in kept) == ["Ada"] * 3 + ["Bo"] * 3
    last = max(kept, key=lambda it: it.correction.time)
    assert found.who == last.correction.value("speaker")
    assert [it.overruled for it in kept] == [last.correction.id] * 5 + [None]


def test_of_two_who_looked_at_the_same_the_second_is_told_of_the_first(record: Path) -> None:
    statement = a_statement(record)
    seen = version(record, statement)
    start = Barrier(2)

    def correct(author: str) -> Changed | None:
        speaker = f"{author} Lind"
        start.wait()
        try:
            onrecord.correct_statement(record, statement.id, speaker=speaker, author=author, seen=seen)
        except Changed as changed:
            return changed
        return None

    with ThreadPoolExecutor(2) as pool:
        results = dict(zip(("Ada", "Bo"), pool.map(correct, ("Ada", "Bo")), strict=True))
    first = next(author for author, result in results.items() if result is None)
    second = next(author for author, result in results.items() if result is not None)
    changed = results[second]
    assert changed is not None
    assert [it.author for it in changed.corrections] == [first]
    assert statement_now(record, statement.id).who == f"{first} Lind"
    again = onrecord.correct_statement(
        record, statement.id, speaker=f"{second} Lind", author=second, seen=changed.version
    )
    assert statement_now(record, statement.id).who == f"{second} Lind"
    assert again[0].author == second
    with onrecord.open(record) as opened:
        assert [it.correction.author for it in opened.corrections] == [first, second]


def test_what_somebody_undid_or_took_out_meanwhile_is_told_too(record: Path) -> None:
    statement = a_statement(record)
    (spoken,) = onrecord.correct_statement(record, statement.id, nobody=True, author="Ada")
    seen = version(record, statement)
    undoing = onrecord.undo(record, spoken.id, author="Bo")
    with pytest.raises(Changed) as changed:
        onrecord.correct_statement(record, statement.id, speaker="Ida Brandt", seen=seen)
    assert changed.value.corrections == (undoing,)
    seen = changed.value.version
    (wrong,) = onrecord.correct_statement(record, statement.id, not_a_statement=True, author="Cy")
    with pytest.raises(Changed) as changed:
        onrecord.correct_statement(record, statement.id, speaker="Ida Brandt", seen=seen)
    assert changed.value.corrections == (wrong,)
    with onrecord.open(record) as opened:
        assert opened.removed(statement.id) is not None
    onrecord.correct_statement(record, statement.id, speaker="Ida Brandt", seen=changed.value.version)
    assert statement_now(record, statement.id).who == "Ida Brandt"
    with pytest.raises(AlreadyUndone):
        onrecord.undo(record, spoken.id)


def test_a_person_or_the_facts_of_an_article_that_changed_meanwhile_say_so(record: Path) -> None:
    with onrecord.open(record) as opened:
        one, other = (opened.person(name) for name in ("Mateo Lindgren", "Kofi Renner"))
        article = one.seen[0].article
        standing = opened.standing(article)
    ids = [one.person.id, other.person.id]
    seen = {one.person.id: one.version, other.person.id: other.version}
    merged = onrecord.merge(record, ids, author="Ada", seen=seen)
    with pytest.raises(Changed, match="by Ada") as changed:
        onrecord.split(record, one.person.id, [article], seen=one.version)
    assert changed.value.corrections == (merged,)
    assert standing is not None
    onrecord.correct_article(record, article, outlet="The Tern", author="Bo", seen=standing.version(None))
    with pytest.raises(Changed, match="The article was changed meanwhile by Bo"):
        onrecord.correct_article(record, article, headline="Other words", seen=standing.version(None))


def test_words_are_found_as_people_type_them_and_in_the_parts_that_are_shown(record: Path) -> None:
    statement = a_statement(record)
    typed = str(statement.content).replace("“", '"').replace("”", '"').replace("’", "'")
    onrecord.correct_statement(record, statement.id, content=typed)
    assert statement_now(record, statement.id).content == str(statement.content)
    with pytest.raises(CorrectionError, match="does not stand in the article"):
        onrecord.correct_statement(record, statement.id, content=typed[:20] + " … words that nobody wrote")


def test_a_missed_statement_is_the_place_that_was_marked(record: Path) -> None:
    reading = a_reading(record)
    text = reading.article.text
    called = [it.span.text for it in reading.mentions]
    word = next(it for it in called if text.count(it) > 1 and len(it) > 4)
    start = text.rindex(word)
    made = onrecord.add_statement(record, reading.article.id, word, start=start, speaker="Ida Brandt")
    assert made.targets[0].quotes[0].start == start
    with onrecord.open(record) as opened:
        (found,) = opened.person("Ida Brandt").said
    assert (found.start, found.content) == (start, word)
