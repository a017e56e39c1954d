"""Replacing named functions of ministack: what is replaced, by what, and why; each name must exist in the pin.

ministack has no types and reads the environment when it is imported: it is imported by name, after `launch` has
set the environment, and never at the top of a module.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

PINNED = "1.5.33"


class NothingToMend(RuntimeError):
    """ministack has no longer the name that is to be replaced: another version than the pin is installed."""


def ministack(module: str) -> ModuleType:
    """Return a module of ministack, for example `services.sqs`."""
    return import_module(f"ministack.{module}")


@dataclass(frozen=True)
class Mend:
    """One name of ministack and what takes its place.

    `name` is a name in the module, or `table[key]` for an entry of a table there.
    """

    module: str
    name: str
    why: str
    replacement: Callable[[Any], Any]  # from what was there to what shall be there

    def find(self) -> Any:
        """Return what ministack has under this name.

        Raises:
            NothingToMend: there is no such name.
        """
        holder, key = self._place()
        if key not in holder:
            raise NothingToMend(f"ministack has no {self.module}.{self.name}; the launcher is made for {PINNED}")
        return holder[key]

    def apply(self) -> None:
        """Put the replacement there.

        Raises:
            NothingToMend: there is no such name.
        """
        found = self.find()
        holder, key = self._place()
        holder[key] = self.replacement(found)

    def _place(self) -> tuple[dict[str, Any], str]:
        module = vars(ministack(self.module))
        if not self.name.endswith("]"):
            return module, self.name
        table, key = self.name.removesuffix("]").split("[", 1)
        if table not in module:
            raise NothingToMend(f"ministack has no {self.module}.{table}; the launcher is made for {PINNED}")
        return module[table], key
