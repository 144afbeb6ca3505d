from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from chainon.base.files.kinds import JPEG, MAX_BYTES, PDF, PICTURES, PNG, FileRefused, examine, safe_name

from .pictures import PAPER, SECRET_PLACE, bomb, drawing, photo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 200


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_loses_what_it_told_of_the_place() -> None:
    sent = photo()
    assert SECRET_PLACE in sent
    kept = examine("IMG_0042.JPG", sent)
    assert (kept.name, kept.content_type) == ("IMG_0042.jpg", JPEG)
    assert SECRET_PLACE not in kept.content and not dict(opened(kept.content).getexif())


def test_a_photo_taken_sideways_is_kept_upright() -> None:
    assert opened(examine("a.jpg", photo(64, 48, turned=True)).content).size == (48, 64)


def test_a_large_photo_is_brought_back_to_2000_points() -> None:
    assert opened(examine("a.jpg", photo(4000, 1000)).content).size == (2000, 500)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (drawing(), PNG),
        (drawing(mode="P", kind="GIF"), PNG),
        (drawing(mode="RGB", kind="WEBP"), JPEG),
        (drawing(mode="RGBA", kind="WEBP"), PNG),
        (drawing(mode="L"), PNG),
        (drawing(mode="CMYK", kind="JPEG"), JPEG),
        (PAPER, PDF),
    ],
)
def test_the_content_says_what_it_is_whatever_the_name(content: bytes, content_type: str) -> None:
    kept = examine("virus.exe", content)
    assert kept.content_type == content_type and not kept.name.endswith(".exe")


def test_what_is_hidden_behind_a_picture_is_dropped() -> None:
    assert HTML not in examine("a.png", drawing() + HTML).content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (SVG, "ni une photo"),
        (HTML, "ni une photo"),
        (b"PK\x03\x04" + b"\0" * 100, "ni une photo"),
        (HEIC, "HEIC"),
        (photo()[:300], "ni une photo"),
        (bomb(), "trop grande"),
        (bomb(8_000, 8_000), "trop grande"),
        (b"%PDF-" + b"0" * MAX_BYTES, "10 Mo"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        examine("a.jpg", content)
    assert said in refusal.value.messages[0]


def test_a_pdf_where_a_photo_is_asked_is_refused() -> None:
    with pytest.raises(FileRefused, match="pas une photo"):
        examine("a.pdf", PAPER, allowed=PICTURES)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Émargement du 12 mai.pdf", "Emargement-du-12-mai.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Bruno\\feuille.JPG", "feuille.jpg"),
        ("\x00\r\nSet-Cookie: a=b", "Set-Cookie-a-b.jpg"),
        ("....", "fichier.jpg"),
        ("x" * 300, "x" * 120 + ".jpg"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name, ".jpg") == safe
