"""Checks a Rasa project as `rasa data validate --fail-on-warnings` does, and fails where Rasa only warns.

Rasa replaces an invalid domain by an empty one and goes on; here any such warning is a failure. Two kinds are let
through: "is not used in any story or rule" (custom actions may say a response, and the core may send an intent, that no
rule names), and the notice about slot auto-fill, which Rasa 3 gives for every domain that has slots.
"""

import warnings

from engine.project import Project

_LET_THROUGH = ("is not used in any story or rule", "Slot auto-fill has been removed in 3.0")


def problems_of(project: Project) -> list[str]:
    """What is wrong with `project`, one sentence each; empty when nothing is. Takes some seconds."""
    if _is_spotless(project):
        return []
    # Again with the files one by one, so that what is said names the file and the line that staff know.
    return _problems_of(project, [str(file) for file in [*project.training_files, *project.response_files]])


def _is_spotless(project: Project) -> bool:
    """The quick answer, with all examples in one file."""
    with project.data_to_check() as few_files:
        try:
            return not _problems_of(project, few_files)
        except Exception:  # Rasa fails in many ways on a project that it cannot read.
            return False


def _problems_of(project: Project, data: list[str]) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sound = _is_sound(project, data)
    problems = [
        str(warning.message)
        for warning in caught
        if issubclass(warning.category, UserWarning)
        and not any(words in str(warning.message) for words in _LET_THROUGH)
    ]
    if not sound and not problems:
        problems = ["The rules and stories contradict each other; `rasa data validate` shows where."]
    return list(dict.fromkeys(problems))


def _is_sound(project: Project, data: list[str]) -> bool:
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    importer = TrainingDataImporter.load_from_config(str(project.config), str(project.domain), data)
    if importer.get_domain().is_empty():
        warnings.warn("The domain is missing, empty or invalid.", UserWarning, stacklevel=1)
        return False
    validator = Validator.from_importer(importer)
    checks = (
        validator.verify_domain_validity,
        validator.verify_actions_in_stories_rules,
        validator.verify_forms_in_stories_rules,
        validator.verify_form_slots,
        validator.verify_slot_mappings,
        lambda: validator.verify_nlu(ignore_warnings=False),
        lambda: validator.verify_story_structure(ignore_warnings=False),
    )
    # Every check runs, so that one round of corrections can cover them all.
    results = [check() for check in checks]
    return all(results)
