from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "chainon.base.clock"
    label = "clock"
