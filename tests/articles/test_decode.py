from __future__ import annotations

import pytest

from onrecord.articles.decode import decode

TEXT = (
    "The café on the quay “shut” its doors for the whole winter — the soup was sold at 5 € a plate, and "
    "then everybody went home over the ice, as the fishers of Valmar had always done."
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_not_text(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding), html=False)
    assert (decoded.text, decoded.warnings) == (TEXT, ())


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "ISO-8859-1"])
def test_a_declared_latin_1_is_windows_1252(label: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}">{TEXT}'
    assert TEXT in decode(page.encode("cp1252"), html=True).text


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    page = f'<meta charset="iso-8859-1">{TEXT}'
    assert decode(page.encode(), html=True).text == page


def test_a_declaration_in_a_comment_does_not_count() -> None:
    page = f'<!-- <meta charset="koi8-r"> -->{TEXT}'
    assert decode(page.encode("cp1252"), html=True).text == page


@pytest.mark.parametrize("label", ["zlib", "utf-7", "rot13", "unicode_escape", "idna"])
def test_a_page_cannot_choose_a_codec_that_is_no_encoding(label: str) -> None:
    page = f'<meta charset="{label}">{TEXT}'
    assert decode(page.encode("cp1252"), html=True).text == page


def test_undeclared_windows_quotation_marks_are_known() -> None:
    assert decode("He said “no” — twice.".encode("cp1252"), html=False).text == "He said “no” — twice."


def test_a_page_cut_in_a_character_is_read_with_a_warning() -> None:
    decoded = decode((TEXT + " caf").encode() + b"\xc3", html=False)
    assert decoded.text == TEXT + " caf\ufffd"
    assert any("cut off" in warning for warning in decoded.warnings)


def test_broken_bytes_become_replacements_and_are_counted() -> None:
    decoded = decode(TEXT.encode() + b" \xff\xfe " + TEXT.encode() + b" x", html=False)
    assert decoded.text == f"{TEXT} \ufffd\ufffd {TEXT} x"
    assert decoded.warnings == ("2 places could not be decoded as utf-8 and became U+FFFD.",)


def test_replacement_characters_of_the_page_itself_are_not_counted() -> None:
    assert decode("a \ufffd b".encode() + b" \xe2\x82\xac \xff x", html=False).warnings == (
        "1 place could not be decoded as utf-8 and became U+FFFD.",
    )
