/* Gives the same bytes to librc, whichever it is started with, as everything that it
 * reads, and prints what it answers. Each input is a process of its own.
 *
 * usage: pairfuzz OUT FIRST COUNT STEPS; the inputs are /mnt/inputs/N */
#define _GNU_SOURCE
#include "../common.h"
#include <errno.h>
#include <fcntl.h>
#include <rc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static FILE *out;
static char input[1 << 16];
static size_t length;

static void
put(const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(input, 1, length, file) != length || fclose(file) != 0)
		abort();
}

static void
say_list(const char *what, RC_STRINGLIST *list)
{
	fprintf(out, "%s:", what);
	for (RC_STRING *item = list ? list->tqh_first : NULL; item; item = item->entries.tqe_next)
		fprintf(out, " <%s>", item->value);
	fprintf(out, "%s\n", list ? "" : " none");
	rc_stringlist_free(list);
}

static void
say_string(const char *what, char *string)
{
	fprintf(out, "%s: %s\n", what, string ? string : "none");
	free(string);
}

static void
ask_tree(void)
{
	static const char *const relations[] = { "ineed", "iuse", "iwant", "iafter", "ibefore",
		"iprovide", "providedby", "needsme" };
	RC_DEPTREE *tree = rc_deptree_load();
	RC_STRINGLIST *types = rc_stringlist_new(), *services = rc_stringlist_new();

	fprintf(out, "tree %d\n", tree != NULL);
	if (!tree)
		return;
	for (size_t i = 0; i < 4; i++)
		rc_stringlist_add(types, relations[i]);
	/* The names that the text itself has. */
	char *copy = strndup(input, length), *state = NULL;
	for (char *line = strtok_r(copy, "\n", &state); line; line = strtok_r(NULL, "\n", &state)) {
		char *name = strstr(line, "_service='"), *end;
		if (!name || !(end = strrchr(name += 10, '\'')) || end <= name)
			continue;
		*end = 0;
		rc_stringlist_addu(services, name);
	}
	free(copy);
	for (RC_STRING *service = services->tqh_first; service; service = service->entries.tqe_next)
		for (size_t i = 0; i < COUNT(relations); i++)
			say_list(relations[i], rc_deptree_depend(tree, service->value, relations[i]));
	for (int options = 0; options < 16; options++)
		say_list("depends", rc_deptree_depends(tree, types, services, "default", options));
	say_list("order", rc_deptree_order(tree, "default", 0));
	rc_deptree_free(tree);
}

static void
ask(void)
{
	say_list("config", rc_config_load("/etc/rc.conf"));
	say_list("config list", rc_config_list("/etc/rc.conf"));
	static const char *const keys[] = { "rc_parallel", "rc_interactive", "a", "b", "x" };
	for (size_t i = 0; i < COUNT(keys); i++) {
		const char *value = rc_conf_value(keys[i]);
		fprintf(out, "%s: %s\n", keys[i], value ? value : "none");
	}
	say_string("runlevel", rc_runlevel_get());
	say_string("value", rc_service_value_get("alpha", "option"));
	fprintf(out, "daemon: %d\n", rc_service_started_daemon("alpha", "/bin/d", NULL, 0));
	ask_tree();
}

static void
prepare(void)
{
	static const char *const folders[] = { "/run/openrc", "/run/openrc/options",
		"/run/openrc/options/alpha", "/run/openrc/daemons", "/run/openrc/daemons/alpha",
		"/etc/runlevels", "/etc/runlevels/default" };
	for (size_t i = 0; i < COUNT(folders); i++)
		mkdir(folders[i], 0755);
	FILE *script = fopen("/etc/init.d/alpha", "w");
	fclose(script);
	chmod("/etc/init.d/alpha", 0755);
	put("/run/openrc/deptree");
	put("/run/openrc/softlevel");
	put("/run/openrc/options/alpha/option");
	put("/run/openrc/daemons/alpha/001");
	put("/etc/rc.conf");
}

static void
run(const char *folder, unsigned which)
{
	char path[256];

	snprintf(path, sizeof(path), "/mnt/inputs/%u", which);
	int fd = open(path, O_RDONLY);
	ssize_t got = read(fd, input, sizeof(input));
	length = got > 0 ? (size_t)got : 0;
	close(fd);
	snprintf(path, sizeof(path), "%s/%u", folder, which);
	out = fopen(path, "w");
	setvbuf(out, NULL, _IONBF, 0);
	prepare();
	pid_t pid = fork();
	if (pid == 0) {
		freopen("/dev/null", "w", stderr);
		alarm(10);
		ask();
		_exit(0);
	}
	int status;
	waitpid(pid, &status, 0);
	if (status != 0)
		fprintf(out, "died %#x\n", (unsigned)status);
	fprintf(out, "end\n");
	fclose(out);
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc == 5, "pairfuzz OUT FIRST COUNT STEPS");
	unsigned first = number(argv[2]);
	unsigned count = number(argv[3]);
	for (unsigned i = 0; i < count; i++)
		run(argv[1], first + i);
	return 0;
}
