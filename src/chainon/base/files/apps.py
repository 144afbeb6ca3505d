from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "chainon.base.files"
    label = "files"
