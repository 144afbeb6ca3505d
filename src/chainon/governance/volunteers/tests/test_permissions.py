"""Each line of `permissions.txt`, asked of the rules, of the pages, and of the queryset twin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import Refused
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.volunteers import rules, services
from chainon.governance.volunteers.models import SetAside, VolunteerList

from .making import someone as volunteer

PAGES = {"see": "list", "change": "import_start", "enrol": "enrol"}


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(
    line: Line, body: Body, volunteers: VolunteerList, bruno: User, client_of: Callable[[User], Client]
) -> None:
    act, state, held = line.asked
    other = open_body(by=bruno, parent=body.scope.root, kind=BodyKind.ASSEMBLY, name="Une autre", seats=5)
    scope = {"territory": body.scope.root, "body": body.scope, "elsewhere": other.scope}[held]
    services.change_list(
        by=bruno, volunteer_list=volunteers, title="Volontaires", min_age=16, form_until=date(2026, 12, 1)
    )
    volunteer(volunteers, "Personne Secrète", address="12 rue Cachée")
    if state == "frozen":
        services.close_list(by=bruno, volunteer_list=volunteers)
    if state == "purged":
        services.purge_list(by=None, volunteer_list=volunteers)
    rule = {
        "open": lambda by: rules.may_open(by, body),
        "see": lambda by: rules.may_see(by, volunteers),
        "contacts": lambda by: rules.may_see_contacts(by, volunteers),
        "change": lambda by: rules.may_change(by, volunteers),
        "withdraw": lambda by: rules.may_withdraw(by, volunteers),
        "enrol": lambda by: rules.may_enrol(volunteers, today=date(2026, 11, 22), present=0),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        if act == "see":
            assert VolunteerList.objects.visible_to(by).filter(pk=volunteers.pk).exists() == bool(verdict)
        client = client_of(by) if isinstance(by, User) else Client()
        if act in PAGES:
            answered = client.get(reverse(f"volunteers:{PAGES[act]}", args=[volunteers.public_id]))
            if act == "enrol":
                assert ("Je m’inscris" in answered.content.decode()) == bool(verdict)
            else:
                assert answered.status_code == (200 if verdict else 403)
        if act == "contacts":
            for page in ("list", "list_export"):
                shown = client.get(reverse(f"volunteers:{page}", args=[volunteers.public_id])).content.decode()
                assert ("12 rue Cachée" in shown) == bool(verdict)


def test_every_page_of_the_team_refuses_strangers(
    client: Client, amina: User, client_of: Callable[[User], Client], volunteers: VolunteerList, bruno: User
) -> None:
    somebody = volunteer(volunteers, "Personne Secrète")
    criterion = services.add_criterion(by=bruno, volunteer_list=volunteers, name="Genre", labels=["F", "H"])
    staged = services.stage_file(by=bruno, volunteer_list=volunteers, data=b"Nom\nA\n", name="a.csv")
    own, read = [volunteers.public_id], [volunteers.public_id, staged.public_id]
    person_args, criterion_args = [*own, somebody.public_id], [*own, criterion.public_id]
    pages = {name: own for name in ("list", "list_export", "list_settings", "person_add", "criteria", "import_start")}
    pages |= {name: person_args for name in ("person_edit", "person_withdraw")}
    pages |= {name: read for name in ("import_columns", "import_answers", "import_check", "import_faults")}
    pages |= {"criterion_edit": criterion_args, "list_open": [volunteers.body.handle]}
    posts = {name: read for name in ("import_correct", "import_drop")}
    posts |= {name: criterion_args for name in ("criterion_move", "criterion_remove")}
    posts |= {"households": own, "person_set_aside": person_args}
    for browser in (client, client_of(amina)):
        for page, args in (pages | posts).items():
            answer = browser.post(reverse(f"volunteers:{page}", args=args))
            assert answer.status_code in {403, 405}, page
            if page in pages:
                answer = browser.get(reverse(f"volunteers:{page}", args=args))
                assert answer.status_code == 403, page
            assert "Personne Secrète" not in answer.content.decode()
    assert volunteers.volunteers.count() == 1
    assert volunteers.criteria.count() == 1


def test_services_refuse_what_the_rules_refuse(amina: User, volunteers: VolunteerList) -> None:
    somebody = volunteer(volunteers, "Personne")
    for act in (
        lambda: services.open_list(by=amina, body=volunteers.body, title="X"),
        lambda: services.close_list(by=amina, volunteer_list=volunteers),
        lambda: services.reopen_list(by=amina, volunteer_list=volunteers),
        lambda: services.purge_list(by=amina, volunteer_list=volunteers),
        lambda: services.withdraw_person(by=amina, volunteer=somebody),
        lambda: services.set_aside(by=amina, volunteer=somebody, reason=SetAside.DOUBLE),
        lambda: services.forget_households(by=amina, volunteer_list=volunteers),
    ):
        with pytest.raises(Refused):
            act()


def test_a_list_of_another_territory_does_not_exist_here(
    client_of: Callable[[User], Client], bruno: User, volunteers: VolunteerList
) -> None:
    from chainon.base.scopes.models import Territory
    from chainon.base.scopes.services import create_territory

    create_territory(name="Ailleurs", host="ailleurs.example")
    Territory.objects.filter(scope=volunteers.body.scope.root).update(host="valmont.example")
    address = reverse("volunteers:list", args=[volunteers.public_id])
    from django.conf import settings

    assert client_of(bruno).get(address, headers={"host": settings.ALLOWED_HOSTS[0]}).status_code == 404
