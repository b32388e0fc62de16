/* Reads everything that librc reads, where a hostile file is in its place: each answer comes
 * in time and within a memory limit, and is printed.
 *
 * usage: readers ours|c [READER [KIND]]
 *
 * On C's library those kinds are left out that it waits for or takes all memory for. */
#define _GNU_SOURCE
#include "kinds.h"
#include "../common.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <rc.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#pragma weak rc_service_getenv
#pragma weak rc_service_setenv

#define STATE "/run/openrc"
#define GENDEPENDS "/usr/lib/rc/sh/gendepends.sh"
#define PREFIX "/tmp/prefix"
#define NOBODY 65534
/* A busy machine takes its time; who waits, waits for ever. */
#define SECONDS 20
#define MEMORY ((rlim_t)1 << 30)

static FILE *out;
static bool is_ours;

static void
must(bool condition, const char *what)
{
	if (condition)
		return;
	perror(what);
	exit(2);
}
#define MUST(condition) must(condition, #condition)

static void
write_file(const char *path, const char *content, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	MUST(fd >= 0 && write(fd, content, strlen(content)) == (ssize_t)strlen(content));
	MUST(fchmod(fd, mode) == 0 && close(fd) == 0);
}

/* A time that does not depend on when the test runs. */
static void
set_time(const char *path, time_t seconds)
{
	struct timeval times[2] = { { seconds, 0 }, { seconds, 0 } };

	lutimes(path, times);
}

static int
remove_one(const char *path, const struct stat *stat, int kind, struct FTW *ftw)
{
	(void)stat, (void)kind, (void)ftw;
	return remove(path);
}

static void
remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *const folders[] = {
	"", "/starting", "/started", "/stopping", "/inactive", "/wasinactive", "/failed",
	"/hotplugged", "/daemons", "/daemons/foo", "/options", "/options/foo", "/exclusive",
	"/scheduled", "/init.d", "/tmp", "/environ", "/environ/foo",
};

static void
make_state(void)
{
	char path[128];

	for (size_t i = 0; i < COUNT(folders); i++) {
		snprintf(path, sizeof(path), STATE "%s", folders[i]);
		mkdir(path, 0755);
	}
	MUST(symlink("/etc/init.d/foo", STATE "/started/foo") == 0);
	write_file(STATE "/daemons/foo/001", "exec=\npidfile=/tmp/foo.pid\n", 0644);
	write_file(STATE "/softlevel", "default", 0644);
}

static void
make_installation(void)
{
	static const char *const old[] = {
		"/etc/init.d", "/etc/init.d/foo", "/etc/conf.d", "/etc/rc.conf", "/etc/rc.conf.d",
		STATE "/init.d",
	};

	remove_tree(STATE);
	remove_tree("/etc/rc.conf.d");
	remove_tree("/etc/runlevels");
	remove_tree("/etc/init.d");
	remove_tree("/tmp/foo.pid");
	remove_tree("/tmp/file");
	remove_tree(PREFIX);
	MUST(mkdir("/etc/rc.conf.d", 0755) == 0 && mkdir("/etc/runlevels", 0755) == 0);
	MUST(mkdir("/etc/runlevels/default", 0755) == 0 && mkdir("/etc/init.d", 0755) == 0);
	write_file("/etc/init.d/foo", "#!/sbin/openrc-run\ndescription=\"foo\"\n", 0755);
	MUST(symlink("/etc/init.d/foo", "/etc/runlevels/default/foo") == 0);
	remove_tree("/etc/rc.conf");
	write_file("/etc/rc.conf", "rc_a=\"1\"\n", 0644);
	make_state();
	for (size_t i = 0; i < COUNT(old); i++)
		set_time(old[i], 1000000000);
}

/* A tree that is newer than all that it is made from. */
static void
make_deptree(void)
{
	MUST(rc_deptree_update(0));
}

static void
make_future_tree(void)
{
	make_deptree();
	set_time(STATE "/deptree", 4000000000);
}

static void
make_prefix(void)
{
	static const char *const parts[] = {
		"", "/etc", "/etc/init.d", "/etc/runlevels", "/etc/runlevels/default", "/run",
	};
	char path[128];

	for (size_t i = 0; i < COUNT(parts); i++) {
		snprintf(path, sizeof(path), PREFIX "%s", parts[i]);
		MUST(mkdir(path, 0755) == 0);
	}
	write_file(PREFIX "/etc/init.d/foo", "#!/sbin/openrc-run\n", 0755);
	setenv("RC_PREFIX", PREFIX, 1);
	MUST(rc_service_mark("foo", RC_SERVICE_STARTED));
	MUST(access(PREFIX "/run/openrc/boot-id", F_OK) == 0);
}

static void
say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(out, format, arguments);
	va_end(arguments);
}

/* Long values as their length and a sum of their bytes. */
static void
say_bytes(const char *bytes, size_t length)
{
	unsigned sum = 0;

	if (length < 64) {
		for (size_t i = 0; i < length; i++)
			say(bytes[i] > ' ' && bytes[i] < 127 ? "%c" : "\\%02x", (unsigned char)bytes[i]);
		return;
	}
	for (size_t i = 0; i < length; i++)
		sum = sum * 31 + (unsigned char)bytes[i];
	say("%zu bytes, %08x", length, sum);
}

static void
say_string(char *string)
{
	/* C's errno is chance. */
	if (!string)
		say(" NULL");
	else {
		say(" <");
		say_bytes(string, strlen(string));
		say(">");
	}
	free(string);
}

static void
say_list(RC_STRINGLIST *list)
{
	size_t count = 0;

	say(" [");
	if (list) {
		rc_stringlist_sort(&list);
		for (RC_STRING *item = list->tqh_first; item; item = item->entries.tqe_next)
			if (++count <= 8) {
				say(" ");
				say_bytes(item->value, strlen(item->value));
			}
	}
	if (count > 8)
		say(" and so on: %zu", count);
	say(" ]");
	rc_stringlist_free(list);
}

static void
say_bool(bool yes)
{
	say(" %s", yes ? "true" : "false");
}

static void
tree_of(RC_DEPTREE *tree)
{
	static RC_STRINGLIST *types, *services;

	if (!tree) {
		say(" NULL");
		return;
	}
	types = rc_stringlist_new();
	services = rc_stringlist_new();
	rc_stringlist_add(types, "iprovide");
	rc_stringlist_add(services, "foo");
	say_list(rc_deptree_depends(tree, types, services, "default", 0));
	rc_deptree_free(tree);
}

/* The answers. errno is 0 before each. */
static void softlevel(void) { say_string(rc_runlevel_get()); }
static void option(void) { say_string(rc_service_value_get("foo", "option")); }

static void
variable(void)
{
	char *value = NULL;
	ssize_t length = rc_service_getenv("foo", "VARIABLE", &value);

	say(" %zd", length < 0 ? -1 : length);
	if (length >= 0)
		say_string(value);
}

static void pid_file(void) { say_bool(rc_service_daemons_crashed("foo")); }
static void state(void) { say(" %x", rc_service_state("foo")); }

static void
record(void)
{
	const char *arguments[] = { "/bin/x", NULL };

	say_bool(rc_service_started_daemon("foo", "/bin/x", arguments, 0));
	say_bool(rc_service_started_daemon("foo", "/bin/x", arguments, 1));
	say_bool(rc_service_daemons_crashed("foo"));
}

static void
new_record(void)
{
	say_bool(rc_service_daemon_set("foo", "/bin/y", NULL, "/run/y.pid", true));
}

static void
configuration(void)
{
	const char *value = rc_conf_value("rc_a");
	const char *system = rc_sys();

	say(" %s %s", value ? value : "NULL", system ? system : "NULL");
}

static void load(void) { tree_of(rc_deptree_load()); }

static void
fresh(void)
{
	char file[4096] = "";
	time_t newest = 0;

	say_bool(rc_deptree_update_needed(&newest, file));
	say(" %s", file);
}

static void
made_again(void)
{
	say_bool(rc_deptree_update(0));
	tree_of(rc_deptree_load());
}

static void restricted(void) { say_bool(rc_service_mark("foo", RC_SERVICE_STARTING)); }

static void
described(void)
{
	say_string(rc_service_description("foo", NULL));
	say_list(rc_service_extra_commands("foo"));
}

static void
resolved(void)
{
	say_string(rc_service_resolve("foo"));
	say(" %x", rc_service_state("foo"));
	say_list(rc_services_in_state(RC_SERVICE_STARTED));
}

static void
members(void)
{
	say_bool(rc_service_in_runlevel("foo", "default"));
	say_list(rc_services_in_runlevel("default"));
	say_list(rc_runlevel_stacks("default"));
	say_list(rc_runlevel_list());
}

static void
scripts(void)
{
	say_list(rc_services_in_runlevel(NULL));
	say_bool(rc_service_exists("foo"));
}

static void
scheduled(void)
{
	say_list(rc_services_scheduled("foo"));
}

static void
all_given(void)
{
	char *buffer = NULL;
	size_t length = 0;

	say_list(rc_config_list("/tmp/file"));
	say_list(rc_config_load("/tmp/file"));
	bool is_read = rc_getfile("/tmp/file", &buffer, &length);
	say_bool(is_read);
	if (is_read) {
		say(" ");
		say_bytes(buffer, length);
	}
}

static void
given_tree(void)
{
	tree_of(rc_deptree_load_file("/tmp/file"));
}

static void
compared(void)
{
	time_t newest = 0;
	char file[4096] = "";

	say_bool(rc_newer_than("/etc/rc.conf", "/tmp/file", &newest, file));
	say_bool(rc_older_than("/tmp/file", "/etc/rc.conf", &newest, file));
}

static void
in_prefix(void)
{
	setenv("RC_PREFIX", PREFIX, 1);
	rc_service_state("foo");
	rc_service_mark("foo", RC_SERVICE_STARTED);
	say(" in time");
}

static void
by_link(void)
{
	setenv("RC_SVCDIR", PREFIX "/run/openrc", 1);
	rc_service_state("foo");
	say(" in time");
}

/* What a reader is. */
enum { READS_BEGINNING = 1, ONLY_OURS = 2, ONLY_ROOT = 4, BY_A_SHELL = 8 };

static const struct reader {
	const char *name;
	/* Where the hostile file is. */
	const char *path;
	void (*answer)(void);
	void (*prepare)(void);
	unsigned flags;
} readers[] = {
	{ "softlevel", STATE "/softlevel", softlevel, NULL, READS_BEGINNING },
	{ "option", STATE "/options/foo/option", option, NULL, 0 },
	{ "variable", STATE "/environ/foo/VARIABLE", variable, NULL, 0 },
	{ "pid file", "/tmp/foo.pid", pid_file, NULL, READS_BEGINNING },
	{ "pid file, by the state", "/tmp/foo.pid", state, NULL, READS_BEGINNING },
	{ "daemon's record", STATE "/daemons/foo/001", record, NULL, 0 },
	{ "daemon's record, before another", STATE "/daemons/foo/001", new_record, NULL, ONLY_ROOT },
	{ "chroot of a pid file", STATE "/options/foo/chroot", pid_file, NULL, 0 },
	{ "rc.conf", "/etc/rc.conf", configuration, NULL, 0 },
	{ "rc.conf.d", "/etc/rc.conf.d/x.conf", configuration, NULL, 0 },
	{ "directory rc.conf.d", "/etc/rc.conf.d", configuration, NULL, 0 },
	{ "deptree", STATE "/deptree", load, NULL, 0 },
	{ "deptree, whether it is fresh", STATE "/deptree", fresh, NULL, 0 },
	/* C finds no names in it. */
	{ "depconfig", STATE "/depconfig", fresh, make_deptree, ONLY_OURS },
	{ "deptree-skew", STATE "/deptree-skew", fresh, make_future_tree, ONLY_OURS },
	{ "restricted", STATE "/restricted", restricted, NULL, ONLY_OURS },
	{ "init script, described", "/etc/init.d/foo", described, NULL, BY_A_SHELL },
	{ "init script, resolved", "/etc/init.d/foo", resolved, NULL, 0 },
	{ "gendepends.sh", GENDEPENDS, made_again, NULL, ONLY_ROOT },
	{ "symlink of a state", STATE "/started/foo", resolved, NULL, 0 },
	{ "directory of a state", STATE "/started", resolved, NULL, 0 },
	{ "directory of daemons", STATE "/daemons/foo", record, NULL, 0 },
	{ "directory of daemons, before another", STATE "/daemons/foo", new_record, NULL, ONLY_ROOT },
	{ "directory of a schedule", STATE "/scheduled/foo", scheduled, NULL, 0 },
	{ "member of a runlevel", "/etc/runlevels/default/foo", members, NULL, 0 },
	{ "runlevel", "/etc/runlevels/default", members, NULL, 0 },
	{ "script directory", "/etc/init.d", scripts, NULL, 0 },
	{ "state directory", STATE, softlevel, NULL, 0 },
	{ "file that is given", "/tmp/file", all_given, NULL, 0 },
	{ "tree that is given", "/tmp/file", given_tree, NULL, 0 },
	{ "file that is compared", "/tmp/file", compared, NULL, 0 },
	{ "boot-id of a Prefix", PREFIX "/run/openrc/boot-id", in_prefix, make_prefix, ONLY_OURS },
	{ "lock of a Prefix", PREFIX "/run/openrc/.lock", in_prefix, make_prefix, ONLY_OURS },
	{ "link to a Prefix", PREFIX "/run/openrc/prefix", by_link, make_prefix, ONLY_OURS },
	{ "rc.conf of a Prefix", PREFIX "/etc/rc.conf", in_prefix, make_prefix, ONLY_OURS },
	{ "softlevel of a Prefix", PREFIX "/run/openrc/softlevel", in_prefix, make_prefix, ONLY_OURS },
};

static unsigned wrong, asked;

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
as(uid_t user)
{
	if (user != 0)
		MUST(setgroups(0, NULL) == 0 && setgid(user) == 0 && setuid(user) == 0);
}

/* What is asked, in a process with limits; its children go with it. */
static void
ask(void (*answer)(void), uid_t user, int fd)
{
	struct rlimit memory = { MEMORY, MEMORY };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setpgid(0, 0);
	out = fdopen(fd, "w");
	dup2(open("/dev/null", O_WRONLY), 2);
	as(user);
	setrlimit(RLIMIT_AS, &memory);
	errno = 0;
	answer();
	say("\n");
	fclose(out);
	_exit(0);
}

static void
expire(int signal)
{
	(void)signal;
}

/* Asks in time, and prints the answer or what became of who was asked. */
static void
answer_in_time(const char *title, const char *kind, void (*answer)(void), uid_t user)
{
	int pipes[2], status;
	char text[4096] = "";

	MUST(pipe2(pipes, O_CLOEXEC) == 0);
	fflush(stdout);
	double begin = now();
	pid_t pid = fork();
	if (pid == 0)
		ask(answer, user, pipes[1]);
	close(pipes[1]);
	asked++;
	alarm(SECONDS);
	bool in_time = waitpid(pid, &status, 0) == pid;
	alarm(0);
	kill(-pid, SIGKILL);
	if (!in_time) {
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	ssize_t length = in_time ? read(pipes[0], text, sizeof(text) - 1) : 0;
	close(pipes[0]);
	text[length > 0 ? length : 0] = 0;
	printf("%s, %s%s:", title, kind, user ? ", as nobody" : "");
	if (!in_time)
		printf(" HANGS\n");
	else if (status != 0 || length <= 0)
		printf(" DIES (%x)\n", (unsigned)status);
	else
		printf("%s", text);
	if (!in_time || status != 0 || length <= 0)
		wrong++;
	if (getenv("TEST_VERBOSE"))
		printf("  %.3f s\n", now() - begin);
}

static bool
is_asked(const struct reader *reader, const struct kind *kind)
{
	/* A shell goes on to the end, which never comes. */
	if (reader->flags & BY_A_SHELL && strcmp(kind->name, "grows while it is read") == 0)
		return false;
	if (is_ours)
		return true;
	if (reader->flags & ONLY_OURS || kind->of_c == C_WAITS)
		return false;
	return kind->of_c == C_ANSWERS || reader->flags & READS_BEGINNING;
}

/* The library keeps what it found out for as long as a process lives. */
static void
apart(void (*work)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		work();
		_exit(0);
	}
	MUST(waitpid(pid, &status, 0) == pid && status == 0);
}

static void
plant(const struct reader *reader, const struct kind *kind)
{
	end_helpers();
	make_installation();
	if (reader->prepare)
		apart(reader->prepare);
	remove_tree(reader->path);
	kind->make(reader->path);
	set_time(reader->path, 900000000);
}

static char gendepends[65536];

static void
walk_kinds(const struct reader *reader, const char *only)
{
	for (size_t i = 0; i < kind_count; i++) {
		const struct kind *kind = &kinds[i];
		if (!is_asked(reader, kind) || (only && strcmp(only, kind->name) != 0))
			continue;
		for (unsigned user = 0; user <= NOBODY; user += NOBODY) {
			if (user && reader->flags & ONLY_ROOT)
				continue;
			plant(reader, kind);
			answer_in_time(reader->name, kind->name, reader->answer, user);
		}
	}
	end_helpers();
	remove_tree(GENDEPENDS);
	write_file(GENDEPENDS, gendepends, 0755);
}

static void
arguments(const char *only)
{
	static const char *const title = "arguments of a process";

	if (only && strcmp(only, title) != 0)
		return;
	make_installation();
	write_file(STATE "/daemons/foo/001", "exec=/bin/none\nargv_0=/bin/none\npidfile=\n", 0644);
	endless_arguments(NOBODY);
	for (unsigned user = 0; user <= NOBODY; user += NOBODY)
		answer_in_time(title, "a terabyte", pid_file, user);
	end_helpers();
}

static void
children(const char *only)
{
	static const struct {
		const char *name, *path, *script;
		void (*answer)(void);
	} loud[] = {
		{ "gendepends.sh prints for ever", GENDEPENDS, "#!/bin/sh\nexec yes 'foo ineed bar'\n", made_again },
		{ "script prints a line for ever", "/etc/init.d/foo",
		    "#!/sbin/openrc-run\ncat /dev/zero\n", described },
		{ "script prints lines for ever", "/etc/init.d/foo",
		    "#!/sbin/openrc-run\nyes\n", described },
	};

	for (size_t i = 0; i < COUNT(loud) && is_ours; i++) {
		if (only && strcmp(only, loud[i].name) != 0)
			continue;
		make_installation();
		write_file(loud[i].path, loud[i].script, 0755);
		answer_in_time(loud[i].name, "child", loud[i].answer, 0);
	}
	write_file(GENDEPENDS, gendepends, 0755);
}

static void
read_gendepends(void)
{
	int fd = open(GENDEPENDS, O_RDONLY);

	MUST(fd >= 0 && read(fd, gendepends, sizeof(gendepends) - 1) > 0);
	close(fd);
}

int
main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = expire };

	only_in_the_sandbox(argc >= 2, "readers ours|c [READER [KIND]]");
	is_ours = strcmp(argv[1], "ours") == 0;
	sigaction(SIGALRM, &action, NULL);
	umask(022);
	read_gendepends();
	for (size_t i = 0; i < COUNT(readers); i++)
		if (argc < 3 || strcmp(argv[2], readers[i].name) == 0)
			walk_kinds(&readers[i], argc > 3 ? argv[3] : NULL);
	arguments(argc > 2 ? argv[2] : NULL);
	children(argc > 2 ? argv[2] : NULL);
	fprintf(stderr, "%s: %u answers, %u none\n", argv[1], asked, wrong);
	return 0;
}
