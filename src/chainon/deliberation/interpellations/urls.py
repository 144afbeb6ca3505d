from __future__ import annotations

from django.urls import path

from . import views

app_name = "interpellations"
ONE = "interpellations/<place:interpellation_handle>"
urlpatterns = [
    path("interpellations/", views.interpellations, name="interpellations"),
    path("interpellations/ouvrir", views.open_one, name="open"),
    path("interpellations/regle", views.set_terms, name="set_terms"),
    path(ONE, views.interpellation_page, name="interpellation_page"),
    path(f"{ONE}/signer", views.sign, name="sign"),
    path(f"{ONE}/ne-plus-signer", views.take_back, name="take_back"),
    path(f"{ONE}/retirer", views.withdraw, name="withdraw"),
]
