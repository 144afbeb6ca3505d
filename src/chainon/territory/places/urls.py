from __future__ import annotations

from django.urls import path, register_converter

from . import import_views, views
from .converters import HandleConverter

register_converter(HandleConverter, "place")

app_name = "places"
urlpatterns = [
    path("lieux/", views.place_list, name="place_list"),
    path("lieux/communes", views.commune_search, name="commune_search"),
    path("lieux/ajouter", views.place_add, name="place_add"),
    path("lieux/importer", import_views.import_read, name="import_read"),
    path("lieux/importer/<slug:draft_id>", import_views.import_preview, name="import_preview"),
    path("lieux/importer/<slug:draft_id>/abandonner", import_views.import_drop, name="import_drop"),
    path("lieux/<place:place_handle>", views.place_page, name="place_page"),
    path("lieux/<place:place_handle>/modifier", views.place_change, name="place_change"),
    path("lieux/<place:place_handle>/contour", views.place_redraw, name="place_redraw"),
    path("lieux/<place:place_handle>/retirer", views.place_remove, name="place_remove"),
]
