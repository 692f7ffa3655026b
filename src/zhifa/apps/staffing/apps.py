from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "zhifa.apps.staffing"
    label = "staffing"
    verbose_name = "人员编制"
