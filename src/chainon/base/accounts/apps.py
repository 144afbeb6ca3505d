from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chainon.base.accounts"
    label = "accounts"
