from __future__ import annotations

from django.urls import path

from . import views

app_name = "supports"
urlpatterns = [
    path("soutiens/", views.about, name="about"),
    path("soutiens/comptes/<str:counted_on>.txt", views.counts_of_day, name="counts_of_day"),
    path("soutenir/<slug:node_id>", views.support_page, name="support_page"),
    path("soutenir/<slug:node_id>/coupon", views.by_slip, name="by_slip"),
    path("soutenir/<slug:node_id>/arreter", views.stop, name="stop"),
    path("soutenir/<slug:node_id>/noter", views.record, name="record"),
    path("soutenir/<slug:node_id>/feuilles", views.sheets, name="sheets"),
    path("soutenir/feuilles/<slug:sheet_id>/retirer", views.take_sheet_back, name="take_sheet_back"),
]
