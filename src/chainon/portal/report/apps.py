from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "chainon.portal.report"
    label = "report"
