/* What librc says of the init scripts in a folder: their descriptions and commands.
 *
 * usage: describe OUT FIRST COUNT SCRIPTS
 *
 * For each number from FIRST on, what is in /mnt/scripts/NUMBER takes the place of
 * /etc/init.d, and the answers go to OUT/NUMBER. What shells say on stderr goes to
 * OUT/NUMBER.errors, which is not compared: a substitution of which nothing hangs is not
 * made by our library. */
#define _GNU_SOURCE
#include "../common.h"
#include <dirent.h>
#include <fcntl.h>
#include <rc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static FILE *out;

static void
describe(const char *service, const char *option)
{
	char *text = rc_service_description(service, option);

	fprintf(out, "%s %s: %s\n", service, option ? option : "-", text ? text : "(none)");
	free(text);
}

static void
commands(const char *service)
{
	RC_STRINGLIST *list = rc_service_extra_commands(service);
	RC_STRING *command;

	fprintf(out, "%s commands:%s", service, list ? "" : " none");
	if (list)
		for (command = list->tqh_first; command; command = command->entries.tqe_next)
			fprintf(out, " <%s>", command->value);
	fputc('\n', out);
	rc_stringlist_free(list);
}

static int
is_script(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
folder(const char *results, unsigned number)
{
	char path[4096];
	struct dirent **entries;

	snprintf(path, sizeof(path), "%s/%u", results, number);
	out = fopen(path, "w");
	snprintf(path, sizeof(path), "%s/%u.errors", results, number);
	int errors = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
	snprintf(path, sizeof(path), "/mnt/scripts/%u", number);
	if (!out || errors < 0 || dup2(errors, 2) < 0 || unlink("/etc/init.d") != 0 ||
	    symlink(path, "/etc/init.d") != 0)
		abort();
	close(errors);
	int count = scandir("/etc/init.d/", &entries, is_script, alphasort);
	if (count <= 0)
		abort();
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		describe(name, NULL);
		describe(name, "check");
		describe(name, "x");
		commands(name);
		free(entries[i]);
	}
	free(entries);
	fputs("end\n", out);
	fclose(out);
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc == 5 && getpid() <= 10000, "describe OUT FIRST COUNT SCRIPTS");
	unsigned first = number(argv[2]);
	unsigned count = number(argv[3]);
	/* Some random scripts never end: seconds for each shell. */
	struct rlimit most = { .rlim_cur = 5, .rlim_max = 5 };
	if (system("rm -r /etc/init.d") != 0 || symlink("/", "/etc/init.d") != 0 ||
	    setrlimit(RLIMIT_CPU, &most) != 0)
		abort();
	for (unsigned i = 0; i < count; i++)
		folder(argv[1], first + i);
	return 0;
}
