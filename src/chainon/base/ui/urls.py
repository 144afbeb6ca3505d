from __future__ import annotations

from django.urls import path, re_path

from . import views

app_name = "ui"
urlpatterns = [
    path("langue", views.language, name="language"),
    path("ui/", views.gallery, name="gallery"),
    path("ui/attente", views.waiting, name="waiting"),
    path("ui/projecteur", views.projector, name="projector"),
    re_path(r"^ui/couleurs-(?P<colour>[0-9a-f]{6})\.css$", views.act_colours, name="colours"),
]
