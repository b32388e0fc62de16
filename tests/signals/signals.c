/* Each public function of librc is interrupted again and again, at random moments, by a
 * handler that calls the functions that OpenRC's programs call from handlers: nothing
 * hangs, dies, or answers with what nobody wrote. From time to time the handler forks,
 * and the child goes on where the handler stood.
 *
 * usage: signals MILLISECONDS SEED [FUNCTION] */
#define _GNU_SOURCE
#include "../common.h"
#include <einfo.h>
#include <errno.h>
#include <fcntl.h>
#include <rc.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Whether it is libeinfo that is interrupted, and called by the handler. */
static bool is_message;
static volatile sig_atomic_t interrupts, forks;
static pid_t first_process;
static timer_t timer;
static uint64_t state;

static unsigned
below(unsigned n)
{
	return random_below(&state, n);
}

static void
must(bool holds, const char *what)
{
	if (holds)
		return;
	dprintf(3, "not so: %s\n", what);
	_exit(1);
}

/* Around what this program itself wants of malloc: who interrupts that must not come to
 * malloc again, and the library cannot know. */
static void
hold_signals(bool hold)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &all, NULL);
}

static void
release(void *block)
{
	hold_signals(true);
	free(block);
	hold_signals(false);
}

/* One of the two values that are ever written. */
static void
must_be_value(char *value, const char *what)
{
	must(!value || strcmp(value, "one") == 0 || strcmp(value, "another") == 0, what);
	release(value);
}

static void
must_be_list(RC_STRINGLIST *list)
{
	RC_STRING *string;

	if (list)
		for (string = list->tqh_first; string; string = string->entries.tqe_next)
			must(string->value && strlen(string->value) < 64, "a string of a list");
	rc_stringlist_free(list);
}

static void
must_be_tree(RC_DEPTREE *tree)
{
	if (!tree)
		return;
	RC_STRINGLIST *needs = rc_deptree_depend(tree, "alpha", "ineed");
	must(needs && needs->tqh_first && strcmp(needs->tqh_first->value, "beta") == 0,
	    "what alpha needs");
	must_be_list(needs);
	rc_deptree_free(tree);
}

static void f_eerror(void) { eerror("an error %d", 1); }
static void f_einfo(void) { einfo("a message %s", "x"); }
static void f_ebegin(void) { ebegin("begin"); eend(0, "end"); }
static void f_eindent(void) { eindent(); eoutdent(); }
static void f_elog(void) { elog(3, "a line of the log"); }
static void f_state(void)
{
	RC_SERVICE now = rc_service_state("alpha");
	must(now & (RC_SERVICE_STARTED | RC_SERVICE_STARTING | RC_SERVICE_STOPPING),
	    "the state of alpha");
}
static void f_started(void) { must(rc_service_mark("alpha", RC_SERVICE_STARTED), "marked"); }
static void f_starting(void) { must(rc_service_mark("alpha", RC_SERVICE_STARTING), "marked"); }
static void f_stopping(void) { must(rc_service_mark("alpha", RC_SERVICE_STOPPING), "marked"); }
static void f_stopped(void) { rc_service_mark("beta", RC_SERVICE_STOPPED); }
static void f_value_set(void)
{
	must(rc_service_value_set("alpha", "option", "another"), "value_set");
}
static void f_value_set_one(void) { rc_service_value_set("alpha", "option", "one"); }
static void f_value_get(void) { must_be_value(rc_service_value_get("alpha", "option"), "value"); }
static void f_setenv(void) { must(rc_service_setenv("alpha", "V", "another"), "setenv"); }
static void f_putenv(void) { rc_service_putenv("alpha", "V=one"); }
static void f_getenv(void)
{
	char *value = NULL;
	must(rc_service_getenv("alpha", "V", &value) > 0, "getenv");
	must_be_value(value, "variable");
}
static void f_runlevel_set(void) { must(rc_runlevel_set("one"), "runlevel_set"); }
static void f_runlevel_get(void) { must_be_value(rc_runlevel_get(), "runlevel"); }
static void f_runlevel_list(void) { must_be_list(rc_runlevel_list()); }
static void f_runlevel_stacks(void) { must_be_list(rc_runlevel_stacks("default")); }
static void f_runlevel_stack(void)
{
	rc_runlevel_stack("default", "other");
	rc_runlevel_unstack("default", "other");
}
static void f_runlevel_flags(void)
{
	must(!rc_runlevel_starting() && !rc_runlevel_stopping(), "no runlevel is changing");
	must(rc_runlevel_exists("default"), "default exists");
}
static void f_dirfd(void) { must(rc_dirfd(RC_DIR_STARTED) > 2, "a descriptor"); }
static void f_paths(void) { must(strcmp(rc_svcdir(), "/run/openrc") == 0, "svcdir"); }
static void f_resolve(void) { release(rc_service_resolve("beta")); }
static void f_exists(void) { must(rc_service_exists("beta"), "beta exists"); }
static void f_in_runlevel(void) { must(rc_service_in_runlevel("gamma", "default"), "in default"); }
static void f_add(void) { rc_service_add("default", "beta"); rc_service_delete("default", "beta"); }
static void f_in_level(void) { must_be_list(rc_services_in_runlevel("default")); }
static void f_in_stacked(void) { must_be_list(rc_services_in_runlevel_stacked("default")); }
static void f_in_state(void) { must_be_list(rc_services_in_state(RC_SERVICE_STARTED)); }
static void f_scheduled(void) { must_be_list(rc_services_scheduled("gamma")); }
static void f_scheduled_by(void) { must_be_list(rc_services_scheduled_by("alpha")); }
static void f_schedule(void) { rc_service_schedule_start("gamma", "beta"); }
static void f_unschedule(void) { rc_service_schedule_clear("gamma"); }
static void f_daemon_set(void)
{
	rc_service_daemon_set("gamma", "/bin/one", NULL, "/run/one.pid", true);
}
static void f_started_daemon(void) { rc_service_started_daemon("gamma", "/bin/one", NULL, 0); }
static void f_crashed(void) { rc_service_daemons_crashed("gamma"); }
static void f_description(void) { release(rc_service_description("alpha", NULL)); }
static void f_extra(void) { must_be_list(rc_service_extra_commands("alpha")); }
static void f_conf(void) { must(rc_conf_value("rc_test") != NULL, "a setting"); }
static void f_config(void) { must_be_list(rc_config_load("/etc/rc.conf")); }
static void f_config_list(void) { must_be_list(rc_config_list("/etc/rc.conf")); }
static void f_yesno(void) { must(rc_yesno("yes"), "yes"); }
static void f_sys(void) { rc_sys(); }
static void f_cmdline(void) { release(rc_proc_getent("root")); }
static void f_find_pids(void)
{
	RC_PIDLIST *pids = rc_find_pids("none", NULL, 0, 0);
	must(!pids, "no such process");
}
static void f_getfile(void)
{
	/* Twice into the same block. */
	char *content = NULL;
	size_t length;
	must(rc_getfile("/etc/rc.conf", &content, &length), "getfile");
	must(rc_getfile("/etc/rc.conf", &content, &length) && length == strlen(content) + 1,
	    "getfile again");
	release(content);
}
static void f_getline(void)
{
	static const char text[] = "first\nsecond, which wants a longer block than the first\n";
	char *line = NULL;
	size_t room = 0;

	hold_signals(true);
	FILE *file = fmemopen((char *)(uintptr_t)text, sizeof(text) - 1, "r");
	hold_signals(false);
	must(file && rc_getline(&line, &room, file) == 6 && strcmp(line, "first") == 0, "a line");
	must(rc_getline(&line, &room, file) == 50 && rc_getline(&line, &room, file) == 0,
	    "a longer line, and the end");
	hold_signals(true);
	fclose(file);
	hold_signals(false);
	release(line);
}
static void f_config_value(void)
{
	RC_STRINGLIST *list = rc_config_load("/etc/rc.conf");
	must(rc_config_value(list, "rc_test") != NULL, "a setting of a list");
	must_be_list(list);
}
static void f_script_paths(void)
{
	const int *descriptors;
	must(rc_scriptdirs()[0] != NULL, "folders of scripts");
	must(rc_scriptdirfds(&descriptors) > 0, "descriptors of folders of scripts");
	must(rc_sysconfdir() != NULL && rc_runleveldir() != NULL, "paths");
	rc_usrconfdir();
	rc_is_user();
}
static void f_privileges(void) { must(rc_privileges() & RC_PRIVILEGE_SUPERUSER, "privileges"); }
static void f_permitted(void) { must(rc_service_permitted("alpha"), "alpha is permitted"); }
static void f_older(void) { rc_older_than("/etc/rc.conf", "/etc/init.d", NULL, NULL); }
static void f_list(void)
{
	RC_STRINGLIST *list = rc_stringlist_new();
	rc_stringlist_add(list, "b");
	rc_stringlist_addu(list, "a");
	rc_stringlist_sort(&list);
	must(rc_stringlist_find(list, "b") != NULL, "b is found");
	rc_stringlist_delete(list, "a");
	must_be_list(list);
}
static void f_split(void) { must_be_list(rc_stringlist_split("a b c", " ")); }
static void f_load(void) { must_be_tree(rc_deptree_load()); }
static void f_order(void)
{
	RC_DEPTREE *tree = rc_deptree_load();
	if (tree)
		must_be_list(rc_deptree_order(tree, "default", RC_DEP_STRICT));
	rc_deptree_free(tree);
}
static void f_depends(void)
{
	RC_DEPTREE *tree = rc_deptree_load_file("/run/openrc/deptree");
	RC_STRINGLIST *types = rc_stringlist_new(), *services = rc_stringlist_new();
	rc_stringlist_add(types, "ineed");
	rc_stringlist_add(services, "alpha");
	if (tree) {
		must_be_list(rc_deptree_depends(tree, types, services, "default", RC_DEP_TRACE));
		must_be_list(rc_deptree_loops(tree));
	}
	rc_stringlist_free(types);
	rc_stringlist_free(services);
	rc_deptree_free(tree);
}
static void f_update_needed(void) { rc_deptree_update_needed(NULL, NULL); }
static void f_update(void) { must(rc_deptree_update(0), "deptree_update"); }
static void f_newer(void) { rc_newer_than("/etc/rc.conf", "/etc/init.d", NULL, NULL); }

struct function {
	const char *name;
	void (*call)(void);
};
#define F(name) { #name, f_##name }
static const struct function functions[] = {
	F(eerror), F(einfo), F(ebegin), F(eindent), F(elog), F(state), F(started), F(starting),
	F(stopping), F(stopped), F(value_set), F(value_get), F(setenv), F(putenv), F(getenv),
	F(runlevel_set), F(runlevel_get), F(runlevel_list), F(runlevel_stacks),
	F(runlevel_stack), F(runlevel_flags), F(dirfd), F(paths), F(resolve), F(exists),
	F(in_runlevel), F(add), F(in_level), F(in_stacked), F(in_state), F(scheduled),
	F(scheduled_by), F(schedule), F(unschedule), F(daemon_set), F(started_daemon),
	F(crashed), F(description), F(extra), F(conf), F(config), F(config_list), F(yesno),
	F(sys), F(cmdline), F(find_pids), F(list), F(split), F(load), F(order),
	F(depends), F(update_needed), F(update), F(newer), F(older), F(getfile), F(getline),
	F(config_value), F(script_paths), F(privileges), F(permitted),
};
/* What was made outside of a handler and is freed in one, as at the exit of a program. */
static RC_STRINGLIST *volatile spare_list;
static RC_DEPTREE *volatile spare_tree;

static void
f_free(void)
{
	RC_STRINGLIST *list = spare_list;
	RC_DEPTREE *tree = spare_tree;

	spare_list = NULL;
	spare_tree = NULL;
	rc_stringlist_free(list);
	rc_deptree_free(tree);
}

static void
make_spare(void)
{
	if (spare_list || is_message)
		return;
	spare_tree = rc_deptree_load();
	spare_list = rc_stringlist_split("a b c d", " ");
}

/* What may be called from handlers, as OpenRC's programs do: nothing that hands memory
 * over, since malloc and free may not be called there. Each library knows of itself what
 * it was doing, not of the other. */
static const struct function of_librc[] = {
	F(state), F(started), F(starting), F(stopping), F(value_set), F(value_set_one),
	F(setenv), F(putenv), F(runlevel_set), F(runlevel_flags), F(dirfd), F(paths),
	F(exists), F(in_runlevel), F(schedule), F(unschedule), F(daemon_set),
	F(started_daemon), F(crashed), F(conf), F(yesno), F(sys), F(update_needed), F(add),
	F(free),
};
static const struct function of_libeinfo[] = {
	F(eerror), F(einfo), F(ebegin), F(eindent), F(elog),
};

static void
call_from_handler(void)
{
	if (is_message)
		of_libeinfo[below(COUNT(of_libeinfo))].call();
	else
		of_librc[below(COUNT(of_librc))].call();
}

static void
arm(void)
{
	struct itimerspec next = { .it_value.tv_nsec = 1000 + (long)below(150000) };

	timer_settime(timer, 0, &next, NULL);
}

static void
handler(int signal)
{
	int before = errno;

	(void)signal;
	interrupts++;
	call_from_handler();
	if (below(64) == 0 && getpid() == first_process) {
		pid_t pid = fork();
		if (pid == 0) {
			call_from_handler();
			_exit(0);
		}
		int status;
		must(waitpid(pid, &status, 0) == pid && status == 0, "the child of a handler");
		forks++;
	}
	errno = before;
	arm();
}

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void
interrupt(const struct function *function, int milliseconds)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
	unsigned calls = 0;

	is_message = function->name[0] == 'e' && strcmp(function->name, "exists") != 0 &&
	    strcmp(function->name, "extra") != 0;
	first_process = getpid();
	int null = open("/dev/null", O_WRONLY);
	dup2(null, 2);
	must(freopen("/dev/null", "w", stdout) != NULL, "stdout");
	sigaction(SIGUSR1, &action, NULL);
	timer_create(CLOCK_MONOTONIC, &event, &timer);
	arm();
	/* One that hangs is ended by this. */
	alarm((unsigned)(30 + milliseconds / 100));
	for (int64_t end = now() + milliseconds; now() < end; calls++)
		function->call(), make_spare();
	timer_delete(timer);
	dprintf(3, "%s: %u calls, %d interrupts, %d forks\n", function->name, calls,
	    (int)interrupts, (int)forks);
	_exit(0);
}

static void
make_files(void)
{
	static const char *const services[] = { "alpha", "beta", "gamma" };
	char path[64];

	mkdir("/run/openrc", 0755);
	mkdir("/etc/runlevels/other", 0755);
	for (unsigned i = 0; i < COUNT(services); i++) {
		snprintf(path, sizeof(path), "/etc/init.d/%s", services[i]);
		FILE *file = fopen(path, "w");
		fputs("#!/sbin/openrc-run\ndescription=some\nextra_commands='x y'\n", file);
		fclose(file);
		chmod(path, 0755);
	}
	FILE *conf = fopen("/etc/rc.conf", "a");
	fputs("rc_test=\"yes\"\n", conf);
	fclose(conf);
	FILE *script = fopen("/usr/lib/rc/sh/gendepends.sh", "w");
	fputs("#!/bin/sh\necho 'alpha ineed beta'; echo beta; echo gamma\n", script);
	fclose(script);
	rc_service_mark("alpha", RC_SERVICE_STARTED);
	rc_service_add("default", "gamma");
	rc_service_value_set("alpha", "option", "one");
	rc_service_setenv("alpha", "V", "one");
	rc_runlevel_set("one");
	if (!rc_deptree_update(0))
		abort();
	/* The library's lines to the log go nowhere here. */
	setenv("EINFO_LOG", "signals", 1);
	setenv("RC_SVCNAME", "signals", 1);
}

int
main(int argc, char **argv)
{
	unsigned passed = 0, failed = 0;

	only_in_the_sandbox(argc >= 3, "signals MILLISECONDS SEED [FUNCTION]");
	/* In a process of its own: the library is new in every other. */
	pid_t maker = fork();
	int status;
	if (maker == 0) {
		make_files();
		_exit(0);
	}
	waitpid(maker, &status, 0);
	setenv("EINFO_LOG", "signals", 1);
	dup2(1, 3);
	setvbuf(stdout, NULL, _IONBF, 0);
	for (unsigned i = 0; i < COUNT(functions); i++) {
		if (argc > 3 && strcmp(argv[3], functions[i].name) != 0)
			continue;
		state = random_start(number(argv[2]) + i);
		pid_t pid = fork();
		if (pid == 0)
			interrupt(&functions[i], atoi(argv[1]));
		waitpid(pid, &status, 0);
		if (status == 0)
			passed++;
		else
			failed++, printf("%s: status %#x\n", functions[i].name, (unsigned)status);
		fflush(stdout);
	}
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0 || status != 0;
}
