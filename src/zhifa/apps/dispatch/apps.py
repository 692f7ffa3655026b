from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "zhifa.apps.dispatch"
    label = "dispatch"
    verbose_name = "派遣"

    def ready(self) -> None:
        """Registers what runs by itself."""
        from zhifa.apps.dispatch import queueing, ticks

        assert queueing
        assert ticks
