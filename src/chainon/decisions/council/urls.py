from __future__ import annotations

from django.urls import path

from . import views

app_name = "council"
urlpatterns = [
    path("deliberations/", views.decision_list, name="decision_list"),
    path("deliberations/nouvelle", views.enter, name="enter"),
    path("deliberations/nouvelle/<slug:node_id>", views.enter, name="enter_from"),
    path("deliberations/<place:decision_handle>", views.decision_page, name="decision_page"),
    path("deliberations/<place:decision_handle>/relier", views.link, name="link"),
    path("deliberations/<place:decision_handle>/retirer", views.withdraw, name="withdraw"),
]
