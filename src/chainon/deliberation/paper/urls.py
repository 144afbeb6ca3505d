from __future__ import annotations

from django.urls import path

from .views import batches, entering, printing

app_name = "paper"
urlpatterns = [
    path("papier", printing.blank, name="blank"),
    path("papier/soutiens/<slug:node_id>", printing.sheet, name="sheet"),
    path("saisie/", batches.batch_list, name="batches"),
    path("saisie/ouvrir", batches.open_batch, name="open"),
    path("saisie/papiers/<slug:form_id>", entering.correct, name="correct"),
    path("saisie/aides/<slug:helper_id>/retirer", batches.end_help, name="end_help"),
    path("saisie/<slug:batch_id>", entering.type_form, name="type"),
    path("saisie/<slug:batch_id>/pile", batches.batch_page, name="batch"),
    path("saisie/<slug:batch_id>/clore", batches.close_batch, name="close"),
    path("aider/<str:helper_token>", entering.help_type, name="help"),
    path("aider/<str:helper_token>/<slug:form_id>", entering.help_correct, name="help_correct"),
]
