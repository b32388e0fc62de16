/* Eight threads make the dependency tree at the same time. Each call says true, the tree is
 * whole, and the environment is what one call leaves.
 *
 * usage: threads SECONDS, inside the sandbox */
#define _GNU_SOURCE
#include "../common.h"
#include <errno.h>
#include <pthread.h>
#include <rc.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#define THREADS 8

static atomic_uint calls, failures, last_errno;
static time_t end;

static void *
update(void *argument)
{
	(void)argument;
	while (time(NULL) < end) {
		calls++;
		errno = 0;
		if (rc_deptree_update(0))
			continue;
		failures++;
		last_errno = errno;
	}
	return NULL;
}

/* A process of many pages is long in fork, and malloc waits for it. */
static void *
fork_often(void *argument)
{
	(void)argument;
	while (time(NULL) < end) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(0);
		waitpid(pid, NULL, 0);
	}
	return NULL;
}

static bool
is_whole(void)
{
	RC_DEPTREE *tree = rc_deptree_load();
	RC_STRINGLIST *list = tree ? rc_deptree_depend(tree, "shelled", "iuse") : NULL;
	bool whole = list && list->tqh_first && strcmp(list->tqh_first->value, "Linux") == 0;

	if (list)
		rc_stringlist_free(list);
	rc_deptree_free(tree);
	return whole;
}

static bool
is(const char *name, const char *expected)
{
	const char *value = getenv(name);

	if (value && strcmp(value, expected) == 0)
		return true;
	printf("%s is %s, not %s\n", name, value ? value : "unset", expected);
	return false;
}

static bool
is_environment_right(void)
{
	return is("RC_SCRIPTDIRS", "/etc/rc /usr/lib/rc /etc /run/openrc") &
	    is("RC_UNAME", "Linux") & is("RC_LIBEXECDIR", "/usr/lib/rc");
}

int
main(int argc, char **argv)
{
	pthread_t threads[THREADS + 1];
	size_t size = 256 << 20;
	char *pages = malloc(size);

	only_in_the_sandbox(argc == 2, "threads SECONDS");
	if (system("rm -rf /etc/init.d && cp -r /mnt/init.d /etc/init.d") != 0)
		abort();
	memset(pages, 1, size);
	end = time(NULL) + (time_t)number(argv[1]);
	for (unsigned i = 0; i <= THREADS; i++)
		if (pthread_create(&threads[i], NULL, i < THREADS ? update : fork_often, NULL) != 0)
			abort();
	for (unsigned i = 0; i <= THREADS; i++)
		pthread_join(threads[i], NULL);
	free(pages);
	printf("%u calls, %u failed%s%s\n", calls, failures, failures ? ": " : "",
	    failures ? strerror((int)last_errno) : "");
	return !(failures == 0 && calls > THREADS && is_whole() && is_environment_right());
}
