"""What people write, as a page shows it: the little Markdown that anyone may use, and nothing that could do harm.

Paragraphs, line breaks as they were typed, lists, quotations, bold, italics, links. No HTML, no heading, no picture by
its address: reading a page asks nothing of another site. Two walls: the parser knows nothing else, and what it made is
cleaned again by an allow list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}, "*": set()}  # "*": not even a title
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"
RULES = ["list", "blockquote", "emphasis", "link", "autolink", "escape", "newline", "balance_pairs", "fragments_join"]

_ALLOWED = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>«»\"“”]+[^\s<>«»\"“”.,;:!?…)’'\]]", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
"""Not the no-break spaces: a colon never begins a line."""
_PARSER = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 12}).enable(RULES, ignoreInvalid=True)
_PARSER.validateLink = lambda url: bool(_ALLOWED.match(url))  # type: ignore[method-assign]  # its documented hook


@lru_cache(maxsize=512)  # the same words are read again and again
def prose(text: str) -> SafeString:
    """The words as HTML that is safe to show anywhere in a page."""
    made = nh3.clean(_PARSER.render(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)
    return mark_safe(made)  # cleaned by the allow list


def plain(text: str) -> str:
    """The words alone, on one line: for a mail, an excerpt, a list, the search."""
    return _SPACES.sub(" ", "".join(_words(_PARSER.parse(text)))).strip()


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _words(token.children)
            yield " "
        else:
            yield "\n" if token.type in {"softbreak", "hardbreak"} else token.content


def _link_addresses(state: StateCore) -> None:
    """An address that was pasted is a link too."""
    for block in state.tokens:
        if block.type != "inline" or not block.children or "://" not in block.content:
            continue
        depth, made = 0, []
        for token in block.children:
            depth += token.nesting if token.type in {"link_open", "link_close"} else 0
            made += list(_split(token)) if token.type == "text" and not depth else [token]
        block.children = made


def _split(token: Token) -> Iterator[Token]:
    end = 0
    for found in _ADDRESS.finditer(token.content):
        if found.start() > end:
            yield Token("text", "", 0, content=token.content[end : found.start()], level=token.level)
        yield Token("link_open", "a", 1, attrs={"href": _PARSER.normalizeLink(found.group())}, level=token.level)
        yield Token("text", "", 0, content=found.group(), level=token.level + 1)
        yield Token("link_close", "a", -1, level=token.level)
        end = found.end()
    if end < len(token.content):
        yield Token("text", "", 0, content=token.content[end:], level=token.level)


_PARSER.core.ruler.push("link_addresses", _link_addresses)
