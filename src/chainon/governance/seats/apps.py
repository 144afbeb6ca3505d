from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "chainon.governance.seats"
    label = "seats"
