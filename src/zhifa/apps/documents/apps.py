from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "zhifa.apps.documents"
    label = "documents"
    verbose_name = "文书"
