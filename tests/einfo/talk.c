/* Writes random messages under random environments. Runs inside a sandbox, with
 * whichever libeinfo it is started with.
 *
 * usage: talk OUT FIRST COUNT STEPS
 *
 * A child writes the messages of a seed; its stdout, stderr and stdin are pipes or
 * terminals. OUT/N gets what came out of them, the system log, and what the functions
 * returned. */
#define _GNU_SOURCE
#include "../common.h"
#include <einfo.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <unistd.h>

#define PICK(array) ((array)[below(COUNT(array))])

static uint64_t state;
static FILE *returned;

static unsigned
below(unsigned n)
{
	return random_below(&state, n);
}

struct variable {
	const char *name;
	const char *values[16];
};

static const struct variable variables[] = {
	{ "EINFO_QUIET", { "yes", "no", "YES", "on", "off", "1", "0", "", "maybe" } },
	{ "EERROR_QUIET", { "yes", "no", "true", "n", "" } },
	{ "EINFO_VERBOSE", { "yes", "yes", "y", "true", "no", "False", "" } },
	{ "EINFO_COLOR", { "yes", "no", "off", "good=5;0:", "good=7:bad=2;1:", "warn=x:", "bad=",
		"bracket=9;0:hilite=-1;0", "goodness=3", "good;warn", "" } },
	{ "EINFO_INDENT", { "0", "2", "00000004", "00000008", "0x10", "41", "-3", "x", "",
		"99999999999999999999", "4294967298" } },
	{ "EINFO_LOG", { "talk", "", "a name" } },
	{ "EINFO_LASTCMD", { "einfo", "einfon", "ewarn", "ewarnn", "n", "", "ebegin" } },
	{ "COLUMNS", { "0", "1", "10", "40", "80", "200", "", "x", "60x", " 70", "-5" } },
	{ "TERM", { "linux", "xterm", "xterm-256color", "dumb", "cons25", "vt100", "screen", "",
		"color", "foot" } },
};

/* A variable is set in two of three cases. TERM, the last, stays once it was chosen:
 * the C library keeps a pointer into the environment. */
static void
choose_environment(unsigned variable_count)
{
	for (unsigned i = 0; i < variable_count; i++) {
		unsetenv(variables[i].name);
		unsigned count = 0;
		while (count < COUNT(variables[i].values) && variables[i].values[count])
			count++;
		const char *value = variables[i].values[below(count)];
		/* foot was learned in 0.55, between the releases that we know apart. */
		if (below(3) != 0 && strcmp(value, "foot") != 0)
			setenv(variables[i].name, value, 1);
	}
}

static void
say(const char *name, int value)
{
	fprintf(returned, "%s %d\n", name, value);
}

static const char *const texts[] = {
	"a text", "", "with\nlines\n", "caf\xe9", "%", "tab\tbed",
	"a long text that goes on and on and on and on and on and on and on and on and on",
};

static void
step(void)
{
	const char *text = PICK(texts);
	int value = (int)below(3), number = (int)below(1000);

	switch (below(28)) {
#define SAY(name) say(#name, name("%s %d", text, number))
	case 0: SAY(einfo); break;
	case 1: SAY(einfon); break;
	case 2: SAY(einfov); break;
	case 3: SAY(einfovn); break;
	case 4: SAY(ewarn); break;
	case 5: SAY(ewarnn); break;
	case 6: SAY(ewarnv); break;
	case 7: SAY(ewarnvn); break;
	case 8: SAY(eerror); break;
	case 9: SAY(eerrorn); break;
	case 10: SAY(ebegin); break;
	case 11: SAY(ebeginv); break;
#define END(name) say(#name, name(value, "%s %d", text, number))
	case 12: END(eend); break;
	case 13: END(eendv); break;
	case 14: END(ewend); break;
	case 15: END(ewendv); break;
	case 16: say("eend NULL", eend(value, NULL)); break;
	case 17: say("ewend empty", ewend(value, "%s", "")); break;
	case 18: ebracket(number % 90, (ECOLOR)below(8), text); break;
	case 19: eindent(); break;
	case 20: eoutdent(); break;
	case 21: eindentv(); break;
	case 22: eoutdentv(); break;
	case 23: eprefix(below(2) ? NULL : text); break;
	case 24: elog(LOG_INFO, "%s %d", text, number); break;
	case 25: printf("printf %s", text); break;
	case 26: fprintf(returned, "ecolor <%s>\n", ecolor((ECOLOR)below(8))); break;
	default:
		say("einfo NULL", einfo(NULL));
		if (below(4) == 0)
			choose_environment(COUNT(variables) - 1);
	}
	for (unsigned i = 0; i < COUNT(variables); i++)
		if (strstr(variables[i].name, "LASTCMD") || strstr(variables[i].name, "INDENT"))
			fprintf(returned, "  %s\n", getenv(variables[i].name) ?: "(unset)");
}

static void
child(unsigned steps)
{
	clearenv();
	choose_environment(COUNT(variables));
	for (unsigned i = 0; i < steps; i++)
		step();
	fflush(returned);
	switch (below(4)) {
	case 0:
		ewarnx("%s", "the last warning");
	case 1:
		eerrorx("%s", "the last error");
	case 2:
		eerrorx(NULL);
	default:
		exit(0);
	}
}

/* What came out of one place. */
struct outlet {
	const char *name;
	int fd;
	char *bytes;
	size_t length;
};

static void
take(struct outlet *outlet)
{
	char buffer[4096];
	ssize_t length = read(outlet->fd, buffer, sizeof(buffer));

	if (length <= 0) {
		close(outlet->fd);
		outlet->fd = -1;
		return;
	}
	outlet->bytes = realloc(outlet->bytes, outlet->length + (size_t)length);
	memcpy(outlet->bytes + outlet->length, buffer, (size_t)length);
	outlet->length += (size_t)length;
}

static void
print(FILE *out, struct outlet *outlet)
{
	fprintf(out, "%s %zu\n", outlet->name, outlet->length);
	for (size_t i = 0; i < outlet->length; i++) {
		unsigned char byte = (unsigned char)outlet->bytes[i];
		if (byte == '\n')
			fputs("\\n\n", out);
		else if (byte < ' ' || byte > '~')
			fprintf(out, "\\x%02x", byte);
		else
			fputc(byte, out);
	}
	fputs("\n", out);
	free(outlet->bytes);
}

/* A pipe, a terminal of random width, or the terminal that was made before. */
static int
open_outlet(struct outlet *outlet, int before)
{
	struct winsize size = { .ws_row = 25, .ws_col = (unsigned short)(below(3) ? 80 : 1 + below(119)) };
	int ends[2];

	if (before >= 0 && below(2))
		return dup(before);
	if (below(2)) {
		if (openpty(&ends[0], &ends[1], NULL, NULL, &size) != 0)
			abort();
	} else if (pipe(ends) != 0)
		abort();
	outlet->fd = ends[0];
	return ends[1];
}

static int
open_log(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/dev/log" };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	unlink(address.sun_path);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		abort();
	return fd;
}

/* The C library sends lines with control characters in them (docs/quirks.md). */
static void
print_log(FILE *out, const char *message, ssize_t length)
{
	bool is_blank_due = false;

	fputs("log ", out);
	for (ssize_t i = 0; i < length; i++) {
		if ((unsigned char)message[i] < ' ') {
			is_blank_due = true;
			continue;
		}
		if (is_blank_due)
			putc(' ', out);
		is_blank_due = false;
		putc(message[i], out);
	}
	putc('\n', out);
}

static void
talk(const char *folder, unsigned seed, unsigned steps, int log)
{
	struct outlet outlets[] = { { "stdout", -1, NULL, 0 }, { "stderr", -1, NULL, 0 } };
	char path[4096], message[8192], *answers = NULL;
	int status, input = -1;
	size_t length = 0;

	snprintf(path, sizeof(path), "%s/%u", folder, seed);
	FILE *out = fopen(path, "w");
	state = random_start(seed);
	for (unsigned i = 0; i < 8; i++)
		below(2);
	int stdout_end = open_outlet(&outlets[0], -1);
	int stderr_end = open_outlet(&outlets[1], stdout_end);
	if (below(2))
		input = open("/dev/null", O_RDONLY);
	else
		input = dup(stdout_end);
	char answers_path[4096];
	snprintf(answers_path, sizeof(answers_path), "/tmp/returned.%u", seed);
	pid_t pid = fork();
	if (pid == 0) {
		returned = fopen(answers_path, "w");
		fcntl(fileno(returned), F_SETFD, FD_CLOEXEC);
		dup2(input, 0);
		dup2(stdout_end, 1);
		dup2(stderr_end, 2);
		child(steps);
	}
	close(stdout_end);
	close(stderr_end);
	close(input);
	fprintf(out, "seed %u\n", seed);
	while (outlets[0].fd >= 0 || outlets[1].fd >= 0) {
		struct pollfd wait[] = { { outlets[0].fd, POLLIN, 0 }, { outlets[1].fd, POLLIN, 0 },
			{ log, POLLIN, 0 } };
		if (poll(wait, COUNT(wait), 20000) <= 0)
			abort();
		for (unsigned i = 0; i < 2; i++)
			if (wait[i].revents)
				take(&outlets[i]);
		if (wait[2].revents) {
			print_log(out, message, recv(log, message, sizeof(message), 0));
		}
	}
	waitpid(pid, &status, 0);
	for (ssize_t got; (got = recv(log, message, sizeof(message), MSG_DONTWAIT)) >= 0;)
		print_log(out, message, got);
	fprintf(out, "status %x\n", status);
	for (unsigned i = 0; i < 2; i++)
		print(out, &outlets[i]);
	FILE *file = fopen(answers_path, "r");
	while (file && getline(&answers, &length, file) > 0)
		fputs(answers, out);
	if (file)
		fclose(file);
	unlink(answers_path);
	free(answers);
	fprintf(out, "end\n");
	fclose(out);
}

int
main(int argc, char **argv)
{
	/* Only the sandbox has these; elsewhere nothing may be touched. */
	only_in_the_sandbox(argc == 5, "talk OUT FIRST COUNT STEPS");
	unsigned first = (unsigned)strtoul(argv[2], NULL, 10);
	unsigned count = (unsigned)strtoul(argv[3], NULL, 10);
	int log = open_log();
	for (unsigned i = 0; i < count; i++)
		talk(argv[1], first + i, (unsigned)strtoul(argv[4], NULL, 10), log);
	return 0;
}
