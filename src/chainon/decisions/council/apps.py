from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "chainon.decisions.council"
    label = "council"
