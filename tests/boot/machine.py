"""A virtual machine that boots from an image of tests/boot/image: its console, and a shell
on its second serial line."""

import pathlib
import re
import subprocess
import sys
import threading
import time

# Programs that are loaded elsewhere each time are translated each time: without, software
# emulation takes three times as long.
KERNEL = (
    "root=/dev/nvme0n1 rw init=/sbin/boot-test-init devtmpfs.mount=1 console=ttyS0 quiet"
    " loglevel=1 norandmaps mitigations=off init_on_alloc=0 audit=0"
)
SOFTWARE = ["-accel", "tcg,tb-size=512", "-cpu", "qemu64"]
HARDWARE = ["-accel", "kvm", "-cpu", "host"]
DONE = re.compile(rb"^done=(\d+)$", re.MULTILINE)


class Trouble(Exception):
    """The machine did not do what was waited for."""


def command(image, accelerator, parameters, console, extra=()):
    return [
        "qemu-system-x86_64", "-machine", "q35", *accelerator, "-smp", "1", "-m", "1024",
        "-nodefaults", "-no-user-config", "-display", "none",
        "-kernel", image / "vmlinuz", "-append", f"{KERNEL} {parameters}",
        "-drive", f"file={image}/root.ext4,format=raw,if=none,id=disk,snapshot=on",
        "-device", "nvme,drive=disk,serial=1",
        "-serial", f"file:{console}", "-serial", "stdio", "-serial", "null", *extra,
    ]  # fmt: skip


def accelerator(image):
    """KVM where a kernel gets as far as to find that it has no root with it."""
    probe = command(image, HARDWARE, "root=/dev/none panic=-1", "/dev/null", ["-no-reboot"])
    try:
        done = subprocess.run(
            probe, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=30,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return SOFTWARE
    return SOFTWARE if done.returncode else HARDWARE


class Machine:
    """One machine; `with` ends it. Nothing waits longer than `limit` seconds."""

    def __init__(self, image, accelerator, case, console, limit, watch=False):
        self.console = pathlib.Path(console)
        self.console.touch()
        self.limit = limit
        self.read = 0
        self.answers = b""
        # Clocks that are wrong are so from the start.
        clock = ["-rtc", "base=2001-01-01T00:00:00"] if case == "clock" else []
        self.process = subprocess.Popen(
            command(image, accelerator, f"boot_case={case}", console, clock),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        threading.Thread(target=self._collect, daemon=True).start()
        if watch:
            threading.Thread(target=self._show, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def _collect(self):
        while data := self.process.stdout.read1():
            self.answers += data.replace(b"\r", b"")

    def _show(self):
        with self.console.open("rb") as console:
            while self.process.poll() is None:
                sys.stdout.buffer.write(console.read())
                sys.stdout.flush()
                time.sleep(0.1)

    def _until(self, what, found):
        end = time.monotonic() + self.limit
        while True:
            ended = self.process.poll() is not None
            if result := found():
                return result
            if b"Kernel panic" in self.console.read_bytes():
                raise Trouble(f"the kernel panicked before {what}")
            if ended:
                error = self.process.stderr.read().decode("utf-8", "replace")
                raise Trouble(f"qemu ended before {what}: {error}")
            if time.monotonic() > end:
                raise Trouble(f"not within {self.limit} seconds: {what}")
            time.sleep(0.2)

    def expect(self, text):
        """Waits for a text on the console, after the one that was waited for before."""

        def found():
            return self.console.read_bytes().find(text, self.read) + 1

        self.read = self._until(f"the console said {text.decode()}", found) - 1 + len(text)

    def ask(self, question):
        """What a command answers, and its exit status."""
        self.answers = b""
        # On one line, which the terminal has shown as a whole before the shell sees it.
        line = f'printf "\\n%s\\n" begin; {question}; printf "\\n%s=%d\\n" done $?\n'
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()
        done = self._until(question, lambda: DONE.search(self.answers))
        answer = self.answers[: done.start()].partition(b"\nbegin\n")[2]
        return answer.decode("latin-1").strip("\n"), int(done[1])

    def tell(self, order):
        """Runs a command that ends the shell before it could answer."""
        self.process.stdin.write(order.encode() + b"\n")
        self.process.stdin.flush()

    def off(self):
        """Waits until it has powered itself off: qemu's exit status."""
        self._until("it was off", lambda: self.process.poll() is not None)
        return self.process.returncode
