from django.apps import AppConfig


class SlipsConfig(AppConfig):
    name = "chainon.base.slips"
    label = "slips"
