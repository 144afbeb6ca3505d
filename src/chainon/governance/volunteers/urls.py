from __future__ import annotations

from django.urls import path

from .views import criteria, imports, lists, people, public

app_name = "volunteers"

_LIST = "volontaires/<slug:list_id>"
_PERSON = f"{_LIST}/liste/<slug:person_id>"
_CRITERION = f"{_LIST}/criteres/<slug:criterion_id>"
_STAGED = f"{_LIST}/importer/<slug:staged_id>"

urlpatterns = [
    path("instances/<str:handle>/volontaires", lists.list_open, name="list_open"),
    path(_LIST, public.enrol, name="enrol"),
    path(f"{_LIST}/retrait", public.withdraw, name="withdraw"),
    path(f"{_LIST}/liste", lists.list_page, name="list"),
    path(f"{_LIST}/liste/volontaires.csv", lists.list_export, name="list_export"),
    path(f"{_LIST}/reglages", lists.list_settings, name="list_settings"),
    path(f"{_LIST}/foyers", lists.households, name="households"),
    path(f"{_LIST}/ajouter", people.person_add, name="person_add"),
    path(_PERSON, people.person_edit, name="person_edit"),
    path(f"{_PERSON}/retirer", people.person_withdraw, name="person_withdraw"),
    path(f"{_PERSON}/ecarter", people.person_set_aside, name="person_set_aside"),
    path(f"{_LIST}/criteres", criteria.criteria, name="criteria"),
    path(_CRITERION, criteria.criterion_edit, name="criterion_edit"),
    path(f"{_CRITERION}/monter", criteria.criterion_move, name="criterion_move"),
    path(f"{_CRITERION}/retirer", criteria.criterion_remove, name="criterion_remove"),
    path(f"{_LIST}/importer", imports.import_start, name="import_start"),
    path(f"{_STAGED}/colonnes", imports.import_columns, name="import_columns"),
    path(f"{_STAGED}/reponses", imports.import_answers, name="import_answers"),
    path(f"{_STAGED}/verifier", imports.import_check, name="import_check"),
    path(f"{_STAGED}/corriger", imports.import_correct, name="import_correct"),
    path(f"{_STAGED}/lignes-a-corriger.csv", imports.import_faults, name="import_faults"),
    path(f"{_STAGED}/oublier", imports.import_drop, name="import_drop"),
]
