from django.apps import AppConfig


class ChartersConfig(AppConfig):
    name = "chainon.governance.charters"
    label = "charters"
