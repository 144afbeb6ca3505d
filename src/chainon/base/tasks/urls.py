from __future__ import annotations

from django.urls import path

from . import views

app_name = "tasks"
urlpatterns = [
    path("travaux/<slug:public_id>", views.job_page, name="job_page"),
]
