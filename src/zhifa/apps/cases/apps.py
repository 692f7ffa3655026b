from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "zhifa.apps.cases"
    label = "cases"
    verbose_name = "案件"

    def ready(self) -> None:
        """Registers what runs by itself."""
        from zhifa.apps.cases import ticks

        assert ticks
