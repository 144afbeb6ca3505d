from django.apps import AppConfig


class InterpellationsConfig(AppConfig):
    name = "chainon.deliberation.interpellations"
    label = "interpellations"
