from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "chainon.deliberation.recommendations"
    label = "recommendations"
