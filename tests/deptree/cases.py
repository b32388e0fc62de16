"""Random cases for compare: what a sandbox holds, and what the library is asked."""

import os
import random

BASE = 1_600_000_000
TYPES = ["ineed", "iuse", "iwant", "iafter", "ibefore"]
ALL_TYPES = TYPES + ["needsme", "usesme", "wantsme", "iprovide", "providedby", "broken",
                     "keyword", "nothing"]
GENDEPENDS = "/usr/lib/rc/sh/gendepends.sh"
LEVELS = ["sysinit", "boot", "default", "shutdown", "single", "other", "missing"]
STATES = ["started", "starting", "stopping", "inactive", "wasinactive", "hotplugged", "failed"]
ODD = ["net", "net.eth0", "logger", "hwclock.sh", "it's", "a=b", "a_b", "é", ".hidden",
       "x" * 60, "0", "-lxc", "$v"]


class Case:
    def __init__(self, folder, seed, release):
        self.folder = folder
        self.random = random.Random(seed)
        self.release = release
        self.commands = []

    def do(self, *words):
        self.commands.append("\t".join(str(word) for word in words))

    def some(self, names, most):
        return [self.random.choice(names) for _ in range(self.random.randint(0, most))]

    def file(self, name, text, mode=0o644):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
        os.chmod(path, mode)

    def finish(self):
        self.file("commands", "\n".join(self.commands) + "\n")


def make_names(case):
    count = case.random.choice([2, 4, 8, 16, 40])
    names = [f"s{number}" for number in range(count)]
    return names + case.random.sample(ODD, case.random.randint(0, 5))


def line(case, service, kind, words):
    gap = case.random.choice([" ", " ", " ", "  "])
    return f"{service} {kind} " + gap.join(words) + case.random.choice(["", "", " "])


def gendepends(case, names):
    """What gendepends.sh might print: dense or sparse, with loops and missing names."""
    lines = []
    density = case.random.choice([1, 2, 5])
    unknown = ["missing", "virtual", "virtual2"] if case.random.random() < 0.7 else []
    known = [name for name in names if case.random.random() < 0.95] or names
    if case.random.random() < 0.5:
        case.random.shuffle(known)
    for service in known + case.some(known, 2):
        lines.append(service)
        for _ in range(case.random.randint(0, density)):
            kind = case.random.choice(TYPES + ["iprovide", "keyword", "config", "ineed"])
            words = case.some(names + unknown, density + 1)
            if kind == "keyword":
                words = case.some(["-lxc", "nolxc", "-shutdown", "-LXC", "s0"], 3)
            elif kind == "iprovide":
                words = case.some(["virtual", "virtual2", "net", "logger", "s1"], 2)
            elif kind == "config":
                words = case.some(["/etc/one", "/etc/two=2", "/tmp/age"], 3)
            elif case.random.random() < 0.15:
                words = list(known)
            if case.random.random() < 0.15:
                words.append("!" + case.random.choice(names))
            if case.random.random() < 0.03:
                kind = case.random.choice(["reexport", "my_own", ""])
            lines.append(line(case, service, kind, words))
    if case.random.random() < 0.1:
        lines.insert(case.random.randrange(len(lines)), case.random.choice(["", " x y", "s0 "]))
    return "\n".join(lines) + case.random.choice(["\n", "\n", ""])


def loops(case):
    """A tree without loops, but for a few plain rings of services that share nothing."""
    lines, number = [], 0
    for _ in range(case.random.randint(1, 3)):
        size = case.random.randint(2, 6)
        ring = [f"r{number + at}" for at in range(size)]
        number += size
        kinds = case.random.choice([["ineed"], ["iuse", "ineed", "iafter"], ["iuse"],
                                    ["iafter"], ["ineed", "iafter"], ["iuse", "iafter"]])
        for at, service in enumerate(ring):
            lines.append(service)
            lines.append(f"{service} {case.random.choice(kinds)} {ring[(at + 1) % size]}")
    for at in range(case.random.randint(0, 5)):
        lines.append(f"t{at}")
        if at:
            lines.append(f"t{at} {case.random.choice(TYPES[:4])} t{at - 1}")
    return "\n".join(lines) + "\n"


def standing(case, names):
    """Which services are in which runlevels and states; links may lead nowhere."""
    for level in case.random.sample(LEVELS[:-1], case.random.randint(1, 6)):
        case.do("mkdir", f"/etc/runlevels/{level}")
        for name in case.some(names + ["virtual", "net"], len(names)):
            target = "/etc/init.d" if case.random.random() < 0.9 else "/nowhere"
            case.do("link", target, f"/etc/runlevels/{level}/{name}")
    case.do("needed")
    for state in STATES:
        case.do("mkdir", f"/run/openrc/{state}")
        for name in case.some(names + ["virtual"], case.random.choice([0, 1, len(names) // 2])):
            target = "/etc/init.d" if case.random.random() < 0.9 else "/nowhere"
            case.do("link", target, f"/run/openrc/{state}/{name}")


def environment(case, names):
    if case.random.random() < 0.2:
        case.do("env", "RC_SVCNAME", case.random.choice(names))
    if case.random.random() < 0.2:
        case.do("env", "RC_BOOTLEVEL", case.random.choice(["default", "other", "missing"]))
    if case.random.random() < 0.3:
        case.file("rc.conf", f'rc_sys="{case.random.choice(["lxc", "LXC", "", "docker"])}"\n')
        case.do("copy", "/mnt/cases/%d/rc.conf" % int(os.path.basename(case.folder)),
                "/etc/rc.conf")


def questions(case, names):
    names = names + ["virtual", "virtual2", "missing", "net", "unheard"]
    case.do("load")
    for _ in range(6):
        case.do("depend", case.random.choice(names), case.random.choice(ALL_TYPES))
    for _ in range(12):
        level = case.random.choice(LEVELS + ["-"])
        options = case.random.randrange(16)
        # Without a runlevel the C library dereferences NULL unless it stops.
        if level == "-":
            options |= 8
        kinds = case.random.sample(ALL_TYPES, case.random.randint(0, 5))
        kinds = case.random.choice([kinds, TYPES[:4], TYPES[:3], ["needsme", "usesme"]])
        kinds = "-" if case.random.random() < 0.03 else " ".join(kinds)
        case.do("depends", level, options, kinds, " ".join(case.some(names, 4)))
    for _ in range(6):
        case.do("order", case.random.choice(LEVELS), case.random.choice([0, 1, 2, 4, 8, 12]))


def tree(case, flags, output):
    names = sorted({word.lstrip("!") for word in output.split() if word[:1] != "/"})[:60]
    environment(case, names)
    standing(case, names)
    case.file("output", output)
    case.do("update", flags)
    questions(case, names)
    if case.random.random() < 0.1:
        case.do("update", 0)
        case.do("needed")


def script(case, names):
    """An init script for the real gendepends.sh."""
    body = []
    for _ in range(case.random.randint(0, 4)):
        kind = case.random.choice(["need", "use", "want", "after", "before", "provide", "keyword",
                                   "config"])
        words = case.some(names + ["virtual", "missing", "*"], 3)
        if kind == "keyword":
            words = case.some(["-lxc", "-containers", "!-containers", "-timeout"], 2)
        elif kind == "config":
            words = ["/etc/$RC_SVCNAME.conf=1"]
        elif case.random.random() < 0.2:
            words = ["!" + case.random.choice(names)]
        body.append(f"\t{kind} {' '.join(words)}")
    if case.random.random() < 0.3:
        body.append('\t[ -n "$unset" ] && after nothing')
    text = "#!/sbin/openrc-run\n"
    if case.random.random() < 0.8:
        text += "depend() {\n" + "\n".join(body or ["\t:"]) + "\n}\n"
    return text


def real(case):
    names = [f"s{number}" for number in range(case.random.randint(1, 6))] + ["net.eth0", "a.sh"]
    here = "/mnt/cases/" + os.path.basename(case.folder)
    for name in names:
        case.file(f"init.d/{name}", script(case, names), 0o755)
        if case.random.random() < 0.3:
            words = " ".join(case.some(names, 2))
            case.file(f"conf.d/{name}", f'rc_{case.random.choice(["need", "use"])}="{words}"\n')
    case.file("conf.d/other", "")
    case.do("shell", f"cp -r {here}/init.d {here}/conf.d /etc/")
    environment(case, names)
    standing(case, names)
    # The installed gendepends.sh itself, and not the stub: it has to be recognised.
    case.do("shell", f"cp /mnt/gendepends.real {GENDEPENDS}")
    case.do("update", 0)
    case.do("shell", f"cp /mnt/stub {GENDEPENDS}")
    questions(case, names)


def text(case):
    """A tree file that nobody wrote so."""
    names = ["a", "b", "it's", "'", "c_d", "=", " "]
    lines = ["depinfo_0_service='a'"]
    for number in range(case.random.randint(0, 30)):
        kind = case.random.choice(ALL_TYPES[:9] + ["service", "service", "ineed", "x_y", ""])
        name = case.random.choice(names)
        if kind == "service":
            lines.append(f"depinfo_{number}_service='{name}'")
        else:
            lines.append(f"depinfo_{number}_{kind}_{case.random.randrange(3)}='{name}'")
        if case.random.random() < 0.3:
            damaged = list(lines[-1])
            place = case.random.randrange(len(damaged))
            damaged[place:place + case.random.randrange(3)] = case.random.choice("_='0x \\- ")
            lines[-1] = "".join(damaged)
    case.file("tree", "\n".join(lines) + case.random.choice(["\n", ""]))
    case.do("load", "/mnt/cases/" + os.path.basename(case.folder) + "/tree")
    for name in names + ["1='x", "a'"]:
        for kind in ALL_TYPES[:10] + ["x", ""]:
            case.do("depend", name, kind)
    for _ in range(5):
        case.do("depends", "default", case.random.randrange(16), "ineed iuse iprovide",
                " ".join(case.some(names[:6], 3)))
    case.do("load", "/nowhere/tree")


def ages(case):
    """Files whose age is compared. What 0.45's library forgets, and what is of no use to
    it (a tree from the future, files that scripts name in config), is in freshness."""
    files = ["/etc/init.d/a", "/etc/init.d/sub/b", "/etc/conf.d/a", "/etc/rc.conf",
             "/etc/init.d/.hidden", "/tmp/age/x", "/tmp/age/y/z", "/tmp/age/source",
             "/usr/local/etc/conf.d/l"]
    folders = ["/etc/init.d", "/etc/init.d/sub", "/etc/conf.d", "/tmp/age", "/tmp/age/y",
               "/usr/local/etc/conf.d"]
    forgotten = ["/etc/rc.conf.d/a.conf", "/etc/rc.conf.d", "/usr/local/etc/init.d/l",
                 "/usr/local/etc/init.d"]
    if case.release != "bookworm":
        files, folders = files + forgotten[::2], folders + forgotten[1::2]
    case.do("shell", "mkdir -p /etc/rc.conf.d /usr/local/etc/init.d " + " ".join(folders))
    case.do("shell", "touch " + " ".join(files))
    case.do("link", "/tmp/age/x", "/etc/init.d/link")
    case.do("link", "/tmp/nowhere", "/etc/init.d/dead")
    case.do("needed")
    case.do("shell", "for f in /etc/init.d /etc/conf.d /etc/rc.conf.d /usr/etc /usr/local/etc; do "
                     f"[ -e $f ] && find $f -exec touch -d @{BASE} " "{} +; done")
    if case.random.random() < 0.9:
        case.do("shell", "echo > /run/openrc/deptree")
    for _ in range(3):
        spread = case.random.choice([1, 3, 10, 2**31])
        for path in files + folders:
            case.do("touch", path, BASE + case.random.randrange(spread))
        case.do("touch", "/run/openrc/deptree", BASE + case.random.randrange(min(spread, 10**8)))
        case.do("needed")
        for how in ("newer", "older"):
            case.do(how, "/tmp/age/source", case.random.choice(folders + files + ["/nowhere"]))
            case.do(how, "/nowhere", "/tmp/age")


def nothing(case):
    """Arguments that cannot be used: the C library dies of most."""
    case.do("nothing")
    case.file("expected", "load 0 empty1 empty1 empty1 empty1 empty1 empty0 empty1 empty1 "
                          "empty0 0 0 1\n")


def failing(case):
    """gendepends.sh is killed or missing: unlike C, ours says so and keeps the old tree.
    An exit status alone is no failure."""
    status = case.random.randrange(1, 256)
    case.file("output", "a\na ineed b\nb\n")
    case.do("needed")
    case.do("update", 0)
    case.do("shell", f'echo {status} > "$RUN/exit"')
    case.do("update", 0)
    case.do("shell", 'touch "$RUN/die"')
    case.do("update", 0)
    case.do("shell", f"mv {GENDEPENDS} /tmp/away")
    case.do("update", 0)
    case.do("shell", f"mv /tmp/away {GENDEPENDS}")
    case.do("load")
    case.do("depend", "a", "ineed")
    case.file("expected",
              "needed: 1 0 -\nupdate: 1\nupdate: 1\nupdate: 0\nupdate: 0\n"
              "load: yes\nSuccess depend: <b>\n")


def write(folder, seed, release):
    case = Case(folder, seed, release)
    kind = case.random.random()
    if kind < 0.70:
        tree(case, 0, gendepends(case, make_names(case)))
    elif kind < 0.78:
        tree(case, 3, loops(case))
    elif kind < 0.84:
        real(case)
    elif kind < 0.91:
        text(case)
    elif kind < 0.925:
        failing(case)
    elif kind < 0.935:
        nothing(case)
    else:
        ages(case)
    case.finish()
