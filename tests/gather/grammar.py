"""Random init scripts, biased to what shells and evaluators get wrong."""

import random
import re

VARIABLES = ["x", "y", "z", "name", "opts", "c", "value", "need_it", "SVC", "_p", "RC_X", "NET"]
# None of them is a command: one may come to stand at the beginning of a line.
WORDS = ["net", "logger", "a", "b-c", "dns", "x1", "foo.bar", "clock", "s1", "s2", "localmount",
         "é", "lo", "YES", "off", "1", "0"]
TYPES = ["need", "use", "want", "after", "before", "provide", "config"]
NAMES = ["a", "b-c", "net.eth0", "net.lo", "foo.bar.baz", "x+y", "9x", "étoile", "under_score",
         "dash-", "logger", "A", "Zz", "x.sh", "vpn.1"]


def without_pids(text):
    """A script's bytes without $$ and $!, numbers of processes, which differ in each run."""
    return re.sub(r"\$((\\\n)*)(?=[$!])", r"\1", text).encode()


class Grammar:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = []

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def choice(self, *options):
        return self.random.choice(options)

    def some(self, make, least, most):
        return [make() for _ in range(self.random.randint(least, most))]

    def word(self):
        return self.random.choice(WORDS + self.names[:3])

    def variable(self):
        return self.random.choice(VARIABLES)

    # Words

    def pattern(self):
        return self.choice("*", "?", "*.*", ".*", "*.", "n*", "[ab]*", "[!a]*", "*[0-9]", "net",
                           "*-*", "x?", "[0-9]*", "\"*\"", "'?'", "\\*", "$x", "\"$y\"", "*e*",
                           "[a-c]*", "b*c", "[]a]", "")

    def parameter(self, quoted):
        name = self.variable()
        default = self.word() if self.chance(70) else self.choice(
            "", "a b", "$y", "${z:-q}", "'a b'" if not quoted else "a  b", "\"a b\"", "a*", "$(:)",
            "\"${y}q\"", "\"a/${z:-q}\"", "$(false)", self.arithmetic())
        forms = [f"${name}", f"${name}", f"${{{name}}}", f"${{{name}:-{default}}}",
                 f"${{{name}-{default}}}", f"${{{name}:={default}}}", f"${{{name}={default}}}",
                 f"${{{name}:+{default}}}", f"${{{name}+{default}}}",
                 f"${{{name}%{self.pattern()}}}", f"${{{name}%%{self.pattern()}}}",
                 f"${{{name}#{self.pattern()}}}", f"${{{name}##{self.pattern()}}}",
                 f"${{#{name}}}", "$RC_SVCNAME", "${RC_SVCNAME#*.}", "${SVCNAME%%.*}",
                 "${RC_SVCNAME##*.}", "$1", "$#", "$*", "$@", "$?", "${1:-none}", "$RC_UNAME"]
        return self.random.choice(forms)

    def arithmetic(self):
        operand = lambda: self.choice("1", "2", "10", "7", "x", "y", "$x", "${y:-3}", "c", "010", "$nothing")
        operator = lambda: self.choice(" + ", "-", " * ", "*", "/", " % ", " - ", "<<", "=")
        more = "".join(operator() + operand() for _ in range(self.random.randint(0, 2)))
        return f"$(({self.choice('', ' ')}{operand()}{more}{self.choice('', ' ')}))"

    def files(self):
        """A pattern with a slash: conf.d is that of the batch, and changes with it."""
        folder = self.choice("/etc/conf.d/", "../conf.d/", "/etc/conf.d/../conf.d/", "/nowhere/", "/etc/passwd/",
                             "\"/etc\"/conf.d/", "/etc/*/", "$etc/conf.d/", "/etc//conf.d/")
        return folder + self.choice("*", "a*", "*.*", "s1?", "net*", "[ab]*", ".*", "*'*'", "x", "*/", "\\*")

    def double_quoted(self):
        parts = self.some(lambda: self.choice(
            self.word(), " ", self.parameter(True), "\\\"", "\\$", "\\\\", "'", "*", "#", "~",
            "{a,b}", "\\\n", "\t", "a  b", "$", "`:`" if self.chance(20) else "", "!",
            self.arithmetic()), 0, 4)
        return '"' + "".join(parts) + '"'

    def part(self):
        chance = self.random.random()
        if chance < 0.5:
            return self.word()
        if chance < 0.65:
            return self.double_quoted()
        if chance < 0.72:
            return "'" + self.choice("a b", "$x", "*", "", "\\", "#", '"', "é", "`") + "'"
        if chance < 0.87:
            return self.parameter(False)
        if chance < 0.89:
            return self.choice(self.files, self.files, self.arithmetic)()
        if chance < 0.92:
            return "\\" + self.choice(" ", "$", "*", "a", "\\", "\n", "#", "~")
        return self.choice("*", "?", "net.*", "#", "=", "-", "~", "{a,b}", "[ab]", "^", "%", "]", "!",
                           ":", "$", "$'x'", "a=b", "*.*", "x~")

    def argument(self):
        if self.chance(60):
            return self.word()
        return "".join(self.some(self.part, 1, 3))

    def gap(self):
        return self.random.choice([" ", " ", " ", " ", "  ", "\t", " \\\n\t", "\\\n ", " \\\n"])

    # Commands

    def relation(self):
        kind = self.random.choice(TYPES)
        arguments = self.some(self.argument, 0, 4)
        if self.chance(15):
            arguments.append(self.choice("*", "!a", "\"*\"", "!net", "$x", "net.*"))
        return self.gap().join([kind, *arguments])

    def keyword(self):
        words = self.some(lambda: self.choice(
            "-containers", "!-containers", "-lxc", "-docker", "-timeout", "$x", "-jail", "nolxc",
            "\"-a -b\"", "-prefix", "!-lxc", "''"), 1, 3)
        return "keyword " + " ".join(words)

    def assignment(self):
        value = self.choice("", self.word(), self.double_quoted(), self.double_quoted(),
                            self.parameter(False), self.argument(), self.argument(),
                            self.substitution(), self.substitution(), "a:~", self.arithmetic())
        return f"{self.variable()}={value}"

    def substitution(self):
        inside = self.choice("echo hi", "echo", "echo a", "printer a", "printer", "deep x", "$nothing echo b",
                             "echo \"$x\"", "$c echo a", "echo ${y:-b} 2>&1", "false", "echo $(printer q)",
                             "command -v sh", "teller a", "${x:-need} a", "need a", "c\\at /dev/null",
                             "ne\\ed a", "\"need\" a", "x=1 need b", "echo said by >&3", "c=need; $c a", "echo need",
                             "[ -z \"$x\" ] && echo x", "case $x in a) echo b;; esac", "exit 3")
        if "`" in inside or self.chance(75):
            return self.choice(f"$({inside})", f'"$({inside})"')
        return self.choice(f"`{inside}`", f'"`{inside}`"'.replace('\\', ''))

    def unknown(self):
        """A condition that a command's output decides, and what it decides."""
        name = self.variable()
        value = self.choice(f'"${name}"', f'"${{{name}}}"', f'"a${name}"', f'"{self.substitution()}"'.replace('""', '"'))
        test = self.choice(f"-n {value}", f"-z {value}", f"{value} = {self.word()}", f"{self.word()} != {value}",
                           f"{value}", f"-z {value} -a -z {self.operand()}", f"! -n {value}", f"-d {value}",
                           f"-n {value} -o -n \"$y\"")
        test = self.choice(f"[ {test} ]", f"test {test}")
        then = self.choice(self.assignment(), self.assignment(), f"{self.variable()}={self.word()}",
                           f"{self.variable()}={self.word()} {self.variable()}=", f"[ -n \"$x\" ] && x=1", "need a",
                           f"{{ {self.assignment()}; {self.assignment()}; }}", "return", ":")
        tail = self.choice(f"\nuse a${{{self.variable()}+set}}", f"\nuse a${{{self.variable()}-q}}", "", "", "",
                           f"\n[ -n \"${self.variable()}\" ] && use q", "\nuse ok")
        return self.choice(f"{name}={self.substitution()}\n", f"{name}={self.substitution()}\n", "") + self.choice(
            f"{test} && {then}", f"{test} || {then}", f"if {test}; then {then}; fi",
            f"if {test}; then\n{then}\nelse\n{self.assignment()}\nfi", f"{test} && {self.condition()} && {then}") + tail

    def declaration(self):
        return self.choice(f"export {self.assignment()}", f"unset {self.variable()}",
                           f"export {self.variable()}", f": ${{{self.variable()}:={self.word()}}}",
                           f": \"${{{self.variable()}:={self.word()}}}\"",
                           f": \"${{{self.variable()}:=\"{self.word()}\"}}\"",
                           f": \"${{{self.variable()}:=${self.variable()} b}}\"",
                           f"{self.assignment()} {self.assignment()}")

    def operand(self):
        return self.choice(f'"${self.variable()}"', self.word(), f"${self.variable()}", '""',
                           "$RC_SVCNAME", self.double_quoted())

    def condition(self):
        test = self.choice(
            f"-n {self.operand()}", f"-z {self.operand()}", f"{self.operand()} = {self.operand()}",
            f"{self.operand()} != {self.word()}", f"{self.operand()}", f"! -n {self.operand()}",
            f"-e {self.choice('/etc', '/nowhere', 'a', '/etc/passwd', '../conf.d')}",
            f"-f {self.choice('/etc/passwd', '/etc', 'a')}",
            f"-d {self.choice('/etc/conf.d', '/etc/passwd')}",
            f"-x {self.choice('/bin/sh', '/etc/passwd', '/nowhere')}",
            f"-{self.choice('s', 'r', 'L', 'h')} {self.choice('/etc/passwd', '/bin', '/nowhere')}",
            f"{self.choice('1', '$x', '10')} -{self.choice('eq', 'lt', 'ge', 'ne')} "
            f"{self.choice('1', '2', '-1')}",
            f"-n {self.operand()} -a {self.operand()} = {self.word()}",
            f"-z {self.operand()} -o -e /etc", f"{self.operand()} == {self.word()}",
            f"! {self.operand()} = {self.word()}",
            f"-n {self.operand()} -a -n {self.operand()} -a -d /etc")
        return self.choice(f"[ {test} ]", f"[ {test} ]", f"[ {test} ]", f"test {test}", "true",
                           "false", f"yesno {self.operand()}", f"yesno {self.variable()}",
                           f"! [ {test} ]", f"[ {test} ] && [ -n {self.operand()} ]",
                           f"helper {self.argument()}", ":")

    def case(self, depth):
        arms = []
        for _ in range(self.random.randint(1, 3)):
            patterns = "|".join(self.some(self.pattern_or_word, 1, 3))
            arms.append(f"{self.choice('', '(')}{patterns}) {self.body(depth)} ;;")
        if self.chance(50):
            arms.append(f"*) {self.body(depth)}{self.choice(' ;;', '')}")
        return (f"case {self.choice(self.argument(), self.operand())} in\n" + "\n".join(arms)
                + "\nesac")

    def pattern_or_word(self):
        return self.choice(self.word(), self.pattern() or "x", self.double_quoted())

    def body(self, depth):
        return self.choice("\n", "; ").join(self.some(lambda: self.command(depth + 1), 1, 2))

    def compound(self, depth):
        return self.choice(
            lambda: f"if {self.condition()}; then\n{self.body(depth)}\nfi",
            lambda: f"if {self.condition()}; then {self.body(depth)}; "
                    f"else {self.body(depth)}; fi",
            lambda: f"if {self.condition()}\nthen {self.body(depth)}\n"
                    f"elif {self.condition()}; then\n{self.body(depth)}\nelse :\nfi",
            lambda: self.case(depth),
            lambda: f"for {self.variable()} in {' '.join(self.some(self.argument, 0, 3))}; do\n"
                    f"{self.body(depth)}\ndone",
            lambda: f"{{ {self.body(depth)}; }}",
        )()

    def strange(self):
        return self.choice(
            "set -- a b", "shift", "eval need a", "(need sub)", "need a | cat", "need bg & wait",
            "while false; do :; done", "echo said", "need a >/dev/null", "cd /", "nosuchcommand",
            ". /nowhere", "IFS=:", "x=1 need a", "local x", "return 3", "exit 3", "exit", "return",
            "PATH=/bin", "$x need a", "need() { use \"$@\"; }", "readonly x", "set -f", "need $(echo a)",
            "need `echo b`", "x=$(need inner)", "need {a,b}", "need ~", "alias need=use",
            "x+=1", "need $((1+1))", "trap : EXIT", "need a\\nb", "need 'a\\b'",
            "RC_SVCNAME=other", "SVCNAME=other", "break", ". /etc/conf.d/shared", "x=~", "y=a:~:b",
            "need a\r", "need \"$(cat <<E\nq\nE\n)\"", "command -v sh", "printf ''", "reexport a b",
            "unset -f depend", "unset helper", "need_if_exists a", "x=$nothing", "${nothing}",
            "need <<E\ntext\nE", "$(:)", "x=`:` y=2", "\"\"", "_x=1", "[ a", "need $x$y\"$z\"")

    def command(self, depth=0):
        chance = self.random.random()
        if depth < 3 and chance < 0.16:
            return self.compound(depth)
        if chance < 0.5:
            return self.relation()
        if chance < 0.58:
            return self.keyword()
        if chance < 0.72:
            return self.assignment()
        if chance < 0.78:
            return self.declaration()
        if chance < 0.81:
            return self.unknown()
        if chance < 0.9:
            return f"{self.condition()} {self.choice('&&', '||')} {self.command(3)}"
        if chance < 0.95:
            return f"helper {' '.join(self.some(self.argument, 0, 2))}"
        return self.strange() if self.chance(40) else self.relation()

    def separator(self):
        return self.random.choice(["\n", "\n", "\n", "; ", "\n\n", " # it's \"$(a comment\n", ";\n"])

    def commands(self, least, most):
        return "".join(self.command() + self.separator() for _ in range(self.random.randint(least, most)))

    def unused(self):
        """A function that is never called: it is only read."""
        body = self.choice(
            "cat <<EOF\n$x `a` $(b) ' \"\nEOF", "a | b && c > d 2>&1 &", "while read l; do a; done <f",
            "( cd /; ls )", "[[ $x == y ]] && z", "echo ${x/a/b} ${x:0:1}", "echo $(( x + 1 ))",
            "until a; do b; done", "case x in a) b ;; esac", "x=$(a \"$(b 'c')\" `d`)",
            "cat <<-'E F'\n\tx\n\tE F", "cat <<'E'\n\"`$(\nE", "for i; do a; done", "a 2>/dev/null </dev/null",
            "echo \"${x:-\"a b\"}\" '}' \"}\"", "start-stop-daemon --start \\\n\t--exec $x -- $y",
            "eval \"$x\" 'y'; local a=b c", "echo \"${x%'a'}\"", "if ! a; then b; fi", "function_call}",
            "a() { b; }", "echo $'a\\'b'", "x=(1 2)", "echo a#b ; # c }\n", "{ a; }", "set -x; ${x?}")
        return f"{self.choice('start', 'stop', 'status', 'reload')}(){self.choice(' ', chr(10))}{{\n{body}\n}}\n"

    def depend(self):
        opening = self.choice("depend() {\n", "depend() {\n", "depend()\n{\n", "depend ( ) { ")
        return opening + (self.commands(0, 5) if self.chance(95) else "") + ":\n}\n"

    def script(self):
        parts = [self.choice("#!/sbin/openrc-run\n", "#!/sbin/openrc-run\n", "#!/sbin/runscript\n",
                             "#! /sbin/openrc-run\n", "#!/usr/bin/env openrc-run\n"
                             if self.chance(10) else "#!/sbin/openrc-run -x\n")]
        if self.chance(80):
            parts.append('printer() { echo "$@" 2>&1; }\ndeep() { if true; then printer "$1"; fi; }\n'
                         'teller() { deep a; need told; }\n')
            parts.append('helper() { local v="$1" w; [ "$v" = a ] && need from_helper "$@"; }\n')
        parts.append(self.commands(0, 4) if self.chance(50) else "")
        if self.chance(50):
            parts.append(self.unused())
        if self.chance(92):
            parts.append(self.depend())
        if self.chance(25):
            parts.append(self.commands(1, 3))
        if self.chance(2):
            parts.insert(self.random.randrange(1, len(parts)), self.choice("fi\n", "need (\n", "\"\n", "}\n"))
        text = "".join(parts)
        return text if self.chance(97) else text.rstrip("\n")

    def setting(self, name):
        kind = self.random.choice(TYPES + ["keyword"])
        own = "".join(letter if letter.isascii() and letter.isalnum() else "_" * len(letter.encode())
                      for letter in name)
        prefix, infix = self.choice("rc", "RC"), self.choice("", f"_{own}")
        variable = f"{prefix}{infix}_{kind.upper() if prefix == 'RC' or self.chance(20) else kind}"
        value = self.choice(self.word(), '"a b"', '"*"', '""', "'n*'", f'"${self.variable()} q"', '"!a"',
                            "$(echo a)" if self.chance(20) else "lo")
        return f"{variable}={value}"

    def configuration(self, name):
        lines = self.some(lambda: self.choice(self.setting(name), self.assignment(),
                                              self.declaration()), 0, 3)
        if self.chance(3):
            lines.append(self.choice("exit 0", "return 1", "false", "supervisor=s6", "need now"))
        return "\n".join(lines) + self.choice("\n", "")
