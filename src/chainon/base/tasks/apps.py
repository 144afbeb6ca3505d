from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "chainon.base.tasks"
    label = "tasks"
