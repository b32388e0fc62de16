/* A Prefix, and what this process may do. */
#include "tests.h"

#define PREFIX "/tmp/test/prefix"
#define SVCDIR PREFIX "/run/openrc"
#define NOWHERE "/dev/null/openrc"

static void
make_prefix(void)
{
	make_folder(PREFIX "/etc/init.d");
	make_folder(PREFIX "/etc/runlevels/default");
	assert_int_equal(setenv("RC_PREFIX", PREFIX, 1), 0);
}

static void
make_script(const char *name, const char *content)
{
	char path[256];

	snprintf(path, sizeof(path), PREFIX "/etc/init.d/%s", name);
	write_file(path, content);
	assert_int_equal(chmod(path, 0755), 0);
}

static void
everything_is_in_the_prefix(void **state)
{
	const char *const *dirs;

	(void)state;
	make_prefix();
	assert_string_equal(rc_sysconfdir(), PREFIX "/etc");
	assert_string_equal(rc_runleveldir(), PREFIX "/etc/runlevels");
	assert_string_equal(rc_svcdir(), SVCDIR);
	dirs = rc_scriptdirs();
	assert_string_equal(dirs[0], PREFIX "/etc/rc");
	while (dirs[1])
		dirs++;
	assert_string_equal(dirs[0], SVCDIR);
	assert_string_equal(rc_sys(), RC_SYS_PREFIX);
	assert_string_equal(getenv("RC_PREFIX"), PREFIX);
	assert_string_equal(getenv("EPREFIX"), PREFIX);
	assert_gives_none(ENOENT, rc_proc_getent("BOOT_IMAGE"));
	assert_gives("sysinit", rc_runlevel_get());
	assert_link(SVCDIR "/prefix", "../..");
	assert_false(exists("/run/openrc"));
}

static void
the_state_directory_leads_to_its_prefix(void **state)
{
	(void)state;
	make_prefix();
	make_folder(SVCDIR);
	make_link("../..", SVCDIR "/prefix");
	unsetenv("RC_PREFIX");
	setenv("RC_SVCDIR", SVCDIR, 1);
	assert_string_equal(rc_sysconfdir(), PREFIX "/etc");
	assert_string_equal(rc_svcdir(), SVCDIR);
	assert_string_equal(rc_sys(), RC_SYS_PREFIX);
	assert_string_equal(getenv("RC_PREFIX"), PREFIX);
}

/* What gendepends.sh is told stays in the caller's environment, as upstream's function
 * leaves it. A Prefix's own gendepends.sh is run. */
static void
an_update_tells_of_the_prefix(void **state)
{
	const char *script = PREFIX RC_LIBEXECDIR "/sh/gendepends.sh";
	RC_DEPTREE *tree;

	(void)state;
	make_prefix();
	make_folder(SVCDIR);
	make_link("../..", SVCDIR "/prefix");
	unsetenv("RC_PREFIX");
	setenv("RC_SVCDIR", SVCDIR, 1);
	setenv("RC_UNAME", "Plan9", 1);
	make_folder(PREFIX RC_LIBEXECDIR "/sh");
	write_file(script, "#!/bin/sh\necho a iuse $RC_PREFIX $EPREFIX $RC_LIBEXECDIR $RC_UNAME "
	    "${RC_SCRIPTDIRS%% *}\n");
	assert_int_equal(chmod(script, 0755), 0);
	assert_succeeds(rc_deptree_update());
	assert_string_equal(getenv("RC_PREFIX"), PREFIX);
	assert_string_equal(getenv("EPREFIX"), PREFIX);
	assert_string_equal(getenv("RC_LIBEXECDIR"), RC_LIBEXECDIR);
	assert_string_equal(getenv("RC_UNAME"), "Linux");
	assert_non_null(strstr(getenv("RC_SCRIPTDIRS"), PREFIX "/etc/rc "));
	tree = rc_deptree_load();
	assert_non_null(tree);
	assert_lists(PREFIX " " PREFIX " " RC_LIBEXECDIR " Linux " PREFIX "/etc/rc",
	    rc_deptree_depend(tree, "a", "iuse"));
	rc_deptree_free(tree);
}

static void
what_another_openrc_has_set_does_not_count(void **state)
{
	(void)state;
	make_prefix();
	make_folder("/run/openrc");
	setenv("RC_SVCDIR", "/run/openrc", 1);
	setenv("RC_PATH", "/etc:/run/openrc", 1);
	setenv("RC_RUNLEVEL", "boot", 1);
	setenv("RC_USER_SERVICES", "yes", 1);
	assert_false(rc_is_user());
	assert_string_equal(rc_svcdir(), SVCDIR);
	assert_string_equal(rc_scriptdirs()[0], PREFIX "/etc/rc");
	assert_string_equal(getenv("RC_SVCDIR"), SVCDIR);
	assert_null(getenv("RC_RUNLEVEL"));
	assert_null(getenv("RC_PATH"));
	assert_null(getenv("RC_USER_SERVICES"));
}

static void
its_own_environment_counts(void **state)
{
	(void)state;
	make_prefix();
	setenv("RC_SVCDIR", PREFIX "/state", 1);
	setenv("RC_PATH", PREFIX "/mine", 1);
	setenv("RC_RUNLEVEL", "boot", 1);
	assert_string_equal(rc_svcdir(), PREFIX "/state");
	assert_string_equal(rc_scriptdirs()[0], PREFIX "/mine");
	assert_null(rc_scriptdirs()[1]);
	assert_string_equal(getenv("RC_RUNLEVEL"), "boot");
	assert_gives("sysinit", rc_runlevel_get());
	assert_link(PREFIX "/state/prefix", "..");
}

static void
assert_nothing_of_the_system(const char *prefix, const char *message)
{
	int status;
	pid_t pid;

	setenv("RC_PREFIX", prefix, 1);
	/* The library looks once in a process. */
	fflush(stdout);
	pid = fork();
	if (pid != 0) {
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (status != 0)
			fail_msg("of %s: %d", prefix, status);
		return;
	}
	begin_capture();
	const char *svcdir = rc_svcdir();
	end_capture();
	char *said = read_file(CAPTURED_ERR);
	bool right = strcmp(svcdir, NOWHERE) == 0 && strcmp(said, message) == 0 &&
		strcmp(rc_sysconfdir(), NOWHERE) == 0 && !rc_runlevel_set("default") &&
		!rc_runlevel_exists("default") && !rc_service_exists("alpha") &&
		!rc_service_mark("alpha", RC_SERVICE_STARTED) && rc_dirfd(RC_DIR_SVCDIR) == -1 &&
		strcmp(rc_scriptdirs()[0], NOWHERE) == 0;
	rc_sys();
	_exit(right && strcmp(getenv("RC_PREFIX"), prefix) == 0 ? 0 : 1);
}

static void
a_prefix_that_cannot_be_used_is_not_the_system(void **state)
{
	(void)state;
	make_service("alpha", "#!/sbin/openrc-run\n");
	make_runlevel("default");
	make_folder("/tmp/test/bare");
	make_folder("/tmp/test/a blank/etc");
	make_folder("/tmp/test/theirs/etc");
	make_folder("/tmp/test/open/etc");
	assert_int_equal(chown("/tmp/test/theirs", 7, 7), 0);
	assert_int_equal(chmod("/tmp/test/open", 0777), 0);
	assert_nothing_of_the_system("/tmp/test/none",
		"openrc: /tmp/test/none: No such file or directory\n");
	assert_nothing_of_the_system("/tmp/test/bare",
		"openrc: /tmp/test/bare/etc: No such file or directory\n");
	assert_nothing_of_the_system("/", "openrc: `/' cannot be a Prefix\n");
	assert_nothing_of_the_system("/tmp/test/a blank",
		"openrc: `/tmp/test/a blank' cannot be a Prefix\n");
	assert_nothing_of_the_system("/tmp/test/theirs",
		"openrc: refusing to use /tmp/test/theirs as root: owned by uid 7\n");
	assert_nothing_of_the_system("/tmp/test/open",
		"openrc: refusing to use /tmp/test/open as root: others can write to /tmp/test/open: "
		"chmod go-w /tmp/test/open\n");
}

static void
a_state_directory_that_others_write_to_is_not_used(void **state)
{
	(void)state;
	make_service("alpha", "#!/sbin/openrc-run\n");
	make_folder("/tmp/test/state");
	assert_int_equal(chmod("/tmp/test/state", 0777), 0);
	setenv("RC_SVCDIR", "/tmp/test/state", 1);
	begin_capture();
	assert_string_equal(rc_svcdir(), NOWHERE);
	end_capture();
	assert_captured("", "openrc: refusing to use /tmp/test/state as root: others can write to "
		"/tmp/test/state: chmod go-w /tmp/test/state\n");
	assert_false(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_null(getenv("RC_PREFIX"));
}

static void
links_are_relative(void **state)
{
	(void)state;
	make_prefix();
	make_script("alpha", "#!/sbin/openrc-run\n");
	assert_succeeds(rc_service_add("default", "alpha"));
	assert_link(PREFIX "/etc/runlevels/default/alpha", "../../init.d/alpha");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_link(SVCDIR "/started/alpha", "../../../etc/init.d/alpha");
	assert_gives(PREFIX "/etc/init.d/alpha", rc_service_resolve("alpha"));
}

static void
state_of_another_boot_is_not_believed(void **state)
{
	(void)state;
	make_prefix();
	make_script("alpha", "#!/sbin/openrc-run\n");
	make_folder(SVCDIR "/started");
	make_link("../../../etc/init.d/alpha", SVCDIR "/started/alpha");
	write_file(SVCDIR "/boot-id", "another");
	write_file(SVCDIR "/softlevel", "default");
	write_file(SVCDIR "/deptree", "depinfo_0_service='alpha'\n");
	assert_int_equal(rc_service_state("alpha"), RC_SERVICE_STOPPED);
	assert_false(exists(SVCDIR "/started/alpha"));
	assert_file(SVCDIR "/softlevel", "sysinit");
	assert_file(SVCDIR "/deptree", "depinfo_0_service='alpha'\n");
}

static void
state_of_this_boot_is_believed(void **state)
{
	(void)state;
	make_prefix();
	make_script("alpha", "#!/sbin/openrc-run\n");
	assert_gives("sysinit", rc_runlevel_get());
	/* As another process would have left it. */
	make_folder(SVCDIR "/started");
	make_link("../../../etc/init.d/alpha", SVCDIR "/started/alpha");
	if (fork() == 0)
		_exit(rc_service_state("alpha") == RC_SERVICE_STARTED ? 0 : 1);
	int status;
	wait(&status);
	assert_int_equal(status, 0);
}

static void
privileges_are_those_of_the_process(void **state)
{
	uint64_t effective = 0;
	char *status = read_file("/proc/self/status");
	const char *line = strstr(status, "CapEff:");

	(void)state;
	assert_non_null(line);
	effective = strtoull(line + 7, NULL, 16);
	free(status);
	for (int i = 0; i <= 40; i++)
		assert_int_equal(!!(rc_privileges() & RC_PRIVILEGE_CAPABILITY(i)),
			!!(effective & UINT64_C(1) << i));
	assert_int_equal(setuid(7), 0);
	assert_false(rc_privileges() & RC_PRIVILEGE_SUPERUSER);
	assert_int_equal(rc_privileges() & RC_PRIVILEGE_CAPABILITY(21), 0);
}

static void
keywords_keep_services_from_starting(void **state)
{
	(void)state;
	make_prefix();
	for (const char *const *name = (const char *const[]){ "host", "super", "cap", "free", NULL };
		*name; name++)
		make_script(*name, "#!/sbin/openrc-run\n");
	make_folder(RC_LIBEXECDIR "/sh");
	write_file(RC_LIBEXECDIR "/sh/gendepends.sh",
		"echo host; echo host keyword -prefix; echo super; echo super keyword -unprivileged\n"
		"echo cap; echo cap keyword -nocap_none; echo free; echo free ineed host super cap\n");
	assert_succeeds(rc_deptree_update());
	assert_file(SVCDIR "/restricted", "host -prefix\nsuper -unprivileged\ncap -nocap_none\n");

	begin_capture();
	assert_fails(EACCES, rc_service_mark("host", RC_SERVICE_STARTING));
	assert_fails(EPERM, rc_service_mark("cap", RC_SERVICE_STARTING));
	end_capture();
	assert_captured("", " * host: acts on the whole machine, not for a Prefix (-prefix)\n"
		" * cap: needs a capability that is unknown (-nocap_none)\n");
	assert_succeeds(rc_service_mark("free", RC_SERVICE_STARTING));
	assert_fails(EACCES, rc_service_permitted("host"));
	assert_fails(EPERM, rc_service_permitted("cap"));
	assert_succeeds(rc_service_permitted("free"));
	assert_fails(EINVAL, rc_service_permitted(NULL));
	assert_fails(EINVAL, rc_service_permitted(""));

	RC_DEPTREE *tree = rc_deptree_load();
	assert_non_null(tree);
	assert_int_equal(setuid(7), 0);
	RC_DEPTREE *theirs = rc_deptree_load();
	assert_lists_with(rc_privileges() & RC_PRIVILEGE_SUPERUSER ? UNTOUCHED : ENOENT, "",
		rc_deptree_depend(theirs, "free", "ineed"));
	rc_deptree_free(tree);
	rc_deptree_free(theirs);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_in_the_prefix),
		cmocka_unit_test(the_state_directory_leads_to_its_prefix),
		cmocka_unit_test(an_update_tells_of_the_prefix),
		cmocka_unit_test(what_another_openrc_has_set_does_not_count),
		cmocka_unit_test(its_own_environment_counts),
		cmocka_unit_test(a_prefix_that_cannot_be_used_is_not_the_system),
		cmocka_unit_test(a_state_directory_that_others_write_to_is_not_used),
		cmocka_unit_test(links_are_relative),
		cmocka_unit_test(state_of_another_boot_is_not_believed),
		cmocka_unit_test(state_of_this_boot_is_believed),
		cmocka_unit_test(privileges_are_those_of_the_process),
		cmocka_unit_test(keywords_keep_services_from_starting),
	};

	return RUN(tests);
}
