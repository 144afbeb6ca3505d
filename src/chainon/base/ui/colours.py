"""A territory's own colour of action, kept readable: the sheet that replaces `act` in both themes."""

from __future__ import annotations

import re

READABLE = 4.5
LIGHT_GROUND, DARK_GROUND = "#fbf8f2", "#333a4b"
Rgb = tuple[int, int, int]


def is_colour(text: str) -> bool:
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other`."""
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def sheet(colour: str) -> str:
    """CSS for one colour "#rrggbb": darkened for the light theme and lightened for the dark one until text in it reads
    at 4.5:1 on its softest ground."""
    light, dark = _readable(colour, "#000000", LIGHT_GROUND), _readable(colour, "#ffffff", DARK_GROUND)
    return (
        f":root{{{_tokens(light, mix(light, '#ffffff', 0.9), mix(light, '#000000', 0.25), '#ffffff')}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{"
        f"{_tokens(dark, mix(dark, '#1d212b', 0.85), mix(dark, '#ffffff', 0.35), '#10131c')}}}}}\n"
    )


def _tokens(act: str, soft: str, over: str, on: str) -> str:
    return f"--act:{act};--act-soft:{soft};--act-over:{over};--on-act:{on}"


def _readable(colour: str, towards: str, ground: str) -> str:
    for step in range(21):
        candidate = mix(colour, towards, step / 20)
        soft = mix(candidate, "#ffffff", 0.9) if towards == "#000000" else mix(candidate, "#1d212b", 0.85)
        if min(contrast(candidate, ground), contrast(candidate, soft)) >= READABLE:
            return candidate
    return towards


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
