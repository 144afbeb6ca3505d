from __future__ import annotations

from django.urls import path

from .views import acting, appointing, public, writing

app_name = "guarantors"
urlpatterns = [
    path("garants/", public.guarantors, name="guarantors"),
    path("garants/nommer", appointing.appoint, name="appoint"),
    path("garants/signer/<str:letter_token>", appointing.sign, name="sign"),
    path("garants/ecrire", writing.write, name="write"),
    path("garants/reponse", writing.read_answer, name="read_answer"),
    path("garants/messages/", writing.message_list, name="messages"),
    path("garants/messages/<slug:message_id>", writing.message, name="message"),
    path("garants/agir", acting.speak, name="speak"),
    path("garants/agir/<slug:subject_kind>/<slug:subject_id>", acting.speak, name="speak_of"),
    path("garants/actes/<place:act_handle>", public.act_page, name="act_page"),
    path("garants/actes/<place:act_handle>/repondre", acting.reply, name="reply"),
    path("garants/<place:guarantor_handle>", public.guarantor, name="guarantor"),
    path("garants/<place:guarantor_handle>/retirer", appointing.remove, name="remove"),
    path("garants/<place:guarantor_handle>/demissionner", appointing.resign, name="resign"),
]
