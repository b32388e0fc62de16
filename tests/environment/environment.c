/* Calls librc in random environments and writes what it answers, the tree that it makes, and
 * what the environment is before and after. Runs inside a sandbox, with whichever librc it
 * is started with.
 *
 * usage: environment OUT FIRST COUNT STEPS
 *
 * Each of a seed's STEPS environments is a process of its own. */
#define _GNU_SOURCE
#include "../common.h"
#include <errno.h>
#include <fcntl.h>
#include <rc.h>
#include <string.h>
#include <sys/wait.h>

/* C's library of 0.45 has no user mode. */
void rc_set_user(void) __attribute__((weak));
const char *const *rc_scriptdirs(void) __attribute__((weak));

extern char **environ;

/* Of these an environment may have two. The shell takes the last, C's getenv the first. */
static const char *const OFTEN[] = {
	"FOO=one", "FOO=two", "FOO=", "FOO", "BAR=three", "BAR=", "BAR=four five", "RC_FOO=six",
	"RC_FOO=seven", "LIST=eight nine", "LIST=ten", "FOO=a*b", "FOO.BAR=odd", "=empty",
	"BAR=new\nline", "SVCNAME=own", "RC_SERVICE=own", "rc_need=needed", "rc_need=",
	"rc_shelled_use=used", "RC_EVALUATED_WANT=wanted",
};

/* Of these it has one at most: the libraries set some, and C's only the first of two. */
static const char *const ONCE[][3] = {
	{ "RC_LIBEXECDIR=/somewhere", "RC_LIBEXECDIR=/elsewhere", "RC_LIBEXECDIR=" },
	{ "RC_UNAME=Plan9", "RC_UNAME=Linux", "RC_UNAME=" },
	{ "RC_SCRIPTDIRS=/none", "RC_SCRIPTDIRS=/etc", "RC_SCRIPTDIRS=" },
	{ "RC_SVCNAME=evaluated", "RC_SVCNAME=shelled", "RC_SVCNAME=neither" },
	{ "RC_BOOTLEVEL=boot", "RC_BOOTLEVEL=default", "RC_BOOTLEVEL=" },
	{ "RC_USER_SERVICES=yes", "RC_USER_SERVICES=no", "RC_USER_SERVICES=" },
	{ "RC_SVCDIR=/run/another", "RC_SVCDIR=/run/openrc", "RC_SVCDIR=/run/third" },
	{ "RC_PATH=/etc", "RC_PATH=:/mnt", "RC_PATH=" },
	{ "LANG=C", "LC_ALL=C.UTF-8", "LC_COLLATE=POSIX" },
	{ "PATH=/usr/bin:/bin", "PATH=/bin", "PATH=/usr/sbin:/usr/bin:/sbin:/bin" },
	{ "HOME=/root", "HOME=/tmp", "HOME=/" },
	{ "XDG_CONFIG_HOME=/tmp/config", "XDG_CONFIG_HOME=/root/c", "XDG_CONFIG_HOME=/" },
	{ "XDG_CONFIG_DIRS=/etc/xdg", "XDG_CONFIG_DIRS=/a:/b", "XDG_CONFIG_DIRS=:/a:" },
};

static FILE *out;
static bool has_user_mode;
static uint64_t state;

static bool
chance(unsigned percent)
{
	return random_below(&state, 100) < percent;
}

static void
say_environment(const char *when)
{
	fprintf(out, "%s:\n", when);
	for (char **entry = environ; *entry; entry++)
		fprintf(out, "  <%s>\n", *entry);
}

static void
say_list(const char *what, RC_STRINGLIST *list)
{
	fprintf(out, "%s:", what);
	for (RC_STRING *string = list->tqh_first; string; string = string->entries.tqe_next)
		fprintf(out, " <%s>", string->value);
	fputc('\n', out);
	rc_stringlist_free(list);
}

static void
say_file(const char *path)
{
	char line[4096];
	FILE *file = fopen(path, "r");

	fprintf(out, "%s:\n", path);
	while (file && fgets(line, sizeof(line), file))
		fputs(line, out);
	if (file)
		fclose(file);
}

static void
say_description(const char *service)
{
	char *text = rc_service_description(service, NULL);

	fprintf(out, "%s: %s\n", service, text ? text : "(none)");
	free(text);
	say_list("commands", rc_service_extra_commands(service));
}

/* Takes the environment's variables in a random order. */
static void
make_environment(char **entries)
{
	unsigned count = 0;

	for (unsigned i = 0; i < COUNT(ONCE); i++)
		if (chance(40))
			entries[count++] = strdup(ONCE[i][random_below(&state, 3)]);
	for (unsigned i = random_below(&state, 9); i > 0; i--)
		entries[count++] = strdup(OFTEN[random_below(&state, COUNT(OFTEN))]);
	for (unsigned i = count; i > 1; i--) {
		unsigned other = random_below(&state, i);
		char *entry = entries[i - 1];

		entries[i - 1] = entries[other];
		entries[other] = entry;
	}
	entries[count] = NULL;
}

static void
ask(void)
{
	RC_DEPTREE *tree;

	fprintf(out, "update: %d\n", rc_deptree_update(0));
	say_environment("after");
	say_file("/run/openrc/deptree");
	say_file("/run/another/deptree");
	say_file("/run/third/deptree");
	tree = rc_deptree_load();
	if (tree) {
		say_list("order", rc_deptree_order(tree, "default", 0));
		rc_deptree_free(tree);
	}
	say_description("evaluated");
	say_description("shelled");
	fprintf(out, "sys: %s\n", rc_sys() ? rc_sys() : "(none)");
	say_environment("then");
	/* C's ends the process where it finds no place. */
	if (has_user_mode && getenv("HOME") && chance(50)) {
		setenv("XDG_RUNTIME_DIR", "/run/user", 1);
		rc_set_user();
		for (const char *const *dir = rc_scriptdirs(); *dir; dir++)
			fprintf(out, "user: %s\n", *dir);
		say_environment("at last");
	}
}

static void
one(void)
{
	char *entries[COUNT(ONCE) + 16];
	pid_t pid;
	int status;

	/* The next environment does not depend on what this one's process asks. */
	uint64_t next = random_start(state);

	fflush(out);
	pid = fork();
	if (pid == 0) {
		make_environment(entries);
		environ = entries;
		say_environment("before");
		ask();
		fflush(out);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	fprintf(out, "status %d\n", status);
	if (system("rm -rf /run/openrc /run/another /run/third /run/user") != 0)
		abort();
	state = next;
}

int
main(int argc, char **argv)
{
	char path[256];

	only_in_the_sandbox(argc == 5, "environment OUT FIRST COUNT STEPS");
	has_user_mode = strcmp(getenv("TEST_RELEASE"), "bookworm") != 0;
	if (system("rm -rf /etc/init.d /etc/conf.d && cp -r /mnt/init.d /etc/init.d && "
	    "mkdir -p /etc/runlevels/default && ln -sf /etc/init.d/* /etc/runlevels/default/") != 0)
		abort();
	for (unsigned seed = number(argv[2]), end = seed + number(argv[3]); seed < end; seed++) {
		snprintf(path, sizeof(path), "%s/%u.stderr", argv[1], seed);
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		dup2(fd, STDERR_FILENO);
		close(fd);
		snprintf(path, sizeof(path), "%s/%u", argv[1], seed);
		out = fopen(path, "we");
		state = random_start(seed);
		for (unsigned step = number(argv[4]); step > 0; step--)
			one();
		fputs("end\n", out);
		fclose(out);
	}
	return 0;
}
