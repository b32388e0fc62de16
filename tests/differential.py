"""Runs a C program in the sandbox on the C libraries of a Debian release and on ours,
and compares the transcripts. On another machine it does the same in a root file system
of that machine; for musl there is no C library to compare with, and our own with glibc
takes its place.

The program is called with `OUT FIRST COUNT STEPS`; for each seed from FIRST on it
writes OUT/SEED, whose last line is "end", and perhaps OUT/SEED.stderr."""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import shutil
import subprocess
import tempfile

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent / "scripts"
LIBRARIES = ("librc.so.1", "libeinfo.so.1")


LOADER = "/lib64/ld-linux-x86-64.so.2"


def ask(script, *arguments):
    done = subprocess.run([SCRIPTS / script, *arguments], check=True, text=True,
                          stdout=subprocess.PIPE)
    return done.stdout.strip()


def rootfs(release, machine=None):
    return pathlib.Path(ask("rootfs", ask("machine", machine, "rootfs") if machine else release))


def compile_program(command, program, ours, sources, libraries):
    subprocess.run(
        [*command, "-O1", "-g", "-std=gnu11", "-Wall", "-Wextra", "-Werror",
         "-I", ours / "include", "-o", program, *sources, *libraries,
         "-Wl,--allow-shlib-undefined"], check=True)


def build(work, root, ours, sources, machine=None, reference=None):
    """Builds the program with our headers against the C libraries: it is to run on both.
    Gives what each side is started with."""
    compiler = ask("machine", machine, "cc").split() if machine else ["cc"]
    loader = ask("machine", machine, "loader") if machine else LOADER
    work.joinpath("lib").mkdir()
    for name in LIBRARIES:
        shutil.copy(ours / name, work / "lib" / name)
    # The program refuses to run where this is missing.
    work.joinpath("test-here").touch()
    if machine == "musl":
        compile_program(compiler, work / "program", ours, sources, (ours / n for n in LIBRARIES))
        reference = with_glibc(work, reference, sources)
    else:
        found = next(root.glob("usr/lib/*/librc.so.1"), None) or next(root.glob("lib/*/librc.so.1"))
        compile_program(compiler, work / "program", ours, sources,
                        (found.parent / name for name in LIBRARIES))
        reference = [loader, "/mnt/program"]
    return {"c": reference, "ours": [loader, "--library-path", "/mnt/lib", "/mnt/program"]}


def with_glibc(work, reference, sources):
    """The same for this machine's C library and our libraries on it, which it brings along."""
    folder = work / "glibc"
    folder.mkdir()
    libc = pathlib.Path("/lib/x86_64-linux-gnu/libc.so.6")
    for path in (LOADER, libc, *(reference / name for name in LIBRARIES)):
        shutil.copy(path, folder)
    compile_program(["cc"], folder / "program", reference, sources,
                    (reference / name for name in LIBRARIES))
    inside = pathlib.Path("/mnt/glibc")
    return [inside / pathlib.Path(LOADER).name, "--library-path", inside, inside / "program"]


def run(work, root, command, side, release, first, count, steps):
    """Runs a range of seeds in one sandbox."""
    work.joinpath(side).mkdir(exist_ok=True)
    variables = ["--setenv", f"TEST_RELEASE={release}"]
    if os.environ.get("TEST_VERBOSE"):
        variables += ["--setenv", "TEST_VERBOSE=1"]
    subprocess.run(
        [SCRIPTS / "sandbox", root, "--bind", f"{work}=/mnt", *variables, "--", *command,
         f"/mnt/{side}", str(first), str(count), str(steps)],
        check=True, stdin=subprocess.DEVNULL)


def read(work, side, name):
    path = work / side / name
    return path.read_bytes().decode("latin-1").splitlines() if path.exists() else None


def differs(work, seed, normalised):
    transcript = read(work, "c", str(seed))
    if not transcript or transcript[-1] != "end":
        return ["the C library's run did not end"]
    for name in (str(seed), f"{seed}.stderr"):
        lines = [normalised(read(work, side, name) or []) for side in ("c", "ours")]
        difference = list(difflib.unified_diff(*lines, "C", "ours", lineterm="", n=2))
        if difference:
            return difference[:60]
    return []


def main(description, sources, steps, normalised=lambda lines: lines, lay_out=None):
    """`lay_out(work, root, seeds, steps)` makes what the program needs in work, its /mnt."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--release", choices=["sid", "bookworm"], required=True)
    parser.add_argument("--ours", type=lambda path: pathlib.Path(path).resolve(), required=True,
                        help="folder with our libraries and headers")
    parser.add_argument("--machine", choices=["armhf", "arm64", "i386", "musl"],
                        help="the other machine that --ours is built for")
    parser.add_argument("--reference", type=lambda path: pathlib.Path(path).resolve(),
                        help="for musl: folder with the same build with glibc")
    parser.add_argument("--keep", help="a new folder for the transcripts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        work = pathlib.Path(options.keep or folder).resolve()
        work.mkdir(exist_ok=True)
        return compare(options, work, sources, normalised, lay_out)


def compare(options, work, sources, normalised, lay_out):
    machine = options.machine
    root = rootfs(options.release, machine)
    commands = build(work, root, options.ours, sources, machine, options.reference)
    jobs = len(os.sched_getaffinity(0))
    end = options.start + options.seeds
    if lay_out:
        lay_out(work, root, range(options.start, end), options.steps)
    share = -(-options.seeds // jobs)
    ranges = [(first, min(share, end - first)) for first in range(options.start, end, share)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        done = [pool.submit(run, work, root, command, side, options.release, first, count,
                            options.steps)
                for side, command in commands.items() for first, count in ranges]
        for job in done:
            job.result()
    failed = 0
    for seed in range(options.start, end):
        difference = differs(work, seed, normalised)
        if difference:
            failed += 1
            print(f"--- seed {seed}")
            print("\n".join(difference))
    print(f"seeds {options.start} to {end - 1}, {options.steps} steps each ({options.release}"
          f"{f', {machine}' if machine else ''})")
    print(f"{options.seeds - failed} passed, {failed} failed")
    return 1 if failed else 0
