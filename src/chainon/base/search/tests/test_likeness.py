from __future__ import annotations

import pytest

from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.search import likeness, services
from chainon.base.search.analysis import marks
from chainon.base.search.likeness import _as_written, near
from chainon.base.search.models import SearchEntry
from chainon.base.search.selectors import search
from chainon.base.search.services import read_wishes
from chainon.methods.text import wish

from .conftest import Say


def test_the_nearest_are_found_by_the_words_and_by_what_they_speak_of(territory: Territory, say: Say) -> None:
    say("lamps", "Quatre lampes grillées", "On n’y voit rien entre l’arrêt et le collège.")
    say("pool", "Rouvrir la piscine")
    say("bus", "Un bus le soir")
    say("far", "La fibre partout")
    found = near(territory.scope, "Remplacer les ampoules\ndu chemin du collège", kind="chos")
    assert [each.key for each in found][:1] == ["lamps"] and found[0].shared and not found[0].may_oppose
    assert "far" not in [each.key for each in found]
    assert not near(territory.scope, "Remplacer les ampoules du collège", kind="chos", without=["lamps"])


def test_they_are_of_the_same_kind_and_territory(territory: Territory, say: Say) -> None:
    other = create_territory(name="Ailleurs")
    say("here", "Un banc à l’ombre", kind="affair")
    say("there", "Un banc à l’ombre", scope=other.scope)
    assert near(territory.scope, "Des bancs à l’ombre", kind="chos") == []


def test_those_who_may_want_the_contrary_are_told(territory: Territory, say: Say) -> None:
    say("keep", "Garder le marché place du Moulin")
    (found,) = near(territory.scope, "Déplacer le marché de la place du Moulin", kind="chos")
    assert found.may_oppose


def test_what_is_wished_is_read_afterwards_and_once(
    territory: Territory, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("keep", "Garder le marché place du Moulin")
    say("place", "La place du Moulin", is_compared=False, kind="affair")

    def unread() -> set[str]:
        return set(SearchEntry.objects.filter(wish=None).values_list("key", flat=True))

    assert unread() == {"keep"}
    read_wishes()
    assert not unread() and len(bytes(SearchEntry.objects.get(key="keep").wish or b"")) == 256
    say("keep", "Garder le marché place du Moulin", who="Le conseil")
    assert not unread()
    asked: list[str] = []
    monkeypatch.setattr("chainon.methods.text.opposition.wish", lambda text: asked.append(text) or wish(text))
    near(territory.scope, "Déplacer le marché de la place du Moulin", kind="chos")
    assert asked == ["Déplacer le marché de la place du Moulin"]
    say("keep", "Garder le marché place du Puits")
    assert unread() == {"keep"}


def test_the_newest_are_read_first(territory: Territory, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "READ_AT_ONCE", 1)
    say("old", "Un banc")
    say("new", "Un bus")
    read_wishes()
    assert SearchEntry.objects.get(wish=None).key == "old"
    read_wishes()
    read_wishes()
    assert not SearchEntry.objects.filter(wish=None).exists()


def test_a_rare_word_brings_nearer_than_one_of_every_text(
    territory: Territory, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "COMMON", 2)
    for number in range(4):
        say(f"k{number}", f"Un banc numéro {number}")
    say("rare", "Un banc sous le kiosque")
    assert near(territory.scope, "Un banc au kiosque", kind="chos")[0].key == "rare"


def test_no_question_finds_a_matter(territory: Territory, say: Say) -> None:
    say("one", "Quatre lampes grillées")
    for number in range(200):
        assert not search(territory.scope, f"m{number}").keys


def test_what_a_neighbour_says_for_a_word_is_looked_for_too(territory: Territory, say: Say) -> None:
    say("doctor", "Un médecin au village")
    say("pool", "Rouvrir la piscine")
    assert near(territory.scope, "Qu’on trouve un toubib", kind="chos")[0].key == "doctor"


def test_what_is_asked_without_a_word_in_common_is_found(territory: Territory, say: Say) -> None:
    say("toilets", "Des toilettes place de la Gare", "Il faudrait un WC public, propre et accessible.")
    say("fibre", "La fibre au hameau", "Internet coupe tous les soirs.")
    hurry = "On ne peut plus attendre\nA mon âge il faut pouvoir faire pipi quelque part le jour du marché."
    found = near(territory.scope, hurry, kind="chos")
    assert [each.key for each in found] == ["toilets"]
    assert len(bytes(SearchEntry.objects.get(key="toilets").meaning)) == 128


def test_what_is_not_compared_keeps_no_meaning(territory: Territory, say: Say) -> None:
    say("place", "La place du Moulin", is_compared=False)
    assert not SearchEntry.objects.get(key="place").meaning


def test_however_long_a_text_the_index_is_asked_no_more(
    territory: Territory, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"mot{first}{second}x" for first in "abcdefghij" for second in "abcdefghij"]
    for number in range(3):
        say(f"k{number}", f"Numéro {number}", " ".join(words[number * 40 : number * 40 + 60]))
    wanted = dict.fromkeys(marks(" ".join(words)), 1.0)
    assert len(likeness._asked(territory.scope, wanted)) == len(wanted) > 50
    monkeypatch.setattr(likeness, "READ", 10)
    asked = likeness._asked(territory.scope, wanted)
    pairs = likeness.PAIRED * (likeness.PAIRED - 1) // 2
    assert len([mark for mark in asked if mark.weight == 1 and len(mark.lexemes) == 1]) <= 10
    assert len([mark for mark in asked if len(mark.lexemes) == 2]) == pairs
    assert near(territory.scope, "\n" + " ".join(words[:50]), kind="chos")[0].key == "k0"


def test_words_joined_by_a_hyphen_are_shown_whole() -> None:
    shared = _as_written(("end", "week", "gymnase", "faut"), "Le gymnase, le Week-end : faut-il l’ouvrir ?")
    assert shared == ("week-end", "gymnase", "faut")
