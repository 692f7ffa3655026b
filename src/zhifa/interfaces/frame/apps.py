from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "zhifa.interfaces.frame"
    label = "frame"

    def ready(self) -> None:
        """Log-ins open session rows."""
        from zhifa.interfaces.frame import sessions  # noqa: F401
