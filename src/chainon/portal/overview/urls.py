from __future__ import annotations

from django.urls import path

from .views import lists, overall

app_name = "overview"
urlpatterns = [
    path("vision-globale", overall.overview, name="overview"),
    path("vision-globale/liste", lists.nodes, name="nodes"),
    path("vision-globale/liste.csv", lists.nodes_as_csv, name="nodes_as_csv"),
    path("vision-globale/attendus", lists.awaited, name="awaited"),
]
