from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "chainon.deliberation.merging"
    label = "merging"
