from __future__ import annotations

from django.urls.resolvers import URLPattern

app_name = "overview"
urlpatterns: list[URLPattern] = []
