from __future__ import annotations

from django.urls import path

from .views import checks, exports, following, hands, importing, making, notices, public

app_name = "commitments"
HOLD, PAGE = "engagements/tenir/<str:promise_token>", "engagements/<place:promise_handle>"
urlpatterns = [
    path("engagements/", public.register, name="register"),
    path("engagements/registre.csv", exports.as_csv, name="csv"),
    path("engagements/registre.json", exports.as_json, name="json"),
    path("engagements/nouvelles.atom", exports.feed, name="feed"),
    path("engagements/nouveau", making.record_spoken, name="record_spoken"),
    path("engagements/nouveau/<slug:node_id>", making.record_promise, name="record"),
    path("engagements/nous-memes/<slug:node_id>", making.take_on, name="take_on"),
    path("engagements/promettre/<str:answer_token>", making.promise_by_link, name="promise"),
    path("engagements/importer", importing.start, name="import"),
    path("engagements/importer/modele.csv", importing.model, name="import_model"),
    path("engagements/importer/<slug:promises_id>", importing.check, name="import_check"),
    path("engagements/importer/<slug:promises_id>/oublier", importing.drop, name="import_drop"),
    path("engagements/tenus/<place:kept_handle>", public.kept_page, name="kept_page"),
    path(HOLD, following.news, name="news_by_link"),
    path(f"{HOLD}/etapes", following.steps, name="steps_by_link"),
    path(f"{HOLD}/etapes/<slug:part_id>", following.finish_step, name="finish_step_by_link"),
    path(f"{HOLD}/repondre", notices.reply, name="reply"),
    path(PAGE, public.commitment_page, name="commitment_page"),
    path(f"{PAGE}/nouvelles", following.news, name="news"),
    path(f"{PAGE}/revoir", following.revise, name="revise"),
    path(f"{PAGE}/etapes", following.steps, name="steps"),
    path(f"{PAGE}/etapes/<slug:part_id>", following.finish_step, name="finish_step"),
    path(f"{PAGE}/non-tenu", notices.announce, name="announce"),
    path(f"{PAGE}/non-tenu/dire", notices.say, name="say_not_kept"),
    path(f"{PAGE}/non-tenu/retirer", notices.withdraw, name="withdraw_notice"),
    path(f"{PAGE}/verifier", checks.check, name="check"),
    path(f"{PAGE}/verifier/compter", checks.count, name="count"),
    path(f"{PAGE}/coups-de-main", hands.offer, name="offer"),
    path(f"{PAGE}/coups-de-main/appel", hands.call, name="call"),
    path(f"{PAGE}/coups-de-main/appel/clore", hands.close, name="close_call"),
    path(f"{PAGE}/coups-de-main/retirer", hands.take_back, name="take_back_offer"),
]
