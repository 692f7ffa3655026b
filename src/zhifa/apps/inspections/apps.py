from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "zhifa.apps.inspections"
    label = "inspections"
    verbose_name = "行政检查"

    def ready(self) -> None:
        """Registers what runs by itself."""
        from zhifa.apps.inspections import ticks

        assert ticks
