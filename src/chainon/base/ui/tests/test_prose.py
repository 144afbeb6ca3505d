"""What people write: a little Markdown, plain text as it was typed, and hostile text that does nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from chainon.base.ui.prose import TAGS, plain, prose

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<p style='background:url(https://evil.example/p)'>x</p>",
    "![vu](https://evil.example/pixel.png)",
    "![vu][1]\n\n[1]: https://evil.example/pixel.png",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/deconnexion)",
    "[x](https:javascript)",
    "<javascript:alert(1)>",
    '[x](https://evil.example "onmouseover=alert(1)")',
    '[x](https://evil.example/"onmouseover="alert(1))',
    'https://evil.example/"onmouseover="alert(1)',
    "[a](https://a.fr/[b](javascript:alert(1)))",
    "<!-- --><x>&lt;script&gt;",
    "<<script>script>alert(1)<</script>/script>",
    "[" * 1000 + "](x)" * 200,
    "> " * 500 + "x",
    "- " * 500 + "x",
    "*_" * 1000,
    "\x00<script>\u202ealert(1)",
    "</div></main><form action=https://evil.example>",
]
ATTRIBUTES = {"href", "rel", "start"}


class Seen(HTMLParser):
    """Every element that a browser would make, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def is_harmless(text: str) -> bool:
    return all(
        tag in TAGS
        and attributes.keys() <= ATTRIBUTES
        and re.match(r"https?://|mailto:", attributes.get("href") or "http://", re.IGNORECASE)
        for tag, attributes in Seen(prose(text)).found
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_element_that_does_something(text: str) -> None:
    assert is_harmless(text), prose(text)
    assert isinstance(plain(text), str)


@given(st.text(alphabet="<>[]()!*_&;:/\"'\\ \n-`#.x1", max_size=60), st.sampled_from(HOSTILE))
def test_no_mixture_of_marks_makes_one_either(marks: str, text: str) -> None:
    assert is_harmless(marks + text[:200] + marks)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bonjour.\nÇa va ?", "<p>Bonjour.<br>\nÇa va ?</p>"),
        ("Un.\n\nDeux.", "<p>Un.</p>\n<p>Deux.</p>"),
        ("3 < 5 & « oui »", "<p>3 &lt; 5 &amp; « oui »</p>"),
        ("    Avec un retrait", "<p>Avec un retrait</p>"),
        ("# 4 bâtiments\n---", "<p># 4 bâtiments<br>\n---</p>"),
        ("un_nom_de_fichier, 2 * 3 * 4", "<p>un_nom_de_fichier, 2 * 3 * 4</p>"),
        ("**très** *vite*", "<p><strong>très</strong> <em>vite</em></p>"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("2. un\n3. deux", '<ol start="2">\n<li>un</li>\n<li>deux</li>\n</ol>'),
        ("> dit-elle", "<blockquote>\n<p>dit-elle</p>\n</blockquote>"),
        ("", ""),
    ],
)
def test_words_are_shown_as_they_were_typed(text: str, shown: str) -> None:
    assert prose(text).strip() == shown


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("[le plan](https://ville.example/plan)", "https://ville.example/plan", "le plan"),
        ("voir https://ville.example/plan_b?x=1.", "https://ville.example/plan_b?x=1", "https://ville.example/plan_b"),
        ("(http://ville.example/a)", "http://ville.example/a", "http://ville.example/a"),
        ("[écrire](mailto:mairie@ville.example)", "mailto:mairie@ville.example", "écrire"),
    ],
)
def test_links_open_and_help_no_one_s_rank(text: str, address: str, words: str) -> None:
    [link] = [attributes for tag, attributes in Seen(prose(text)).found if tag == "a"]
    assert link == {"href": address, "rel": "nofollow ugc noopener"}
    assert words in prose(text)


def test_an_excerpt_keeps_the_words_and_loses_the_marks() -> None:
    assert (
        plain("**Des bancs**\nà l’ombre\n\n- un [plan](https://a.example)\n- deux")
        == "Des bancs à l’ombre un plan deux"
    )
    assert plain("La retraite\u00a0: tout\n est  en ligne") == "La retraite\u00a0: tout est en ligne"
    assert plain("2 < 3 & c’est *tout*") == "2 < 3 & c’est tout"


def test_the_filter_needs_no_load_and_is_safe() -> None:
    shown = Template("{{ said|prose }}").render(Context({"said": "<b>**gras**</b>"}))
    assert shown.strip() == "<p>&lt;b&gt;<strong>gras</strong>&lt;/b&gt;</p>"
    assert isinstance(prose("x"), SafeString)
