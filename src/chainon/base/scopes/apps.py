from django.apps import AppConfig


class ScopesConfig(AppConfig):
    name = "chainon.base.scopes"
    label = "scopes"
