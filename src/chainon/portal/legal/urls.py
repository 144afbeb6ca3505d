from __future__ import annotations

from django.urls import path

from . import elections, views

app_name = "legal"
urlpatterns = [
    path("qui-tient-cette-plateforme", views.keepers, name="keepers"),
    path("mentions-legales", views.mentions, name="mentions"),
    path("donnees-personnelles", views.data, name="data"),
    path("accessibilite", views.accessibility, name="accessibility"),
    path("pages-legales", views.edit, name="edit"),
    path("periode-electorale", elections.pre_election, name="pre_election"),
    path("periode-electorale/regler", elections.set_pre_election, name="set_pre_election"),
]
