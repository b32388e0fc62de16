/* Runlevels. */
#include "tests.h"

/* Where no runlevel is set, releases before 0.64 say sysinit. */
static void
assert_none_is_set(void)
{
#ifdef BEFORE_0_64
	assert_gives("sysinit", rc_runlevel_get());
#else
	assert_gives_none(ENOENT, rc_runlevel_get());
#endif
}

static void
get_and_set(void **state)
{
	(void)state;
	assert_none_is_set();
	assert_succeeds(rc_runlevel_set("default"));
	assert_gives("default", rc_runlevel_get());
	assert_file("/run/openrc/softlevel", "default");
	assert_succeeds(rc_runlevel_set("boot"));
	assert_gives("boot", rc_runlevel_get());
	assert_folder("/run/openrc", "softlevel");
}

static void
get_takes_the_first_line(void **state)
{
	(void)state;
	make_folder("/run/openrc");
	write_file("/run/openrc/softlevel", "default\nmore\n");
	assert_gives("default", rc_runlevel_get());
	write_file("/run/openrc/softlevel", "");
	assert_none_is_set();
}

static void
set_says_why_not_and_keeps_the_old(void **state)
{
	(void)state;
	assert_fails(EINVAL, rc_runlevel_set(NULL));
	assert_succeeds(rc_runlevel_set("default"));
	fill_up("/run/openrc");
	assert_fails(ENOSPC, rc_runlevel_set("boot"));
	assert_gives("default", rc_runlevel_get());
	assert_folder("/run/openrc", "filling softlevel");
}

static void
exists_looks_for_a_folder(void **state)
{
	(void)state;
	make_runlevel("default");
	write_file("/etc/runlevels/file", "");
	assert_succeeds(rc_runlevel_exists("default"));
	assert_false(rc_runlevel_exists("missing"));
	assert_false(rc_runlevel_exists("file"));
	assert_fails(EINVAL, rc_runlevel_exists(NULL));
	make_folder("/etc/runlevels/a/b");
	make_folder("/etc/a");
	FOR_BAD_NAMES(name)
		assert_fails(EINVAL, rc_runlevel_exists(name));
}

static void
list_lists_folders(void **state)
{
	(void)state;
	assert_lists("", rc_runlevel_list());
	make_runlevel("default");
	make_runlevel("boot");
	make_runlevel(".hidden");
	write_file("/etc/runlevels/file", "");
	assert_lists_some_way("boot default", rc_runlevel_list());
}

static void
stack_and_unstack(void **state)
{
	(void)state;
	make_runlevel("default");
	make_runlevel("office");
	assert_succeeds(rc_runlevel_stack("office", "default"));
	assert_link("/etc/runlevels/office/default", "../default");
	assert_fails(EEXIST, rc_runlevel_stack("office", "default"));
	assert_succeeds(rc_runlevel_unstack("office", "default"));
	assert_folder("/etc/runlevels/office", "");
	assert_fails(ENOENT, rc_runlevel_unstack("office", "default"));
}

static void
stack_says_why_not(void **state)
{
	(void)state;
	make_runlevel("default");
	make_runlevel("a/b");
	make_folder("/etc/a");
	assert_fails(ENOENT, rc_runlevel_stack("default", "missing"));
	assert_fails(ENOENT, rc_runlevel_stack("missing", "default"));
	assert_fails(EINVAL, rc_runlevel_stack(NULL, "default"));
	assert_fails(EINVAL, rc_runlevel_stack("default", NULL));
	FOR_BAD_NAMES(name) {
		assert_fails(EINVAL, rc_runlevel_stack("default", name));
		assert_fails(EINVAL, rc_runlevel_stack(name, "default"));
	}
	assert_folder("/etc/runlevels/default", "");
}

static void
unstack_says_why_not(void **state)
{
	(void)state;
	make_runlevel("default");
	make_runlevel("a");
	write_file("/etc/runlevels/a/b", "");
	assert_fails(ENOENT, rc_runlevel_unstack("missing", "default"));
	assert_fails(EINVAL, rc_runlevel_unstack(NULL, "default"));
	assert_fails(EINVAL, rc_runlevel_unstack("default", NULL));
	FOR_BAD_NAMES(name) {
		assert_fails(EINVAL, rc_runlevel_unstack("default", name));
		assert_fails(EINVAL, rc_runlevel_unstack(name, "default"));
	}
	assert_folder("/etc/runlevels/a", "b");
}

static void
stacks_follows_what_is_stacked(void **state)
{
	(void)state;
	make_runlevel("office");
	make_runlevel("default");
	make_runlevel("network");
	assert_true(rc_runlevel_stack("office", "default"));
	assert_true(rc_runlevel_stack("default", "network"));
	assert_lists("office default network", rc_runlevel_stacks("office"));
	assert_lists("network", rc_runlevel_stacks("network"));
	assert_lists("", rc_runlevel_stacks("missing"));
	assert_lists_with(EINVAL, "", rc_runlevel_stacks(NULL));
	FOR_BAD_NAMES(name)
		assert_lists_with(EINVAL, "", rc_runlevel_stacks(name));
}

/* C's library, which walks every way there is, takes 2^40 of them. */
static void
stacks_do_not_double(void **state)
{
	char above[16], below[16];
	RC_STRINGLIST *list;
	RC_STRING *level;
	size_t count = 0;

	(void)state;
	for (int depth = 0; depth <= 40; depth++)
		for (int side = 0; side < 2; side++) {
			snprintf(below, sizeof(below), "%d.%d", depth, side);
			make_runlevel(below);
			for (int other = 0; depth > 0 && other < 2; other++) {
				snprintf(above, sizeof(above), "%d.%d", depth - 1, other);
				assert_true(rc_runlevel_stack(above, below));
			}
		}
	alarm(20);
	list = rc_runlevel_stacks("0.0");
	rc_stringlist_free(rc_services_in_runlevel_stacked("0.0"));
	/* The last one leads back: every way to it is as good. */
	assert_true(rc_runlevel_stack("40.1", "0.0"));
	begin_capture();
	rc_stringlist_free(rc_runlevel_stacks("0.0"));
	assert_int_equal(errno, ELOOP);
	end_capture();
	alarm(0);
	for (level = list->tqh_first; level; level = level->entries.tqe_next)
		count++;
	assert_int_equal(count, 81);
	assert_string_equal(list->tqh_first->value, "0.0");
	rc_stringlist_free(list);
}

static const char loop_message[] =
	"Loop detected in stacked runlevels attempting to enter runlevel one!\n"
	"Ancestors:\n"
	"\tone\n"
	"\ttwo\n";

static void
make_loop(void)
{
	make_runlevel("one");
	make_runlevel("two");
	assert_true(rc_runlevel_stack("one", "two"));
	assert_true(rc_runlevel_stack("two", "one"));
}

/* A library does not end its caller. */
static void
stacks_leaves_loops(void **state)
{
	RC_STRINGLIST *list;

	(void)state;
	make_loop();
	begin_capture();
	errno = UNTOUCHED;
	list = rc_runlevel_stacks("one");
	assert_errno(ELOOP);
	assert_captured("", loop_message);
	check_list(list, "one two", false);
}

static void
services_in_runlevel_stacked_leaves_loops(void **state)
{
	RC_STRINGLIST *list;

	(void)state;
	make_loop();
	write_file("/etc/runlevels/two/alpha", "");
	begin_capture();
	errno = UNTOUCHED;
	list = rc_services_in_runlevel_stacked("one");
	assert_errno(ELOOP);
	assert_captured("", loop_message);
	assert_non_null(rc_stringlist_find(list, "alpha"));
	rc_stringlist_free(list);
}

static void
starting_and_stopping(void **state)
{
	(void)state;
	assert_false(rc_runlevel_starting());
	assert_false(rc_runlevel_stopping());
	make_folder("/run/openrc");
	write_file("/run/openrc/rc.starting", "");
	assert_succeeds(rc_runlevel_starting());
	assert_false(rc_runlevel_stopping());
	write_file("/run/openrc/rc.stopping", "");
	assert_succeeds(rc_runlevel_stopping());
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(get_and_set),
		cmocka_unit_test(get_takes_the_first_line),
		cmocka_unit_test(set_says_why_not_and_keeps_the_old),
		cmocka_unit_test(exists_looks_for_a_folder),
		cmocka_unit_test(list_lists_folders),
		cmocka_unit_test(stack_and_unstack),
		cmocka_unit_test(stack_says_why_not),
		cmocka_unit_test(unstack_says_why_not),
		cmocka_unit_test(stacks_follows_what_is_stacked),
		cmocka_unit_test(stacks_do_not_double),
		cmocka_unit_test(stacks_leaves_loops),
		cmocka_unit_test(services_in_runlevel_stacked_leaves_loops),
		cmocka_unit_test(starting_and_stopping),
	};

	return RUN(tests);
}
