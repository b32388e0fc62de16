/* The daemons of services. */
#include "tests.h"
#include <signal.h>

#define ARGUMENTS(...) (const char *const[]) { __VA_ARGS__, NULL }
#define FOLDER "/run/openrc/daemons/alpha"

/* Of a path to a service the last part counts. */
static const char *const bad_services[] = { "", ".", "..", "a/", "a/..", "/" };

static void
daemons_are_recorded(void **state)
{
	(void)state;
	assert_succeeds(rc_service_daemon_set("alpha", "/bin/one",
	    ARGUMENTS("/bin/one", "-d"), "/run/one.pid", true));
	assert_file(FOLDER "/001",
	    "exec=/bin/one\nargv_0=/bin/one\nargv_1=-d\npidfile=/run/one.pid\n");
	assert_succeeds(rc_service_daemon_set("/etc/init.d/alpha", "/bin/two", NULL, NULL, true));
	assert_file(FOLDER "/002", "exec=/bin/two\npidfile=\n");
	assert_succeeds(rc_service_daemon_set("alpha", NULL, NULL, "/run/three.pid", true));
	assert_file(FOLDER "/003", "exec=\npidfile=/run/three.pid\n");
	assert_folder(FOLDER, "001 002 003");
}

static void
a_daemon_is_recorded_once(void **state)
{
	(void)state;
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/one.pid", true));
	assert_true(rc_service_daemon_set("alpha", "/bin/two", NULL, "/run/two.pid", true));
	assert_succeeds(rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/one.pid", true));
	assert_folder(FOLDER, "001 002");
	assert_file(FOLDER "/001", "exec=/bin/two\npidfile=/run/two.pid\n");
	assert_file(FOLDER "/002", "exec=/bin/one\npidfile=/run/one.pid\n");
}

static void
daemons_are_forgotten(void **state)
{
	(void)state;
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, NULL, true));
	assert_true(rc_service_daemon_set("alpha", "/bin/two", NULL, NULL, true));
	assert_true(rc_service_daemon_set("alpha", "/bin/three", NULL, NULL, true));
	assert_succeeds(rc_service_daemon_set("alpha", "/bin/missing", NULL, NULL, false));
	assert_succeeds(rc_service_daemon_set("alpha", "/bin/one", NULL, NULL, false));
	assert_folder(FOLDER, "001 002");
	assert_file(FOLDER "/001", "exec=/bin/two\npidfile=\n");
	assert_file(FOLDER "/002", "exec=/bin/three\npidfile=\n");
	assert_succeeds(rc_service_daemon_set("beta", "/bin/one", NULL, NULL, false));
	assert_false(exists("/run/openrc/daemons/beta"));
}

/* However the folder is read: ten records, each kept under its own number. */
static void
no_record_is_overwritten(void **state)
{
	char program[32];

	(void)state;
	for (int i = 1; i <= 10; i++) {
		snprintf(program, sizeof(program), "/bin/%d", i);
		assert_true(rc_service_daemon_set("alpha", program, NULL, NULL, true));
	}
	assert_true(rc_service_daemon_set("alpha", "/bin/3", NULL, NULL, false));
	assert_true(rc_service_daemon_set("alpha", "/bin/11", NULL, NULL, true));
	for (int i = 1; i <= 11; i++) {
		snprintf(program, sizeof(program), "/bin/%d", i);
		assert_int_equal(rc_service_started_daemon("alpha", program, NULL, 0), i != 3);
	}
	assert_folder(FOLDER, "001 002 003 004 005 006 007 008 009 010");
}

/* Two records that match in part are not one that matches. */
static void
records_are_compared_as_a_whole(void **state)
{
	(void)state;
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/two.pid", true));
	assert_true(rc_service_daemon_set("alpha", "/bin/two", NULL, "/run/one.pid", true));
	assert_succeeds(rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/one.pid", false));
	assert_folder(FOLDER, "001 002");
	assert_true(rc_service_daemon_set("beta", "/bin/one", ARGUMENTS("-a"), NULL, true));
	assert_true(rc_service_daemon_set("beta", "/bin/two", ARGUMENTS("-b"), NULL, true));
	assert_false(rc_service_started_daemon("beta", "/bin/one", ARGUMENTS("-b"), 0));
	assert_false(rc_service_started_daemon("beta", "/bin/two", ARGUMENTS("-a"), 0));
}

static void
daemon_set_says_why_not(void **state)
{
	(void)state;
	assert_fails(EINVAL, rc_service_daemon_set("alpha", NULL, NULL, NULL, true));
	assert_fails(EINVAL, rc_service_daemon_set("alpha", NULL, NULL, NULL, false));
	assert_fails(EINVAL, rc_service_daemon_set("alpha", NULL, ARGUMENTS("-d"), NULL, true));
	assert_fails(EINVAL, rc_service_daemon_set(NULL, "/bin/one", NULL, NULL, true));
	for (size_t i = 0; i < COUNT(bad_services); i++) {
		const char *service = bad_services[i];
		assert_fails(EINVAL, rc_service_daemon_set(service, "/bin/one", NULL, NULL, true));
		assert_fails(EINVAL, rc_service_daemon_set(service, "/bin/one", NULL, NULL, false));
	}
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, NULL, true));
	fill_up("/run/openrc");
	assert_fails(ENOSPC, rc_service_daemon_set("alpha", "/bin/two", NULL, NULL, true));
	assert_folder(FOLDER, "001");
}

static void
started_daemon(void **state)
{
	(void)state;
	assert_fails(UNTOUCHED, rc_service_started_daemon("alpha", "/bin/one", NULL, 0));
	assert_true(rc_service_daemon_set("alpha", "/bin/one", ARGUMENTS("-d"), NULL, true));
	assert_true(rc_service_daemon_set("alpha", "/bin/two", NULL, NULL, true));
	assert_succeeds(rc_service_started_daemon("alpha", "/bin/one", NULL, 0));
	assert_succeeds(rc_service_started_daemon("/etc/init.d/alpha", "/bin/one", NULL, 0));
	assert_succeeds(rc_service_started_daemon("alpha", "/bin/one", ARGUMENTS("-d"), 0));
	assert_false(rc_service_started_daemon("alpha", "/bin/one", ARGUMENTS("-x"), 0));
	assert_succeeds(rc_service_started_daemon("alpha", "/bin/one", NULL, 1));
	assert_false(rc_service_started_daemon("alpha", "/bin/one", NULL, 2));
	assert_succeeds(rc_service_started_daemon("alpha", "/bin/two", NULL, 2));
	assert_false(rc_service_started_daemon("alpha", "/bin/two", NULL, 3));
	assert_false(rc_service_started_daemon("alpha", "/bin/tw", NULL, 0));
}

static void
started_daemon_says_why_not(void **state)
{
	(void)state;
	assert_fails(EINVAL, rc_service_started_daemon(NULL, "/bin/one", NULL, 0));
	assert_fails(EINVAL, rc_service_started_daemon("alpha", NULL, NULL, 0));
	for (size_t i = 0; i < COUNT(bad_services); i++)
		assert_fails(EINVAL,
		    rc_service_started_daemon(bad_services[i], "/bin/one", NULL, 0));
}

/* A process that has ended, and whose number nobody has yet. */
static pid_t
past_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	return pid;
}

static void
write_pid(pid_t pid)
{
	char content[32];

	snprintf(content, sizeof(content), "%d\n", (int)pid);
	write_file("/tmp/test/pid", content);
}

static void
crashed_by_pid_file(void **state)
{
	(void)state;
	make_service("alpha", "");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_fails(UNTOUCHED, rc_service_daemons_crashed("alpha"));
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/tmp/test/pid", true));
	assert_succeeds(rc_service_daemons_crashed("alpha"));
	write_pid(getpid());
	assert_fails(UNTOUCHED, rc_service_daemons_crashed("alpha"));
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_STARTED);
	write_pid(past_process());
	assert_succeeds(rc_service_daemons_crashed("/etc/init.d/alpha"));
	assert_succeeds(rc_service_state("alpha") == (RC_SERVICE_STARTED | RC_SERVICE_CRASHED));
	write_file("/tmp/test/pid", "nothing\n");
	assert_succeeds(rc_service_daemons_crashed("alpha"));
}

/* glibc's scanf makes other numbers of what is no int: 1 of the first, -1 of the second. */
static void
crashed_by_a_number_that_is_no_process(void **state)
{
	static const char *const numbers[] = { "4294967297\n", "99999999999999999999\n", "0\n",
		"-1\n", "-4294967295\n", };

	(void)state;
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/tmp/test/pid", true));
	for (size_t i = 0; i < COUNT(numbers); i++) {
		write_file("/tmp/test/pid", numbers[i]);
		assert_succeeds(rc_service_daemons_crashed("alpha"));
	}
}

static void
crashed_where_nobody_asks_for_zombies(void **state)
{
	(void)state;
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	siginfo_t ended;
	assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	assert_int_equal(kill(pid, 0), 0);
	write_pid(pid);
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/tmp/test/pid", true));
	assert_succeeds(rc_service_daemons_crashed("alpha"));
	waitpid(pid, NULL, 0);
}

static void
crashed_in_a_chroot(void **state)
{
	(void)state;
	write_pid(getpid());
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/pid", true));
	assert_succeeds(rc_service_daemons_crashed("alpha"));
	assert_true(rc_service_value_set("alpha", "chroot", "/tmp/test"));
	assert_fails(UNTOUCHED, rc_service_daemons_crashed("alpha"));
}

static void
crashed_by_arguments(void **state)
{
	pid_t pid;

	(void)state;
	assert_true(rc_service_daemon_set("alpha", "sleep", ARGUMENTS("sleep", "9876"), NULL,
	    true));
	assert_succeeds(rc_service_daemons_crashed("alpha"));
	pid = start_sleeper(0);
	errno = UNTOUCHED;
	bool crashed = rc_service_daemons_crashed("alpha");
	int error = errno;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_false(crashed);
	assert_int_equal(error, UNTOUCHED);
	assert_succeeds(rc_service_daemons_crashed("alpha"));
}

static void
crashed_where_a_pid_file_may_not_be_read(void **state)
{
	(void)state;
	write_pid(getpid());
	assert_int_equal(chmod("/tmp/test/pid", 0), 0);
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, "/tmp/test/pid", true));
	assert_int_equal(setuid(65534), 0);
	errno = UNTOUCHED;
	assert_true(rc_service_daemons_crashed("alpha"));
	assert_errno(EACCES);
}

/* Who may not look into every process is told all the same that none has this name. */
static void
crashed_as_an_ordinary_user_sees_it(void **state)
{
	(void)state;
	make_service("alpha", "");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_true(rc_service_daemon_set("alpha", "/bin/none", NULL, NULL, true));
	assert_int_equal(setuid(65534), 0);
	assert_succeeds(rc_service_state("alpha") == (RC_SERVICE_STARTED | RC_SERVICE_CRASHED));
}

static void
crashed_says_why_not(void **state)
{
	(void)state;
	assert_fails(EINVAL, rc_service_daemons_crashed(NULL));
	for (size_t i = 0; i < COUNT(bad_services); i++)
		assert_fails(EINVAL, rc_service_daemons_crashed(bad_services[i]));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(daemons_are_recorded),
		cmocka_unit_test(a_daemon_is_recorded_once),
		cmocka_unit_test(daemons_are_forgotten),
		cmocka_unit_test(no_record_is_overwritten),
		cmocka_unit_test(records_are_compared_as_a_whole),
		cmocka_unit_test(daemon_set_says_why_not),
		cmocka_unit_test(started_daemon),
		cmocka_unit_test(started_daemon_says_why_not),
		cmocka_unit_test(crashed_by_pid_file),
		cmocka_unit_test(crashed_by_a_number_that_is_no_process),
		cmocka_unit_test(crashed_where_nobody_asks_for_zombies),
		cmocka_unit_test(crashed_in_a_chroot),
		cmocka_unit_test(crashed_by_arguments),
		cmocka_unit_test(crashed_where_a_pid_file_may_not_be_read),
		cmocka_unit_test(crashed_as_an_ordinary_user_sees_it),
		cmocka_unit_test(crashed_says_why_not),
	};

	return RUN(tests);
}
