"""Builds a C program against our libraries and runs it in the sandbox on these alone."""

import contextlib
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import differential  # noqa: E402


@contextlib.contextmanager
def built(sources, root, ours, flags=()):
    """The folder with the program, which the sandbox shows as /mnt."""
    with tempfile.TemporaryDirectory(prefix="on-ours-") as folder:
        work = pathlib.Path(folder)
        compile_program(work, sources, ours, flags)
        yield work


def compile_program(work, sources, ours, flags=()):
    subprocess.run(
        ["cc", "-O1", "-g", "-std=gnu11", "-Wall", "-Wextra", "-Werror", *flags,
         "-I", ours / "include", "-o", work / "program", *sources,
         ours / "librc.so.1", ours / "libeinfo.so.1", "-Wl,--allow-shlib-undefined"], check=True)
    # The program refuses to run where this is missing.
    work.joinpath("test-here").touch()


def run(work, root, ours, *arguments, program="/mnt/program", options=()):
    """Runs it; its exit status."""
    command = [differential.SCRIPTS / "sandbox", root, "--libraries", ours, "--bind", f"{work}=/mnt",
               *options, "--", program, *map(str, arguments)]
    return subprocess.run(command, stdin=subprocess.DEVNULL).returncode
