/* What services remember: saved values and the environment that their scripts share. */
#include "tests.h"
#include <fcntl.h>

static void
values_are_saved(void **state)
{
	(void)state;
	assert_gives_none(ENOENT, rc_service_value_get("alpha", "option"));
	assert_succeeds(rc_service_value_set("alpha", "option", "a value\n"));
	assert_file("/run/openrc/options/alpha/option", "a value\n");
	assert_gives("a value\n", rc_service_value_get("alpha", "option"));
	assert_succeeds(rc_service_value_set("alpha", "option", ""));
	assert_gives("", rc_service_value_get("alpha", "option"));
	assert_succeeds(rc_service_value_set("alpha", "option", NULL));
	assert_gives_none(ENOENT, rc_service_value_get("alpha", "option"));
	assert_succeeds(rc_service_value_set("alpha", "option", NULL));
	assert_folder("/run/openrc/options/alpha", "");
}

static void
long_values_are_whole(void **state)
{
	static char value[20001];

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	assert_succeeds(rc_service_value_set("alpha", "option", value));
	assert_gives(value, rc_service_value_get("alpha", "option"));
}

static void
value_names_are_plain(void **state)
{
	(void)state;
	make_folder("/run/openrc/options/a");
	write_file("/run/openrc/options/a/b", "kept");
	make_folder("/run/openrc/options/alpha/a");
	write_file("/run/openrc/options/alpha/a/b", "kept");
	assert_gives_none(EINVAL, rc_service_value_get(NULL, "option"));
	assert_gives_none(EINVAL, rc_service_value_get("alpha", NULL));
	assert_fails(EINVAL, rc_service_value_set(NULL, "option", "value"));
	assert_fails(EINVAL, rc_service_value_set("alpha", NULL, "value"));
	FOR_BAD_NAMES(name) {
		assert_gives_none(EINVAL, rc_service_value_get(name, "option"));
		assert_gives_none(EINVAL, rc_service_value_get("alpha", name));
		assert_fails(EINVAL, rc_service_value_set(name, "option", "value"));
		assert_fails(EINVAL, rc_service_value_set("alpha", name, "value"));
		assert_fails(EINVAL, rc_service_value_set(name, "option", NULL));
		assert_fails(EINVAL, rc_service_value_set("alpha", name, NULL));
	}
	assert_file("/run/openrc/options/a/b", "kept");
	assert_file("/run/openrc/options/alpha/a/b", "kept");
	assert_folder("/run/openrc/options", "a alpha");
}

static void
a_value_that_cannot_be_removed(void **state)
{
	(void)state;
	make_folder("/run/openrc/options/alpha/option/in the way");
	assert_fails(EISDIR, rc_service_value_set("alpha", "option", NULL));
	assert_fails(EISDIR, rc_service_value_set("alpha", "option", "value"));
	assert_gives_none(EISDIR, rc_service_value_get("alpha", "option"));
	assert_folder("/run/openrc/options/alpha", "option");
}

static void
a_full_disk_keeps_the_old_value(void **state)
{
	(void)state;
	assert_true(rc_service_value_set("alpha", "option", "old"));
	assert_true(rc_service_setenv("alpha", "NAME", "old"));
	fill_up("/run/openrc");
	assert_fails(ENOSPC, rc_service_value_set("alpha", "option", "new"));
	assert_gives("old", rc_service_value_get("alpha", "option"));
	assert_folder("/run/openrc/options/alpha", "option");
	assert_fails(ENOSPC, rc_service_setenv("alpha", "NAME", "new"));
	assert_file("/run/openrc/environ/alpha/NAME", "old");
	assert_folder("/run/openrc/environ/alpha", "NAME");
	/* There is no room for the folder's content either, but what is removed goes. */
	assert_succeeds(rc_service_value_set("alpha", "option", NULL));
}

/* Who reads while another writes sees the old or the new. */
static void
readers_never_see_a_part(void **state)
{
	char value[4096];
	pid_t writer;
	int status;

	(void)state;
	memset(value, 'a', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	assert_true(rc_service_value_set("alpha", "option", value));
	writer = fork();
	if (writer == 0) {
		bool all = true;
		for (int i = 0; i < 200; i++) {
			memset(value, 'a' + i % 26, sizeof(value) - 1);
			all = rc_service_value_set("alpha", "option", value) && all;
		}
		_exit(all ? 0 : 1);
	}
	while (waitpid(writer, &status, WNOHANG) == 0) {
		char *seen = rc_service_value_get("alpha", "option");
		assert_non_null(seen);
		assert_int_equal(strlen(seen), sizeof(value) - 1);
		for (size_t i = 1; seen[i]; i++)
			if (seen[i] != seen[0])
				fail_msg("a mixed value");
		free(seen);
	}
	assert_int_equal(status, 0);
	assert_folder("/run/openrc/options/alpha", "option");
}

static void
assert_variable(const char *name, const char *value)
{
	char *buffer = NULL;

	errno = UNTOUCHED;
	assert_int_equal(rc_service_getenv("alpha", name, &buffer), strlen(value));
	assert_int_equal(rc_service_getenv("alpha", name, NULL), strlen(value));
	assert_errno(UNTOUCHED);
	assert_string_equal(buffer, value);
	free(buffer);
}

static void
the_environment_is_kept(void **state)
{
	struct stat folder;

	(void)state;
	assert_fails(ENOENT, rc_service_getenv("alpha", "NAME", NULL) != -1);
	assert_succeeds(rc_service_setenv("alpha", "NAME", "a value"));
	assert_file("/run/openrc/environ/alpha/NAME", "a value");
	assert_int_equal(stat("/run/openrc/environ/alpha", &folder), 0);
	assert_int_equal(folder.st_mode & 07777, 0700);
	assert_variable("NAME", "a value");
	assert_succeeds(rc_service_setenv("alpha", "NAME", ""));
	assert_variable("NAME", "");
	assert_succeeds(rc_service_putenv("alpha", "OTHER=a=b"));
	assert_variable("OTHER", "a=b");
	assert_succeeds(rc_service_putenv("alpha", "OTHER="));
	assert_variable("OTHER", "");
}

static void
getenv_uses_the_block_again(void **state)
{
	char *buffer = strdup("old");

	(void)state;
	assert_fails(ENOENT, rc_service_getenv("alpha", "NAME", &buffer) != -1);
	assert_string_equal(buffer, "old");
	assert_true(rc_service_setenv("alpha", "NAME", "new"));
	assert_int_equal(rc_service_getenv("alpha", "NAME", &buffer), 3);
	assert_string_equal(buffer, "new");
	free(buffer);
}

/* A file is read to its end, whatever its size was said to be: it may have been replaced
 * by a longer one. This one has no size. */
static void
getenv_reads_to_the_end(void **state)
{
	char *system = read_file("/proc/sys/kernel/ostype");

	(void)state;
	make_folder("/run/openrc/environ/alpha");
	make_link("/proc/sys/kernel/ostype", "/run/openrc/environ/alpha/NAME");
	assert_variable("NAME", system);
	free(system);
}

static void
environment_names_are_plain(void **state)
{
	(void)state;
	make_folder("/run/openrc/environ/a");
	write_file("/run/openrc/environ/a/b", "kept");
	make_folder("/run/openrc/environ/alpha");
	assert_fails(EINVAL, rc_service_getenv(NULL, "NAME", NULL) != -1);
	assert_fails(EINVAL, rc_service_getenv("alpha", NULL, NULL) != -1);
	assert_fails(EINVAL, rc_service_setenv(NULL, "NAME", "value"));
	assert_fails(EINVAL, rc_service_setenv("alpha", NULL, "value"));
	assert_fails(EINVAL, rc_service_setenv("alpha", "NAME", NULL));
	assert_fails(EINVAL, rc_service_putenv(NULL, "NAME=value"));
	assert_fails(EINVAL, rc_service_putenv("alpha", NULL));
	assert_fails(EINVAL, rc_service_putenv("alpha", "NAME"));
	assert_fails(EINVAL, rc_service_putenv("alpha", ""));
	FOR_BAD_NAMES(name) {
		char assignment[32];
		snprintf(assignment, sizeof(assignment), "%s=value", name);
		assert_fails(EINVAL, rc_service_getenv(name, "NAME", NULL) != -1);
		assert_fails(EINVAL, rc_service_getenv("alpha", name, NULL) != -1);
		assert_fails(EINVAL, rc_service_setenv(name, "NAME", "value"));
		assert_fails(EINVAL, rc_service_setenv("alpha", name, "value"));
		assert_fails(EINVAL, rc_service_putenv(name, "NAME=value"));
		assert_fails(EINVAL, rc_service_putenv("alpha", assignment));
	}
	assert_folder("/run/openrc/environ/alpha", "");
	assert_file("/run/openrc/environ/a/b", "kept");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_saved),
		cmocka_unit_test(long_values_are_whole),
		cmocka_unit_test(value_names_are_plain),
		cmocka_unit_test(a_value_that_cannot_be_removed),
		cmocka_unit_test(a_full_disk_keeps_the_old_value),
		cmocka_unit_test(readers_never_see_a_part),
		cmocka_unit_test(the_environment_is_kept),
		cmocka_unit_test(getenv_uses_the_block_again),
		cmocka_unit_test(getenv_reads_to_the_end),
		cmocka_unit_test(environment_names_are_plain),
	};

	return RUN(tests);
}
