from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "zhifa.apps.catalogue"
    label = "catalogue"
    verbose_name = "事项目录"
