from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "chainon.governance.gatherings"
    label = "gatherings"
