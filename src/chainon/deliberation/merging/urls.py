from __future__ import annotations

from django.urls import path

from . import views

app_name = "merging"
urlpatterns = [
    path("rapprocher/", views.near_list, name="near_list"),
    path("rapprocher/en-ecrivant", views.while_typing, name="while_typing"),
    path("rapprocher/<slug:first_id>", views.near_of, name="near_of"),
    path("rapprocher/<slug:first_id>/<slug:second_id>", views.two, name="two"),
    path("rapprocher/<slug:first_id>/<slug:second_id>/demander", views.ask, name="ask"),
    path("reunir/", views.asked_list, name="asked_list"),
    path("reunir/<slug:request_id>", views.request_page, name="request"),
    path("reunir/<slug:request_id>/coupon", views.by_slip, name="by_slip"),
    path("reunir/<slug:request_id>/retirer", views.cancel, name="cancel"),
    path("reunir/<slug:request_id>/noter/<slug:node_id>", views.note, name="note"),
]
