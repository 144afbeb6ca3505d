from __future__ import annotations

from django.urls import path

from .views import acts, public

app_name = "gatherings"
ONE = "rencontres/<gathering:gathering_handle>"
DECISION = "rencontres/decisions/<gathering:decision_handle>"
urlpatterns = [
    path("rencontres/", public.gathering_list, name="gathering_list"),
    path("rencontres/agenda.ics", public.agenda, name="agenda"),
    path("rencontres/convoquer", acts.convene, name="convene"),
    path("rencontres/raconter", acts.recount, name="recount"),
    path(DECISION, public.decision_page, name="decision_page"),
    path(f"{DECISION}/rien-de-plus", acts.close_decision, name="close_decision"),
    path(ONE, public.gathering_page, name="gathering_page"),
    path(f"{ONE}/rencontre.ics", public.gathering_event, name="gathering_event"),
    path(f"{ONE}/affiche", public.poster, name="poster"),
    path(f"{ONE}/feuille", public.sign_in_sheet, name="sign_in_sheet"),
    path(f"{ONE}/modifier", acts.change, name="change"),
    path(f"{ONE}/annuler", acts.cancel, name="cancel"),
    path(f"{ONE}/compte-rendu", acts.tell, name="tell"),
    path(f"{ONE}/approuver", acts.approve, name="approve"),
    path(f"{ONE}/documents", acts.add_paper, name="add_paper"),
]
