from __future__ import annotations

import pytest
from django import forms

from chainon.base.ui.tests.test_prose import Seen
from chainon.base.ui.widgets import LongSelect

CHOICES = [("", "—"), ("a", "Rue <b>"), ("b", "Rue & pont"), (3, "Trois")]


@pytest.mark.parametrize("value", [None, "", "a", "b", 3, "unknown"])
@pytest.mark.parametrize("attributes", [{}, {"id": "x", "required": True, "disabled": False, "aria-describedby": "h"}])
def test_a_long_select_is_the_usual_one(value: object, attributes: dict[str, object]) -> None:
    usual = Seen(forms.Select(choices=CHOICES).render("place", value, attributes)).found
    long = Seen(LongSelect(choices=CHOICES).render("place", value, attributes)).found
    assert long == usual and len(long) == 5
    assert "Rue &lt;b&gt;" in LongSelect(choices=CHOICES).render("place", value, attributes)
