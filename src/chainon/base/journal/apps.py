from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "chainon.base.journal"
    label = "journal"
