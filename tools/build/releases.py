#!/usr/bin/env python3
"""Says what the table of releases, src/release.rs, has of one release or of all.

usage: releases.py facts RELEASE [TABLE]  for the build: each fact as a line `name value`
       releases.py of VERSION             the `openrc_release` that OpenRC's version asks for
       releases.py bounds RELEASE         its first version, and the first that is another's"""

import pathlib
import re
import sys

TABLE = pathlib.Path(__file__).resolve().parents[2] / "src/release.rs"
ROW = re.compile(r"^const (R\w+): Release = Release \{\n(.*?)^\};", re.M | re.S)
FACT = re.compile(r"^    (\w+): (.+),$", re.M)
BASE = re.compile(r"^    \.\.(R\w+)$", re.M)


def value(text):
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdigit() else text.strip('"')


def table():
    """Each release by its name, with all its facts, oldest first."""
    rows = {}
    for name, body in ROW.findall(TABLE.read_text()):
        base = BASE.search(body)
        facts = dict(rows[base[1]]) if base else {}
        facts.update((fact, value(text)) for fact, text in FACT.findall(body))
        rows[name] = facts
    return {facts["name"]: facts for facts in rows.values()}


def texts(constant):
    """The strings of a list that the table names."""
    body = re.search(rf"^const {constant}: &\[&str\] = &\[(.*?)\];", TABLE.read_text(), re.M | re.S)
    return re.findall(r'"([^"]*)"', body[1])


def numbers(version):
    """A version as a tuple, what is not a number left out: 0.62.10 is (0, 62, 10)."""
    match = re.match(r"\d+(\.\d+)+", version)
    return tuple(map(int, match[0].split("."))) if match else ()


def of_version(version):
    """The release that a version belongs to; None for those unknown here."""
    wanted = numbers(version)[:2]
    for name, facts in table().items():
        is_snapshot = len(numbers(name)) > 2
        if not is_snapshot and numbers(name) <= wanted <= numbers(facts["last"]):
            return name
    return None


def bounds(name):
    """The first version of a release, and the first that belongs to none or another."""
    major, minor = numbers(table()[name]["last"])[:2]
    return name, f"{major}.{minor + 1}"


def shown(said):
    return str(said).lower() if isinstance(said, bool) else str(said)


def main(arguments):
    question, name = arguments[:2] if len(arguments) >= 2 else ("", "")
    if question == "of":
        found = of_version(name)
        print(found or sys.exit(f"releases.py: OpenRC {name} is not known here"))
    elif question == "facts" and name in table():
        for fact, said in table()[name].items():
            print(fact, shown(said))
    elif question == "bounds" and name in table():
        print(*bounds(name))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
