from __future__ import annotations

from django.urls import path

from . import views

app_name = "start"
urlpatterns = [
    path("commencer/", views.begin, name="begin"),
    path("commencer/vider", views.empty, name="empty"),
    path("commencer/commune", views.commune, name="commune"),
    path("commencer/vous", views.you, name="you"),
    path("commencer/garant", views.guarantor, name="guarantor"),
    path("commencer/instance", views.body, name="body"),
]
