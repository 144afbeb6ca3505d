from __future__ import annotations

from django.urls import path

from . import views

app_name = "report"
urlpatterns = [
    path("bilan", views.report, name="report"),
    path("bilan/bilan.csv", views.as_csv, name="csv"),
]
