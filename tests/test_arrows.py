"""The import arrows of the design: each room may look only where its arrow points."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent
STAGES = ("intake", "articles", "language", "extract", "resolve", "assemble", "store", "export", "samples")

# What each room may import of this package beside itself. "" is the package's own __init__, for the version.
MAY_IMPORT: dict[str, set[str]] = {
    "record": set(),
    **{stage: {"record"} for stage in STAGES},
    "models": {"record"},
    "evaluate": {"record", *STAGES},
    "pipeline": {"", "record", "models", *STAGES},
    "corrections": {"record", "pipeline", *STAGES},
    "api": {"", "record", "corrections", "pipeline", *STAGES},
    "": {"api", "corrections", "record"},
    "web": {"", "api", "record"},
    "cli": {"", "api", "record", "web"},
    "__main__": {"cli"},
    "spacy_component": {"api", "record"},
}
# What trains a model may use the stages before it, and the scorers.
TRAINING = {
    "batches",
    "combination",
    "data",
    "export",
    "finish",
    "network",
    "start",
    "targets",
    "train",
    "variants",
}
TRAINING_MAY_IMPORT = {"record", "evaluate", *STAGES}
SPACY_LIVES_IN = {"language", "spacy_component"}


def rooms() -> dict[Path, str]:
    found = {}
    for path in ROOT.rglob("*.py"):
        place = path.relative_to(ROOT)
        name = place.parts[0] if len(place.parts) > 1 else place.stem
        found[path] = "" if name == "__init__" else name
    return found


def imports(path: Path) -> set[str]:
    """Every module that a file imports, in functions and under TYPE_CHECKING too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; the arrows are checked by full names"
            assert node.module is not None
            # `from onrecord import api` imports the module onrecord.api
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    if len(parts) < 2:
        return ""
    here = ROOT / parts[1]
    return parts[1] if here.is_dir() or here.with_suffix(".py").is_file() else ""


@pytest.mark.parametrize("path", sorted(rooms()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_where_its_arrow_points(path: Path) -> None:
    room = rooms()[path]
    assert room in MAY_IMPORT, f"a new room: {room}; draw its arrow here and in the design"
    ours = {room_of(module) for module in imports(path) if module.split(".")[0] == "onrecord"}
    trains = room == "models" and path.stem in TRAINING
    assert ours - {room} <= (TRAINING_MAY_IMPORT if trains else MAY_IMPORT[room])


def test_only_training_needs_pytorch() -> None:
    for path in rooms():
        if any(module.split(".")[0] in ("torch", "safetensors", "onnx") for module in imports(path)):
            assert path.stem in TRAINING, path


def test_the_nouns_need_only_the_standard_library() -> None:
    for path, room in rooms().items():
        if room == "record":
            outside = {module.split(".")[0] for module in imports(path)} - {"onrecord"}
            assert outside <= sys.stdlib_module_names


def test_spacy_stays_in_its_rooms() -> None:
    knowing = {
        room for path, room in rooms().items() if any(m.split(".")[0] == "spacy" for m in imports(path))
    }
    assert knowing <= SPACY_LIVES_IN
    assert "language" in knowing  # or the line before would prove nothing
