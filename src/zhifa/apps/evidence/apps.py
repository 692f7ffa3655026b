from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "zhifa.apps.evidence"
    label = "evidence"
    verbose_name = "证据"
