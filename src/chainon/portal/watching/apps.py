from django.apps import AppConfig


class WatchingConfig(AppConfig):
    name = "chainon.portal.watching"
    label = "watching"
