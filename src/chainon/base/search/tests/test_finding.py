"""What is found, what is not, and in which order."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.search.kinds import Found
from chainon.base.search.models import SearchEntry, Word
from chainon.base.search.selectors import Results, entries, search
from chainon.base.search.services import faults, put, reindex, remove

from .conftest import Say


def names(results: Results) -> list[str]:
    return [entry.key for entry in entries(results.keys)]


def test_words_are_found_whatever_their_form_their_accents_their_order(territory: Territory, say: Say) -> None:
    say("banc", "Des bancs à l’ombre", "Devant l’école, on attend debout.")
    for question in ("banc", "BANCS", "école banc", "ecole", "l’école", "ombragé scolaire", "bancs, école !"):
        assert names(search(territory.scope, question)) == ["banc"], question
    for question in ("piscine", "", "de la", "…", "*", '"', "(", "a" * 500):
        assert not search(territory.scope, question).keys, question


def test_every_word_must_be_there_or_one_is_told_otherwise(territory: Territory, say: Say) -> None:
    say("both", "Des bancs devant l’école")
    say("one", "Des bancs au parc")
    assert names(search(territory.scope, "bancs école")) == ["both"]
    loose = search(territory.scope, "bancs parc école")
    assert loose.is_loose and set(names(loose)) == {"both", "one"}
    assert not search(territory.scope, "piscine patinoire").is_loose


def test_a_title_comes_before_a_text_and_the_newer_before_the_older(territory: Territory, say: Say) -> None:
    say("old", "Le marché du jeudi", "Il manque un composteur", days=900)
    say("text", "Le marché du lundi", "Il manque un composteur")
    say("title", "Un composteur au marché", days=200)
    assert names(search(territory.scope, "composteur")) == ["title", "text", "old"]


def test_what_is_no_longer_public_is_neither_found_nor_suggested(territory: Territory, say: Say) -> None:
    found = say("secret", "Une ludothèque", "Madame Zylberstein")
    assert search(territory.scope, "ludotheques").keys and Word.objects.filter(word="zylberstein").exists()
    put(Found(**{**found.__dict__, "is_public": False}))
    assert not search(territory.scope, "ludothèque").keys
    assert not Word.objects.exists() and not SearchEntry.objects.exists()
    remove(kind="chos", key="secret")


def test_what_changes_is_found_by_its_new_words_only(territory: Territory, say: Say) -> None:
    say("one", "Un potager", "des tomates")
    say("one", "Un potager", "des courges")
    assert names(search(territory.scope, "courge")) == ["one"]
    assert not search(territory.scope, "tomates").keys
    assert not Word.objects.filter(word="tomates").exists()
    assert Word.objects.get(word="potager").entries == 1


def test_one_kind_may_be_asked_for(territory: Territory, say: Say) -> None:
    say("one", "Un ascenseur")
    say("two", "L’ascenseur du 4", kind="affair")
    assert names(search(territory.scope, "ascenseur", kind="affair")) == ["two"]
    assert len(search(territory.scope, "ascenseur").keys) == 2


def test_two_territories_never_see_each_other(territory: Territory, say: Say) -> None:
    other = create_territory(name="Ailleurs")
    say("here", "Un kiosque à musique")
    say("there", "Un kiosque à journaux", "brocante", scope=other.scope)
    assert names(search(territory.scope, "kiosque")) == ["here"]
    assert names(search(other.scope, "kiosque")) == ["there"]
    assert search(territory.scope, "brocnate").instead == ""
    assert search(other.scope, "brocnate").instead == "brocante"


def test_a_mistyped_word_has_a_suggestion_and_one_without_accents_needs_none(territory: Territory, say: Say) -> None:
    say("one", "La sécurité du trottoir", "des vélos")
    assert names(search(territory.scope, "securite")) == ["one"]
    say("two", "L’ascenseur du 4")
    assert search(territory.scope, "asenceur").instead == "ascenseur"
    found = search(territory.scope, "Le trotoir svp")
    assert found.instead == "Le trottoir svp" and not found.keys
    assert search(territory.scope, "trottoirs").instead == search(territory.scope, "xyzxyz").instead == ""


def test_words_of_every_alphabet_are_found(territory: Territory, say: Say) -> None:
    say("one", "مكتبة الحي", "T4, 2026, café № 5, bibliothèque de l’Île")
    for question in ("مكتبة", "T4", "2026", "CAFE", "ile", "cafe\u0301"):
        assert names(search(territory.scope, question)) == ["one"], question


@pytest.mark.parametrize(
    "question", ["NEAR(a b)", "tags:t1", "t1", "title_terms : x", "a* OR b", "'; DROP", "\x00", "ba\x00nc"]
)
def test_a_question_is_only_words(territory: Territory, say: Say, question: str) -> None:
    say("one", "Un banc")
    assert not search(territory.scope, question).keys


def test_made_again_it_is_the_same(territory: Territory, say: Say) -> None:
    for number in range(30):
        say(f"k{number}", f"Un banc numéro {number}", "à l’ombre des tilleuls" if number % 2 else "", days=number)
    before = names(search(territory.scope, "tilleul"))
    words = set(Word.objects.values_list("word", "term", "entries"))
    assert list(faults()) == []
    assert reindex() == 30
    assert list(faults()) == []
    assert names(search(territory.scope, "tilleul")) == before
    assert set(Word.objects.values_list("word", "term", "entries")) == words


def test_check_says_what_is_missing_too_many_or_other(
    territory: Territory, say: Say, things: dict[str, Found], capsys: pytest.CaptureFixture[str]
) -> None:
    say("one", "Un banc")
    say("two", "Un arbre")
    call_command("search", "check")
    SearchEntry.objects.filter(key="one").update(title="Autre chose")
    Word.objects.filter(word="arbre").update(entries=4)
    del things["two"]
    with pytest.raises(SystemExit):
        call_command("search", "check")
    assert {(fault.what) for fault in faults()} == {"other", "extra", "count"}
    call_command("search", "reindex")
    call_command("search", "check")
    assert "La recherche tient" in capsys.readouterr().out


def test_nothing_is_written_when_nothing_is_new(territory: Territory, say: Say, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    found = say("one", "Un banc", "à l’ombre")
    with django_assert_max_num_queries(6):
        put(found)
