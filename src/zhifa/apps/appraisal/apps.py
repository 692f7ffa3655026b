from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "zhifa.apps.appraisal"
    label = "appraisal"
    verbose_name = "评价"

    def ready(self) -> None:
        """Registers what runs by itself."""
        from zhifa.apps.appraisal import ticks

        assert ticks
