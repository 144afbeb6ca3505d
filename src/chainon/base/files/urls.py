from django.urls import path

from . import views

app_name = "files"
urlpatterns = [path("fichiers/<slug:public_id>/<str:name>", views.show_file, name="file")]
