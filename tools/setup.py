"""Sets up both environments from hash-pinned files, and trains the model when its sources changed.

    python3 tools/setup.py run      what serving needs
    python3 tools/setup.py test     that, and what the checks need

Needs Python 3.11 or later to run, and a Python 3.10 for the dialogue engine. The standard library is enough.
A second call does nothing that was done before.
"""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SETUP = os.path.join(ROOT, ".setup")
CORE = os.path.join(ROOT, ".venv")
ENGINE = os.path.join(ROOT, "engine", ".venv")
NO_310 = """
Puente's dialogue engine needs Python 3.10, and none was found.
Install it in one of these ways and run the same command again:
  - set PUENTE_PYTHON310 to the path of a python3.10
  - put python3.10 on the PATH (your system's packages may have it)
  - pyenv install 3.10
  - uv python install 3.10
"""


def main():
    if sys.version_info < (3, 11):
        newer = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
        if not newer:
            fail("Puente needs Python 3.11 or later; this is Python %d.%d." % sys.version_info[:2])
        sys.exit(subprocess.call([newer[0], os.path.abspath(__file__)] + sys.argv[1:]))
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    if purpose not in ("run", "test"):
        fail("usage: setup.py run|test")
    os.chdir(ROOT)
    os.umask(0o022)
    set_up_core(purpose)
    set_up_engine()
    step("Training the model if its data changed", [python_of(ENGINE), "-m", "engine.train", "--out", "models"])


def set_up_core(purpose):
    locks = ["requirements/core.txt", "requirements/dev.txt", "requirements/setup.txt", "pyproject.toml"]
    if is_current(CORE, purpose, locks) or (purpose == "run" and is_current(CORE, "test", locks)):
        return
    if not os.path.exists(python_of(CORE)):
        make_environment(CORE)
    lock = "requirements/core.txt" if purpose == "run" else "requirements/dev.txt"
    uv = find_uv()
    step("Installing the core's libraries", [uv, "pip", "sync", "--require-hashes", "--python", python_of(CORE), lock])
    step(
        "Installing the command `puente`",
        [uv, "pip", "install", "--no-deps", "--no-build-isolation", "--python", python_of(CORE), "-e", "."],
    )
    note_current(CORE, purpose, locks)


def set_up_engine():
    locks = ["requirements/engine.txt"]
    if is_current(ENGINE, "engine", locks):
        return
    uv = find_uv()
    if not os.path.exists(python_of(ENGINE)):
        python310 = find_python310(uv)
        step("Making the engine's environment", [uv, "venv", "--quiet", "--python", python310, ENGINE])
    # Compiled once for all: the engine's own process writes nothing beside its code, and would compile Rasa at every start.
    step(
        "Installing the dialogue engine (the long step: some minutes on a slow line)",
        [uv, "pip", "sync", "--compile-bytecode", "--require-hashes", "--python", python_of(ENGINE), locks[0]],
    )
    note_current(ENGINE, "engine", locks)


def find_uv():
    """uv, brought in from a hash-pinned file into an environment of its own."""
    uv = os.path.join(SETUP, "bin", "uv")
    if is_current(SETUP, "setup", ["requirements/setup.txt"]) and os.path.exists(uv):
        return uv
    make_environment(SETUP)
    pip = [python_of(SETUP), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    step("Bringing in uv", pip + ["-r", "requirements/setup.txt"])
    note_current(SETUP, "setup", ["requirements/setup.txt"])
    return uv


def find_python310(uv):
    """The path of a Python 3.10: named, on the PATH, in pyenv, or found or fetched by uv."""
    named = os.environ.get("PUENTE_PYTHON310")
    if named:
        if not is_310(named):
            fail("PUENTE_PYTHON310 does not name a Python 3.10.")
        return named
    for candidate in candidates_310():
        if is_310(candidate):
            return candidate
    for command in (["python", "find", "3.10"], ["python", "install", "3.10"], ["python", "find", "3.10"]):
        result = subprocess.run([uv] + command, capture_output=True, text=True)
        if result.returncode == 0 and is_310(result.stdout.strip()):
            return result.stdout.strip()
    return fail(NO_310)


def candidates_310():
    on_path = shutil.which("python3.10")
    if on_path:
        yield on_path
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    versions = os.path.join(pyenv, "versions")
    if os.path.isdir(versions):
        for name in sorted(os.listdir(versions), reverse=True):
            if name.startswith("3.10"):
                yield os.path.join(versions, name, "bin", "python3.10")


def is_310(path):
    """Whether a path runs as Python 3.10 (a pyenv shim may not); its own environment's prefix must be real."""
    try:
        found = subprocess.run(
            [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True
        )
    except OSError:
        return False
    return found.returncode == 0 and found.stdout.strip() == "3.10"


def make_environment(folder):
    step("Making %s" % os.path.relpath(folder, ROOT), [sys.executable, "-m", "venv", "--clear", folder])


def python_of(folder):
    return os.path.join(folder, "bin", "python")


def stamp_of(purpose, files):
    digest = hashlib.sha256(purpose.encode())
    for name in files:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return purpose + " " + digest.hexdigest()


def is_current(folder, purpose, files):
    try:
        with open(os.path.join(folder, "puente-stamp")) as file:
            return file.read() == stamp_of(purpose, files)
    except OSError:
        return False


def note_current(folder, purpose, files):
    with open(os.path.join(folder, "puente-stamp"), "w") as file:
        file.write(stamp_of(purpose, files))


def step(title, command):
    print("==> " + title, flush=True)
    began = time.monotonic()
    code = subprocess.call(command, cwd=ROOT)
    if code != 0:
        fail("%s did not work (exit code %d). What went wrong stands above." % (title, code))
    print("    %.1f s" % (time.monotonic() - began), flush=True)


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
