from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "chainon.governance.processes"
    label = "processes"
