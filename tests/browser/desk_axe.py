"""What axe-core finds on a page: things that keep people with a screen reader, a keyboard or weak eyes from using it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "vendor" / "axe"
_SERIOUS = ("serious", "critical")
_RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((one) => one.html) }));
}"""


def script() -> str:
    """The script, once its sum is the one written beside it."""
    text = (FOLDER / "axe.min.js").read_bytes()
    assert sha256(text).hexdigest() in (FOLDER / "README.md").read_text(encoding="utf-8")
    return text.decode("utf-8")


def serious_faults(page: Page) -> list[str]:
    """Each serious or critical finding in a line, with the elements it is about."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())  # evaluated by the browser's own hand, which a page's security policy does not bind
    return [f"{one['id']}: {one['where'][:3]}" for one in page.evaluate(_RUN) if one["impact"] in _SERIOUS]
