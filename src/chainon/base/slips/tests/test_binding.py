from __future__ import annotations

import uuid

import pytest

from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Things
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.slips import numbers, selectors
from chainon.base.slips.models import Pad, Slip
from chainon.base.slips.services import bind_slip, cancel_pad, make_pad, release_slip, slip_typed

from .making import code_on, pad


def test_a_number_is_read_however_it_is_typed_and_one_wrong_digit_is_refused() -> None:
    for number in (1, 9, 142, 20_000):
        shown = numbers.written(number)
        for typed in (shown, f"n° {shown}", shown.replace("-", ""), f" {shown.replace('-', ' ')} ", f"N°{shown}"):
            assert numbers.is_number(typed) and numbers.read(typed) == number
        digits = shown.replace("-", "")
        for place, digit in enumerate(digits):
            for other in set("0123456789") - {digit}:
                assert numbers.read(digits[:place] + other + digits[place + 1 :]) is None
    assert numbers.read("O-" + numbers.written(10)[-1]) is None and numbers.read("") is None
    assert numbers.read(numbers.written(101).replace("1", "l").replace("0", "O")) == 101
    assert not numbers.is_number("7KQ4T-X92MA-B3CD") and not numbers.is_number("12345678901234")


def test_a_slip_is_found_by_its_number_or_its_code_typed_three_ways(territory: Territory, bruno: User) -> None:
    slip = pad(territory.scope, by=bruno).slips.get(number=7)
    code, number = code_on(slip), numbers.written(7)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", "").replace("0", "o"), number):
        assert selectors.find_slip(territory.scope, typed) == slip == slip_typed(territory=territory.scope, text=typed)
    for wrong in ("", "n’importe quoi", number[:-1] + "x", code[:-1]):
        assert selectors.find_slip(territory.scope, wrong) is None
    other = create_territory(name="Ailleurs", host="ailleurs.example.org")
    assert selectors.find_slip(other.scope, code) is None and selectors.find_slip(other.scope, number) is None


def test_what_is_misspelt_and_what_does_not_exist_are_said(territory: Territory, bruno: User) -> None:
    pad(territory.scope, by=bruno)
    for typed in ("14-1", "7KQ4T-X92MA-B3CD", "bonjour"):
        with pytest.raises(Unavailable, match="un chiffre ou une lettre ne va pas"):
            slip_typed(territory=territory.scope, text=typed)
    with pytest.raises(Unavailable, match="Aucun carnet"):
        slip_typed(territory=territory.scope, text=numbers.written(21))


def test_a_slip_leads_to_one_word_once(territory: Territory, bruno: User, things: Things) -> None:
    made = pad(territory.scope, by=bruno)
    slip = made.slips.get(number=3)
    word, other = things.add(territory.scope), things.add(territory.scope)
    lines = Line.objects.count()
    for _twice in range(2):
        assert bind_slip(by=bruno, slip=slip, node=word.node).node == word.node
    made.refresh_from_db()
    assert made.bound == 1 and selectors.slips_of(word.node) == [slip] and selectors.slips_of(other.node) == []
    assert Line.objects.count() == lines, "the service that enters the form writes the line"
    with pytest.raises(Unavailable, match="déjà à une autre parole"):
        bind_slip(by=bruno, slip=slip, node=other.node)
    with pytest.raises(Unavailable, match="déjà à une autre parole"):
        slip_typed(territory=territory.scope, text=numbers.written(3))
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example.org")
    with pytest.raises(Unavailable, match="pas d’ici"):
        bind_slip(by=None, slip=made.slips.get(number=4), node=things.add(elsewhere.scope).node)
    word_of_a_helper = bind_slip(by=None, slip=made.slips.get(number=5), node=other.node)
    assert word_of_a_helper.bound_by is None


def test_a_slip_bound_by_mistake_is_blank_again(territory: Territory, bruno: User, amina: User, things: Things) -> None:
    made = pad(territory.scope, by=bruno)
    slip = bind_slip(by=amina, slip=made.slips.get(number=3), node=things.add(territory.scope).node)
    with pytest.raises(Refused):
        release_slip(by=amina, slip=slip)
    slip = release_slip(by=bruno, slip=slip)
    made.refresh_from_db()
    assert (slip.node, slip.bound_at, made.bound) == (None, None, 0)
    assert Line.objects.order_by("pk").last().verb == "slips.released"
    with pytest.raises(Refused, match="lié à rien"):
        release_slip(by=bruno, slip=slip)


def test_pads_follow_one_another_and_a_form_sent_twice_is_one_pad(territory: Territory, bruno: User) -> None:
    entry = uuid.uuid4()
    first = make_pad(by=bruno, scope=territory.scope, size=30, entry=entry)
    assert make_pad(by=bruno, scope=territory.scope, size=30, entry=entry) == first
    second = pad(territory.scope, by=bruno)
    assert [(each.first, each.last) for each in (first, second)] == [(1, 30), (31, 50)]
    assert [line.verb for line in Line.objects.order_by("pk")].count("slips.pad_made") == 2
    for size in (19, 501):
        with pytest.raises(Unavailable):
            pad(territory.scope, by=bruno, size=size)


def test_a_cancelled_pad_voids_what_was_blank_and_keeps_what_was_promised(
    territory: Territory, bruno: User, things: Things
) -> None:
    made = pad(territory.scope, by=bruno)
    kept, blank = made.slips.get(number=1), made.slips.get(number=2)
    code = code_on(kept)
    bind_slip(by=bruno, slip=kept, node=things.add(territory.scope).node)
    cancel_pad(by=bruno, pad=made)
    with pytest.raises(Unavailable, match="carnet annulé"):
        bind_slip(by=bruno, slip=blank, node=things.add(territory.scope).node)
    assert selectors.slip_with_code(territory.scope, code) == kept
    assert Line.objects.order_by("pk").last().payload["void"] == 19
    with pytest.raises(Refused, match="déjà annulé"):
        cancel_pad(by=bruno, pad=made)


def test_codes_are_kept_nowhere_and_made_again_for_the_blank_ones(
    territory: Territory, bruno: User, things: Things, settings: pytest.FixtureRequest
) -> None:
    made = pad(territory.scope, by=bruno)
    slip = made.slips.get(number=1)
    kept = str(list(Pad.objects.values()) + list(Slip.objects.values()))
    codes = [paper.code for paper in selectors.papers(made)]
    assert len(set(codes)) == 20 and codes[0] == code_on(slip)
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    bind_slip(by=bruno, slip=slip, node=things.add(territory.scope).node)
    assert [paper.code for paper in selectors.papers(made)] == codes[1:], "what somebody holds is not shown again"
    settings.SECRET_KEY = "another"
    assert selectors.papers(made) == [], "another key would print codes that open nothing"
    assert selectors.find_slip(territory.scope, codes[1]) is not None, "those printed before still open"
