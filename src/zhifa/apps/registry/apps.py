from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "zhifa.apps.registry"
    label = "registry"
    verbose_name = "主体与区域"
