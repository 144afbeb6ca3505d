from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "chainon.demo"
    label = "demo"
    verbose_name = "Démonstration"
