from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "chainon.portal.opendata"
    label = "opendata"
