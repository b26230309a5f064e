"""`onrecord read --attribution accurate`: a model in a folder of its own, made here of what ships."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import Result

import onrecord
from onrecord.pipeline.finders import open_finder
from onrecord.record import ModelError, Reading, Settings

from ..conftest import Run

Invoke = Callable[..., Result]
WritePages = Callable[[int], Path]
SHIPPED = {
    "encoder.onnx": "onrecord.models.encoder",
    "heads.onnx": "onrecord.models.attribution",
    "calibration.json": "onrecord.models.attribution",
    "combined.tsv": "onrecord.extract",
}


def state(folder: Path) -> None:
    """Write the manifest of a model's folder as its files are now."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in SHIPPED}
    (folder / "manifest.json").write_text(json.dumps({"sha256": digests}), encoding="utf-8")


def make_cautious(folder: Path) -> None:
    """Let the model's finds count for less, as another training might."""
    combined = folder / "combined.tsv"
    lines = combined.read_text(encoding="utf-8").splitlines(keepends=True)
    assert sum(line.startswith("model\tconstant\t") for line in lines) == 1
    combined.write_text(
        "".join("model\tconstant\t-9\n" if line.startswith("model\tconstant\t") else line for line in lines)
    )
    state(folder)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for name, package in SHIPPED.items():
        with as_file(files(package) / name) as path:
            shutil.copy(path, folder / name)
    state(folder)
    return folder


def read(page: Path, settings: Settings) -> Reading:
    (reading,) = onrecord.read_each(page, settings=settings)
    assert isinstance(reading, Reading)
    return reading


def test_the_network_of_the_folder_is_weighed_as_the_folder_says(
    model: Path, write_pages: WritePages
) -> None:
    page = write_pages(1) / "page-000.txt"
    usual = read(page, Settings())
    accurate = read(page, Settings(attribution="accurate", accurate_model=str(model)))
    assert accurate.attributions == usual.attributions  # it is the same network here
    assert len(usual.attributions) >= 3
    make_cautious(model)
    cautious = read(page, Settings(attribution="accurate", accurate_model=str(model)))
    assert len(cautious.attributions) < len(usual.attributions)
    assert dict(cautious.provenance.models)["encoder"] == dict(usual.provenance.models)["encoder"]
    assert dict(cautious.provenance.models)["combined"] != dict(accurate.provenance.models)["combined"]
    assert "combined" not in dict(usual.provenance.models)


def test_a_page_is_already_there_as_long_as_the_model_is_the_same_wherever_it_lies(
    invoke: Invoke, model: Path, write_pages: WritePages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, record = write_pages(1) / "page-000.txt", tmp_path / "x.db"

    def again(*arguments: str | Path) -> str:
        done = invoke("read", page, "-o", record, *arguments)
        assert done.exit_code == 0, done.stderr
        return done.stderr

    assert "1 read, 0 already there" in again()
    assert "1 read, 0 already there" in again("--attribution", "accurate", "--accurate-model", model)
    moved = model.rename(tmp_path / "moved")
    monkeypatch.setenv("ONRECORD_ACCURATE_MODEL", str(moved))
    assert "0 read, 1 already there" in again("--attribution", "accurate")
    make_cautious(moved)
    assert "1 read, 0 already there" in again("--attribution", "accurate")
    assert "1 read, 0 already there" in again()  # without the option the one that ships reads


def spoil(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-1] + b"#")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: shutil.rmtree(folder), "manifest.json"),
        (lambda folder: (folder / "combined.tsv").unlink(), "combined.tsv"),
        (lambda folder: spoil(folder, "encoder.onnx"), "SHA-256"),
        (lambda folder: spoil(folder, "heads.onnx"), "SHA-256"),
        (lambda folder: spoil(folder, "calibration.json"), "calibration.json"),
        (lambda folder: ((folder / "combined.tsv").write_text("model\tlog_odds\t1\n"), state(folder)),
         "does not fit this version"),
    ],
)  # fmt: skip
def test_a_folder_that_is_broken_is_refused_with_what_to_do(
    model: Path, harm: Callable[[Path], object], said: str
) -> None:
    harm(model)
    with pytest.raises(ModelError) as refused:
        open_finder(Settings(attribution="accurate", accurate_model=str(model)))
    for words in (said, str(model), "again"):
        assert words in str(refused.value)


def test_without_a_folder_it_is_said_how_to_come_by_one(
    invoke: Invoke, write_pages: WritePages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ONRECORD_ACCURATE_MODEL", raising=False)
    done = invoke("read", write_pages(1), "--jsonl", "--attribution", "accurate")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("onrecord: ")
    for words in ("--size accurate", "--accurate-model", "ONRECORD_ACCURATE_MODEL"):
        assert words in done.stderr


def test_every_process_that_reads_has_the_model(
    run: Run, model: Path, write_pages: WritePages, tmp_path: Path
) -> None:
    make_cautious(model)
    folder = write_pages(3)
    options = ("read", folder, "--jsonl", "--attribution", "accurate")
    one = run(*options, "--accurate-model", model, "--jobs", "1")
    two = run(*options, "--jobs", "2", env={"ONRECORD_ACCURATE_MODEL": str(model)})
    assert two.returncode == one.returncode == 0, two.stderr
    assert two.stdout == one.stdout
    assert len(one.stdout.splitlines()) == 3
    spoil(model, "heads.onnx")
    broken = run(*options, "--accurate-model", model, "--jobs", "2")
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "SHA-256" in broken.stderr
    assert "Traceback" not in broken.stderr


@pytest.mark.parametrize(
    ("named", "said"), [((), "--accurate-model"), (("--accurate-model", "nowhere"), "holds no model")]
)
def test_without_its_model_nothing_is_begun(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path, named: tuple[str, ...], said: str
) -> None:
    page, record = write_pages(1) / "page-000.txt", tmp_path / "x.db"
    for command in (("read", page), ("watch", "http://127.0.0.1:9/feed")):
        done = invoke(*command, "-o", record, "--attribution", "accurate", *named)
        assert done.exit_code not in (0, None)
        assert said in done.stderr
        assert "Watching" not in done.stderr
        assert not record.exists()
