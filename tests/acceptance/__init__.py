"""The plan's sentences as questions to the loaded county. `NOT_ASKED`: requirements of the catalogue without a test here, and why."""

NOT_ASKED: dict[str, str] = {}
