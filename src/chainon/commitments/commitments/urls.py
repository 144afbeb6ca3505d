from __future__ import annotations

from django.urls import path

from . import views

app_name = "commitments"
urlpatterns = [
    path("engagements/", views.register, name="register"),
    path("engagements/nouveau/<slug:node_id>", views.record_promise, name="record"),
    path("engagements/nous-memes/<slug:node_id>", views.take_on, name="take_on"),
    path("engagements/tenir/<str:promise_token>", views.news_by_link, name="news_by_link"),
    path("engagements/promettre/<str:answer_token>", views.promise_by_link, name="promise"),
    path("engagements/<place:promise_handle>", views.commitment_page, name="commitment_page"),
    path("engagements/<place:promise_handle>/nouvelles", views.news, name="news"),
]
