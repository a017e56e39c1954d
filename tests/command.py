"""The `beadle` command, as an officer types it."""

from typer.testing import CliRunner, Result

from cli.main import app


def beadle(*words: str, typed: str = "") -> Result:
    """Run a command that does what it is asked."""
    result = CliRunner().invoke(app, list(words), input=typed, env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result


def refused(*words: str, typed: str = "") -> str:
    """Run a command that cannot do what it is asked, and return what it says: sentences, never a traceback."""
    result = CliRunner().invoke(app, list(words), input=typed)
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.stderr


def failing(*words: str) -> str:
    """Run a command that finds something not to be well, and return what it tells."""
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert result.exit_code == 1, result.output
    return result.stdout
