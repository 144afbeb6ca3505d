from __future__ import annotations

from django.urls import path

from .views import drafting, linked, own, public, team

app_name = "answers"
HANDED, REPLY, OWN = "transmissions/<slug:handover_id>", "repondre/<str:reply_token>", "mes-demandes/<str:own_token>"
urlpatterns = [
    path("repondants", public.answerers, name="answerers"),
    path("repondants/inscrire", team.add_answerer, name="add_answerer"),
    path("repondants/<slug:answerer_id>", public.answerer, name="answerer"),
    path("repondants/<slug:answerer_id>/retirer", team.retire, name="retire"),
    path("transmettre/<slug:node_id>", team.hand_over, name="hand_over"),
    path(HANDED, team.follow_up, name="follow_up"),
    path(f"{HANDED}/reponse", team.record_answer, name="record"),
    path(f"{HANDED}/reprendre", team.take_back, name="take_back"),
    path(f"{HANDED}/etude", team.act, {"what": "study"}, name="team_study"),
    path(f"{HANDED}/porter", team.act, {"what": "carry"}, name="team_carry"),
    path(f"{HANDED}/regle", team.act, {"what": "settle"}, name="team_settle"),
    path(REPLY, linked.reply, name="reply"),
    path(f"{REPLY}/accepter", linked.accept, name="accept"),
    path(f"{REPLY}/etude", linked.act, {"what": "study"}, name="study"),
    path(f"{REPLY}/transmettre", linked.act, {"what": "pass_on"}, name="pass_on"),
    path(f"{REPLY}/porter", linked.act, {"what": "carry"}, name="carry"),
    path(f"{REPLY}/clore", linked.act, {"what": "close"}, name="close"),
    path(f"{REPLY}/regle", linked.act, {"what": "settle"}, name="settle"),
    path(f"{REPLY}/leur-reponse", linked.third_reply, name="third_reply"),
    path(f"{REPLY}/sans-suite", linked.third_given_up, name="third_given_up"),
    path(f"{REPLY}/brouillon", linked.draft, name="draft"),
    path(f"{REPLY}/ma-page", linked.mail_own_page, name="mail_own_page"),
    path(OWN, own.own_page, name="own_page"),
    path(f"{OWN}/repondre", own.answer_several, name="answer_several"),
    path(f"{OWN}/brouillon", own.draft_several, name="draft_several"),
    path("signer/<str:sign_token>", drafting.sign, name="sign"),
    path("reponses/<place:answer_handle>", public.answer_page, name="answer_page"),
    path("suites/<place:move_handle>", public.move_page, name="move_page"),
    path("suites/<place:move_handle>/reponse", team.record_reply, name="record_reply"),
    path("suites/<place:move_handle>/sans-suite", team.give_up, name="give_up"),
    path("reglees/<place:win_handle>", public.win_page, name="win_page"),
]
