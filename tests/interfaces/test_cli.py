"""The command `zhifa` itself."""

import subprocess
import sys

import pytest

from zhifa.interfaces.cli import main as cli


def test_help_names_every_command_and_imports_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in cli.COMMANDS)


def test_unknown_command_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["fly"])
    assert stop.value.code == 2
    assert "rules" in capsys.readouterr().err


def test_the_command_line_itself_does_not_import_django() -> None:
    code = "import sys, zhifa.interfaces.cli.main as m; m.parser_for(None); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
