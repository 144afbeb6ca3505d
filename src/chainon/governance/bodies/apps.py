from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "chainon.governance.bodies"
    label = "bodies"
