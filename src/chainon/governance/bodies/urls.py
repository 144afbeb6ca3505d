from __future__ import annotations

from django.urls import path

from . import views

app_name = "bodies"
urlpatterns = [
    path("instances/", views.body_list, name="body_list"),
    path("instances/ouvrir", views.body_open, name="body_open"),
    path("instances/<body:handle>", views.body_page, name="body_page"),
    path("instances/<body:handle>/modifier", views.body_change, name="body_change"),
    path("instances/<body:handle>/fermer", views.body_close, name="body_close"),
]
