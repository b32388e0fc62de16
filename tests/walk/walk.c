/* Walks at random through the functions of rc.h and prints what they answer, and the
 * files they leave. Runs inside a sandbox, with whichever librc it is started with.
 *
 * usage: walk OUT FIRST COUNT STEPS
 *
 * The seeds FIRST to FIRST + COUNT - 1 are walked; the transcript of seed N goes to
 * OUT/N, what the library prints itself to OUT/N.stderr. */
#include "walk.h"
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* Of the leak sanitizer, where there is one: it looks by itself only in a process that
 * ends with exit. */
int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

FILE *out;
static uint64_t state;
static pid_t children[3];

unsigned
below(unsigned n)
{
	return random_below(&state, n);
}

void
say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(out, format, arguments);
	va_end(arguments);
	fflush(out);
}

int
child_index(pid_t pid)
{
	for (unsigned i = 0; i < COUNT(children); i++)
		if (children[i] == pid)
			return (int)i;
	return -1;
}

/* The beginning of a file of a process. */
static void
read_of(pid_t pid, const char *file, char *text, int size)
{
	char path[64];
	FILE *opened;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	opened = fopen(path, "r");
	if (!opened || !fgets(text, size, opened))
		*text = 0;
	if (opened)
		fclose(opened);
}

/* Its name changes when it becomes another program, and a moment later it has arguments,
 * which begin with those of an emulator where there is one. */
static bool
has_begun(pid_t pid)
{
	char text[32];

	read_of(pid, "comm", text, sizeof(text));
	if (strncmp(text, "sleep", 5) != 0)
		return false;
	read_of(pid, "cmdline", text, sizeof(text));
	return *text != 0;
}

static void
start_children(void)
{
	static const char *const seconds[] = { "100001", "100002", "100002" };

	for (unsigned i = 0; i < COUNT(children); i++) {
		children[i] = fork();
		if (children[i] == 0) {
			if (i == 2 && setuid(65534) != 0)
				_exit(1);
			execl("/bin/sleep", "sleep", seconds[i], (char *)NULL);
			_exit(1);
		}
		char path[64];
		snprintf(path, sizeof(path), "/tmp/child%u.pid", i);
		write_file(path, "%d\n", (int)children[i]);
		while (!has_begun(children[i]))
			usleep(500);
	}
}

static void
end_children(void)
{
	for (unsigned i = 0; i < COUNT(children); i++) {
		kill(children[i], SIGKILL);
		waitpid(children[i], NULL, 0);
	}
}

/* What stands in a process's way or shows it another place. */
static void
choose_surroundings(void)
{
	static const mode_t masks[] = { 022, 022, 077, 0, 027 };
	unsigned what = below(12);
	mode_t mask = PICK(masks);

	umask(mask);
	say("umask %o\n", mask);
	if (what == 0 || what == 4) {
		say("as somebody else\n");
		if (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)
			abort();
	} else if (what == 1 && is_later_release()) {
		say("with RC_SVCDIR\n");
		setenv("RC_SVCDIR", "/tmp/state", 1);
	} else if (what == 2 && is_later_release()) {
		say("with RC_PATH\n");
		setenv("RC_PATH", "/tmp/scripts:/etc", 1);
	} else if (what == 3 && is_later_release()) {
		say("as a user\n");
		setenv("XDG_CONFIG_HOME", "/tmp/home/config", 1);
		setenv("XDG_RUNTIME_DIR", "/tmp/home/run", 1);
		rc_set_user();
	}
}

/* A process of its own takes some steps, so that what the library keeps between calls
 * is both used and new. The random numbers go on from where it stopped. */
static unsigned
segment(unsigned steps)
{
	int pipes[2];
	unsigned count = below(4) == 0 ? 1 : 1 + below(20);
	struct { uint64_t state; } end = { state };

	if (count > steps)
		count = steps;
	if (pipe(pipes) != 0)
		abort();
	pid_t pid = fork();
	if (pid == 0) {
		close(pipes[0]);
		choose_surroundings();
		first_step();
		for (unsigned i = 1; i < count; i++)
			step();
		end.state = state;
		if (write(pipes[1], &end, sizeof(end)) != sizeof(end))
			abort();
		fclose(out);
		/* It attaches to the process, which may belong to somebody else by now. */
		bool has_leaks = __lsan_do_recoverable_leak_check &&
		    prctl(PR_SET_DUMPABLE, 1) == 0 && __lsan_do_recoverable_leak_check();
		_exit(has_leaks ? 23 : 0);
	}
	close(pipes[1]);
	if (read(pipes[0], &end, sizeof(end)) != sizeof(end))
		say("the process died\n");
	close(pipes[0]);
	int status;
	waitpid(pid, &status, 0);
	if (status != 0)
		say("ended with %d\n", status);
	state = end.state;
	below(2);
	return count;
}

static void
walk(const char *folder, unsigned seed, unsigned steps)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%u", folder, seed);
	out = fopen(path, "w");
	snprintf(path, sizeof(path), "%s/%u.stderr", folder, seed);
	int errors = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
	if (!out || errors < 0 || dup2(errors, 2) < 0)
		abort();
	close(errors);
	state = random_start(seed);
	for (unsigned i = 0; i < 8; i++)
		below(2);
	make_tree();
	start_children();
	for (unsigned taken = 0; taken < steps;) {
		taken += segment(steps - taken);
		print_tree(getenv("TEST_VERBOSE") != NULL);
		change_tree();
	}
	print_tree(true);
	end_children();
	say("end\n");
	fclose(out);
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc == 5 && getpid() <= 10000, "walk OUT FIRST COUNT STEPS");
	unsigned first = number(argv[2]);
	unsigned count = number(argv[3]);
	for (unsigned i = 0; i < count; i++)
		walk(argv[1], first + i, number(argv[4]));
	return 0;
}
