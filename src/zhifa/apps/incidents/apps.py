from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "zhifa.apps.incidents"
    label = "incidents"
    verbose_name = "事件"
