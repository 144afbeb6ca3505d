"""What the rooms above add to the page of a node."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from chainon.base.chain import cards
from chainon.base.chain.cards import node_cards, register_node_card
from chainon.base.chain.models import Node


def second(node: Node, request: HttpRequest) -> str:
    return f"<section>{node.title}</section>"


def first(node: Node, request: HttpRequest) -> str:
    return "<section>first</section>"


def silent(node: Node, request: HttpRequest) -> str:
    return ""


def test_cards_come_in_order_and_an_empty_one_is_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_cards", [])
    for order, card in ((20, second), (5, silent), (10, first), (20, second)):
        register_node_card(order, card)
    request = RequestFactory().get("/")
    shown = node_cards(Node(title="Un banc", is_public=True), request)
    assert shown == ["<section>first</section>", "<section>Un banc</section>"]


def test_what_is_not_public_has_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_cards", [(1, first)])
    assert node_cards(Node(title="Un banc", is_public=False), RequestFactory().get("/")) == []
