"""Runs the model's graph node after node. Rasa's own runner hands it to Dask, which plans it anew for every run."""

from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class PlainGraphRunner(DaskGraphRunner):
    """The same nodes and results as `DaskGraphRunner`; which nodes a target needs is worked out once."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        wanted = targets or self._graph_schema.target_names
        for name, needs in self._plan(tuple(wanted)):
            if name not in results:
                results[name] = self._instantiated_nodes[name](*(results[need] for need in needs))
        return dict(results[target] for target in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """Node names with the nodes each needs, every node after those it needs."""
        plans: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = self.__dict__.setdefault("_plans", {})
        if targets not in plans:
            plans[targets] = []
            for target in targets:
                self._add_to_plan(target, plans[targets])
        return plans[targets]

    def _add_to_plan(self, name: str, plan: list[tuple[str, tuple[str, ...]]]) -> None:
        node = self._graph_schema.nodes.get(name)
        if node is None or any(name == planned for planned, _ in plan):
            return  # An input of the run, or planned already.
        needs = tuple(node.needs.values())
        for need in needs:
            self._add_to_plan(need, plan)
        plan.append((name, needs))
