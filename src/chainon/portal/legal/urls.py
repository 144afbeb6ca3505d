from __future__ import annotations

from django.urls import path

from . import views

app_name = "legal"
urlpatterns = [
    path("qui-tient-cette-plateforme", views.keepers, name="keepers"),
    path("mentions-legales", views.mentions, name="mentions"),
    path("donnees-personnelles", views.data, name="data"),
    path("accessibilite", views.accessibility, name="accessibility"),
    path("pages-legales", views.edit, name="edit"),
]
