/* The calls that are disturbed, and the files that they begin with. */
#include "faults.h"
#include <sys/xattr.h>

#define ARGUMENTS(...) (const char *const[]) { __VA_ARGS__, NULL }
#define GENDEPENDS "/usr/lib/rc/sh/gendepends.sh"

void
write_file(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(content, file) < 0 || fclose(file) != 0)
		abort();
}

#define REAL_GENDEPENDS "/tmp/gendepends.sh"

static void
script(const char *path, const char *depend)
{
	char text[256];

	snprintf(text, sizeof(text), "#!/sbin/openrc-run\ndepend() {\n%s}\n", depend);
	write_file(path, text);
	chmod(path, 0755);
}

/* Lets one more user write it. */
static void
give_acl(const char *path)
{
	static const struct {
		uint32_t version;
		struct { uint16_t tag, rights; uint32_t id; } entries[5];
	} acl = { 2, { { 1, 6, ~0u }, { 2, 6, 65534 }, { 4, 4, ~0u }, { 16, 6, ~0u }, { 32, 4, ~0u } } };

	if (setxattr(path, "system.posix_acl_access", &acl, sizeof(acl), 0) != 0)
		abort();
}

/* What belongs to whom, as somebody has changed it: it stays so. */
static void
give_away(const char *path, mode_t mode, uid_t user)
{
	if (chown(path, user, user ? 12 : 0) != 0 || chmod(path, mode) != 0)
		abort();
}

static void
copy(const char *from, const char *to)
{
	char text[16384];
	FILE *file = fopen(from, "r");
	size_t length = file ? fread(text, 1, sizeof(text) - 1, file) : 0;

	if (length == 0 || length == sizeof(text) - 1)
		abort();
	fclose(file);
	text[length] = 0;
	write_file(to, text);
	chmod(to, 0755);
}

/* A service that has something of everything, and another that starts after it. */
static void
service(const struct operation *operation)
{
	bool done = rc_service_mark("alpha", RC_SERVICE_STARTED) &&
	    rc_service_value_set("alpha", "option", "old") &&
	    rc_service_setenv("alpha", "VARIABLE", "old") &&
	    rc_service_schedule_start("alpha", "beta") &&
	    rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/one.pid", true) &&
	    rc_service_daemon_set("alpha", "/bin/two", NULL, "/run/two.pid", true) &&
	    rc_service_daemon_set("alpha", "/bin/three", NULL, "/run/three.pid", true) &&
	    rc_runlevel_set("boot") && rc_service_add("default", "beta") &&
	    rc_runlevel_stack("default", "other");
	write_file("/run/one.pid", "1\n");
	write_file("/run/two.pid", "1\n");
	write_file("/run/three.pid", "1\n");
	if (operation->from == RC_SERVICE_STOPPED || operation->from == RC_SERVICE_INACTIVE ||
	    operation->from == RC_SERVICE_STARTING || operation->from == RC_SERVICE_STOPPING)
		done = done && rc_service_mark("alpha", operation->from);
	if (operation->from == RC_SERVICE_STOPPED)
		done = done && rc_service_value_set("alpha", "option", "kept");
	if (!done)
		abort();
	give_away(STATE "/softlevel", 0640, 0);
	if (access(STATE "/options/alpha/option", F_OK) == 0)
		give_away(STATE "/options/alpha/option", 0664, 65534);
	if (access(STATE "/environ/alpha/VARIABLE", F_OK) == 0)
		give_acl(STATE "/environ/alpha/VARIABLE");
}

/* softlevel is elsewhere. */
static void
linked(const struct operation *operation)
{
	service(operation);
	mkdir(STATE "/tmp", 0755);
	if (rename(STATE "/softlevel", STATE "/tmp/level") != 0 ||
	    symlink("tmp/level", STATE "/softlevel") != 0)
		abort();
	give_away(STATE "/tmp/level", 0604, 65534);
}

static void
tree(const struct operation *operation)
{
	service(operation);
	write_file(GENDEPENDS, "#!/bin/sh\necho beta\necho 'alpha ineed beta'\necho 'alpha config /etc/old'\n");
	chmod(GENDEPENDS, 0755);
	if (!rc_deptree_update(0))
		abort();
	give_away(STATE "/deptree", 0600, 0);
	give_away(STATE "/depconfig", 0666, 65534);
	write_file(GENDEPENDS, "#!/bin/sh\necho 'alpha ineed beta'\necho 'beta iuse gamma'\n"
	    "echo 'gamma config /etc/new'\n");
}

/* The same with the real gendepends.sh, none of whose scripts needs a shell. */
static void
scripts(const struct operation *operation)
{
	service(operation);
	copy(REAL_GENDEPENDS, GENDEPENDS);
	remove_tree("/etc/init.d");
	remove_tree("/etc/conf.d");
	mkdir("/etc/init.d", 0755);
	mkdir("/etc/conf.d", 0755);
	script("/etc/init.d/beta", "\t:\n");
	script("/etc/init.d/alpha", "\tneed beta\n");
	if (!rc_deptree_update(0))
		abort();
	script("/etc/init.d/alpha", "\t[ -e /etc/init.d/beta ] && need beta\n"
	    "\t[ -x /etc/init.d/beta ] && use gamma\n\tafter /etc/init.d/b*\n");
	script("/etc/init.d/gamma", "\tafter alpha\n\tconfig /etc/new\n");
	write_file("/etc/conf.d/beta", "rc_need=gamma\n");
	write_file("/etc/rc.conf.d/local.conf", "rc_alpha_want=delta\n");
}

/* Two that need one, too, which runs beside. */
static void
scripts_for_a_shell(const struct operation *operation)
{
	scripts(operation);
	script("/etc/init.d/beta", "\tuse $(echo gamma)\n");
	script("/etc/init.d/zeta", "\tneed $(echo alpha beta)\n");
}

static bool
unschedule(void)
{
	/* Its result says the opposite. */
	rc_service_schedule_clear("alpha");
	return errno == 0;
}

#define ACT(name, call) \
	static bool name(const struct operation *o) { (void)o; return call; }

ACT(mark, rc_service_mark("alpha", o->to))
ACT(runlevel, rc_runlevel_set("default"))
ACT(rebuild, rc_deptree_update(0))
ACT(value, rc_service_value_set("alpha", "option", "new"))
ACT(first_value, rc_service_value_set("beta", "option", "new"))
ACT(no_value, rc_service_value_set("alpha", "option", NULL))
ACT(variable, rc_service_setenv("alpha", "VARIABLE", "new"))
ACT(schedule, rc_service_schedule_start("alpha", "gamma"))
ACT(forget_schedule, unschedule())
ACT(daemon_first, rc_service_daemon_set("beta", "/bin/b", ARGUMENTS("/bin/b"), "/run/b.pid", true))
ACT(daemon_again, rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/one.pid", true))
ACT(daemon_last_again, rc_service_daemon_set("alpha", "/bin/three", NULL, "/run/three.pid", true))
ACT(daemon_forgotten, rc_service_daemon_set("alpha", "/bin/one", NULL, "/run/one.pid", false))
ACT(add, rc_service_add("default", "alpha"))
ACT(delete, rc_service_delete("default", "beta"))
ACT(stack, rc_runlevel_stack("default", "boot"))
ACT(unstack, rc_runlevel_unstack("default", "other"))

#define FROM(name, state) \
	{ "mark " name " started", service, mark, state, RC_SERVICE_STARTED, true, 0, false, false, false }, \
	{ "mark " name " starting", service, mark, state, RC_SERVICE_STARTING, true, 0, false, false, false }, \
	{ "mark " name " stopping", service, mark, state, RC_SERVICE_STOPPING, true, 0, false, false, false }, \
	{ "mark " name " inactive", service, mark, state, RC_SERVICE_INACTIVE, true, 0, false, false, false }, \
	{ "mark " name " stopped", service, mark, state, RC_SERVICE_STOPPED, false, 0, false, false, false }, \
	{ "mark " name " failed", service, mark, state, RC_SERVICE_FAILED, true, 0, false, false, false }, \
	{ "mark " name " hotplugged", service, mark, state, RC_SERVICE_HOTPLUGGED, true, 0, false, false, false }
#define CALL(name, act) { name, service, act, 0, 0, true, 0, false, false, false }
#define RECORD(name, act) { name, service, act, 0, 0, true, 0, true, false, false }

const struct operation operations[] = {
	FROM("stopped", RC_SERVICE_STOPPED),
	FROM("started", RC_SERVICE_STARTED),
	FROM("starting", RC_SERVICE_STARTING),
	FROM("stopping", RC_SERVICE_STOPPING),
	FROM("inactive", RC_SERVICE_INACTIVE),
	CALL("runlevel_set", runlevel),
	{ "runlevel_set, through a link", linked, runlevel, 0, 0, true, 0, false, false, false },
	CALL("value_set", value),
	CALL("value_set, first", first_value),
	{ "value_set, none", service, no_value, 0, 0, true, 0, false, false, false },
	CALL("setenv", variable),
	CALL("schedule_start", schedule),
	/* A folder and what is in it go one after the other. */
	{ "schedule_clear", service, forget_schedule, 0, 0, true, ENOENT, false, true, false },
	RECORD("daemon_set, first", daemon_first),
	RECORD("daemon_set, again", daemon_again),
	RECORD("daemon_set, the last again", daemon_last_again),
	RECORD("daemon_set, forgotten", daemon_forgotten),
	{ "service_add", service, add, 0, 0, true, EEXIST, false, false, false },
	{ "service_delete", service, delete, 0, 0, true, ENOENT, false, false, false },
	{ "runlevel_stack", service, stack, 0, 0, true, EEXIST, false, false, false },
	{ "runlevel_unstack", service, unstack, 0, 0, true, ENOENT, false, false, false },
	/* depconfig comes first: with it, the old tree is still too old. */
	{ "deptree_update", tree, rebuild, 0, 0, true, 0, false, true, false },
	{ "deptree_update of scripts", scripts, rebuild, 0, 0, true, 0, false, true, true },
	{ "deptree_update, for a shell", scripts_for_a_shell, rebuild, 0, 0, true, 0, false, true, true },
};
const size_t operation_count = COUNT(operations);

void make_installation(void);
void
make_installation(void)
{
	static const char *const levels[] = { "boot", "default", "other" };
	char path[64];

	mkdir("/etc/runlevels", 0755);
	mkdir("/etc/rc.conf.d", 0755);
	/* What scripts name in config, and does not change. */
	write_file("/etc/old", "");
	write_file("/etc/new", "");
	remove("/etc/conf.d/beta");
	remove("/etc/rc.conf.d/local.conf");
	if (access(REAL_GENDEPENDS, F_OK) != 0)
		copy(GENDEPENDS, REAL_GENDEPENDS);
	for (size_t i = 0; i < COUNT(levels); i++) {
		snprintf(path, sizeof(path), "/etc/runlevels/%s", levels[i]);
		mkdir(path, 0755);
	}
	script("/etc/init.d/alpha", "\t:\n");
	script("/etc/init.d/beta", "\t:\n");
	script("/etc/init.d/gamma", "\t:\n");
}
