from __future__ import annotations

from django.urls import path

from . import views

app_name = "answers"
urlpatterns = [
    path("repondants", views.answerers, name="answerers"),
    path("repondants/inscrire", views.add_answerer, name="add_answerer"),
    path("repondants/<slug:answerer_id>/retirer", views.retire, name="retire"),
    path("transmettre/<slug:node_id>", views.hand_over, name="hand_over"),
    path("transmissions/<slug:handover_id>/reponse", views.record_answer, name="record"),
    path("transmissions/<slug:handover_id>/reprendre", views.take_back, name="take_back"),
    path("repondre/<str:reply_token>", views.reply, name="reply"),
    path("repondre/<str:reply_token>/accepter", views.accept, name="accept"),
    path("reponses/<place:answer_handle>", views.answer_page, name="answer_page"),
]
