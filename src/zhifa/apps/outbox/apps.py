from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "zhifa.apps.outbox"
    label = "outbox"
    verbose_name = "发件箱与任务"

    def ready(self) -> None:
        """Lets every app register its effects."""
        autodiscover_modules("effects")
