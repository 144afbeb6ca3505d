from __future__ import annotations

from django.urls import path

from .views import chain, following, themes

app_name = "chain"
urlpatterns = [
    path("a-qui-le-tour", chain.turns, name="turns"),
    path("fils/<slug:thread_handle>", chain.thread, name="thread"),
    path("delais", chain.clocks, name="clocks"),
    path("delais/regler", chain.set_clocks, name="set_clocks"),
    path("delais/pauses/<slug:pause_id>/retirer", chain.pause_withdraw, name="pause_withdraw"),
    path("a-rendre", chain.to_tell, name="to_tell"),
    path("a-rendre/<slug:node_id>", chain.ask_to_be_told, name="ask_to_be_told"),
    path("suivre/demande-envoyee", following.follow_asked, name="follow_asked"),
    path("suivre/<slug:node_id>", following.follow, name="follow"),
    path("suivre/<slug:node_id>/arreter", following.unfollow, name="unfollow"),
    path("suivre/<slug:node_id>/courriel", following.follow_by_mail, name="follow_by_mail"),
    path("suivre/confirmer/<str:confirm_token>", following.confirm, name="confirm"),
    path("suivre/tout-arreter/<str:stop_token>", following.stop_all, name="stop_all"),
    path("themes", themes.theme_list, name="themes"),
    path("themes/ajouter", themes.add, name="theme_add"),
    path("themes/<slug:theme_id>/changer", themes.change, name="theme_change"),
]
