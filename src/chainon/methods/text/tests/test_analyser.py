"""What the analyser must take for the same word, what it must not, and what holds for any text."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.text import asked, bare, normal, plain, term, terms, tokens
from chainon.methods.text.analyser import LONGEST
from chainon.methods.text.vocabulary import SAME, STOP

ALIKE = """
élu élus élue élues
vélo vélos bicyclettes
photo photos
info infos
menu menus
numéro numéros
potager potagers
loyer loyers
jeu jeux
lieu lieux
enjeu enjeux
animal animaux
local locaux
médical médicaux médicales
culturel culturelle culturelles
association associations
bailleur bailleurs
taxi taxis
caméra caméras
bus autobus
marché marchés
école écoles scolaire
jeune jeunes jeunesse
éclairage lampadaires
propre propreté
médiathèque bibliothèques
cœur coeur cœurs
"""
APART = ["marché marche", "loyer loi", "bus but", "école col", "travail traverser", "banc banque"]


@pytest.mark.parametrize("line", ALIKE.strip().splitlines())
def test_these_are_one_word(line: str) -> None:
    found = {term(word) for word in line.split()}
    assert len(found) == 1 and found != {""}


@pytest.mark.parametrize("line", APART)
def test_these_are_not(line: str) -> None:
    first, second = line.split()
    assert term(first) != term(second)


def test_words_that_say_nothing_are_left_out() -> None:
    assert terms("Il faudrait que l’on ait des bancs, aujourd’hui, à l’école") == ["banc", "ecol"]
    assert terms("") == terms("… ! – « »") == terms("à la") == []


def test_words_that_mean_it_together_are_found_by_the_other_word() -> None:
    said = terms("Un lieu pour les personnes âgées")
    assert {"lieu", "person", "age", "ain"} == set(said)
    assert asked("aînés") == asked("Personnes âgées") == asked("seniors") == ["ain"]
    assert asked("dos d’âne") == asked("ralentisseurs")
    assert asked("bancs banc BANCS") == ["banc"]


def test_a_word_typed_without_its_accents_has_the_same_bare_stem() -> None:
    for word in ("sécurité", "école", "élus", "bibliothèque", "forêts", "gaîté"):
        assert bare(word) == bare(plain(word))


def test_each_meaning_is_said_once() -> None:
    words = list(chain.from_iterable(line.split() for line in SAME))
    assert len(words) == len(set(words))
    assert not STOP & set(words)


def test_threads_do_not_mix_their_words() -> None:
    """The stemmer holds the word that it works on: each call has its own."""
    words = [f"{start}{end}" for start in ("plant", "jardin", "habit") for end in ("er", "ation", "ements", "euses")]
    many = [f"{word}{number}x" if number else word for number in range(200) for word in words]
    alone = [bare(word) for word in many]
    bare.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(bare, many)) == alone


ANY = st.text(max_size=200)


@given(ANY)
def test_terms_are_plain_short_and_said_again_the_same(text: str) -> None:
    found = terms(text)
    assert found == terms(text) == terms(unicodedata.normalize("NFD", normal(text)))
    assert all(len(each) <= 4 * LONGEST for each in found)
    assert {*asked(text)} <= {*found}


@given(ANY)
def test_tokens_stand_where_they_say_and_give_the_same_terms(text: str) -> None:
    text = normal(text)
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert sorted(token.term for token in found if token.term) == sorted(terms(text))
