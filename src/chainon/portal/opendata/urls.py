from __future__ import annotations

from django.urls import path

from . import views

app_name = "opendata"
urlpatterns = [
    path("donnees", views.catalogue, name="catalogue"),
    path("donnees/maillons.csv", views.as_csv, {"name": "nodes"}, name="nodes_csv"),
    path("donnees/maillons.json", views.as_json, {"name": "nodes"}, name="nodes_json"),
    path("donnees/liens.csv", views.as_csv, {"name": "links"}, name="links_csv"),
    path("donnees/liens.json", views.as_json, {"name": "links"}, name="links_json"),
    path("donnees/attentes.csv", views.as_csv, {"name": "waits"}, name="waits_csv"),
    path("donnees/attentes.json", views.as_json, {"name": "waits"}, name="waits_json"),
    path("donnees/pauses.csv", views.as_csv, {"name": "pauses"}, name="pauses_csv"),
    path("donnees/pauses.json", views.as_json, {"name": "pauses"}, name="pauses_json"),
    path("donnees/datapackage.json", views.package, name="package"),
    path("donnees/recalculer_delais.py", views.script, name="script"),
]
