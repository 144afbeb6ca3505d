from __future__ import annotations

from django.urls import path

from . import views

app_name = "mail"
urlpatterns = [
    path("courrier", views.outbox, name="outbox"),
]
