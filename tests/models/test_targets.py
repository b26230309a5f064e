"""What a window's words are to be: the gold's labels, a teacher's shares, or some of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.models.attribution.data import Example, read_examples, read_unlabelled
from onrecord.models.attribution.infer import AttributionModel
from onrecord.models.attribution.labels import TAGS
from onrecord.models.attribution.scores import Floats
from onrecord.models.attribution.targets import Cut, aim
from onrecord.models.attribution.teacher import Taught, teach
from onrecord.models.encoder.infer import Encoder
from onrecord.models.encoder.pieces import Tokens

TEXT = "“We sail,” the master of the harbour said. “Tomorrow.” Nobody in Oruk slept that night."
CONTENT, CUE, SOURCE = "“We sail,”", "said", "the master of the harbour"


def write_lines(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def labelled(tmp_path: Path, tokens: Tokens) -> Example:
    row = {"source": [place(SOURCE)], "cue": [place(CUE)], "content": [place(CONTENT), place("“Tomorrow.”")]}
    gold = {"doc": "a", "publisher": "p", "date": "2031-05-01", "text": TEXT, "attributions": [row]}
    return read_examples(write_lines(tmp_path / "gold.jsonl", [gold]), tokens)[0]


@pytest.fixture
def unlabelled(tmp_path: Path, tokens: Tokens) -> Example:
    french = "Le port de Oruk est fermé depuis hier soir, et personne ne sait quand il pourra être ouvert."
    rows = [{"doc": "a", "text": TEXT}, {"doc": "b", "text": f"{french}\n\n" * 5}]
    (only,) = read_unlabelled([write_lines(tmp_path / "texts.jsonl", rows)], tokens)
    return only


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel(Encoder())


def taught(model: AttributionModel, example: Example, folder: Path) -> Taught:
    return teach(model, [example.pieces], folder / "taught.npz")[0]


def targets(cut: Cut, share: float) -> tuple[Floats, Floats, Floats]:
    n = len(cut)
    made = (
        np.zeros((n, len(TAGS)), np.float32), np.zeros((n, n), np.float32), np.zeros((n, n), np.float32)
    )  # fmt: skip
    aim(cut, share, *made)
    return made


def piece(example: Example, words: str) -> int:
    """The row of the piece that begins `words`, behind the first sign."""
    return int(np.searchsorted(example.pieces.starts, place(words)[0])) + 1


def test_labels_alone_are_certain(labelled: Example) -> None:
    tags, cue_of, source_of = targets(Cut(labelled, 0, len(labelled.pieces)), 0.5)
    assert set(np.unique(tags)) == {0.0, 1.0}
    assert tags.sum() == len(labelled.pieces.words)
    said = piece(labelled, CUE)
    assert tags[said, TAGS.index("B-cue")] == 1
    assert cue_of[piece(labelled, "sail"), said] == 1
    assert cue_of[piece(labelled, "Nobody"), 0] == 1  # points at nothing
    assert source_of[said, piece(labelled, SOURCE)] == 1
    assert source_of.sum() == 1  # only a cue has, or lacks, a source


def test_a_link_out_of_the_window_is_nobodys(labelled: Example) -> None:
    first = piece(labelled, "Tomorrow") - 2
    tags, cue_of, _ = targets(Cut(labelled, first, len(labelled.pieces)), 0.5)
    row = piece(labelled, "Tomorrow") - first
    assert tags[row].sum() == 1
    assert cue_of[row].sum() == 0


def test_a_teacher_has_its_share(model: AttributionModel, labelled: Example, tmp_path: Path) -> None:
    example = replace(labelled, taught=taught(model, labelled, tmp_path))
    whole = Cut(example, 0, len(example.pieces))
    certain = targets(whole, 0.0)
    said, mixed = targets(whole, 1.0), targets(whole, 0.25)
    for gold, teacher, both in zip(certain, said, mixed, strict=True):
        assert both == pytest.approx(0.75 * gold + 0.25 * teacher, abs=1e-6)
    assert said[0].sum() == pytest.approx(len(example.pieces.words), rel=0.001)
    assert said[1].sum(axis=1).max() <= 1.01


def test_unlabelled_texts_have_the_teacher_alone(
    model: AttributionModel, unlabelled: Example, tmp_path: Path
) -> None:
    whole = Cut(unlabelled, 0, len(unlabelled.pieces))
    assert not any(target.any() for target in targets(whole, 0.5))
    example = replace(unlabelled, taught=taught(model, unlabelled, tmp_path))
    tags, _, source_of = targets(Cut(example, 0, len(example.pieces)), 0.5)
    said = piece(example, CUE)
    assert tags[said, TAGS.index("B-cue")] > 0.4
    assert source_of[said, piece(example, SOURCE)] > 0.3
    assert source_of[piece(example, "slept")].sum() < 0.05


def test_what_a_teacher_said_is_kept(model: AttributionModel, labelled: Example, tmp_path: Path) -> None:
    said = taught(model, labelled, tmp_path)
    kept = tmp_path / "taught.npz"
    before = kept.read_bytes()
    again = taught(model, labelled, tmp_path)
    assert kept.read_bytes() == before
    assert np.array_equal(again.tags, said.tags)
    assert np.array_equal(again.cue_of.shares, said.cue_of.shares)
    other = teach(model, [labelled.pieces, labelled.pieces], kept)
    assert len(other) == 2
    assert kept.read_bytes() != before
