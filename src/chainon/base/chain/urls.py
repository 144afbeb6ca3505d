from __future__ import annotations

from django.urls import path

from . import views

app_name = "chain"
urlpatterns = [
    path("a-qui-le-tour", views.turns, name="turns"),
    path("fils/<slug:thread_handle>", views.thread, name="thread"),
    path("delais", views.clocks, name="clocks"),
    path("delais/regler", views.set_clocks, name="set_clocks"),
    path("delais/pauses/<slug:pause_id>/retirer", views.pause_withdraw, name="pause_withdraw"),
    path("a-rendre", views.to_tell, name="to_tell"),
    path("a-rendre/<slug:node_id>", views.ask_to_be_told, name="ask_to_be_told"),
    path("suivre/<slug:node_id>", views.follow, name="follow"),
    path("suivre/<slug:node_id>/arreter", views.unfollow, name="unfollow"),
    path("suivre/tout-arreter/<str:stop_token>", views.stop_all, name="stop_all"),
]
