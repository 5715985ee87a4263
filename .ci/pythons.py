"""The Pythons that the gate runs on: those of this machine, and newer ones of Debian.

A Python of Debian stands in a folder that `debootstrap` fills, and runs in there (`chroot`): no
package of another release is mixed into this machine's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# All that the gate makes, ignored by git.
WORK = ROOT / ".gate"
OLDEST = (3, 11)
# The release to come has the newest Pythons that are ready for use; the other has 3.11.
NEWEST_RELEASE, OLDEST_RELEASE = "testing", "bookworm"
# What a program in there needs to know of this machine: package indexes, proxies, processors.
KEPT = re.compile(r"PIP_\w+|\w+_proxy|\w+_PROXY|CI|PYTEST_ADDOPTS|OPENBLAS_\w+|COVERAGE_\w+")

Version = tuple[int, int]


class Unavailable(Exception):  # noqa: N818  (nothing is wrong: it is not to be had here)
    """Something is not to be had on this machine, and why."""


class Python:
    """A Python that was seen to start."""

    def __init__(
        self, version: Version, command: Sequence[str], room: Debian | None = None
    ) -> None:
        self.version = version
        self.label = "{}.{}".format(*version)
        self.command = list(command)
        self.room = room

    def __repr__(self) -> str:
        return f"Python {self.label} ({self.room.release if self.room else self.command[0]})"

    @property
    def folder(self) -> Path:
        """The checkout, as this Python sees it on disk."""
        return self.room.checkout if self.room else ROOT

    def seen(self, path: Path) -> str:
        """A path below its checkout or room, as this Python names it."""
        return f"/{path.relative_to(self.room.root)}" if self.room else str(path)

    def run(
        self,
        command: Sequence[str | Path],
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        output: bool = False,
    ) -> str:
        """Runs a program where this Python is; paths are this machine's."""
        words = [self.seen(word) if isinstance(word, Path) else word for word in command]
        folder = folder or self.folder
        if self.room:
            words, added = self.room.within(words, self.seen(folder)), {}
            environment = {**self.room.environment(), **(environment or {})}
        else:
            added = {"cwd": folder}
            environment = {**os.environ, **(environment or {})}
        done = subprocess.run(
            words,
            env=environment,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if output else None,
            text=True,
            **added,
        )
        return done.stdout or ""

    def venv(self, name: str) -> Environment:
        """A fresh environment of this Python."""
        home = (self.room.work if self.room else WORK) / "venvs" / f"{name}-{self.label}"
        shutil.rmtree(home, ignore_errors=True)
        home.parent.mkdir(parents=True, exist_ok=True)
        self.run([*self.command, "-m", "venv", home])
        return Environment(self, home)


class Environment:
    """A virtual environment."""

    def __init__(self, python: Python, home: Path) -> None:
        self.owner = python
        self.program = home / "bin" / "python"

    def python(self, *arguments: str | Path, **options: object) -> str:
        """Runs this environment's Python."""
        return self.owner.run([self.program, *arguments], **options)

    def pip(self, *arguments: str | Path, **options: object) -> str:
        """Runs pip, which says only what goes wrong."""
        return self.python("-m", "pip", arguments[0], "--quiet", *arguments[1:], **options)


def _asked(command: Sequence[str]) -> tuple[int, int, str] | None:
    """The version of a Python and how finished it is; nothing when it does not start.

    A shim of pyenv stands on the path for each version that is installed, and fails for all but
    those chosen.
    """
    code = "import ensurepip, ssl, sys; print(*sys.version_info[:2], sys.version_info.releaselevel)"
    try:
        done = subprocess.run(
            [*command, "-c", code],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    major, minor, level = done.stdout.split()
    return int(major), int(minor), level


def _candidates() -> Iterator[Path]:
    """Where Pythons may be; earlier ones are preferred."""
    yield Path(sys.executable)
    for folder in os.get_exec_path():
        yield from sorted(Path(folder).glob("python3.[0-9]*"))
    homes = [os.environ.get("PYENV_ROOT"), "~/.pyenv"]
    if pyenv := shutil.which("pyenv"):
        done = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False)
        homes.insert(0, done.stdout.strip() or None)
    for home in filter(None, homes):
        yield from sorted(Path(home).expanduser().glob("versions/3.*/bin/python"), reverse=True)


def of_this_machine() -> dict[Version, Python]:
    """The finished Pythons of this machine that the library is for, one a version."""
    found: dict[Version, Python] = {}
    seen: set[Path] = set()
    for path in _candidates():
        name = re.fullmatch(r"python3\.(\d+)", path.name)
        # `python3.11-config` is no Python; a version that was found already need not start again.
        if path.name.startswith("python3.") and (not name or (3, int(name[1])) in found):
            continue
        if path in seen or not os.access(path, os.X_OK):
            continue
        seen.add(path)
        told = _asked([str(path)])
        if told and told[:2] >= OLDEST and told[2] == "final":
            found.setdefault(told[:2], Python(told[:2], [str(path)]))
    return found


class Debian:
    """A folder with a release of Debian, in which programs run."""

    def __init__(self, release: str) -> None:
        self.release = release
        self.root = WORK / f"debian-{release}"
        self.work = self.root / "gate"
        self.checkout = self.work / "checkout"

    def make(self) -> None:
        """Fills the folder, from the mirror that this machine installs from.

        Raises:
            Unavailable: This machine cannot.
        """
        if os.name != "posix" or os.geteuid() != 0:
            raise Unavailable("debootstrap needs root")
        if not shutil.which("debootstrap"):
            raise Unavailable("debootstrap is not installed")
        done = self.root / "gate-made"
        if not done.exists():
            shutil.rmtree(self.root, ignore_errors=True)
            self.root.parent.mkdir(parents=True, exist_ok=True)
            # The script of `sid` serves every release since, known to this debootstrap or not.
            # The tests use git.
            command = ["debootstrap", "--variant=minbase", "--include=ca-certificates,git"]
            self._must([*command, self.release, str(self.root), _mirror(), "sid"])
            self._settings_of_apt()
            done.touch()
        self._settings_of_pip()
        self._copy_checkout()

    def pythons(self) -> dict[Version, Python]:
        """Installs the finished Pythons of the release, and gives them."""
        self._must(self.within(["apt-get", "update", "-qq"]))
        listed = self._must(self.within(["apt-cache", "pkgnames", "python3."]))
        minors = {int(each) for each in re.findall(r"^python3\.(\d+)-venv$", listed, re.MULTILINE)}
        found: dict[Version, Python] = {}
        for minor in sorted(minors, reverse=True):
            name = f"python3.{minor}"
            install = ["apt-get", "install", "-qq", "--no-install-recommends", f"{name}-venv"]
            self._must(self.within(install))
            told = _asked(self.within([f"/usr/bin/{name}"]))
            if told and told[:2] >= OLDEST and told[2] == "final":
                found[told[:2]] = Python(told[:2], [f"/usr/bin/{name}"], self)
        return found

    def within(self, words: Sequence[str], folder: str = "/") -> list[str]:
        """The command that runs a command in there, with mounts that end when it ends."""
        inner = f'cd {folder!r} && exec "$@"'
        chroot = ["chroot", str(self.root), "/bin/sh", "-c", inner, "sh", *words]
        if not _can_mount():
            return chroot
        mounts = "".join(
            f"mount --bind {at!r} {str(self.root) + at!r}; " for at in _folders_of_pip()
        )
        script = (
            f'mount -t proc proc "$0/proc"; mount -t tmpfs tmpfs "$0/dev/shm"; {mounts}exec "$@"'
        )
        own = ["unshare", "--mount", "--propagation", "private", "sh", "-ec", script]
        return [*own, str(self.root), *chroot]

    def environment(self) -> dict[str, str]:
        """What programs in there get of this machine's environment."""
        kept = {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)}
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return {
            **kept,
            "PATH": path,
            "HOME": str(Path.home()),
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _must(self, command: Sequence[str]) -> str:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **self.environment(), "PATH": os.environ["PATH"]},
        )
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise Unavailable(f"{' '.join(command[:1])} of Debian {self.release} failed: {last}")
        return done.stdout

    def _settings_of_apt(self) -> None:
        told = subprocess.run(
            ["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True
        )
        path = self.root / "etc" / "apt" / "apt.conf.d" / "99-of-the-machine"
        path.write_text(told.stdout, encoding="utf-8")

    def _settings_of_pip(self) -> None:
        for path in (*_files_of_pip(), "/etc/resolv.conf", "/etc/hosts"):
            if os.path.isfile(path):
                target = Path(str(self.root) + path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                shutil.copy(path, target)
        for path in _folders_of_pip():
            Path(str(self.root) + path).mkdir(parents=True, exist_ok=True)

    def _copy_checkout(self) -> None:
        shutil.rmtree(self.checkout, ignore_errors=True)
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                target = self.checkout / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, target)


def _mirror() -> str:
    """The first address that this machine's apt takes packages of Debian from."""
    command = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    for address in told:
        if re.search(r"/debian/?$", address):
            return address
    raise Unavailable("this machine's apt names no mirror of Debian")


_mounting: bool | None = None


def _can_mount() -> bool:
    global _mounting  # noqa: PLW0603  (asked once)
    if _mounting is None:
        command = ["unshare", "--mount", "--propagation", "private", "true"]
        done = shutil.which("unshare") and subprocess.run(command, capture_output=True, check=False)
        _mounting = bool(done) and done.returncode == 0
    return _mounting


def _values_of_pip() -> list[str]:
    """The words of pip's settings on this machine that may be paths."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    words = re.split(r"['\"\s=]+|\\n", told)
    return [word.removeprefix("file://") for word in words if re.match(r"(file://)?/", word)]


def _files_of_pip() -> list[str]:
    command = [sys.executable, "-m", "pip", "config", "debug"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    settings = re.findall(r"^\s*(/\S+), exists: True$", told, re.MULTILINE)
    return settings + [path for path in _values_of_pip() if os.path.isfile(path)]


def _folders_of_pip() -> list[str]:
    folders = [path.rstrip("/") for path in _values_of_pip() if os.path.isdir(path)]
    # The pages of an index in a folder may lead to files beside it.
    return sorted({path.removesuffix("/simple") for path in folders})


_made: dict[str, dict[Version, Python] | Unavailable] = {}


def of_debian(release: str = NEWEST_RELEASE) -> dict[Version, Python]:
    """The finished Pythons of a release of Debian.

    Raises:
        Unavailable: They are not to be had here.
    """
    if release not in _made:
        try:
            room = Debian(release)
            room.make()
            _made[release] = room.pythons()
        except Unavailable as error:
            _made[release] = error
    found = _made[release]
    if isinstance(found, Unavailable):
        raise found
    return found
