from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "zhifa.apps.dispatch"
    label = "dispatch"
    verbose_name = "派遣"
