/* Finding processes. */
#include "tests.h"
#include <grp.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>

#define ARGUMENTS(...) (const char *const[]) { __VA_ARGS__, NULL }

static pid_t sleeper;

/* A process to be found, of a user that has no other. */
static int
begin(void **state)
{
	(void)state;
	sleeper = start_sleeper(4711);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	kill(sleeper, SIGKILL);
	waitpid(sleeper, NULL, 0);
	return 0;
}

/* Checks the links of a list, frees it, and says whether it has a process; how many it
 * has goes to COUNT. */
static bool
has(RC_PIDLIST *list, pid_t wanted, int *count)
{
	RC_PID *item, *next, **previous;
	bool found = false;

	*count = 0;
	if (!list)
		return false;
	previous = &list->lh_first;
	for (item = list->lh_first; item; item = next) {
		next = item->entries.le_next;
		assert_ptr_equal(item->entries.le_prev, previous);
		previous = next ? next->entries.le_prev : NULL;
		if (next)
			assert_ptr_equal(previous, &item->entries.le_next);
		found = found || item->pid == wanted;
		(*count)++;
		free(item);
	}
	free(list);
	return found;
}

#define assert_finds(call) \
	do { \
		int count_; \
		errno = UNTOUCHED; \
		RC_PIDLIST *found_ = (call); \
		assert_errno(UNTOUCHED); \
		assert_true(has(found_, sleeper, &count_)); \
		assert_int_equal(count_, 1); \
	} while (0)

static void
finds_by_each(void **state)
{
	(void)state;
	assert_finds(rc_find_pids("sleep", NULL, 0, 0));
	assert_finds(rc_find_pids("/usr/bin/sleep", NULL, 0, 0));
	assert_finds(rc_find_pids(NULL, ARGUMENTS("sleep", "9876"), 0, 0));
	assert_finds(rc_find_pids(NULL, ARGUMENTS("sleep"), 0, 0));
	assert_finds(rc_find_pids(NULL, NULL, 4711, 0));
	assert_finds(rc_find_pids(NULL, NULL, 0, sleeper));
	assert_finds(rc_find_pids("sleep", ARGUMENTS("sleep", "9876"), 4711, sleeper));
}

static void
finds_what_is_all_of_it(void **state)
{
	(void)state;
	assert_gives_none(UNTOUCHED, rc_find_pids("slee", NULL, 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("", NULL, 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", ARGUMENTS("sleep", "1"), 0, 0));
	assert_gives_none(UNTOUCHED,
	    rc_find_pids(NULL, ARGUMENTS("sleep", "9876", "more", "yet"), 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", NULL, 4712, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", NULL, 0, getpid()));
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, NULL, 0, 4194304 - 1));
}

static void
finds_all(void **state)
{
	int count;

	(void)state;
	assert_true(has(rc_find_pids(NULL, NULL, 0, 0), sleeper, &count));
	assert_true(count > 1);
	assert_true(has(rc_find_pids(NULL, NULL, 0, 0), getpid(), &count));
}

static void
leaves_openrc_out(void **state)
{
	char pid[16];

	(void)state;
	snprintf(pid, sizeof(pid), "%d", (int)sleeper);
	setenv("RC_OPENRC_PID", pid, 1);
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", NULL, 0, 0));
}

/* A child that has ended, and that nobody has asked for yet. */
static pid_t
make_zombie(uid_t user)
{
	siginfo_t ended;
	pid_t pid = fork();

	if (pid == 0)
		_exit(user != 0 && setuid(user) != 0);
	assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	assert_int_equal(ended.si_status, 0);
	return pid;
}

static void
leaves_zombies_out(void **state)
{
	int count;

	(void)state;
	prctl(PR_SET_NAME, "a zombie");
	pid_t zombie = make_zombie(4712);
	prctl(PR_SET_NAME, "a parent");
	assert_int_equal(kill(zombie, 0), 0);
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, NULL, 0, zombie));
	assert_gives_none(UNTOUCHED, rc_find_pids("a zombie", NULL, 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, NULL, 4712, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, ARGUMENTS(""), 4712, 0));
	assert_false(has(rc_find_pids(NULL, NULL, 0, 0), zombie, &count));
	waitpid(zombie, NULL, 0);
}

static void *
go_on(void *go)
{
	char byte;

	if (read(*(int *)go, &byte, 1) < 0)
		abort();
	return NULL;
}

/* /proc calls it a zombie when its first thread has ended. */
static void
finds_what_runs_without_its_first_thread(void **state)
{
	char path[64], *stat;
	bool looks_dead;
	int go[2], count;

	(void)state;
	assert_int_equal(pipe(go), 0);
	pid_t pid = fork();
	if (pid == 0) {
		pthread_t thread;

		close(go[1]);
		if (pthread_create(&thread, NULL, go_on, &go[0]) == 0)
			pthread_exit(NULL);
		_exit(EXIT_FAILURE);
	}
	close(go[0]);
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	do {
		assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
		stat = read_file(path);
		looks_dead = strstr(stat, ") Z ") != NULL;
		free(stat);
	} while (!looks_dead);
	assert_true(has(rc_find_pids(NULL, NULL, 0, pid), pid, &count));
	close(go[1]);
	siginfo_t ended;
	assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, NULL, 0, pid));
	waitpid(pid, NULL, 0);
}

static void
finds_names_of_any_bytes(void **state)
{
	int count;

	(void)state;
	/* A child: what /proc says of a process itself is made up where that is emulated. */
	int named[2];
	char byte;
	assert_int_equal(pipe(named), 0);
	pid_t pid = fork();
	if (pid == 0) {
		prctl(PR_SET_NAME, "d\xc3\xa4mon) Z (");
		close(named[1]);
		for (;;)
			pause();
	}
	close(named[1]);
	assert_int_equal(read(named[0], &byte, 1), 0);
	close(named[0]);
	assert_true(has(rc_find_pids("d\xc3\xa4mon) Z (", NULL, 0, 0), pid, &count));
	assert_int_equal(count, 1);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void
finds_long_command_lines(void **state)
{
	static char nothing[6000];
	const char *const argv[] = { "sleep", "9876", nothing, "0", NULL };
	char path[64];
	int count;

	(void)state;
	/* That many seconds more. */
	memset(nothing, '0', sizeof(nothing) - 1);
	pid_t pid = fork();
	if (pid == 0) {
		execvp("sleep", (char *const *)(uintptr_t)argv);
		_exit(EXIT_FAILURE);
	}
	snprintf(path, sizeof(path), "/proc/%d/cmdline", (int)pid);
	for (bool has_begun = false; !has_begun;) {
		char *first = read_file(path);
		has_begun = strcmp(first, "sleep") == 0;
		free(first);
		assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
	}
	bool found = has(rc_find_pids(NULL, argv, 0, 0), pid, &count);
	nothing[5000] = '1';
	bool found_another = has(rc_find_pids(NULL, argv, 0, 0), pid, &count);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(found);
	assert_false(found_another);
}

/* A process table of our own. */
static void
make_process(const char *name, const char *status)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%s", name);
	make_folder(path);
	snprintf(path, sizeof(path), "/proc/%s/status", name);
	write_file(path, status);
}

/* The process of a container says nothing of the one after it. */
static void
leaves_containers_out_on_their_host(void **state)
{
	int count;

	(void)state;
	assert_int_equal(mount("proc", "/proc", "tmpfs", 0, ""), 0);
	make_process("self", "Tgid:\t5\nenvID:\t0\n");
	make_process("101", "Tgid:\t101\nenvID:\t7\n");
	make_process("102", "Tgid:\t102\nenvID:\t0\n");
	make_process("103", "Tgid:\t103\n");
	assert_false(has(rc_find_pids(NULL, NULL, 0, 0), 101, &count));
	assert_int_equal(count, 2);
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, NULL, 0, 101));
	assert_true(has(rc_find_pids(NULL, NULL, 0, 103), 103, &count));
	assert_int_equal(umount("/proc"), 0);
}

static void
set_hidepid(const char *option)
{
	assert_int_equal(mount("proc", "/proc", "proc", MS_REMOUNT, option), 0);
}

/* With hidepid=1 the processes of others are listed, with hidepid=2 they are not. */
static void
finds_what_is_listed(void **state)
{
	int count;

	(void)state;
	pid_t parent = getpid();
	assert_int_equal(mount("proc", "/proc", "proc", 0, ""), 0);
	for (int hidden = 0; hidden <= 2; hidden++) {
		char option[16];

		snprintf(option, sizeof(option), "hidepid=%d", hidden);
		set_hidepid(option);
		pid_t pid = fork();
		if (pid == 0) {
			bool found = setgroups(0, NULL) == 0 && setgid(65534) == 0 &&
			    setuid(65534) == 0 &&
			    has(rc_find_pids(NULL, NULL, 0, parent), parent, &count);
			_exit(found ? 42 : 0);
		}
		int status;
		waitpid(pid, &status, 0);
		assert_int_equal(WEXITSTATUS(status), hidden < 2 ? 42 : 0);
	}
	set_hidepid("hidepid=0");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_by_each, begin, end),
		cmocka_unit_test_setup_teardown(finds_what_is_all_of_it, begin, end),
		cmocka_unit_test_setup_teardown(finds_all, begin, end),
		cmocka_unit_test_setup_teardown(leaves_openrc_out, begin, end),
		cmocka_unit_test(leaves_zombies_out),
		cmocka_unit_test(finds_what_runs_without_its_first_thread),
		cmocka_unit_test(finds_names_of_any_bytes),
		cmocka_unit_test(finds_long_command_lines),
		cmocka_unit_test(leaves_containers_out_on_their_host),
		cmocka_unit_test(finds_what_is_listed),
	};

	return RUN(tests);
}
