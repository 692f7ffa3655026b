from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "zhifa.apps.planning"
    label = "planning"
    verbose_name = "检查计划"
