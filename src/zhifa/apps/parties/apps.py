from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "zhifa.apps.parties"
    label = "parties"
    verbose_name = "当事人与场所"
