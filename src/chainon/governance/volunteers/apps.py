from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "chainon.governance.volunteers"
    label = "volunteers"
