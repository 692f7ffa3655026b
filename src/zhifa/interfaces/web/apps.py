"""Where desks hang themselves into the top bar."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zhifa.interfaces.web"
    label = "web"

    def ready(self) -> None:
        """Navigation entries and the words of desk verbs."""
        from zhifa.interfaces.web import entries

        entries.hang()
