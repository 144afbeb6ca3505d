from __future__ import annotations

from django.urls.resolvers import URLPattern

app_name = "slips"
urlpatterns: list[URLPattern] = []
