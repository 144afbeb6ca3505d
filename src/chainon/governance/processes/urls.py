from __future__ import annotations

from django.urls import path

from .views import opening, public, running, writing

app_name = "processes"
ONE = "demarches/<process:process_handle>"
STEP = f"{ONE}/etapes/<slug:step_id>"
urlpatterns = [
    path("demarches/", public.process_list, name="process_list"),
    path("demarches/preparer", opening.frame_choice, name="frame_choice"),
    path("demarches/preparer/fichier", opening.frame_bring, name="frame_bring"),
    path("demarches/preparer/<slug:frame_key>", opening.process_open, name="process_open"),
    path(ONE, public.process_page, name="process_page"),
    path(f"{ONE}/modifier", opening.process_change, name="process_change"),
    path(f"{ONE}/copier", opening.process_copy, name="process_copy"),
    path(f"{ONE}/cadre.json", public.frame_file, name="frame_file"),
    path(f"{ONE}/cadre", opening.frame_differences, name="frame_differences"),
    path(f"{ONE}/cadre/remplacer", opening.frame_take, name="frame_take"),
    path(f"{ONE}/publier", running.process_publish, name="process_publish"),
    path(f"{ONE}/effacer", running.process_erase, name="process_erase"),
    path(f"{ONE}/moyens", running.process_means, name="process_means"),
    path(f"{ONE}/pause", running.process_pause, name="process_pause"),
    path(f"{ONE}/pauses/<slug:process_pause_id>/retirer", running.pause_withdraw, name="pause_withdraw"),
    path(f"{ONE}/pauses/<slug:process_pause_id>/decaler", running.pause_move, name="pause_move"),
    path(f"{ONE}/arreter", running.process_stop, name="process_stop"),
    path(f"{ONE}/etapes/ajouter", writing.step_add, name="step_add"),
    path(STEP, public.rule_page, name="rule_page"),
    path(f"{STEP}/versions/<int:version>", public.rule_page, name="rule_version"),
    path(f"{STEP}/pas-compris", running.rule_unclear, name="rule_unclear"),
    path(f"{STEP}/modifier", writing.step_change, name="step_change"),
    path(f"{STEP}/retirer", writing.step_remove, name="step_remove"),
    path(f"{STEP}/questions/<int:question>", writing.rule_write, name="rule_write"),
    path(f"{STEP}/relire", writing.rule_draft, name="rule_draft"),
    path(f"{STEP}/abandonner", writing.rule_discard, name="rule_discard"),
]
