"""Builds the compiled catalog into the wheel; an editable install works from the YAML files."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogHook(BuildHookInterface):
    """Compiles `src/policy_concepts/data` and puts the result where the library looks for it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is built."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from policy_concepts._catalog.bundle import COMPILED
            from policy_concepts._catalog.compiling import compile_store
            from policy_concepts._catalog.opening import load

            catalog = load(source / "policy_concepts" / "data")
            self._folder = tempfile.TemporaryDirectory()
            target = Path(self._folder.name) / COMPILED
            target.write_bytes(compile_store(catalog._store))
        finally:
            sys.path.remove(str(source))
        build_data["force_include"][str(target)] = f"policy_concepts/data/{COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called after a wheel was built."""
        if version != "editable":
            self._folder.cleanup()
