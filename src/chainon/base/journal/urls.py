from __future__ import annotations

from django.urls import path

from . import views

app_name = "journal"
urlpatterns = [
    path("journal", views.lines, name="lines"),
    path("journal/empreintes", views.anchors, name="anchors"),
    path("journal/journal.jsonl", views.export, name="export"),
    path("journal/verify_journal.py", views.script, name="script"),
]
