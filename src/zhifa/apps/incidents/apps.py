from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "zhifa.apps.incidents"
    label = "incidents"
    verbose_name = "事件"

    def ready(self) -> None:
        """Registers what the outbox delivers."""
        from zhifa.apps.incidents import jobs

        assert jobs
