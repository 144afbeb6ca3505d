from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "chainon.deliberation.moderation"
    label = "moderation"
