/* What this system is. */
#include "tests.h"

static void
names(void **state)
{
	(void)state;
	assert_string_equal(RC_SYS_DOCKER, "DOCKER");
	assert_string_equal(RC_SYS_PODMAN, "PODMAN");
	assert_string_equal(RC_SYS_JAIL, "JAIL");
	assert_string_equal(RC_SYS_NONE, "");
	assert_string_equal(RC_SYS_OPENVZ, "OPENVZ");
	assert_string_equal(RC_SYS_LXC, "LXC");
	assert_string_equal(RC_SYS_PREFIX, "PREFIX");
	assert_string_equal(RC_SYS_RKT, "RKT");
	assert_string_equal(RC_SYS_SYSTEMD_NSPAWN, "SYSTEMD-NSPAWN");
	assert_string_equal(RC_SYS_UML, "UML");
	assert_string_equal(RC_SYS_VSERVER, "VSERVER");
	assert_string_equal(RC_SYS_XEN0, "XEN0");
	assert_string_equal(RC_SYS_XENU, "XENU");
	assert_string_equal(RC_SYS_WSL, "WSL");
}

/* What a process says that begins with a setting. */
static void
assert_setting(const char *setting, const char *system)
{
	char content[64];
	pid_t pid;
	int status;

	snprintf(content, sizeof(content), "rc_sys=\"%s\"\n", setting);
	write_file("/etc/rc.conf", content);
	pid = fork();
	if (pid == 0) {
		errno = UNTOUCHED;
		const char *said = rc_sys();
		bool right = system ? said && strcmp(said, system) == 0 : !said;
		_exit(right && errno == UNTOUCHED ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (status != 0)
		fail_msg("rc_sys of %s", setting);
}

static void
settings(void **state)
{
	static const char *const systems[] = {
		RC_SYS_UML, RC_SYS_VSERVER, RC_SYS_OPENVZ, RC_SYS_LXC, RC_SYS_RKT,
		RC_SYS_SYSTEMD_NSPAWN, RC_SYS_DOCKER, RC_SYS_PODMAN, RC_SYS_WSL, RC_SYS_XEN0,
		RC_SYS_XENU,
	};

	(void)state;
	for (size_t i = 0; i < COUNT(systems); i++)
		assert_setting(systems[i], systems[i]);
	assert_setting("lxc", RC_SYS_LXC);
	assert_setting("", NULL);
}

static void
the_setting_stays_as_it_was_read(void **state)
{
	(void)state;
	write_file("/etc/rc.conf", "rc_sys=\"lxc\"\n");
	assert_string_equal(rc_conf_value("rc_sys"), "lxc");
	assert_string_equal(rc_sys(), "LXC");
	assert_string_equal(rc_conf_value("rc_sys"), "lxc");
}

/* As in C: what is written later, and what the user says, does not count any more. */
static void
rc_conf_is_read_once(void **state)
{
	(void)state;
	write_file("/etc/rc.conf", "rc_sys=\"lxc\"\n");
	assert_string_equal(rc_sys(), "LXC");
	write_file("/etc/rc.conf", "rc_sys=\"uml\"\n");
	assert_string_equal(rc_sys(), "LXC");
	assert_string_equal(rc_conf_value("rc_sys"), "lxc");
	setenv("HOME", "/tmp/test/home", 1);
	setenv("XDG_RUNTIME_DIR", "/tmp/test/run", 1);
	rc_set_user();
	assert_string_equal(rc_sys(), "LXC");
}

static void
the_setting_comes_before_signs(void **state)
{
	(void)state;
	write_file("/.dockerenv", "");
	assert_setting("xen0", RC_SYS_XEN0);
	assert_setting("xenu", RC_SYS_XENU);
	unlink("/.dockerenv");
}

static void
signs(void **state)
{
	(void)state;
	write_file("/.dockerenv", "");
	assert_string_equal(rc_sys(), RC_SYS_DOCKER);
	write_file("/run/.containerenv", "");
	assert_string_equal(rc_sys(), RC_SYS_PODMAN);
	unlink("/.dockerenv");
	unlink("/run/.containerenv");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(settings),
		cmocka_unit_test(the_setting_stays_as_it_was_read),
		cmocka_unit_test(the_setting_comes_before_signs),
		cmocka_unit_test(rc_conf_is_read_once),
		cmocka_unit_test(signs),
	};

	return RUN(tests);
}
