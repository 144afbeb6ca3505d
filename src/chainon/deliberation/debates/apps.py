from django.apps import AppConfig


class DebatesConfig(AppConfig):
    name = "chainon.deliberation.debates"
    label = "debates"
