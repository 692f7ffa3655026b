from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "zhifa.interfaces.frame"
    label = "frame"
