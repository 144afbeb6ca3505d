from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "chainon.portal.desk"
    label = "desk"
