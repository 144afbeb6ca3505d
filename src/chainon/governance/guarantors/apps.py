from django.apps import AppConfig


class GuarantorsConfig(AppConfig):
    name = "chainon.governance.guarantors"
    label = "guarantors"
