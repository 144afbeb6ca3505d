from __future__ import annotations

from django.urls import path

from .views import animating, public, speaking

app_name = "debates"
urlpatterns = [
    path("debats/", public.debate_list, name="debate_list"),
    path("debats/ouvrir", animating.open_question, name="open_question"),
    path("debats/ouvrir/<slug:node_id>", animating.open_on, name="open_on"),
    path("debats/raisons/<slug:argument_id>", public.argument_page, name="argument_page"),
    path("debats/raisons/<slug:argument_id>/repondre", speaking.answer, name="answer"),
    path("debats/raisons/<slug:argument_id>/retirer", speaking.withdraw, name="withdraw"),
    path("debats/raisons/<slug:argument_id>/utile", speaking.mark, name="mark"),
    path("debats/raisons/<slug:argument_id>/plus-utile", speaking.unmark, name="unmark"),
    path("debats/raisons/<slug:argument_id>/publier", animating.publish_argument, name="publish_argument"),
    path("debats/raisons/<slug:argument_id>/refuser", animating.hide_argument, name="hide_argument"),
    path("debats/desaccords/<slug:disagreement_id>/regler", animating.settle_disagreement, name="settle_disagreement"),
    path("debats/<debate:debate_handle>", public.debate_page, name="debate_page"),
    path("debats/<debate:debate_handle>/dire", speaking.argue, name="argue"),
    path("debats/<debate:debate_handle>/saisir", speaking.enter, name="enter"),
    path("debats/<debate:debate_handle>/a-relire", animating.review_list, name="review_list"),
    path("debats/<debate:debate_handle>/non-publiees", public.hidden_list, name="hidden_list"),
    path("debats/<debate:debate_handle>/synthese", animating.publish_synthesis, name="publish_synthesis"),
    path("debats/<debate:debate_handle>/synthese/avis", animating.take_position, name="take_position"),
    path("debats/<debate:debate_handle>/desaccord", animating.record_disagreement, name="record_disagreement"),
    path("debats/<debate:debate_handle>/clore", animating.close_debate, name="close_debate"),
    path("debats/<debate:debate_handle>/raisons/<slug:side>", public.side_page, name="side_page"),
]
