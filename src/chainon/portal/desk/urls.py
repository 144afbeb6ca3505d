from __future__ import annotations

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("mon-bureau", views.desk, name="desk"),
    path("mes-paroles", views.mine, name="mine"),
    path("mes-paroles/<slug:follow_id>/arreter", views.stop, name="stop"),
]
