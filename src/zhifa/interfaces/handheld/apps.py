"""Where the phone's pages hang themselves into the navigation."""

from django.apps import AppConfig


class HandheldConfig(AppConfig):
    name = "zhifa.interfaces.handheld"
    label = "handheld"

    def ready(self) -> None:
        """Those who go out begin here when they come with a phone."""
        from zhifa.interfaces.frame import navigation
        from zhifa.law.actors import Role

        roles = frozenset({Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.AUXILIARY})
        navigation.register(navigation.Entry("field", "现场", "phone", "handheld:home", roles, order=22, home=True, on_phone=True))
