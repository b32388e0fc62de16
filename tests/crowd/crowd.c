/* Many processes mark, list and rebuild at the same time: no reader ever sees half a
 * file, a service without a state, or an error that is not real.
 *
 * usage: crowd SECONDS PROCESSES SEED [SVCDIR] */
#define _GNU_SOURCE
#include "../common.h"
#include <dirent.h>
#include <errno.h>
#include <rc.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SERVICES 24

/* Counted by all processes. */
static struct counts {
	unsigned marks, states, lists, values, runlevels, trees, rebuilds, daemons, wrong;
} *counts;
static uint64_t state;

#define COUNT_ONE(what) __atomic_fetch_add(&counts->what, 1, __ATOMIC_RELAXED)

static unsigned
below(unsigned n)
{
	return random_below(&state, n);
}

static void __attribute__((format(printf, 2, 3)))
must(bool holds, const char *format, ...)
{
	va_list arguments;

	if (holds)
		return;
	int error = errno;
	if (COUNT_ONE(wrong) > 20)
		_exit(1);
	va_start(arguments, format);
	printf("not so: ");
	vprintf(format, arguments);
	printf(" (%s)\n", strerror(error));
	va_end(arguments);
	fflush(stdout);
}

static const char *
service(void)
{
	static char name[32];

	snprintf(name, sizeof(name), "service%u", below(SERVICES));
	return name;
}

/* Values tell of themselves whether they are whole. */
static const char *
whole(char letter)
{
	static char value[3000];

	memset(value, letter, sizeof(value) - 1);
	return value;
}

static bool
is_whole(const char *value)
{
	size_t length = strlen(value);

	return length == 2999 && strspn(value, (char[]){ value[0], 0 }) == length;
}

static void
mark(void)
{
	static const RC_SERVICE states[] = { RC_SERVICE_STARTED, RC_SERVICE_STARTING,
		RC_SERVICE_STOPPING, RC_SERVICE_INACTIVE };
	const char *name = service();

	must(rc_service_mark(name, states[below(4)]), "mark %s", name);
	COUNT_ONE(marks);
}

/* All are always marked: none is ever stopped. */
static void
ask(void)
{
	const char *name = service();
	RC_SERVICE now = rc_service_state(name);

	must(!(now & RC_SERVICE_STOPPED), "%s is in a state: %#x", name, (unsigned)now);
	COUNT_ONE(states);
}

static void
list(void)
{
	RC_STRINGLIST *names = rc_services_in_runlevel("default");
	unsigned count = 0;

	for (RC_STRING *name = names->tqh_first; name; name = name->entries.tqe_next) {
		must(strncmp(name->value, "service", 7) == 0, "a name in a runlevel: %s", name->value);
		count++;
	}
	must(count == SERVICES, "%u services in a runlevel", count);
	rc_stringlist_free(names);
	names = rc_services_in_state(RC_SERVICE_STARTED);
	for (RC_STRING *name = names->tqh_first; name; name = name->entries.tqe_next)
		must(strncmp(name->value, "service", 7) == 0, "a name in a state: %s", name->value);
	rc_stringlist_free(names);
	COUNT_ONE(lists);
}

static void
value(void)
{
	const char *name = service();

	if (below(2)) {
		must(rc_service_value_set(name, "option", whole((char)('a' + below(20)))),
		    "value_set %s", name);
	} else {
		char *found = rc_service_value_get(name, "option");
		must(found && is_whole(found), "the value of %s: %.20s", name, found ? found : "-");
		free(found);
	}
	COUNT_ONE(values);
}

static void
runlevel(void)
{
	if (below(2)) {
		must(rc_runlevel_set(whole((char)('a' + below(20)))), "runlevel_set");
	} else {
		char *found = rc_runlevel_get();
		must(found && is_whole(found), "the runlevel: %.20s", found ? found : "-");
		free(found);
	}
	COUNT_ONE(runlevels);
}

static void
tree(void)
{
	RC_DEPTREE *loaded = rc_deptree_load();
	unsigned count = 0;

	must(loaded != NULL, "deptree_load");
	if (!loaded)
		return;
	RC_STRINGLIST *order = rc_deptree_order(loaded, "default", 0);
	for (RC_STRING *name = order->tqh_first; name; name = name->entries.tqe_next)
		count++;
	must(count == SERVICES, "%u services in order", count);
	rc_stringlist_free(order);
	rc_deptree_free(loaded);
	COUNT_ONE(trees);
}

static void
rebuild(void)
{
	must(rc_deptree_update(0), "deptree_update");
	COUNT_ONE(rebuilds);
}

static void
daemons(void)
{
	const char *name = service();

	must(rc_service_daemon_set(name, "/bin/x", NULL, "/run/crowd.pid", true), "daemon_set");
	rc_service_started_daemon(name, "/bin/x", NULL, 0);
	must(!rc_service_daemons_crashed(name), "no daemon of %s has crashed", name);
	COUNT_ONE(daemons);
}

static void
be_one(unsigned which, unsigned long seed, time_t end)
{
	state = random_start(seed + which);
	while (time(NULL) < end) {
		unsigned what = below(64);
		if (what < 16) mark();
		else if (what < 32) ask();
		else if (what < 40) list();
		else if (what < 48) value();
		else if (what < 54) runlevel();
		else if (what < 59) tree();
		else if (what < 60) rebuild();
		else if (which == 0) daemons();
	}
	_exit(0);
}

static void
make_files(void)
{
	FILE *file = fopen("/usr/lib/rc/sh/gendepends.sh", "w");

	fputs("#!/bin/sh\n", file);
	for (unsigned i = 0; i < SERVICES; i++)
		fprintf(file, "echo 'service%u ineed service%u'\n", i, i ? i - 1 : 0);
	fclose(file);
	file = fopen("/run/crowd.pid", "w");
	fputs("1\n", file);
	fclose(file);
	mkdir("/run/openrc", 0755);
	for (unsigned i = 0; i < SERVICES; i++) {
		char path[64], name[32];
		snprintf(name, sizeof(name), "service%u", i);
		snprintf(path, sizeof(path), "/etc/init.d/%s", name);
		file = fopen(path, "w");
		fputs("#!/sbin/openrc-run\n", file);
		fclose(file);
		chmod(path, 0755);
		if (!rc_service_add("default", name) ||
		    !rc_service_mark(name, RC_SERVICE_STARTED) ||
		    !rc_service_value_set(name, "option", whole('a')))
			abort();
	}
	if (!rc_runlevel_set(whole('a')) || !rc_deptree_update(0))
		abort();
}

/* Nothing is left of a replacement that was under way. */
static void
look_for_leftovers(const char *folder)
{
	DIR *dir = opendir(folder);

	for (struct dirent *entry; dir && (entry = readdir(dir));)
		must(entry->d_name[0] != '.' || strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0 || strncmp(entry->d_name, ".boot", 5) == 0,
		    "%s is left in %s", entry->d_name, folder);
	closedir(dir);
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc >= 4, "crowd SECONDS PROCESSES SEED [SVCDIR]");
	counts = mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1, 0);
	/* What rc.conf says of the runlevel is not asked; where the state is, is a mount. */
	if (argc > 4)
		setenv("RC_SVCDIR", argv[4], 1);
	make_files();
	unsigned processes = number(argv[2]);
	time_t end = time(NULL) + number(argv[1]);
	for (unsigned i = 0; i < processes; i++)
		if (fork() == 0)
			be_one(i, number(argv[3]), end);
	int status;
	for (unsigned i = 0; i < processes; i++)
		if (wait(&status) > 0 && status != 0)
			COUNT_ONE(wrong);
	const char *svcdir = rc_svcdir();
	static const char *const folders[] = { "", "/started", "/starting", "/stopping",
		"/inactive", "/options/service0" };
	for (size_t i = 0; i < COUNT(folders); i++) {
		char path[128];
		snprintf(path, sizeof(path), "%s%s", svcdir, folders[i]);
		look_for_leftovers(path);
	}
	printf("%u marks, %u states, %u lists, %u values, %u runlevels, %u trees, %u rebuilds, "
	    "%u daemons\n", counts->marks, counts->states, counts->lists, counts->values,
	    counts->runlevels, counts->trees, counts->rebuilds, counts->daemons);
	unsigned all = counts->marks + counts->states + counts->lists + counts->values +
	    counts->runlevels + counts->trees + counts->rebuilds + counts->daemons;
	printf("%u passed, %u failed\n", all > counts->wrong ? all - counts->wrong : 0,
	    counts->wrong);
	return counts->wrong != 0;
}
