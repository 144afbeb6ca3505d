from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "chainon.governance.draws"
    label = "draws"
