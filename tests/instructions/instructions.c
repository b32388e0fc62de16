/* Calls a function a number of times, for callgrind to count.
 *
 * usage: instructions FUNCTION TIMES SERVICES */
#define _GNU_SOURCE
#include "../common.h"
#include <einfo.h>
#include <rc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned services;
static RC_DEPTREE *tree;
static RC_STRINGLIST *types, *all;

static void f_state(void) { rc_service_state("s7"); }
static void f_state_stopped(void) { rc_service_state("s199"); }
/* While others are marked. */
static void f_state_busy(void)
{
	if (rename("/run/openrc/started/s9", "/run/openrc/stopping/s9") != 0 ||
	    rename("/run/openrc/stopping/s9", "/run/openrc/started/s9") != 0)
		abort();
	rc_service_state("s199");
}
static void f_mark(void)
{
	rc_service_mark("s7", RC_SERVICE_STARTING);
	rc_service_mark("s7", RC_SERVICE_STARTED);
}
static void f_value(void) { free(rc_service_value_get("s7", "option")); }
static void f_value_set(void) { rc_service_value_set("s7", "option", "value"); }
static void f_runlevel(void) { free(rc_runlevel_get()); }
static void f_in_runlevel(void) { rc_service_in_runlevel("s7", "default"); }
static void f_services(void) { rc_stringlist_free(rc_services_in_runlevel("default")); }
static void f_resolve(void) { free(rc_service_resolve("s199")); }
static void f_conf(void) { rc_conf_value("rc_parallel"); }
static void f_load(void) { rc_deptree_free(rc_deptree_load()); }
static void f_order(void) { rc_stringlist_free(rc_deptree_order(tree, "default", RC_DEP_START)); }
static void f_depends(void)
{
	rc_stringlist_free(rc_deptree_depends(tree, types, all, "default", RC_DEP_TRACE | RC_DEP_START));
}
static void f_fresh(void) { rc_deptree_update_needed(NULL, NULL); }
static void f_update(void) { rc_deptree_update(0); }
static void f_einfo(void) { einfo("a message of %d", 1); }

#define F(name) { #name, f_##name }
static const struct function {
	const char *name;
	void (*call)(void);
} functions[] = {
	F(state), F(state_stopped), F(state_busy), F(mark), F(value), F(value_set), F(runlevel),
	F(in_runlevel), F(services), F(resolve), F(conf), F(load), F(order), F(depends), F(fresh),
	F(update), F(einfo),
};

static void
write_file(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(content, file) < 0 || fclose(file) != 0)
		abort();
}

/* The first ten need nothing, the others some of those before them; half is started. */
static void
make_service(unsigned i)
{
	char path[128], link[128], script[256];
	int length = snprintf(script, sizeof(script), "#!/sbin/openrc-run\ndepend() {\n\tneed");

	for (unsigned edge = 2; edge < 5; edge++)
		if (i >= 10)
			length += snprintf(script + length, sizeof(script) - (size_t)length, " s%u", i / edge);
	snprintf(script + length, sizeof(script) - (size_t)length, "\n}\n");
	snprintf(path, sizeof(path), "/etc/init.d/s%u", i);
	write_file(path, i < 10 ? "#!/sbin/openrc-run\n" : script);
	snprintf(link, sizeof(link), "/etc/runlevels/default/s%u", i);
	if (chmod(path, 0755) != 0 || symlink(path, link) != 0)
		abort();
	snprintf(link, sizeof(link), "/run/openrc/started/s%u", i);
	if (i < services / 2 && symlink(path, link) != 0)
		abort();
}

static void
make_files(void)
{
	if (system("cd /run/openrc 2>/dev/null || mkdir -p /run/openrc && cd /run/openrc && "
	    "mkdir -p started starting stopping inactive wasinactive hotplugged failed scheduled "
	    "options/s7 /etc/runlevels/default && rm -f /etc/init.d/*") != 0)
		abort();
	for (unsigned i = 0; i < services; i++)
		make_service(i);
	write_file("/run/openrc/softlevel", "default");
	write_file("/run/openrc/options/s7/option", "value");
	/* What has only just changed is looked at more often. */
	sleep(1);
}

static void
ask_all(void)
{
	char name[32];

	types = rc_stringlist_split("ineed iuse iwant iafter", " ");
	all = rc_stringlist_new();
	for (unsigned i = 0; i < services; i++) {
		snprintf(name, sizeof(name), "s%u", i);
		rc_stringlist_add(all, name);
	}
	tree = rc_deptree_load();
	if (!tree)
		abort();
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc == 4, "instructions FUNCTION TIMES SERVICES");
	services = number(argv[3]);
	if (strcmp(argv[1], "make") == 0) {
		make_files();
		return rc_deptree_update(0) ? 0 : 1;
	}
	if (freopen("/dev/null", "w", stdout) == NULL)
		return 2;
	ask_all();
	for (size_t i = 0; i < COUNT(functions); i++)
		if (strcmp(functions[i].name, argv[1]) == 0)
			for (unsigned n = number(argv[2]); n > 0; n--)
				functions[i].call();
	return 0;
}
