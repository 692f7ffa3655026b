from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "zhifa.apps.office"
    label = "office"
    verbose_name = "综合执法办"
