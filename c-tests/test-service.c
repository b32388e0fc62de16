/* Services: scripts, runlevels, states, schedules. */
#include "tests.h"
#include <fcntl.h>
#include <sys/file.h>

static const char script[] =
	"description=\"Says 'hello'\"\n"
	"description_check=\"checks it\"\n"
	"extra_commands=\"check  show\"\n"
	"extra_started_commands=\"reload\"\n"
	"extra_stopped_commands=\"wipe\"\n";

static void
resolve_finds_scripts(void **state)
{
	(void)state;
	assert_gives_none(ENOENT, rc_service_resolve("alpha"));
	make_folder("/usr/libexec/rc/init.d");
	write_file("/usr/libexec/rc/init.d/alpha", "");
	assert_gives("/usr/libexec/rc/init.d/alpha", rc_service_resolve("alpha"));
	make_service("alpha", "");
	assert_gives("/etc/init.d/alpha", rc_service_resolve("alpha"));
	make_folder("/run/openrc/started");
	write_file("/tmp/test/alpha", "");
	make_link("/tmp/test/alpha", "/run/openrc/started/alpha");
	assert_gives("/tmp/test/alpha", rc_service_resolve("alpha"));
	unlink("/run/openrc/started/alpha");
	make_folder("/run/openrc/inactive");
	write_file("/tmp/test/beta", "");
	make_link("/tmp/test/beta", "/run/openrc/inactive/beta");
	assert_gives("/tmp/test/beta", rc_service_resolve("beta"));
	assert_gives("/any/path", rc_service_resolve("/any/path"));
}

/* A service that runs, whose script is in another directory now. */
static void
scripts_may_move(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	make_folder("/usr/libexec/rc/init.d");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_true(rc_service_mark("beta", RC_SERVICE_STARTED));
	assert_true(rc_service_schedule_start("beta", "alpha"));
	assert_int_equal(rename("/etc/init.d/alpha", "/usr/libexec/rc/init.d/alpha"), 0);
	assert_gives("/usr/libexec/rc/init.d/alpha", rc_service_resolve("alpha"));
	assert_succeeds(rc_service_exists("alpha"));
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_STARTED);
	assert_lists_some_way("alpha beta", rc_services_in_state(RC_SERVICE_STARTED));
	assert_lists("alpha", rc_services_scheduled("beta"));
	assert_lists("beta", rc_services_scheduled_by("alpha"));
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPING));
	assert_link("/run/openrc/stopping/alpha", "/usr/libexec/rc/init.d/alpha");
	assert_folder("/run/openrc/started", "beta");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_INACTIVE));
	assert_int_equal(rename("/usr/libexec/rc/init.d/alpha", "/etc/init.d/alpha"), 0);
	assert_gives("/etc/init.d/alpha", rc_service_resolve("alpha"));
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_INACTIVE);
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_folder("/run/openrc/inactive", "");
	assert_folder("/run/openrc/scheduled", "");
}

/* One whose script is gone is stopped for all that is asked, and can be marked so. */
static void
scripts_may_go(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_runlevel("default");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_true(rc_service_mark("alpha", RC_SERVICE_FAILED));
	assert_true(rc_service_value_set("alpha", "option", "value"));
	assert_true(rc_service_daemon_set("alpha", "/bin/one", NULL, NULL, true));
	unlink("/etc/init.d/alpha");
	assert_gives_none(ENOENT, rc_service_resolve("alpha"));
	assert_fails(ENOENT, rc_service_exists("alpha"));
	assert_fails(ENOENT, rc_service_add("default", "alpha"));
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_STOPPED);
	assert_lists("", rc_services_in_state(RC_SERVICE_STARTED));
	assert_fails(ENOENT, rc_service_mark("alpha", RC_SERVICE_STOPPING));
	assert_folder("/run/openrc/started", "alpha");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_folder("/run/openrc/started", "");
	assert_folder("/run/openrc/failed", "");
	assert_folder("/run/openrc/options", "");
	assert_folder("/run/openrc/daemons", "");
	assert_fails(ENOENT, rc_service_mark("alpha", RC_SERVICE_STOPPED));
	make_service("alpha", "");
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_STOPPED);
}

static void
resolve_says_why_not(void **state)
{
	(void)state;
	make_folder("/etc/init.d/a");
	write_file("/etc/init.d/a/b", "");
	assert_gives_none(EINVAL, rc_service_resolve(NULL));
	FOR_BAD_NAMES(name)
		assert_gives_none(EINVAL, rc_service_resolve(name));
}

static void
exists_wants_a_script_to_execute(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_service("alpha.sh", "");
	write_file("/etc/init.d/plain", "");
	make_link("/nowhere", "/etc/init.d/dangling");
	assert_succeeds(rc_service_exists("alpha"));
	assert_succeeds(rc_service_exists("/etc/init.d/alpha"));
	assert_fails(ENOENT, rc_service_exists("missing"));
	assert_fails(ENOENT, rc_service_exists("dangling"));
	assert_fails(ENOENT, rc_service_exists("/etc/init.d/missing"));
	assert_fails(ENOEXEC, rc_service_exists("plain"));
	assert_fails(EINVAL, rc_service_exists("alpha.sh"));
	assert_fails(EINVAL, rc_service_exists(NULL));
	FOR_BAD_NAMES(name)
		assert_fails(EINVAL, rc_service_exists(name));
}

static void
extra_commands_of_a_script(void **state)
{
	(void)state;
	make_service("alpha", script);
	make_service("beta", ":\n");
	assert_lists("check show reload wipe", rc_service_extra_commands("alpha"));
	assert_lists("check show reload wipe", rc_service_extra_commands("/etc/init.d/alpha"));
	assert_lists("", rc_service_extra_commands("beta"));
	assert_gives_none(ENOENT, rc_service_extra_commands("missing"));
	assert_gives_none(EINVAL, rc_service_extra_commands(NULL));
	FOR_BAD_NAMES(name)
		assert_gives_none(EINVAL, rc_service_extra_commands(name));
}

static void
description_of_a_script(void **state)
{
	(void)state;
	make_service("alpha", script);
	assert_gives("Says 'hello'", rc_service_description("alpha", NULL));
	assert_gives("Says 'hello'", rc_service_description("alpha", ""));
	assert_gives("Says 'hello'", rc_service_description("/etc/init.d/alpha", NULL));
	assert_gives("checks it", rc_service_description("alpha", "check"));
	assert_gives_none(ENOENT, rc_service_description("missing", NULL));
	assert_gives_none(EINVAL, rc_service_description(NULL, NULL));
	assert_gives_none(EINVAL, rc_service_description(NULL, "check"));
	FOR_BAD_NAMES(name)
		assert_gives_none(EINVAL, rc_service_description(name, NULL));
}

/* Names are no shell code. */
static void
names_do_not_run(void **state)
{
	static const char name[] = "/tmp/test/x\"; touch \"$TRAP\"; : \"";

	(void)state;
	setenv("TRAP", "/tmp/test/trap", 1);
	write_file("/tmp/test/it's", "description='quoted path'\nextra_commands=one\n");
	assert_gives("quoted path", rc_service_description("/tmp/test/it's", NULL));
	assert_lists("one", rc_service_extra_commands("/tmp/test/it's"));
	make_service("alpha", script);
	assert_gives("", rc_service_description("alpha", "x}$(touch $TRAP){"));
	assert_gives("", rc_service_description("alpha", "`touch $TRAP`"));
	begin_capture();
	free(rc_service_description(name, NULL));
	rc_stringlist_free(rc_service_extra_commands(name));
	free(rc_service_description("/tmp/test/$(touch $TRAP)", NULL));
	rc_stringlist_free(rc_service_extra_commands("/tmp/test/`touch $TRAP`"));
	end_capture();
	assert_false(exists("/tmp/test/trap"));
}

static void
add_and_delete(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_runlevel("default");
	assert_fails(ENOENT, rc_service_in_runlevel("alpha", "default"));
	assert_succeeds(rc_service_add("default", "alpha"));
	assert_link("/etc/runlevels/default/alpha", "/etc/init.d/alpha");
	assert_succeeds(rc_service_in_runlevel("alpha", "default"));
	assert_succeeds(rc_service_in_runlevel("/etc/init.d/alpha", "default"));
	assert_fails(EEXIST, rc_service_add("default", "alpha"));
	assert_succeeds(rc_service_delete("default", "/etc/init.d/alpha"));
	assert_folder("/etc/runlevels/default", "");
	assert_fails(ENOENT, rc_service_delete("default", "alpha"));
}

/* A service that runs from the state directory may have a script that lasts. */
static void
add_looks_past_the_state_directory(void **state)
{
	(void)state;
	make_folder("/run/openrc/init.d");
	write_file("/run/openrc/init.d/alpha", "");
	make_runlevel("default");
	make_runlevel("boot");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_fails(ENOENT, rc_service_add("default", "alpha"));
	assert_fails(EPERM, rc_service_add("boot", "alpha"));
	make_folder("/usr/libexec/rc/init.d");
	write_file("/usr/libexec/rc/init.d/alpha", "");
	assert_succeeds(rc_service_add("default", "alpha"));
	assert_link("/etc/runlevels/default/alpha", "/usr/libexec/rc/init.d/alpha");
	assert_fails(EPERM, rc_service_add("boot", "alpha"));
	make_service("alpha", "");
	assert_succeeds(rc_service_add("boot", "alpha"));
	assert_link("/etc/runlevels/boot/alpha", "/etc/init.d/alpha");
	assert_gives("/run/openrc/init.d/alpha", rc_service_resolve("alpha"));
	assert_succeeds(rc_service_delete("default", "alpha"));
	assert_fails(ENOENT, rc_service_add("default", "/run/openrc/init.d/alpha"));
}

static void
add_says_why_not(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_runlevel("default");
	make_runlevel("a/b");
	assert_fails(ENOENT, rc_service_add("missing", "alpha"));
	assert_fails(ENOENT, rc_service_add("default", "missing"));
	assert_fails(EINVAL, rc_service_add("default", NULL));
	assert_fails(EINVAL, rc_service_add(NULL, "alpha"));
	FOR_BAD_NAMES(name) {
		assert_fails(EINVAL, rc_service_add("default", name));
		assert_false(rc_service_add(name, "alpha"));
	}
	assert_folder("/etc/runlevels/default", "");
	assert_folder("/etc/runlevels/a/b", "");
}

static void
only_init_d_is_added_to_boot(void **state)
{
	(void)state;
	make_runlevel("boot");
	make_service("alpha", "");
	make_service("beta", "");
	make_folder("/usr/libexec/rc/init.d");
	write_file("/usr/libexec/rc/init.d/gamma", "");
	assert_succeeds(rc_service_add("boot", "alpha"));
	assert_link("/etc/runlevels/boot/alpha", "/etc/init.d/alpha");
	assert_succeeds(rc_service_add("boot", "/etc/init.d/beta"));
	assert_link("/etc/runlevels/boot/beta", "/etc/init.d/beta");
	assert_fails(EPERM, rc_service_add("boot", "gamma"));
	assert_fails(EPERM, rc_service_add("boot", "/usr/libexec/rc/init.d/gamma"));
	assert_folder("/etc/runlevels/boot", "alpha beta");
}

static void
init_d_may_be_reached_by_symlinks(void **state)
{
	(void)state;
	make_runlevel("boot");
	remove_all("/etc/init.d");
	make_folder("/tmp/test/scripts");
	make_link("/tmp/test/scripts", "/etc/init.d");
	make_service("alpha", "");
	make_service("beta", "");
	assert_succeeds(rc_service_add("boot", "alpha"));
	assert_link("/etc/runlevels/boot/alpha", "/etc/init.d/alpha");
	assert_succeeds(rc_service_add("boot", "/tmp/test/scripts/beta"));
	assert_link("/etc/runlevels/boot/beta", "/etc/init.d/beta");
	make_folder("/tmp/test/others");
	write_file("/tmp/test/others/beta", "");
	assert_true(rc_service_delete("boot", "beta"));
	assert_fails(EPERM, rc_service_add("boot", "/tmp/test/others/beta"));
}

static void
delete_and_in_runlevel_say_why_not(void **state)
{
	(void)state;
	make_runlevel("default");
	make_runlevel("a/b");
	write_file("/etc/runlevels/alpha", "");
	write_file("/etc/runlevels/a/b/alpha", "");
	assert_fails(ENOENT, rc_service_delete("missing", "alpha"));
	assert_fails(EINVAL, rc_service_delete(NULL, "alpha"));
	assert_fails(EINVAL, rc_service_delete("default", NULL));
	assert_fails(ENOENT, rc_service_in_runlevel("alpha", "missing"));
	assert_fails(EINVAL, rc_service_in_runlevel(NULL, "default"));
	assert_fails(EINVAL, rc_service_in_runlevel("alpha", NULL));
	FOR_BAD_NAMES(name) {
		assert_fails(EINVAL, rc_service_delete(name, "alpha"));
		assert_fails(EINVAL, rc_service_in_runlevel("alpha", name));
	}
	/* Of a path to a service the last part counts. */
	static const char *const services[] = { "", ".", "..", "a/", "a/..", "/" };
	for (size_t i = 0; i < COUNT(services); i++) {
		assert_fails(EINVAL, rc_service_delete("default", services[i]));
		assert_fails(EINVAL, rc_service_in_runlevel(services[i], "default"));
	}
	assert_true(exists("/etc/runlevels/alpha"));
	assert_true(exists("/etc/runlevels/a/b/alpha"));
}

static void
mark_moves_a_service(void **state)
{
	static const struct {
		RC_SERVICE state;
		const char *link;
	} states[] = {
		{ RC_SERVICE_STARTING, "/run/openrc/starting/alpha" },
		{ RC_SERVICE_STARTED, "/run/openrc/started/alpha" },
		{ RC_SERVICE_STOPPING, "/run/openrc/stopping/alpha" },
		{ RC_SERVICE_INACTIVE, "/run/openrc/inactive/alpha" },
	};

	(void)state;
	make_service("alpha", "");
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_STOPPED);
	for (size_t i = 0; i < COUNT(states); i++) {
		assert_succeeds(rc_service_mark("alpha", states[i].state));
		assert_link(states[i].link, "/etc/init.d/alpha");
		for (size_t j = 0; j < COUNT(states); j++)
			assert_int_equal(exists(states[j].link), i == j);
		assert_succeeds(rc_service_state("alpha") == states[i].state);
		assert_succeeds(rc_service_state("/etc/init.d/alpha") == states[i].state);
		assert_lists("alpha", rc_services_in_state(states[i].state));
	}
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_succeeds(rc_service_state("alpha") == RC_SERVICE_STOPPED);
	assert_false(exists(states[3].link));
}

static void
mark_adds_what_happened(void **state)
{
	(void)state;
	make_service("alpha", "");
	assert_succeeds(rc_service_mark("/etc/init.d/alpha", RC_SERVICE_STARTED));
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_HOTPLUGGED));
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_FAILED));
	assert_succeeds(rc_service_state("alpha") ==
	    (RC_SERVICE_STARTED | RC_SERVICE_HOTPLUGGED | RC_SERVICE_FAILED));
	assert_lists("alpha", rc_services_in_state(RC_SERVICE_HOTPLUGGED));
	assert_lists("alpha", rc_services_in_state(RC_SERVICE_FAILED));
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_INACTIVE));
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STARTING));
	assert_succeeds(rc_service_state("alpha") ==
	    (RC_SERVICE_STARTING | RC_SERVICE_HOTPLUGGED | RC_SERVICE_WASINACTIVE));
	assert_lists("alpha", rc_services_in_state(RC_SERVICE_WASINACTIVE));
}

static void
mark_says_why_not(void **state)
{
	static const unsigned none[] = { 0, 3, 0x20, 0x8000, 0x11f, RC_SERVICE_CRASHED };

	(void)state;
	make_service("alpha", "");
	make_link("/nowhere", "/etc/init.d/dangling");
	for (size_t i = 0; i < COUNT(none); i++)
		assert_fails(EINVAL, rc_service_mark("alpha", (RC_SERVICE)none[i]));
	assert_fails(ENOENT, rc_service_mark("missing", RC_SERVICE_STARTED));
	assert_fails(ENOENT, rc_service_mark("dangling", RC_SERVICE_STARTED));
	assert_fails(ENOENT, rc_service_mark("/etc/init.d/missing", RC_SERVICE_STARTED));
	assert_fails(EINVAL, rc_service_mark(NULL, RC_SERVICE_STARTED));
	FOR_BAD_NAMES(name)
		assert_fails(EINVAL, rc_service_mark(name, RC_SERVICE_STARTED));
	assert_fails(EINVAL, rc_service_mark("/etc/init.d/", RC_SERVICE_STARTED));
	assert_lists("", rc_services_in_state(RC_SERVICE_STARTED));
}

static void
state_says_why_not(void **state)
{
	static const char *const bad[] = { "", ".", "..", "a/", "/etc/.." };

	(void)state;
	assert_fails(EINVAL, rc_service_state(NULL) != RC_SERVICE_STOPPED);
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_fails(EINVAL, rc_service_state(bad[i]) != RC_SERVICE_STOPPED);
	assert_succeeds(rc_service_state("missing") == RC_SERVICE_STOPPED);
}

static void
stopping_removes_what_is_kept(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTED));
	assert_true(rc_service_value_set("alpha", "option", "value"));
	assert_true(rc_service_setenv("alpha", "NAME", "value"));
	assert_true(rc_service_daemon_set("alpha", "/bin/alpha", NULL, NULL, true));
	assert_true(rc_service_schedule_start("alpha", "beta"));
	make_folder("/run/openrc/exclusive");
	write_file("/run/openrc/exclusive/alpha", "");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_folder("/run/openrc/options", "");
	assert_folder("/run/openrc/environ", "");
	assert_folder("/run/openrc/daemons", "");
	assert_folder("/run/openrc/scheduled", "");
	assert_folder("/run/openrc/exclusive", "");
	assert_folder("/run/openrc/started", "");
}

static void
stopping_removes_an_environment_that_is_a_file(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_folder("/run/openrc/environ");
	write_file("/run/openrc/environ/alpha", "");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_folder("/run/openrc/environ", "");
}

/* Links to folders go; what they lead to stays. */
static void
stopping_follows_no_links(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_folder("/tmp/test/kept/inner");
	write_file("/tmp/test/kept/file", "");
	make_folder("/run/openrc/options/alpha");
	make_link("/tmp/test/kept", "/run/openrc/options/alpha/link");
	make_folder("/run/openrc/environ");
	make_link("/tmp/test/kept", "/run/openrc/environ/alpha");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_folder("/run/openrc/options", "");
	assert_folder("/run/openrc/environ", "");
	assert_folder("/tmp/test/kept", "file inner");
}

static void
schedules(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	make_service("gamma", "");
	assert_succeeds(rc_service_schedule_start("alpha", "beta"));
	assert_succeeds(rc_service_schedule_start("alpha", "beta"));
	assert_succeeds(rc_service_schedule_start("/etc/init.d/gamma", "/etc/init.d/beta"));
	assert_link("/run/openrc/scheduled/alpha/beta", "/etc/init.d/beta");
	assert_lists("beta", rc_services_scheduled("alpha"));
	assert_lists("beta", rc_services_scheduled("/etc/init.d/gamma"));
	assert_lists("", rc_services_scheduled("beta"));
	/* As often as it is asked. */
	for (int i = 0; i < 2; i++) {
		assert_lists_some_way("alpha gamma", rc_services_scheduled_by("beta"));
		assert_lists("", rc_services_scheduled_by("alpha"));
		assert_lists("beta beta", rc_services_in_state(RC_SERVICE_SCHEDULED));
		assert_succeeds(rc_service_state("beta") ==
		    (RC_SERVICE_STOPPED | RC_SERVICE_SCHEDULED));
		/* Who is waited for looks the same: so it has always been. */
		assert_succeeds(rc_service_state("gamma") ==
		    (RC_SERVICE_STOPPED | RC_SERVICE_SCHEDULED));
	}
}

static void
schedule_start_says_why_not(void **state)
{
	(void)state;
	make_service("alpha", "");
	assert_fails(ENOENT, rc_service_schedule_start("alpha", "missing"));
	assert_fails(EINVAL, rc_service_schedule_start(NULL, "alpha"));
	assert_fails(EINVAL, rc_service_schedule_start("alpha", NULL));
	FOR_BAD_NAMES(name)
		assert_fails(EINVAL, rc_service_schedule_start("alpha", name));
	static const char *const bad[] = { "", ".", "..", "a/", "a/.." };
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_fails(EINVAL, rc_service_schedule_start(bad[i], "alpha"));
	/* Who is waited for may be only a provided name. */
	assert_succeeds(rc_service_schedule_start("net", "alpha"));
}

static void
schedule_clear(void **state)
{
	static const char *const bad[] = { "", ".", "..", "a/", "a/.." };

	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	assert_fails(ENOENT, !rc_service_schedule_clear("alpha"));
	assert_true(rc_service_schedule_start("alpha", "beta"));
	assert_fails(UNTOUCHED, rc_service_schedule_clear("/etc/init.d/alpha"));
	assert_folder("/run/openrc/scheduled", "");
	assert_fails(EINVAL, rc_service_schedule_clear(NULL));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_fails(EINVAL, rc_service_schedule_clear(bad[i]));
	assert_true(exists("/run/openrc/scheduled"));
}

static void
schedules_of_scripts_that_are_gone(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	assert_true(rc_service_schedule_start("alpha", "beta"));
	unlink("/etc/init.d/beta");
	assert_lists("", rc_services_scheduled("alpha"));
	assert_false(rc_service_schedule_clear("alpha"));
	assert_folder("/run/openrc/scheduled", "");

	make_service("beta", "");
	assert_true(rc_service_schedule_start("alpha", "beta"));
	unlink("/etc/init.d/beta");
	assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_folder("/run/openrc/scheduled", "");
}

static void
marking_takes_off_schedules(void **state)
{
	static const RC_SERVICE states[] = {
		RC_SERVICE_STARTED, RC_SERVICE_STOPPED, RC_SERVICE_STARTED, RC_SERVICE_STOPPED,
	};

	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	for (size_t i = 0; i < COUNT(states); i++) {
		assert_true(rc_service_schedule_start("alpha", "beta"));
		assert_succeeds(rc_service_mark("beta", states[i]));
		assert_folder("/run/openrc/scheduled", "");
	}
}

static void
scheduled_lists_say_why_not(void **state)
{
	static const char *const bad[] = { "", ".", "..", "a/", "a/.." };

	(void)state;
	make_folder("/run/openrc/scheduled/a/b");
	assert_lists_with(EINVAL, "", rc_services_scheduled(NULL));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_lists_with(EINVAL, "", rc_services_scheduled(bad[i]));
	assert_lists_with(EINVAL, "", rc_services_scheduled_by(NULL));
	FOR_BAD_NAMES(name)
		assert_lists_with(EINVAL, "", rc_services_scheduled_by(name));
}

static void
services_in_a_runlevel(void **state)
{
	(void)state;
	make_service("alpha", "");
	make_service("beta", "");
	make_service("old.sh", "");
	make_runlevel("default");
	make_runlevel("office");
	assert_true(rc_service_add("default", "alpha"));
	assert_true(rc_service_add("office", "beta"));
	make_link("/nowhere", "/etc/runlevels/office/dangling");
	assert_lists("alpha", rc_services_in_runlevel("default"));
	assert_lists("beta", rc_services_in_runlevel("office"));
	assert_lists_some_way("alpha beta", rc_services_in_runlevel(NULL));
	assert_lists_some_way("alpha beta", rc_services_in_runlevel_stacked(NULL));
	assert_succeeds(rc_runlevel_stack("office", "default"));
	assert_lists_some_way("alpha beta beta default default",
	    rc_services_in_runlevel_stacked("office"));
	assert_lists("alpha alpha", rc_services_in_runlevel_stacked("default"));
}

static void
services_in_no_runlevel(void **state)
{
	(void)state;
	make_runlevel("a/b");
	write_file("/etc/runlevels/a/b/alpha", "");
	write_file("/etc/runlevels/alpha", "");
	make_runlevel("single");
	write_file("/etc/runlevels/single/alpha", "");
	assert_lists("", rc_services_in_runlevel("missing"));
	assert_lists("", rc_services_in_runlevel_stacked("missing"));
	assert_lists("", rc_services_in_runlevel("single"));
	FOR_BAD_NAMES(name) {
		assert_lists_with(EINVAL, "", rc_services_in_runlevel(name));
		assert_lists_with(EINVAL, "", rc_services_in_runlevel_stacked(name));
	}
}

static void
services_in_no_state(void **state)
{
	(void)state;
	remove_all("/run/openrc");
	/* It is looked for in the state directory, which the look makes. */
	assert_lists("", rc_services_in_state(RC_SERVICE_STOPPED));
	assert_true(exists("/run/openrc"));
	write_file("/run/openrc/softlevel", "default");
	assert_lists("", rc_services_in_state(RC_SERVICE_STARTED));
	assert_lists("", rc_services_in_state(RC_SERVICE_STOPPED));
	assert_lists("", rc_services_in_state(RC_SERVICE_CRASHED));
	assert_lists("", rc_services_in_state(RC_SERVICE_SCHEDULED));
	assert_lists_with(EINVAL, "", rc_services_in_state((RC_SERVICE)0x8000));
}

#define EXCLUSIVE "/run/openrc/exclusive/alpha"

/* What a lock on the file says, 0 or errno. */
static int
lock_says(int operation)
{
	int fd = open(EXCLUSIVE, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	assert_true(fd >= 0);
	int error = flock(fd, operation | LOCK_NB) == 0 ? 0 : errno;
	close(fd);
	return error;
}

/* A process that is the openrc-run which restarts alpha, or says so. */
static int
restart(const char *number, const char *name, const char *command, RC_SERVICE stopped)
{
	setenv("RC_OPENRC_PID", number, 1);
	setenv("RC_SVCNAME", name, 1);
	setenv("RC_CMD", command, 1);
	int fd = open(EXCLUSIVE, O_WRONLY | O_CREAT | O_NONBLOCK, 0664);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_true(rc_service_mark("alpha", RC_SERVICE_STOPPING));
	assert_succeeds(rc_service_mark("alpha", stopped));
	return fd;
}

static void
who_restarts_a_service_keeps_it(void **state)
{
	static const char *const commands[] = { "restart", "condrestart", "conditionalrestart" };
	char number[16], path[32];
	struct stat old;

	(void)state;
	umask(0);
	make_service("alpha", "");
	make_folder("/run/openrc/exclusive");
	snprintf(number, sizeof(number), "%d", (int)getpid());
	for (size_t i = 0; i < COUNT(commands); i++) {
		int fd = restart(number, "alpha", commands[i],
		    i == 0 ? RC_SERVICE_STOPPED : RC_SERVICE_INACTIVE);
		assert_int_equal(lock_says(LOCK_EX), EWOULDBLOCK);
		assert_int_equal(lock_says(LOCK_SH), 0);
		assert_folder("/run/openrc/exclusive", "alpha");
		assert_int_equal(stat(EXCLUSIVE, &old), 0);
		assert_int_equal(old.st_mode & 0777, 0664);
		/* Those who waited before wait on. */
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		int again = open(path, O_RDONLY);
		assert_int_equal(flock(again, LOCK_SH | LOCK_NB), -1);
		close(again);
		assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STARTING));
		assert_int_equal(lock_says(LOCK_EX), EWOULDBLOCK);
		assert_succeeds(rc_service_mark("alpha", RC_SERVICE_STARTED));
		assert_false(exists(EXCLUSIVE));
		close(fd);
	}
}

static void
nobody_else_keeps_it(void **state)
{
	char number[16];

	(void)state;
	make_service("alpha", "");
	make_folder("/run/openrc/exclusive");
	snprintf(number, sizeof(number), "%d", (int)getpid());
	close(restart(number, "alpha", "stop", RC_SERVICE_STOPPED));
	assert_false(exists(EXCLUSIVE));
	close(restart("1", "alpha", "restart", RC_SERVICE_STOPPED));
	assert_false(exists(EXCLUSIVE));
	close(restart(number, "beta", "restart", RC_SERVICE_STOPPED));
	assert_false(exists(EXCLUSIVE));
	/* What could not be started is anybody's. */
	int fd = restart(number, "alpha", "restart", RC_SERVICE_STOPPED);
	assert_true(exists(EXCLUSIVE));
	assert_true(rc_service_mark("alpha", RC_SERVICE_STARTING));
	assert_true(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_false(exists(EXCLUSIVE));
	close(fd);
	write_file(EXCLUSIVE, "");
	assert_true(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	assert_false(exists(EXCLUSIVE));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(resolve_finds_scripts),
		cmocka_unit_test(resolve_says_why_not),
		cmocka_unit_test(scripts_may_move),
		cmocka_unit_test(scripts_may_go),
		cmocka_unit_test(exists_wants_a_script_to_execute),
		cmocka_unit_test(extra_commands_of_a_script),
		cmocka_unit_test(description_of_a_script),
		cmocka_unit_test(names_do_not_run),
		cmocka_unit_test(add_and_delete),
		cmocka_unit_test(add_looks_past_the_state_directory),
		cmocka_unit_test(add_says_why_not),
		cmocka_unit_test(only_init_d_is_added_to_boot),
		cmocka_unit_test(init_d_may_be_reached_by_symlinks),
		cmocka_unit_test(delete_and_in_runlevel_say_why_not),
		cmocka_unit_test(mark_moves_a_service),
		cmocka_unit_test(mark_adds_what_happened),
		cmocka_unit_test(mark_says_why_not),
		cmocka_unit_test(state_says_why_not),
		cmocka_unit_test(stopping_removes_what_is_kept),
		cmocka_unit_test(stopping_removes_an_environment_that_is_a_file),
		cmocka_unit_test(stopping_follows_no_links),
		cmocka_unit_test(schedules),
		cmocka_unit_test(schedule_start_says_why_not),
		cmocka_unit_test(schedule_clear),
		cmocka_unit_test(schedules_of_scripts_that_are_gone),
		cmocka_unit_test(marking_takes_off_schedules),
		cmocka_unit_test(scheduled_lists_say_why_not),
		cmocka_unit_test(services_in_a_runlevel),
		cmocka_unit_test(services_in_no_runlevel),
		cmocka_unit_test(services_in_no_state),
		cmocka_unit_test(who_restarts_a_service_keeps_it),
		cmocka_unit_test(nobody_else_keeps_it),
	};

	return RUN(tests);
}
