from django.apps import AppConfig


class AdjustmentsConfig(AppConfig):
    name = "zhifa.apps.adjustments"
    label = "adjustments"
    verbose_name = "目录调整"
