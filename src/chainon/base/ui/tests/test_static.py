from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

import chainon
from chainon.base.ui import colours

PACKAGE = Path(chainon.__file__).parent
UI = PACKAGE / "base" / "ui"
VENDORED = UI / "static" / "vendor"
CATALOGUE = PACKAGE.parent.parent / "vendor.toml"
SHEET = (UI / "static" / "ui" / "chainon.css").read_text(encoding="utf-8")

PAIRS = [
    *[(text, ground) for text in ("ink", "ink-2", "act", "kept", "wait", "late") for ground in ("paper", "card")],
    *[(meaning, f"{meaning}-soft") for meaning in ("act", "kept", "wait", "late")],
    *[("ink", f"{meaning}-soft") for meaning in ("act", "kept", "wait", "late")],
    ("on-act", "act"),
    ("on-act", "act-over"),
    ("ink", "line"),
]


def tokens(theme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", SHEET[SHEET.index("@layer tokens {") :], flags=re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks[:2])
    return light if theme == "light" else light | dark


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_reads_at_four_and_a_half_to_one(theme: str, text: str, ground: str) -> None:
    found = tokens(theme)
    assert colours.contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_fields_are_seen(theme: str) -> None:
    found = tokens(theme)
    assert min(colours.contrast(found["edge"], found[ground]) for ground in ("paper", "card")) >= 3


@pytest.mark.parametrize("colour", ["#ff6600", "#ffff00", "#000000", "#ffffff", "#27408b", "#7f7f7f"])
def test_any_colour_of_a_territory_is_made_readable(colour: str) -> None:
    themes = [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", part)) for part in colours.sheet(colour).split("@media")]
    for found, grounds in zip(themes, [("#fbf8f2", "#ffffff"), ("#15181f", "#1d212b")], strict=True):
        for ground in (*grounds, found["act-soft"]):
            assert colours.contrast(found["act"], ground) >= 4.5
        assert colours.contrast(found["on-act"], found["act"]) >= 4.5
        assert colours.contrast(found["on-act"], found["act-over"]) >= 4.5


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_sheet_and_the_script_stay_small() -> None:
    assert len(SHEET.encode()) <= 30_000
    assert len((UI / "static" / "ui" / "chainon.js").read_text(encoding="utf-8").splitlines()) <= 60


def test_vendored_files_are_those_that_were_published() -> None:
    if not CATALOGUE.exists():
        pytest.skip("vendor.toml is in the repository, not in the installed package")
    expected = {
        f"{package['folder']}/{Path(name).name}": digest
        for package in tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["package"]
        for name, digest in package["files"].items()
    }
    found = {
        file.relative_to(VENDORED).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDORED.rglob("*")
        if file.is_file()
    }
    assert found == expected


def test_every_vendored_package_carries_its_licence() -> None:
    assert all((folder / "LICENSE").is_file() for folder in VENDORED.iterdir())


def test_nothing_is_loaded_from_another_site() -> None:
    """In templates only what a browser fetches by itself counts: a link to another site is a link."""
    wrong = []
    for file in PACKAGE.rglob("*"):
        if file.suffix in {".css", ".js", ".svg"} and "static" in file.parts:
            pattern = r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+"
        elif file.suffix == ".html" and "templates" in file.parts:
            pattern = (
                r"(?:src|srcset|action|data|hx-\w+|url\()\s*=?\s*[\"']?(?:https?:)?//|<(?:link|use)[^>]*(?:https?:)?//"
            )
        else:
            continue
        wrong += [f"{file.name}: {found}" for found in re.findall(pattern, file.read_text(encoding="utf-8"))]
    assert not wrong


def test_no_template_writes_a_style_or_a_script_in_the_page() -> None:
    pattern = r"<style|\sstyle=|\son(?:click|load|submit|change|input)=|<script(?![^>]*(?:\ssrc=|json))"
    wrong = [
        file.name
        for file in PACKAGE.rglob("*.html")
        if "templates" in file.parts and re.search(pattern, file.read_text(encoding="utf-8"))
    ]
    assert not wrong
