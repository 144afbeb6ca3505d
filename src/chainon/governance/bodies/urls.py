from __future__ import annotations

from django.urls import path

from .views import bodies, collectives

app_name = "bodies"
ONE = "instances/<body:handle>"
urlpatterns = [
    path("instances/", bodies.body_list, name="body_list"),
    path("instances/ouvrir", bodies.body_open, name="body_open"),
    path("instances/se-regrouper", collectives.gather, name="gather"),
    path(ONE, bodies.body_page, name="body_page"),
    path(f"{ONE}/modifier", bodies.body_change, name="body_change"),
    path(f"{ONE}/fermer", bodies.body_close, name="body_close"),
    path(f"{ONE}/devenir", bodies.body_become, name="body_become"),
    path(f"{ONE}/presentation", collectives.tell_itself, name="tell_itself"),
    path(f"{ONE}/rejoindre", collectives.ask_to_join, name="ask_to_join"),
    path(f"{ONE}/membres", collectives.members, name="members"),
    path(f"{ONE}/membres/<slug:asking_id>", collectives.welcome, name="welcome"),
    path(f"{ONE}/quitter", collectives.leave, name="leave"),
    path(f"{ONE}/retirer", collectives.hide, name="hide"),
    path(f"{ONE}/remettre", collectives.show_again, name="show_again"),
]
