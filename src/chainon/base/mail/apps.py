from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "chainon.base.mail"
    label = "mail"
