from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "chainon.portal.overview"
    label = "overview"
