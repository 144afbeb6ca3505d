from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "chainon.deliberation.paper"
    label = "paper"
