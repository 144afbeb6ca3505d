from __future__ import annotations

from django.urls import path

from . import views

app_name = "charters"
urlpatterns = [
    path("instances/<body:handle>/charte", views.charter_page, name="charter_page"),
    path("instances/<body:handle>/charte/versions/<int:version>", views.charter_page, name="charter_version"),
    path("instances/<body:handle>/charte/ecrire", views.charter_write, name="charter_write"),
    path("instances/<body:handle>/charte/brouillon", views.charter_draft, name="charter_draft"),
    path("instances/<body:handle>/charte/brouillon/abandonner", views.charter_discard, name="charter_discard"),
    path("instances/<body:handle>/charte/adopter", views.adoption_add, name="adoption_add"),
    path(
        "instances/<body:handle>/charte/adoptions/<slug:adoption_id>/retirer",
        views.adoption_withdraw,
        name="adoption_withdraw",
    ),
]
