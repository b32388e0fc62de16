/* Finding processes. */
#include "tests.h"
#include <signal.h>

#define ARGUMENTS(...) (const char *const[]) { __VA_ARGS__, NULL }

static pid_t sleeper;

/* A process to be found, of a user that has no other. */
static int
begin(void **state)
{
	(void)state;
	sleeper = start_sleeper(4711);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	kill(sleeper, SIGKILL);
	waitpid(sleeper, NULL, 0);
	return 0;
}

/* Checks the links of a list, frees it, and says whether it has a process; how many it
 * has goes to COUNT. */
static bool
has(RC_PIDLIST *list, pid_t wanted, int *count)
{
	RC_PID *item, *next, **previous;
	bool found = false;

	*count = 0;
	if (!list)
		return false;
	previous = &list->lh_first;
	for (item = list->lh_first; item; item = next) {
		next = item->entries.le_next;
		assert_ptr_equal(item->entries.le_prev, previous);
		previous = next ? next->entries.le_prev : NULL;
		if (next)
			assert_ptr_equal(previous, &item->entries.le_next);
		found = found || item->pid == wanted;
		(*count)++;
		free(item);
	}
	free(list);
	return found;
}

#define assert_finds(call) \
	do { \
		int count_; \
		errno = UNTOUCHED; \
		RC_PIDLIST *found_ = (call); \
		assert_errno(UNTOUCHED); \
		assert_true(has(found_, sleeper, &count_)); \
		assert_int_equal(count_, 1); \
	} while (0)

static void
finds_by_each(void **state)
{
	(void)state;
	assert_finds(rc_find_pids("sleep", NULL, 0, 0));
	assert_finds(rc_find_pids("/usr/bin/sleep", NULL, 0, 0));
	assert_finds(rc_find_pids(NULL, ARGUMENTS("sleep", "9876"), 0, 0));
	assert_finds(rc_find_pids(NULL, ARGUMENTS("sleep"), 0, 0));
	assert_finds(rc_find_pids(NULL, NULL, 4711, 0));
	assert_finds(rc_find_pids(NULL, NULL, 0, sleeper));
	assert_finds(rc_find_pids("sleep", ARGUMENTS("sleep", "9876"), 4711, sleeper));
}

static void
finds_what_is_all_of_it(void **state)
{
	(void)state;
	assert_gives_none(UNTOUCHED, rc_find_pids("slee", NULL, 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("", NULL, 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", ARGUMENTS("sleep", "1"), 0, 0));
	assert_gives_none(UNTOUCHED,
	    rc_find_pids(NULL, ARGUMENTS("sleep", "9876", "more", "yet"), 0, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", NULL, 4712, 0));
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", NULL, 0, getpid()));
	assert_gives_none(UNTOUCHED, rc_find_pids(NULL, NULL, 0, 4194304 - 1));
}

static void
finds_all(void **state)
{
	int count;

	(void)state;
	assert_true(has(rc_find_pids(NULL, NULL, 0, 0), sleeper, &count));
	assert_true(count > 1);
	assert_true(has(rc_find_pids(NULL, NULL, 0, 0), getpid(), &count));
}

static void
leaves_openrc_out(void **state)
{
	char pid[16];

	(void)state;
	snprintf(pid, sizeof(pid), "%d", (int)sleeper);
	setenv("RC_OPENRC_PID", pid, 1);
	assert_gives_none(UNTOUCHED, rc_find_pids("sleep", NULL, 0, 0));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_by_each, begin, end),
		cmocka_unit_test_setup_teardown(finds_what_is_all_of_it, begin, end),
		cmocka_unit_test_setup_teardown(finds_all, begin, end),
		cmocka_unit_test_setup_teardown(leaves_openrc_out, begin, end),
	};

	return RUN(tests);
}
