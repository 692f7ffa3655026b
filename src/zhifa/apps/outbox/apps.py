from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "zhifa.apps.outbox"
    label = "outbox"
    verbose_name = "发件箱与任务"
