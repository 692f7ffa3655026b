from django.apps import AppConfig


class EmpowermentConfig(AppConfig):
    name = "zhifa.apps.empowerment"
    label = "empowerment"
    verbose_name = "赋权评估"

    def ready(self) -> None:
        """Registers what runs by itself."""
        from zhifa.apps.empowerment import ticks

        assert ticks
