from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory

from chainon.base.scopes.models import Territory
from chainon.base.ui import polling
from chainon.base.ui.charts import CompositionRow, PairRow
from chainon.base.ui.gallery import Act


def shown(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


class Signed(forms.Form):
    name = forms.CharField(label="Nom", help_text="Tel quel")
    kind = forms.ChoiceField(label="Sorte", choices=[("a", "A")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(label="Note", required=False)


def test_a_block_left_empty_leaves_nothing() -> None:
    assert shown('{% wrap "h1" %}\n {% endwrap %}') == ""
    assert shown('{% wrap "p" "lead" %} {{ word }} {% endwrap %}', word="<b>") == '<p class="lead">&lt;b&gt;</p>'


@pytest.mark.parametrize(("number", "folded"), [(0, 0), (4, 0), (5, 2), (8, 5)])
def test_a_wall_of_acts_is_folded_and_the_main_one_comes_first(number: int, folded: int) -> None:
    acts = [Act(f"acte {rank}", is_main=rank == number - 1) for rank in range(number)]
    before, _summary, rest = shown("{% next_steps acts %}", acts=acts).partition("</summary>")
    assert (before.count("<a "), rest.count("<a ")) == (number - folded, folded)
    assert not number or before.partition("</a>")[0].endswith(f">acte {number - 1}")


def test_acts_beside_the_main_button_of_a_page_are_all_quiet() -> None:
    made = shown("{% next_steps acts 1 quiet=True %}", acts=[Act("transmettre", is_main=True)])
    assert 'class="button button--quiet"' in made and 'class="button"' not in made


def test_a_field_carries_its_label_help_and_error() -> None:
    form = Signed({"name": ""})
    html = form["name"].as_field_group()
    assert '<label for="id_name">Nom</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert "(facultatif)" not in html
    assert "(facultatif)" in form["note"].as_field_group()


def test_a_field_that_another_answer_makes_necessary_is_not_said_optional() -> None:
    form = Signed()
    form.fields["note"].is_asked_for = True
    assert "(facultatif)" not in form["note"].as_field_group()


def test_choices_are_a_group_with_a_legend_and_no_id_twice() -> None:
    html = Signed()["kind"].as_field_group()
    assert "<legend>Sorte</legend>" in html
    assert html.count('id="id_kind"') == 1


def test_the_summary_of_errors_links_to_the_fields() -> None:
    form = Signed({"name": ""})
    form.add_error(None, "Rien ne va.")
    html = shown("{% error_summary form %}", form=form)
    assert '<a href="#id_name">Nom\u00a0: Ce champ est obligatoire.</a>' in html
    assert '<a href="#id_kind">' in html
    assert "#id_secret" not in html
    assert "Rien ne va." in html
    assert 'tabindex="-1"' in html
    assert shown("{% error_summary form %}", form=Signed()).strip() == ""


def test_steps_say_where_one_is() -> None:
    html = shown("{% steps names 2 %}", names=[("Fichier", "/a"), ("Places", "/b"), "Date"])
    assert html.count('aria-current="step"') == 1
    assert '<a href="/a">Fichier</a>' in html
    assert "/b" not in html
    assert "Étape 2 sur 3" in html
    assert "aria-current" not in shown("{% steps names 3 %}", names=["A", "B"])


def test_pagination_keeps_the_other_parameters() -> None:
    page_obj = Paginator(range(100), 10).page(2)
    request = RequestFactory().get("/liste", {"q": "un banc", "page": "2"})
    html = shown("{% pagination page_obj %}", page_obj=page_obj, request=request)
    assert 'href="?q=un+banc&amp;page=3"' in html
    assert 'href="?q=un+banc&amp;page=1"' in html
    assert "Page 2 sur 10" in html


def test_the_composition_draws_bar_target_and_population_to_one_scale() -> None:
    rows = [
        CompositionRow("16–24 ans", 10, 40, 8, 12, 0.5, "Âge"),
        CompositionRow("25 ans et plus", 20, 40, None, None, None, "Âge"),
    ]
    html = shown('{% composition rows "Qui siège" %}', rows=rows)
    assert 'class="bars__first" x="0" y="6" width="48.50%"' in html
    assert 'class="bars__first" x="0" y="6" width="97.00%"' in html
    assert 'class="bars__target" x="38.80%" y="1" width="19.40%"' in html
    assert '<svg x="97.00%" overflow="visible">' in html
    assert "8 à 12" in html
    assert "25\u00a0%" in html
    assert html.count("rowgroup") >= 2
    assert "<caption>Qui siège" in html


def test_the_composition_of_nobody_is_drawn_too() -> None:
    assert "0\u00a0%" in shown('{% composition rows "Vide" %}', rows=[CompositionRow("A", 0, 0)])


def test_paired_bars_have_words_and_a_table() -> None:
    rows = [PairRow("Sans diplôme", 0.028, 0.0003), PairRow("Une très longue description de profil qui déborde", 0, 0)]
    html = shown('{% paired_bars rows "Chances" "ce tirage" "ordinaire" %}', rows=rows)
    assert '<title id="chances-titre">Chances</title>' in html
    assert '<desc id="chances-texte">' in html
    assert 'width="80.00%"' in html
    assert html.count("0,03\u00a0%") == 2
    assert '<th scope="row">Une très longue description de profil qui déborde</th>' in html
    assert "<title" in shown('{% paired_bars rows "Rien" "a" "b" %}', rows=[])


def test_a_fingerprint_copies_whole() -> None:
    html = shown('{% fingerprint "9f2c41d07be8" %}')
    assert html.strip().replace("<wbr>", "").replace("</span><span>", "") == (
        '<code class="fingerprint"><span>9f2c41d07be8</span></code>'
    )


def test_a_coupon_shows_its_code_and_escapes_it() -> None:
    html = shown('{% coupon title="Votre code" code=code %}<p>Gardez-le.</p>{% endcoupon %}', code="7KQ<")
    assert '<p class="coupon__code">7KQ&lt;</p>' in html
    assert "<p>Gardez-le.</p>" in html


def test_progress_speaks_as_well_as_it_draws() -> None:
    html = shown('{% progress 42 "Deuxième passage" %}')
    assert 'value="42"' in html
    assert "42\u00a0%" in html
    assert "value=" not in shown('{% progress None "En attente" %}')


def test_a_thread_shows_the_missing_link() -> None:
    html = shown("{% thread links %}", links=[{"title": "Figé"}, {"title": "Réponse attendue", "state": "late"}])
    assert "thread__done" in html
    assert "thread__late" in html


def test_what_is_said_of_a_definition_is_escaped() -> None:
    html = shown('{% definitions %}{% definition "Hasard" value %}{% enddefinitions %}', value="<1>")
    assert "<dt>Hasard</dt><dd>&lt;1&gt; </dd>" in html


def waiting(client: Client, **headers: str) -> HttpResponse:
    return client.get("/ui/attente", {"pas": "1"}, headers={"HX-Request": "true", **headers})


def test_htmx_gets_the_fragment_alone_and_nothing_when_nothing_is_new(territory: Territory, client: Client) -> None:
    first = waiting(client)
    assert "<html" not in first.content.decode()
    assert 'hx-trigger="every 2s"' in first.content.decode()
    again = waiting(client, **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert waiting(client, **{"If-None-Match": '"autre"'}).status_code == 200


def test_the_fragment_carries_the_etag_that_its_next_question_sends(territory: Territory, client: Client) -> None:
    first = waiting(client)
    assert first["ETag"].strip('"') in first.content.decode()
    assert first["Cache-Control"] == "private, no-store"


def test_a_finished_work_asks_no_more(territory: Territory, client: Client) -> None:
    page = client.get("/ui/attente", {"pas": "3"}).content.decode()
    assert "hx-get" not in page
    assert 'http-equiv="refresh"' not in page
    assert 'http-equiv="refresh"' in client.get("/ui/attente").content.decode()


@pytest.mark.parametrize("step", ["", "-1", "9999", "x", "²"])
def test_an_address_written_by_hand_breaks_nothing(territory: Territory, client: Client, step: str) -> None:
    assert client.get("/ui/attente", {"pas": step}).status_code == 200


def test_an_etag_changes_with_what_is_shown() -> None:
    assert polling.etag_of(1, 23) != polling.etag_of(12, 3)
    assert polling.etag_of(1, "a") == polling.etag_of(1, "a")
