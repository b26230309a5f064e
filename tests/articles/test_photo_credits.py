"""Who took a picture is no part of what it shows."""

from __future__ import annotations

import pytest

from onrecord.articles.photo_credits import credit_start
from onrecord.record import Settings

from .conftest import make_page, read_article


@pytest.mark.parametrize(
    ("shows", "credit"),
    [
        ("Boats lie in the ice at the pier of Valmar on Sunday, May 3.", "AP-Yonhap"),
        ("Ada Korhonen speaks to reporters in Port Hale on Sunday.", "(AP Photo/Ida Holm)"),
        ("Ada Korhonen speaks to reporters in Port Hale on Sunday.", "(AP Photo/Ida Holm, File)"),
        ("Ada Korhonen at the quay", "(Ida Holm/Getty Images)"),
        ("Ada Korhonen at the quay", "(Photo: Ida Holm/Nordavia Press)"),
        ("Ada Korhonen at the quay", "(Ida Holm/PA) (PA Wire)"),
        ("The quay of Valmar in the evening", "Credit: Ida Holm/Shutterstock"),
        ("The quay of Valmar in 1928.", "Photograph: Central Press/Getty Images"),
        ("The quay of Valmar in the evening, seen from the light.", "REUTERS/Ida Holm/File Photo"),
        ("Jon Reyes", "/ AP"),
        ("The Kettar road, seen from the orchard in the first snow.", "Gazette / Noor Vance"),
        ("Officers closed the road on Thursday.", "(NEWS 5 HALE)"),
        ("", "Illustration by Noor Vance"),
        ("", "Getty Images"),
        ("Ada Korhonen at the quay with Jon Reyes", "Getty Images for Tide"),
    ],
)
def test_a_caption_is_parted_from_its_credit(shows: str, credit: str) -> None:
    line = f"{shows} {credit}".strip()
    start = credit_start(line)
    assert start is not None
    assert (line[:start].rstrip(), line[start:]) == (shows, credit)


@pytest.mark.parametrize(
    "line",
    [
        "Ada Korhonen (left) and Jon Reyes",
        "Ada Korhonen and Jon Reyes (from left to right)",
        "The head of the union (NFU)",
        "Photo: a boat leaves the harbour of Valmar for the last time.",
        "The photo by which Korhonen became known hangs in the town hall.",
        "Reuters won a prize for its pictures of the ice.",
        "Korhonen speaks to the Associated Press in her office.",
    ],
)
def test_what_a_picture_shows_is_no_credit(line: str) -> None:
    assert credit_start(line) is None


def test_the_credit_is_furniture_and_the_text_stays_as_it_is() -> None:
    caption = "Boats lie in the ice at the pier of Valmar, May 3. AP-Yonhap"
    text = (
        f"Ice closes the port\n\n{caption}\n{caption}\n\nBy Lena Brandt\n\nThe harbour of "
        f"Valmar will remain closed "
        "until spring, the minister said on Sunday.\n\nNobody knows what that will cost the fishers.\n"
    )
    article = read_article(make_page(text, "text/plain"), Settings())
    assert article.text == text
    kinds = [(b.kind, text[b.start : b.end]) for b in article.blocks]
    assert kinds.count(("caption", "Boats lie in the ice at the pier of Valmar, May 3.")) == 2
    assert kinds.count(("furniture", "AP-Yonhap")) == 2
    assert article.bylines == ("Lena Brandt",)
    for before, after in zip(article.blocks, article.blocks[1:], strict=False):
        assert not text[before.end : after.start].strip()
