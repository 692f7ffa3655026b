from django.apps import AppConfig


class AdjustmentsConfig(AppConfig):
    name = "zhifa.apps.adjustments"
    label = "adjustments"
    verbose_name = "目录调整"

    def ready(self) -> None:
        """Registers what runs by itself."""
        from zhifa.apps.adjustments import ticks

        assert ticks
