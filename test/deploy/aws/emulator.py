"""ministack, with what it leaves out of state machines mended: `MaxConcurrencyPath` of a Map, which it runs without a limit.

Usage: python emulator.py     (settings by environment, as ministack's own command takes them)
"""

from __future__ import annotations

from ministack.app import main
from ministack.services import stepfunctions


def mend_ministack() -> None:
    run = stepfunctions._run_map_items

    def with_limit(state_def, raw_input, execution, ctx):
        path = state_def.get("MaxConcurrencyPath")
        if path is not None:
            effective = stepfunctions._apply_input_path(state_def, raw_input, ctx)
            limit = int(stepfunctions._resolve_path_or_ctx(path, effective, ctx))
            state_def = {**state_def, "MaxConcurrency": limit}
        return run(state_def, raw_input, execution, ctx)

    stepfunctions._run_map_items = with_limit


if __name__ == "__main__":
    mend_ministack()
    main()
