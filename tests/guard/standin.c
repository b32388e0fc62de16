/* A daemon that does what it is told.
 *
 * usage: standin FOLDER [OPTION]...
 *
 * In FOLDER it appends its pid to `starts`, holds a lock on `alive` (who cannot get it
 * appends to `two`: there are two copies), and reads orders from the FIFO `orders`, which
 * it makes. What is in `mode` (a line) is an order to be carried out right at the start.
 *
 * options
 *   --daemon FILE    go into the background, and write a pid file there
 *   --late MS        write the pid file so much later
 *   --garbage        write something else into it
 *   --wrap MS        start the daemon proper as a child, and end with 0 so much later
 *   --title TEXT     have other arguments
 *
 * orders
 *   exit N           end with this status       die N        be ended by this signal
 *   core             dump core                  ignore       let SIGTERM pass
 *   exec             execute itself anew        upgrade FILE let another take the place, who
 *                                               writes FILE, and end (as nginx on USR2)
 *   child            leave a child behind       fail N       end with N, at once: for `mode`
 *   later MS N       end with N so much later   eat         take memory, as long as there is some
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *folder;
static char **arguments;

static char *
in_folder(const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) == -1)
		exit(90);
	return path;
}

static void
append(const char *name, long number)
{
	FILE *file = fopen(in_folder(name), "a");

	if (!file)
		exit(91);
	fprintf(file, "%ld\n", number);
	fclose(file);
}

static void
pause_for(long ms)
{
	struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	while (nanosleep(&time, &time) == -1)
		;
}

static void
write_pid(const char *path, bool garbage)
{
	FILE *file = fopen(path, "w");

	if (!file)
		exit(92);
	if (garbage)
		fprintf(file, "not a number\n");
	else
		fprintf(file, "%ld\n", (long)getpid());
	fclose(file);
}

/* There may be one at a time. */
static void
be_the_only_one(void)
{
	int fd = open(in_folder("alive"), O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		exit(93);
	/* The last one may be about to go. */
	for (int tries = 0; flock(fd, LOCK_EX | LOCK_NB) == -1; tries++) {
		if (tries == 20) {
			append("two", getpid());
			return;
		}
		pause_for(5);
	}
}

static void
obey(char *order)
{
	long number = 0;
	char text[4096] = "";

	order[strcspn(order, "\n")] = '\0';
	if (sscanf(order, "exit %ld", &number) == 1 || sscanf(order, "fail %ld", &number) == 1)
		_exit((int)number);
	if (sscanf(order, "die %ld", &number) == 1) {
		signal((int)number, SIG_DFL);
		kill(getpid(), (int)number);
		pause_for(1000);
	}
	if (strcmp(order, "core") == 0) {
		struct rlimit most = { RLIM_INFINITY, RLIM_INFINITY };

		setrlimit(RLIMIT_CORE, &most);
		prctl(PR_SET_DUMPABLE, 1);
		if (chdir(folder) == -1)
			_exit(94);
		abort();
	}
	long later;
	if (sscanf(order, "later %ld %ld", &later, &number) == 2 && fork() == 0) {
		/* It dies with its parent, and keeps nothing of it. */
		pid_t parent = getppid();

		for (int fd = 0; fd < 64; fd++)
			close(fd);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		pause_for(later);
		int orders = open(in_folder("orders"), O_WRONLY | O_NONBLOCK);
		if (getppid() == parent && orders != -1)
			dprintf(orders, "exit %ld\n", number);
		_exit(0);
	}
	if (strcmp(order, "eat") == 0)
		for (;;)
			memset(malloc(1 << 20), 1, 1 << 20);
	if (strcmp(order, "ignore") == 0)
		signal(SIGTERM, SIG_IGN);
	if (strcmp(order, "exec") == 0)
		execv("/proc/self/exe", arguments);
	if (strcmp(order, "child") == 0 && fork() == 0) {
		/* It keeps nothing of its parent but the session. */
		for (int fd = 0; fd < 64; fd++)
			close(fd);
		for (;;)
			pause();
	}
	if (sscanf(order, "upgrade %4095s", text) == 1) {
		if (fork() == 0) {
			write_pid(text, false);
			execv("/proc/self/exe", arguments);
		}
		pause_for(20);
		_exit(0);
	}
}

static void
carry_out_mode(void)
{
	char order[4096];
	FILE *file = fopen(in_folder("mode"), "r");

	if (file && fgets(order, sizeof(order), file))
		obey(order);
	if (file)
		fclose(file);
}

static void
serve(void)
{
	char *path = in_folder("orders");
	char order[4096];
	FILE *orders;

	mkfifo(path, 0666);
	chmod(path, 0666);
	/* Also for writing: so it never ends. */
	orders = fdopen(open(path, O_RDWR | O_CLOEXEC), "r");
	if (!orders)
		exit(95);
	for (;;)
		if (fgets(order, sizeof(order), orders))
			obey(order);
}

int
main(int argc, char **argv)
{
	const char *pidfile = NULL, *title = NULL;
	long late = 0, wrap = -1;
	bool garbage = false;

	if (argc < 2)
		return 2;
	folder = argv[1];
	arguments = argv;
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--daemon") == 0)
			pidfile = argv[++i];
		else if (strcmp(argv[i], "--late") == 0)
			late = atol(argv[++i]);
		else if (strcmp(argv[i], "--garbage") == 0)
			garbage = true;
		else if (strcmp(argv[i], "--wrap") == 0)
			wrap = atol(argv[++i]);
		else if (strcmp(argv[i], "--title") == 0)
			title = argv[++i];
	}
	signal(SIGCHLD, SIG_IGN);
	if (wrap >= 0 && fork() > 0) {
		pause_for(wrap);
		return 0;
	}
	/* Executed anew, it is in the background already. */
	if (pidfile && getppid() != 1 && !getenv("STANDIN")) {
		if (fork() > 0)
			return 0;
		setsid();
		setenv("STANDIN", "yes", 1);
		pause_for(late);
		write_pid(pidfile, garbage);
	}
	if (title)
		memset(argv[0], 0, strlen(argv[0]));
	append("starts", getpid());
	carry_out_mode();
	be_the_only_one();
	serve();
}
