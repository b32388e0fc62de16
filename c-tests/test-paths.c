/* Where everything is: paths, descriptors, user mode. */
#include "tests.h"
#include <fcntl.h>
#include <sys/mount.h>

/* What meson's defaults make of the macros of rc.h. */
static void
macros(void **state)
{
	(void)state;
	assert_string_equal(RC_SYSCONFDIR, "/etc");
	assert_string_equal(RC_LIBEXECDIR, "/usr/libexec/rc");
	assert_string_equal(RC_SVCDIR, "/run/openrc");
	assert_string_equal(RC_RUNLEVELDIR, "/etc/runlevels");
	assert_string_equal(RC_INITDIR, "/etc/init.d");
	assert_string_equal(RC_CONFDIR, "/etc/conf.d");
	assert_non_null(strstr(RC_PLUGINDIR, "/rc/plugins"));
	assert_string_equal(RC_INIT_FIFO, "/run/openrc/init.ctl");
	assert_string_equal(RC_PROFILE_ENV, "/etc/profile.env");
	assert_string_equal(RC_SYS_WHITELIST, "/usr/libexec/rc/conf.d/env_whitelist");
	assert_string_equal(RC_USR_WHITELIST, "/etc/conf.d/env_whitelist");
	assert_string_equal(RC_CONF, "/etc/rc.conf");
	assert_string_equal(RC_CONF_D, "/etc/rc.conf.d");
	assert_string_equal(RC_CONF_OLD, "/etc/conf.d/rc");
	assert_string_equal(RC_PATH_PREFIX,
	    "/usr/libexec/rc/bin:/bin:/sbin:/usr/bin:/usr/sbin");
	assert_string_equal(RC_LOCAL_PREFIX, "/usr/local");
	assert_string_equal(RC_LOCAL_INITDIR, "/usr/local/etc/init.d");
	assert_string_equal(RC_LOCAL_CONFDIR, "/usr/local/etc/conf.d");
	assert_string_equal(RC_LEVEL_SYSINIT, "sysinit");
	assert_string_equal(RC_LEVEL_SINGLE, "single");
	assert_string_equal(RC_LEVEL_SHUTDOWN, "shutdown");
}

static void
assert_scriptdirs(const char *expected)
{
	char joined[1024] = "";
	const char *const *dirs = rc_scriptdirs();

	for (size_t i = 0; dirs[i]; i++) {
		if (i > 0)
			strcat(joined, " ");
		strcat(joined, dirs[i]);
	}
	assert_string_equal(joined, expected);
}

static void
system_paths(void **state)
{
	(void)state;
	errno = UNTOUCHED;
	assert_string_equal(rc_sysconfdir(), "/etc");
	assert_null(rc_usrconfdir());
	assert_string_equal(rc_runleveldir(), "/etc/runlevels");
	assert_string_equal(rc_svcdir(), "/run/openrc");
	assert_scriptdirs("/etc/rc /etc /usr/local/rc /usr/local /usr/libexec/rc /run/openrc");
	assert_errno(UNTOUCHED);
	assert_ptr_equal(rc_sysconfdir(), rc_sysconfdir());
	assert_ptr_equal(rc_scriptdirs(), rc_scriptdirs());
}

static void
paths_from_the_environment(void **state)
{
	(void)state;
	setenv("RC_SVCDIR", "/tmp/test/state", 1);
	setenv("RC_PATH", "/one::/two", 1);
	assert_string_equal(rc_svcdir(), "/tmp/test/state");
	assert_scriptdirs("/one /etc/rc /etc /usr/local/rc /usr/local /usr/libexec/rc "
	    "/run/openrc /two");
	assert_true(rc_dirfd(RC_DIR_SVCDIR) > 2);
	assert_true(exists("/tmp/test/state"));
	assert_false(exists("/run/openrc"));
}

static void
is_user_as_the_environment_says(void **state)
{
	(void)state;
	assert_fails(UNTOUCHED, rc_is_user());
	setenv("RC_USER_SERVICES", "yes", 1);
	assert_succeeds(rc_is_user());
	setenv("RC_USER_SERVICES", "no", 1);
	assert_fails(UNTOUCHED, rc_is_user());
}

static void
set_user_uses_the_users_paths(void **state)
{
	(void)state;
	setenv("HOME", "/tmp/test/home", 1);
	setenv("XDG_RUNTIME_DIR", "/tmp/test/run", 1);
	make_folder("/tmp/test/run");
	assert_true(rc_dirfd(RC_DIR_SVCDIR) > 2);
	begin_capture();
	errno = UNTOUCHED;
	rc_set_user();
	rc_set_user();
	assert_errno(UNTOUCHED);
	assert_captured("", "");
	assert_succeeds(rc_is_user());
	assert_string_equal(getenv("RC_USER_SERVICES"), "yes");
	assert_string_equal(rc_sysconfdir(), "/etc");
	assert_string_equal(rc_usrconfdir(), "/tmp/test/home/.config/rc");
	assert_string_equal(rc_runleveldir(), "/tmp/test/home/.config/rc/runlevels");
	assert_string_equal(rc_svcdir(), "/tmp/test/run/openrc");
	assert_scriptdirs("/tmp/test/home/.config/rc /etc/xdg/rc /etc/rc/user /etc/user "
	    "/usr/local/rc/user /usr/local/user /usr/libexec/rc/user /tmp/test/run/openrc");
	assert_true(rc_dirfd(RC_DIR_STARTED) > 2);
	assert_true(exists("/tmp/test/run/openrc/started"));
}

static void
set_user_prefers_xdg_config_home(void **state)
{
	(void)state;
	setenv("HOME", "/tmp/test/home", 1);
	setenv("XDG_CONFIG_HOME", "/tmp/test/config", 1);
	setenv("XDG_RUNTIME_DIR", "/tmp/test/run", 1);
	rc_set_user();
	assert_string_equal(rc_usrconfdir(), "/tmp/test/config/rc");
}

/* As the XDG Base Directory Specification has it. */
static void
an_empty_xdg_variable_is_as_good_as_none(void **state)
{
	(void)state;
	setenv("HOME", "/tmp/test/home", 1);
	setenv("XDG_CONFIG_HOME", "", 1);
	setenv("XDG_CONFIG_DIRS", "", 1);
	setenv("XDG_RUNTIME_DIR", "/tmp/test/run", 1);
	rc_set_user();
	assert_string_equal(rc_usrconfdir(), "/tmp/test/home/.config/rc");
	assert_scriptdirs("/tmp/test/home/.config/rc /etc/xdg/rc /etc/rc/user /etc/user "
	    "/usr/local/rc/user /usr/local/user /usr/libexec/rc/user /tmp/test/run/openrc");
}

/* The exit status of a process that calls rc_set_user, -1 if it goes on. */
static int
exit_status_of_set_user(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		rc_set_user();
		_exit(99);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) != 99 ? WEXITSTATUS(status) : -1;
}

static void
set_user_with_an_empty_runtime_folder(void **state)
{
	(void)state;
	setenv("HOME", "/tmp/test/home", 1);
	setenv("XDG_RUNTIME_DIR", "", 1);
	begin_capture();
	int status = exit_status_of_set_user();
	assert_captured("", "XDG_RUNTIME_DIR unset.\n");
	assert_int_equal(status, 1);
	assert_false(exists("/openrc"));
}

static void
set_user_without_a_home(void **state)
{
	(void)state;
	begin_capture();
	int status = exit_status_of_set_user();
	assert_captured("", "XDG_CONFIG_HOME and HOME unset.\n");
	assert_int_equal(status, 1);
}

static void
set_user_without_a_runtime_folder(void **state)
{
	(void)state;
	setenv("HOME", "/tmp/test/home", 1);
	begin_capture();
	int status = exit_status_of_set_user();
	assert_captured("", "XDG_RUNTIME_DIR unset.\n");
	assert_int_equal(status, 1);
}

/* Nothing is written into the root directory, nothing succeeds, and it is said once. */
static void
an_empty_state_directory_is_none(void **state)
{
	RC_DEPTREE *tree;

	(void)state;
	make_service("alpha", "");
	make_runlevel("default");
	setenv("RC_SVCDIR", "", 1);
	begin_capture();
	bool is_needed = rc_deptree_update_needed(NULL, NULL);
	bool is_made = rc_deptree_update();
	int error = errno;
	tree = rc_deptree_load();
	bool done = rc_runlevel_set("default") || rc_service_mark("alpha", RC_SERVICE_STARTED) ||
	    rc_service_add("default", "alpha") || rc_service_exists("alpha") ||
	    rc_service_value_set("alpha", "option", "value") || rc_dirfd(RC_DIR_TMP) != -1;
	assert_captured("", "openrc: RC_SVCDIR='': No such file or directory\n");
	assert_false(is_needed);
	assert_false(is_made);
	assert_int_equal(error, ENOTDIR);
	assert_null(tree);
	assert_false(done);
	assert_false(exists("/deptree"));
	assert_false(exists("/softlevel"));
	assert_false(exists("/started"));
	assert_false(exists("/run/openrc"));
	assert_folder("/etc/runlevels/default", "");
}

static bool
leads_to(int fd, const char *path)
{
	struct stat by_fd, by_path;

	return fstat(fd, &by_fd) == 0 && stat(path, &by_path) == 0 &&
	    by_fd.st_dev == by_path.st_dev && by_fd.st_ino == by_path.st_ino;
}

static void
scriptdirfds_are_those_that_exist(void **state)
{
	const int *fds, *again;

	(void)state;
	make_folder("/usr/libexec/rc");
	make_folder("/usr/local");
	errno = UNTOUCHED;
	assert_int_equal(rc_scriptdirfds(&fds), 3);
	assert_errno(UNTOUCHED);
	assert_true(leads_to(fds[0], "/etc"));
	assert_true(leads_to(fds[1], "/usr/local"));
	assert_true(leads_to(fds[2], "/usr/libexec/rc"));
	assert_int_equal(rc_scriptdirfds(&again), 3);
	assert_ptr_equal(again, fds);
	assert_fails(EINVAL, rc_scriptdirfds(NULL));
}

static void
dirfd_knows_every_folder(void **state)
{
	static const char *const paths[RC_DIR_MAX] = {
		[RC_DIR_SVCDIR] = "/run/openrc",
		[RC_DIR_STARTING] = "/run/openrc/starting",
		[RC_DIR_STARTED] = "/run/openrc/started",
		[RC_DIR_STOPPING] = "/run/openrc/stopping",
		[RC_DIR_INACTIVE] = "/run/openrc/inactive",
		[RC_DIR_WASINACTIVE] = "/run/openrc/wasinactive",
		[RC_DIR_FAILED] = "/run/openrc/failed",
		[RC_DIR_HOTPLUGGED] = "/run/openrc/hotplugged",
		[RC_DIR_DAEMONS] = "/run/openrc/daemons",
		[RC_DIR_OPTIONS] = "/run/openrc/options",
		[RC_DIR_EXCLUSIVE] = "/run/openrc/exclusive",
		[RC_DIR_SCHEDULED] = "/run/openrc/scheduled",
#ifndef WITHOUT_ENVIRON
		[RC_DIR_ENVIRON] = "/run/openrc/environ",
#endif
		[RC_DIR_INITD] = "/run/openrc/init.d",
		[RC_DIR_TMP] = "/run/openrc/tmp",
		[RC_DIR_SYSCONF] = "/etc",
		[RC_DIR_USRCONF] = "/tmp/test/config/rc",
		[RC_DIR_RUNLEVEL] = "/etc/runlevels",
	};

	(void)state;
	for (int dir = 0; dir < RC_DIR_MAX; dir++) {
		int fd;
		if (dir == RC_DIR_USRCONF)
			continue;
		errno = UNTOUCHED;
		fd = rc_dirfd((enum rc_dir)dir);
		assert_errno(UNTOUCHED);
		assert_true(fd > 2);
		assert_true(leads_to(fd, paths[dir]));
		assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
		assert_int_equal(rc_dirfd((enum rc_dir)dir), fd);
	}
}

static void
dirfd_says_why_not(void **state)
{
	(void)state;
	assert_fails(EINVAL, rc_dirfd(RC_DIR_INVALID) != -1);
	assert_fails(EINVAL, rc_dirfd(RC_DIR_MAX) != -1);
	assert_fails(EINVAL, rc_dirfd((enum rc_dir)9999) != -1);
	assert_fails(EFAULT, rc_dirfd(RC_DIR_USRCONF) != -1);
	remove_all("/etc/runlevels");
	assert_fails(ENOENT, rc_dirfd(RC_DIR_RUNLEVEL) != -1);
	write_file("/run/openrc", "");
	assert_fails(ENOTDIR, rc_dirfd(RC_DIR_SVCDIR) != -1);
	assert_fails(ENOTDIR, rc_dirfd(RC_DIR_STARTED) != -1);
}

static void
dirfd_sees_what_is_mounted_later(void **state)
{
	int fd = rc_dirfd(RC_DIR_STARTED), top = rc_dirfd(RC_DIR_SVCDIR);

	(void)state;
	assert_int_equal(mount("later", "/run/openrc", "tmpfs", 0, ""), 0);
	/* The numbers stay, what they lead to is what is there now. */
	assert_succeeds(rc_dirfd(RC_DIR_STARTED) == fd);
	assert_true(leads_to(fd, "/run/openrc/started"));
	assert_succeeds(rc_dirfd(RC_DIR_SVCDIR) == top);
	assert_true(leads_to(top, "/run/openrc"));
}

static void
dirfd_leaves_the_standard_streams(void **state)
{
	int kept[3], lent[2];
	const int *scripts;

	(void)state;
	for (int fd = 0; fd < 3; fd++) {
		kept[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 100);
		close(fd);
	}
	lent[0] = rc_dirfd(RC_DIR_SVCDIR);
	rc_scriptdirfds(&scripts);
	lent[1] = scripts[0];
	for (int fd = 0; fd < 3; fd++) {
		assert_int_equal(fcntl(fd, F_GETFD), -1);
		dup2(kept[fd], fd);
		close(kept[fd]);
	}
	assert_true(lent[0] > 2);
	assert_true(lent[1] > 2);
	assert_true(leads_to(lent[0], "/run/openrc"));
}

static void
clear_dirfds_closes(void **state)
{
	int fd = rc_dirfd(RC_DIR_SVCDIR);

	(void)state;
	errno = UNTOUCHED;
	clear_dirfds();
	assert_errno(UNTOUCHED);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	assert_true(leads_to(rc_dirfd(RC_DIR_SVCDIR), "/run/openrc"));
}

static void
environ_fd_is_there_and_none(void **state)
{
	(void)state;
	assert_null(rc_environ_fd);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(macros),
		cmocka_unit_test(system_paths),
		cmocka_unit_test(paths_from_the_environment),
		cmocka_unit_test(is_user_as_the_environment_says),
		cmocka_unit_test(set_user_uses_the_users_paths),
		cmocka_unit_test(set_user_prefers_xdg_config_home),
		cmocka_unit_test(an_empty_xdg_variable_is_as_good_as_none),
		cmocka_unit_test(set_user_with_an_empty_runtime_folder),
		cmocka_unit_test(set_user_without_a_home),
		cmocka_unit_test(set_user_without_a_runtime_folder),
		cmocka_unit_test(an_empty_state_directory_is_none),
		cmocka_unit_test(scriptdirfds_are_those_that_exist),
		cmocka_unit_test(dirfd_knows_every_folder),
		cmocka_unit_test(dirfd_says_why_not),
		cmocka_unit_test(dirfd_sees_what_is_mounted_later),
		cmocka_unit_test(dirfd_leaves_the_standard_streams),
		cmocka_unit_test(clear_dirfds_closes),
		cmocka_unit_test(environ_fd_is_there_and_none),
	};

	return RUN(tests);
}
