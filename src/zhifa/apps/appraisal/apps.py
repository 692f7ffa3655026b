from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "zhifa.apps.appraisal"
    label = "appraisal"
    verbose_name = "评价"
