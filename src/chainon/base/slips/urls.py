from __future__ import annotations

from django.urls import path

from .views import pads, reading

app_name = "slips"
urlpatterns = [
    path("coupon", reading.code, name="code"),
    path("coupon/<str:slip_code>", reading.read, name="read"),
    path("carnets", pads.pad_list, name="pads"),
    path("carnets/nouveau", pads.make, name="make"),
    path("carnets/<slug:pad_id>", pads.pad, name="pad"),
    path("carnets/<slug:pad_id>/imprimer", pads.print_pad, name="print"),
    path("carnets/<slug:pad_id>/annuler", pads.cancel, name="cancel"),
    path("carnets/<slug:pad_id>/coupons/<slug:slip_number>/detacher", pads.release, name="release"),
]
