/* Runs cases inside a sandbox, with whichever librc it is started with.
 *
 * usage: probe CASES OUT FIRST COUNT
 *
 * CASES/N holds `commands`, one per line, its words separated by tabs; what the library
 * answers goes to OUT/N.answers, what it says to OUT/N.stderr, and the files that it
 * writes to OUT/N.deptree and OUT/N.depconfig. Each case runs in a child of its own. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct rc_string {
	char *value;
	struct { struct rc_string *next, **prev; } entries;
} RC_STRING;
typedef struct { RC_STRING *first, **last; } RC_STRINGLIST;
typedef struct rc_deptree RC_DEPTREE;

RC_STRINGLIST *rc_stringlist_new(void);
RC_STRING *rc_stringlist_add(RC_STRINGLIST *, const char *);
void rc_stringlist_free(RC_STRINGLIST *);
RC_DEPTREE *rc_deptree_load(void);
RC_DEPTREE *rc_deptree_load_file(const char *);
void rc_deptree_free(RC_DEPTREE *);
RC_STRINGLIST *rc_deptree_depend(const RC_DEPTREE *, const char *, const char *);
RC_STRINGLIST *rc_deptree_depends(const RC_DEPTREE *, const RC_STRINGLIST *,
	const RC_STRINGLIST *, const char *, int);
RC_STRINGLIST *rc_deptree_order(const RC_DEPTREE *, const char *, int);
bool rc_deptree_update(int);
bool rc_deptree_update_needed(time_t *, char *);
bool rc_newer_than(const char *, const char *, time_t *, char *);
bool rc_older_than(const char *, const char *, time_t *, char *);

static RC_DEPTREE *tree;
static FILE *answers;

static void answer(const char *what, RC_STRINGLIST *list)
{
	fprintf(answers, "%s:", what);
	for (RC_STRING *s = list->first; s; s = s->entries.next)
		fprintf(answers, " <%s>", s->value);
	fputc('\n', answers);
	rc_stringlist_free(list);
}

static RC_STRINGLIST *words(char *text)
{
	RC_STRINGLIST *list = rc_stringlist_new();
	for (char *word; (word = strsep(&text, " "));)
		if (*word)
			rc_stringlist_add(list, word);
	return list;
}

static void copy(const char *from, const char *to)
{
	char buffer[65536];
	ssize_t size;
	int in = open(from, O_RDONLY), out;

	if (in < 0)
		return;
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	while ((size = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, (size_t)size) != size)
			abort();
	close(in);
	close(out);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	/* The folder itself stays. */
	return ftw->level == 0 ? 0 : remove(path);
}

static void empty(const char *folder)
{
	mkdir(folder, 0755);
	if (nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
		abort();
}

static void touch(const char *path, long seconds)
{
	struct timeval times[2] = { { seconds, 0 }, { seconds, 0 } };
	if (utimes(path, times) != 0)
		fprintf(answers, "cannot touch %s\n", path);
}

static void age(const char *what, bool yes, time_t when, const char *file)
{
	fprintf(answers, "%s: %d %lld %s\n", what, yes, (long long)when, file);
}

static void count(RC_STRINGLIST *list)
{
	fprintf(answers, " %s%d", list && !list->first ? "empty" : "?", errno == EINVAL);
	rc_stringlist_free(list);
	errno = 0;
}

/* What cannot be used gives the documented failure; the C library dies of most. */
static void without_arguments(void)
{
	RC_STRINGLIST *none = rc_stringlist_new();
	RC_DEPTREE *empty = rc_deptree_load_file("/dev/null");
	time_t when;

	errno = 0;
	fprintf(answers, "load %d", rc_deptree_load_file(NULL) != NULL);
	rc_deptree_free(NULL);
	errno = 0;
	count(rc_deptree_depend(NULL, "a", "ineed"));
	count(rc_deptree_depend(empty, NULL, "ineed"));
	count(rc_deptree_depend(empty, "a", NULL));
	count(rc_deptree_depends(NULL, none, none, "default", 0));
	count(rc_deptree_depends(empty, none, NULL, "default", 0));
	count(rc_deptree_depends(empty, NULL, none, NULL, 0));
	count(rc_deptree_order(NULL, "default", 0));
	count(rc_deptree_order(empty, NULL, 0));
	count(rc_deptree_order(empty, "../..", 0));
	fprintf(answers, " %d", rc_newer_than(NULL, "/", &when, NULL));
	fprintf(answers, " %d", rc_older_than("/", NULL, NULL, NULL));
	fprintf(answers, " %d\n", rc_deptree_update_needed(NULL, NULL));
	rc_deptree_free(empty);
	rc_stringlist_free(none);
}

static void run(char *line)
{
	char *word[6] = { "", "", "", "", "", "" };
	char path[PATH_MAX], buffer[PATH_MAX] = "untouched";
	time_t when = -7;

	for (int i = 0; i < 6 && line; i++)
		word[i] = strsep(&line, "\t");
	if (!strcmp(word[0], "env"))
		setenv(word[1], word[2], 1);
	else if (!strcmp(word[0], "mkdir"))
		mkdir(word[1], 0755);
	else if (!strcmp(word[0], "link"))
		(void)!symlink(word[1], word[2]);
	else if (!strcmp(word[0], "copy"))
		copy(word[1], word[2]);
	else if (!strcmp(word[0], "remove"))
		unlink(word[1]);
	else if (!strcmp(word[0], "touch"))
		touch(word[1], atol(word[2]));
	else if (!strcmp(word[0], "nothing"))
		without_arguments();
	else if (!strcmp(word[0], "shell"))
		(void)!system(word[1]);
	else if (!strcmp(word[0], "update"))
		fprintf(answers, "update: %d\n", rc_deptree_update(atoi(word[1])));
	else if (!strcmp(word[0], "load")) {
		rc_deptree_free(tree);
		tree = *word[1] ? rc_deptree_load_file(word[1]) : rc_deptree_load();
		fprintf(answers, "load: %s\n", tree ? "yes" : strerror(errno));
	} else if (!strcmp(word[0], "depend")) {
		errno = 0;
		RC_STRINGLIST *list = rc_deptree_depend(tree, word[1], word[2]);
		fprintf(answers, "%s ", strerror(errno));
		answer("depend", list);
	} else if (!strcmp(word[0], "depends")) {
		RC_STRINGLIST *types = strcmp(word[3], "-") ? words(word[3]) : NULL;
		RC_STRINGLIST *services = words(word[4]);
		answer("depends", rc_deptree_depends(tree, types, services,
			strcmp(word[1], "-") ? word[1] : NULL, atoi(word[2])));
		if (types)
			rc_stringlist_free(types);
		rc_stringlist_free(services);
	} else if (!strcmp(word[0], "order"))
		answer("order", rc_deptree_order(tree, word[1], atoi(word[2])));
	else if (!strcmp(word[0], "needed")) {
		bool yes = rc_deptree_update_needed(&when, buffer);
		/* Without a tree the time is that of the clock. */
		if (access("/run/openrc/deptree", F_OK) != 0 && when < time(NULL) + 1000) {
			when = 0;
			strcpy(buffer, "-");
		}
		age("needed", yes, when, buffer);
	} else if (!strcmp(word[0], "newer")) {
		bool yes = rc_newer_than(word[1], word[2], &when, buffer);
		age("newer", yes, when, buffer);
	} else if (!strcmp(word[0], "older")) {
		bool yes = rc_older_than(word[1], word[2], &when, buffer);
		age("older", yes, when, buffer);
	} else if (*word[0]) {
		snprintf(path, sizeof(path), "unknown command %s\n", word[0]);
		fputs(path, answers);
	}
	fflush(answers);
}

static char *path_of(const char *folder, int number, const char *what)
{
	char *path;
	if (asprintf(&path, "%s/%d%s", folder, number, what) < 0)
		abort();
	return path;
}

static void run_case(const char *cases, const char *out, int number)
{
	char *line = NULL;
	size_t size = 0;
	FILE *commands = fopen(path_of(cases, number, "/commands"), "r");

	answers = fopen(path_of(out, number, ".answers"), "w");
	if (!commands || !answers || !freopen(path_of(out, number, ".stderr"), "w", stderr))
		abort();
	setvbuf(stderr, NULL, _IONBF, 0);
	setenv("RUN", "/tmp/run", 1);
	setenv("CASE", path_of(cases, number, ""), 1);
	while (getline(&line, &size, commands) != -1) {
		line[strcspn(line, "\n")] = '\0';
		run(line);
	}
	rc_deptree_free(tree);
	copy("/run/openrc/deptree", path_of(out, number, ".deptree"));
	copy("/run/openrc/depconfig", path_of(out, number, ".depconfig"));
}

int main(int argc, char **argv)
{
	/* Cases empty folders of the system: nothing may happen outside a sandbox. */
	if (argc != 5 || getuid() != 0 || access("/mnt/gendepends.real", F_OK) != 0) {
		fputs("probe: only for the sandbox\n", stderr);
		return 2;
	}
	static const char *const folders[] = {
		"/run/openrc", "/etc/runlevels", "/etc/init.d", "/etc/conf.d", "/etc/rc.conf.d",
		"/usr/local/etc", "/tmp/age", "/tmp/run",
	};
	int first = atoi(argv[3]), count = atoi(argv[4]);
	for (int number = first; number < first + count; number++) {
		int status;
		for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
			empty(folders[i]);
		unlink("/etc/rc.conf");
		pid_t child = fork();
		if (child == 0) {
			run_case(argv[1], argv[2], number);
			_exit(0);
		}
		if (child < 0 || waitpid(child, &status, 0) != child)
			return 1;
		if (status != 0) {
			FILE *end = fopen(path_of(argv[2], number, ".end"), "w");
			if (end) {
				fprintf(end, "wait status %d\n", status);
				fclose(end);
			}
		}
	}
	return 0;
}
