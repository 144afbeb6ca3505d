from __future__ import annotations

from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.decisions, name="decisions"),
    path("moderation/a-traiter", views.queue, name="queue"),
    path("moderation/signalements/<slug:case_id>", views.decide, name="decide"),
    path("moderation/recours/<slug:appeal_id>", views.appeal_answer, name="appeal_answer"),
    path("signaler/<slug:kind>/<slug:thing_id>", views.report, name="report"),
    path("recours/<slug:kind>/<slug:refused_id>", views.appeal, name="appeal"),
]
