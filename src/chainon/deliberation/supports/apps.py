from django.apps import AppConfig


class SupportsConfig(AppConfig):
    name = "chainon.deliberation.supports"
    label = "supports"
