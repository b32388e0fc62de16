"""Runs a C program in the sandbox on the C libraries of a Debian release and on ours,
and compares the transcripts.

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


def rootfs(release):
    command = [SCRIPTS / "rootfs", release]
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
    return pathlib.Path(done.stdout.strip())


def build(work, root, ours, sources):
    """Builds the program with our headers against the C libraries: it is to run on both."""
    folder = next(root.glob("usr/lib/*/librc.so.1"), None) or next(root.glob("lib/*/librc.so.1"))
    subprocess.run(
        ["cc", "-O1", "-g", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-I", ours / "include",
         "-o", work / "program", *sources, *(folder.parent / name for name in LIBRARIES),
         "-Wl,--allow-shlib-undefined"], check=True)
    work.joinpath("lib").mkdir()
    for name in LIBRARIES:
        shutil.copy(ours / name, work / "lib" / name)
    # The program refuses to run where this is missing.
    work.joinpath("test-here").touch()


def run(work, root, side, release, first, count, steps):
    """Runs a range of seeds in one sandbox."""
    loader = ["/lib64/ld-linux-x86-64.so.2"]
    if side == "ours":
        loader += ["--library-path", "/mnt/lib"]
    work.joinpath(side).mkdir(exist_ok=True)
    variables = ["--setenv", f"TEST_RELEASE={release}"]
    if os.environ.get("TEST_VERBOSE"):
        variables += ["--setenv", "TEST_VERBOSE=1"]
    subprocess.run(
        [SCRIPTS / "sandbox", root, "--bind", f"{work}=/mnt", *variables, "--", *loader,
         "/mnt/program", f"/mnt/{side}", str(first), str(count), str(steps)],
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


def main(description, sources, steps, normalised=lambda lines: lines):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--release", choices=["sid", "bookworm"], required=True)
    parser.add_argument("--ours", type=lambda path: pathlib.Path(path).resolve(), required=True,
                        help="folder with our libraries and headers")
    parser.add_argument("--keep", help="a new folder for the transcripts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pair-") as folder:
        work = pathlib.Path(options.keep or folder).resolve()
        work.mkdir(exist_ok=True)
        return compare(options, work, sources, normalised)


def compare(options, work, sources, normalised):
    root = rootfs(options.release)
    build(work, root, options.ours, sources)
    jobs = len(os.sched_getaffinity(0))
    end = options.start + options.seeds
    share = -(-options.seeds // jobs)
    ranges = [(first, min(share, end - first)) for first in range(options.start, end, share)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        done = [pool.submit(run, work, root, side, options.release, first, count, options.steps)
                for side in ("c", "ours") for first, count in ranges]
        for job in done:
            job.result()
    failed = 0
    for seed in range(options.start, end):
        difference = differs(work, seed, normalised)
        if difference:
            failed += 1
            print(f"--- seed {seed}")
            print("\n".join(difference))
    print(f"seeds {options.start} to {end - 1}, {options.steps} steps each ({options.release})")
    print(f"{options.seeds - failed} passed, {failed} failed")
    return 1 if failed else 0
