from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "chainon.base.ui"
    label = "ui"
