from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "chainon.base.search"
    label = "search"
