from __future__ import annotations

from django.urls import path

from . import views

app_name = "watching"
urlpatterns = [path("garants/veille", views.watch, name="watch")]
