"""Init scripts in a sandbox: what the installed gendepends.sh says of them under several
shells, and what is gathered without one."""

import collections
import difflib
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
SHELLS = {"dash": "dash", "ash": "busybox ash", "bash": "bash --posix"}
SETTINGS = {
    "sid": {"OPENRC_LIBEXECDIR": "/usr/lib/rc", "OPENRC_RC_PATH": "/etc/rc:/usr/lib/rc:/etc",
            "OPENRC_RELEASE": "0.64"},
    "bookworm": {"OPENRC_LIBEXECDIR": "/lib/rc", "OPENRC_RC_PATH": "/usr/local/etc:/etc:/usr/etc",
                 "OPENRC_RELEASE": "0.45"},
}
INSIDE = """
# The path as the library has it: it is in $0.
gendepends=$LIBEXECDIR/sh/gendepends.sh
if [ -e /mnt/gendepends.sh ]; then cat /mnt/gendepends.sh >"$gendepends"; fi
rm -rf /etc/init.d /etc/conf.d
cp -rp /mnt/init.d /etc/init.d
mkdir -p /etc/conf.d /etc/rc.conf.d
if [ -e /mnt/conf.d ]; then cp -rp /mnt/conf.d/. /etc/conf.d; fi
if [ -e /mnt/rc.conf ]; then cp /mnt/rc.conf /etc/rc.conf; fi
export RC_LIBEXECDIR="${gendepends%/sh/*}" RC_UNAME=Linux
export RC_SCRIPTDIRS="/etc/rc /usr/lib/rc /etc /run/openrc"
if [ ! -e /mnt/stdin ]; then : >/mnt/stdin; fi
now() { date +%s%N; }
for shell in dash ash bash; do
	case $shell in dash) set -- dash ;; ash) set -- busybox ash ;; bash) set -- bash --posix ;; esac
	begin=$(now)
	timeout 600 "$@" "$gendepends" >/mnt/out.$shell 2>/mnt/err.$shell </mnt/stdin
	echo $((($(now) - begin) / 1000)) >/mnt/time.$shell
done
begin=$(now)
/mnt/gather lines >/mnt/out.ours 2>/mnt/err.ours </mnt/stdin
echo $((($(now) - begin) / 1000)) >/mnt/time.ours
begin=$(now)
/mnt/gather survey >/mnt/survey
echo $((($(now) - begin) / 1000)) >/mnt/time.survey
"""


def rootfs(release):
    command = [TOP / "scripts/rootfs", release]
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
    return pathlib.Path(done.stdout.strip())


def build(release, profile="dev"):
    """The example program, with the paths of a Debian release."""
    target = TOP / "target" / f"gather-{release}"
    environment = dict(os.environ, OPENRC_DOT_SH_SERVICES="true", OPENRC_LOOP_SOLVER="true",
                       **SETTINGS[release])
    subprocess.run(["cargo", "build", "--locked", "-q", "-p", "openrc", "--profile", profile,
                    "--config", "profile.dev.opt-level=1",
                    "--example", "gather", "--target-dir", target],
                   check=True, cwd=TOP, env=environment)
    folder = "debug" if profile == "dev" else profile
    return target / folder / "examples/gather"


def upstreams(text):
    """Debian's gendepends.sh without what Debian has changed. That it is upstream's
    shows when it is recognised."""
    lines = text.split("\n")
    begin = next(at for at, line in enumerate(lines) if "follow insserv" in line)
    end = next(at for at, line in enumerate(lines) if "read one two three <" in line)
    lines[begin:end] = ["", "\t\t# Only generate dependencies for OpenRC scripts"]
    lines = [line for line in lines if '[ -z "${lsbh}" ]' not in line]
    begin = next(at for at, line in enumerate(lines) if 'if [ -n "${lsbh}" ]' in line)
    end = next(at for at, line in enumerate(lines) if line == "\t\t_depend")
    supervised = [line.strip() for line in lines[begin:end] if "supervisor" in line]
    rest = ['\t\t\techo "$RC_SVCNAME" >&3']
    if supervised:
        rest += [f"\t\t\t{supervised[0]}", "\t\t\t\tneed s6-svscan", "\t\t\tfi"]
    lines[begin:end + 1] = ['\t\tif . "$_dir/$RC_SVCNAME"; then', *rest, "\t\t\t_depend", "\t\tfi"]
    return "\n".join(lines)


class Result:
    """What all said: lines by service and shell, outcomes, times in microseconds."""

    def __init__(self, work):
        self.lines, self.times = {}, {}
        for name in (*SHELLS, "ours"):
            self.lines[name] = by_service((work / f"out.{name}").read_bytes())
            self.times[name] = int((work / f"time.{name}").read_text())
        self.times["survey"] = int((work / "time.survey").read_text())
        self.all = {name: (work / f"out.{name}").read_bytes() for name in (*SHELLS, "ours")}
        self.errors = {name: (work / f"err.{name}").read_bytes() for name in (*SHELLS, "ours")}
        self.outcomes = {}
        for line in (work / "survey").read_bytes().decode("latin-1").splitlines():
            # What follows a newline in a script's word is no line of its own.
            if "\t" in line:
                name, outcome, *why = line.split("\t")
                self.outcomes[name] = (outcome, why)

    def differences(self):
        """Services that are not the shell's, of which some shell says something else."""
        found = []
        ours_all = self.all["ours"].decode("latin-1").splitlines()
        for name, (outcome, why) in self.outcomes.items():
            if outcome == "shell":
                continue
            ours = self.lines["ours"].get(name, [])
            for shell in SHELLS:
                theirs = self.lines[shell].get(name, [])
                # dash's echo knows \\c: what a script says may end without a newline, and
                # the next line then stands behind it, as it does in the tree.
                theirs = [line for line in theirs if line in ours or not any(
                    other.endswith(line) and other != line for other in ours_all)]
                if theirs != ours:
                    found.append((name, shell, ours, theirs))
        return found

    def difference_of_all(self):
        """Where all lines together are not those of gendepends.sh under its own shell."""
        theirs, ours = (self.all[name].decode("latin-1").splitlines() for name in ("dash", "ours"))
        return list(difflib.unified_diff(theirs, ours, "gendepends.sh", "ours", lineterm="", n=1))


def by_service(output):
    lines = collections.defaultdict(list)
    for line in output.decode("latin-1").splitlines():
        lines[line.split(" ")[0]].append(line)
    return lines


def run(work, release, gather, manner="debian"):
    """Runs everything on work/init.d and work/conf.d."""
    root = rootfs(release)
    shutil.copy(gather, work / "gather")
    if manner == "upstream":
        text = (root / "usr/lib/rc/sh/gendepends.sh").read_text()
        (work / "gendepends.sh").write_text(upstreams(text))
    subprocess.run([TOP / "scripts/sandbox", root, "--bind", f"{work}=/mnt",
                    "--setenv", "LIBEXECDIR=" + SETTINGS[release]["OPENRC_LIBEXECDIR"], "--",
                    "/bin/sh", "-c", INSIDE], check=True, stdin=subprocess.DEVNULL)
    return Result(work)
