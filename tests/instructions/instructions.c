/* Calls a function a number of times, for callgrind to count.
 *
 * usage: instructions FUNCTION TIMES */
#define _GNU_SOURCE
#include "../common.h"
#include <einfo.h>
#include <rc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVICES 200

static RC_DEPTREE *tree;

static void f_state(void) { rc_service_state("s7"); }
static void f_state_stopped(void) { rc_service_state("s199"); }
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
static void f_einfo(void) { einfo("a message of %d", 1); }

#define F(name) { #name, f_##name }
static const struct function {
	const char *name;
	void (*call)(void);
} functions[] = {
	F(state), F(state_stopped), F(mark), F(value), F(value_set), F(runlevel), F(in_runlevel),
	F(services), F(resolve), F(conf), F(load), F(order), F(einfo),
};

static void
write_file(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(content, file) < 0 || fclose(file) != 0)
		abort();
}

static void
make_files(void)
{
	char path[128], link[128];
	FILE *file;

	if (system("mkdir -p /run/openrc/started /run/openrc/options/s7 /etc/runlevels/default") != 0)
		abort();
	file = fopen("/run/openrc/deptree", "w");
	for (int i = 0; i < SERVICES; i++) {
		snprintf(path, sizeof(path), "/etc/init.d/s%d", i);
		write_file(path, "#!/sbin/openrc-run\n");
		chmod(path, 0755);
		snprintf(link, sizeof(link), "/etc/runlevels/default/s%d", i);
		if (symlink(path, link) != 0)
			abort();
		snprintf(link, sizeof(link), "/run/openrc/started/s%d", i);
		if (i < SERVICES / 2 && symlink(path, link) != 0)
			abort();
		fprintf(file, "depinfo_%d_service='s%d'\n", i, i);
		for (int edge = 0; edge < 3 && i > 2; edge++)
			fprintf(file, "depinfo_%d_ineed_%d='s%d'\n", i, edge, i / (edge + 2));
	}
	fclose(file);
	write_file("/run/openrc/softlevel", "default");
	write_file("/run/openrc/options/s7/option", "value");
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc == 3, "instructions FUNCTION TIMES");
	if (access("/run/openrc/deptree", F_OK) != 0)
		make_files();
	if (freopen("/dev/null", "w", stdout) == NULL)
		return 2;
	tree = rc_deptree_load();
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (strcmp(functions[i].name, argv[1]) == 0)
			for (int n = atoi(argv[2]); n > 0; n--)
				functions[i].call();
	return 0;
}
