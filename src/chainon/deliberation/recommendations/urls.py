from __future__ import annotations

from django.urls import path

from . import views

app_name = "recommendations"
urlpatterns = [
    path("recommandations/", views.sheets, name="sheets"),
    path("recommandations/ensemble/<slug:sheet_id>", views.sheet_page, name="sheet_page"),
    path("recommandations/ensemble/<slug:sheet_id>.csv", views.sheet_csv, name="sheet_csv"),
    path("recommandations/ensemble/<slug:sheet_id>/transmettre", views.hand, name="hand"),
    path("recommandations/ensemble/<slug:sheet_id>/relire", views.preview, name="preview"),
    path("recommandations/ensemble/<slug:sheet_id>/corriger", views.correct, name="correct"),
    path("recommandations/saisir/<body:handle>", views.write, name="write"),
    path("recommandations/<place:recommendation_handle>", views.recommendation_page, name="recommendation_page"),
]
