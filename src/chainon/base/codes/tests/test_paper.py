from __future__ import annotations

from chainon.base.codes import code_hash, code_of, new_code
from chainon.base.codes.paper import CODES, LETTERS


def test_a_number_gives_the_same_code_each_time_and_another_number_another() -> None:
    assert code_of(7) == code_of(7) == code_of(7 + CODES) != code_of(8)
    assert [len(part) for part in code_of(7).split("-")] == [5, 5, 4]


def test_a_code_forgives_the_hand() -> None:
    code = new_code()
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l").replace("v", "u").replace("2", "z")
    assert code_hash(code) == code_hash(typed) != ""
    assert code_hash(code) != code_hash(new_code())


def test_a_slip_in_a_code_is_caught_by_its_last_letter() -> None:
    code = code_of(2**64 + 12345).replace("-", "")
    for place in range(len(code)):
        others = [mark for mark in LETTERS if mark != code[place]]
        assert not any(code_hash(code[:place] + mark + code[place + 1 :]) for mark in others), place
        swapped = code[:place] + code[place : place + 2][::-1] + code[place + 2 :]
        assert swapped == code or not code_hash(swapped), place
    assert code_hash("") == code_hash("ABC") == ""
