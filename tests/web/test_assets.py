"""What the browser gets is in the package: libraries unmodified, nothing fetched from elsewhere."""

from __future__ import annotations

import hashlib
import re

import pytest

from onrecord.web.addresses import STATIC, Addresses

VENDOR = STATIC / "vendor"
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*\| (?P<digest>[0-9a-f]{64}) \|$", re.MULTILINE)


def test_libraries_are_as_their_makers_released_them() -> None:
    told = {it["file"]: it["digest"] for it in ROW.finditer((VENDOR / "README.md").read_text("utf-8"))}
    code = [it.name for it in VENDOR.iterdir() if it.suffix in (".js", ".css", ".mjs")]
    assert code
    assert sorted(told) == sorted(code)
    for name, digest in told.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_every_library_has_its_licence_beside_it() -> None:
    text = (VENDOR / "README.md").read_text("utf-8")
    licences = re.findall(r"`([^`]*LICENSE[^`]*)`", text)
    assert licences
    assert all((VENDOR / it).stat().st_size for it in licences)


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.*")), ids=lambda it: it.name)
def test_our_own_files_fetch_nothing_from_elsewhere(path: object) -> None:
    assert hasattr(path, "read_text")
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|//[a-z]+\.", text)


def test_an_address_changes_with_its_file() -> None:
    address = Addresses().static("room.css")
    digest = hashlib.sha256((STATIC / "room.css").read_bytes()).hexdigest()
    assert address == f"/static/room.css?v={digest[:12]}"
