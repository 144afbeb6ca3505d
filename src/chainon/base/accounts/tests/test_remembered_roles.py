from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from chainon.base.accounts.middleware import RolesMiddleware
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import has_role
from chainon.base.scopes.models import Territory


def test_a_page_asks_once(territory: Territory, bruno: User, django_assert_num_queries) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        assert has_role(bruno, Role.FACILITATOR, scope=territory.scope)
        assert not has_role(bruno, Role.GUARANTOR, scope=territory.scope)
        return HttpResponse()

    with django_assert_num_queries(1):
        RolesMiddleware(page)(RequestFactory().get("/"))
    Grant.objects.filter(user=bruno).delete()
    assert not has_role(bruno, Role.FACILITATOR, scope=territory.scope), "nothing is kept for the next page"


def test_an_act_asks_each_time(territory: Territory, bruno: User) -> None:
    def act(request: HttpRequest) -> HttpResponse:
        assert has_role(bruno, Role.FACILITATOR, scope=territory.scope)
        Grant.objects.filter(user=bruno).delete()
        assert not has_role(bruno, Role.FACILITATOR, scope=territory.scope)
        return HttpResponse()

    RolesMiddleware(act)(RequestFactory().post("/"))


def test_each_person_and_each_place_is_asked_for(territory: Territory, bruno: User, chantal: User) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        assert has_role(bruno, Role.FACILITATOR, scope=territory.scope)
        assert not has_role(chantal, Role.FACILITATOR, scope=territory.scope)
        assert has_role(chantal, Role.GUARANTOR, scope=territory.scope)
        return HttpResponse()

    RolesMiddleware(view)(RequestFactory().get("/"))
