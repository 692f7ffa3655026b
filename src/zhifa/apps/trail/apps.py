from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "zhifa.apps.trail"
    label = "trail"
    verbose_name = "留痕"
