/* Configuration: files of settings, the kernel command line, files and lines. */
#include "tests.h"
#include <fcntl.h>
#include <sys/mount.h>

static void
yesno_knows_its_words(void **state)
{
	static const char *const yes[] = { "yes", "YES", "y", "Y", "true", "True", "1" };
	static const char *const no[] = { "no", "NO", "n", "N", "false", "False", "0" };
	static const char *const neither[] = { "", "maybe", "on", "off", "yes ", "11" };

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++)
		assert_succeeds(rc_yesno(yes[i]));
	for (size_t i = 0; i < COUNT(no); i++)
		assert_fails(UNTOUCHED, rc_yesno(no[i]));
	for (size_t i = 0; i < COUNT(neither); i++)
		assert_fails(EINVAL, rc_yesno(neither[i]));
	assert_fails(ENOENT, rc_yesno(NULL));
}

static const char settings[] =
	"# a comment\n"
	"one=1\n"
	"  two=\"2 and\" # more\n"
	"no assignment\n"
	"\n"
	"export three='3'\n"
	"one=uno\n"
	"empty=\n"
	"last=end";

static void
config_list_leaves_comments_out(void **state)
{
	(void)state;
	write_file("/tmp/test/conf", settings);
	assert_lists("one=1 two=\"2 and\"  export three='3' one=uno empty= last=end",
	    rc_config_list("/tmp/test/conf"));
	write_file("/tmp/test/conf", "");
	assert_lists("", rc_config_list("/tmp/test/conf"));
}

static void
config_list_says_why_not(void **state)
{
	(void)state;
	assert_lists_with(ENOENT, "", rc_config_list("/tmp/test/missing"));
	assert_lists_with(EISDIR, "", rc_config_list("/tmp/test"));
	assert_lists_with(EINVAL, "", rc_config_list(NULL));
}

static void
config_list_below_a_folder(void **state)
{
	int folder = open("/tmp/test", O_RDONLY | O_DIRECTORY);

	(void)state;
	write_file("/tmp/test/conf", "one=1\n");
	assert_lists("one=1", config_list(folder, "conf"));
	assert_lists("one=1", config_list(AT_FDCWD, "/tmp/test/conf"));
	assert_lists_with(ENOENT, "", config_list(folder, "missing"));
	assert_lists_with(EBADF, "", config_list(-1, "conf"));
	assert_lists_with(EINVAL, "", config_list(folder, NULL));
	close(folder);
}

static void
config_load_has_each_name_once(void **state)
{
	(void)state;
	write_file("/tmp/test/conf", settings);
	assert_lists("one=uno two=2 and three=3 empty= last=end",
	    rc_config_load("/tmp/test/conf"));
	assert_lists_with(ENOENT, "", rc_config_load("/tmp/test/missing"));
	assert_lists_with(EINVAL, "", rc_config_load(NULL));
}

static void
long_lines_are_whole(void **state)
{
	static char line[10001];
	RC_STRINGLIST *list;

	(void)state;
	memset(line, 'x', sizeof(line) - 1);
	memcpy(line, "long=", 5);
	write_file("/tmp/test/conf", line);
	list = rc_config_load("/tmp/test/conf");
	assert_string_equal(rc_config_value(list, "long"), line + 5);
	rc_stringlist_free(list);
}

static void
config_value_finds_names(void **state)
{
	RC_STRINGLIST *list = make_list("one=1 two=2=2 empty= bare");
	RC_STRING *first = list->tqh_first;

	(void)state;
	errno = UNTOUCHED;
	assert_ptr_equal(rc_config_value(list, "one"), first->value + 4);
	assert_string_equal(rc_config_value(list, "two"), "2=2");
	assert_string_equal(rc_config_value(list, "empty"), "");
	assert_errno(UNTOUCHED);
	assert_null(rc_config_value(list, "bare"));
	assert_null(rc_config_value(list, "on"));
	assert_null(rc_config_value(list, "one="));
	assert_null(rc_config_value(list, ""));
	assert_null(rc_config_value(NULL, "one"));
	assert_gives_none(EINVAL, rc_config_value(list, NULL));
	rc_stringlist_free(list);
}

static void
conf_value_reads_rc_conf_once(void **state)
{
	const char *value;

	(void)state;
	write_file("/etc/rc.conf", "one=\"1\"\nRC_Upper=Value\n");
	write_file("/etc/rc.conf.d/b.conf", "two=b\n");
	write_file("/etc/rc.conf.d/a.conf", "two=a\nthree=3\n");
	write_file("/etc/rc.conf.d/ignored", "four=4\n");
	write_file("/etc/rc.conf.d/.hidden.conf", "four=4\n");
	errno = UNTOUCHED;
	value = rc_conf_value("one");
	assert_errno(UNTOUCHED);
	assert_string_equal(value, "1");
	assert_string_equal(rc_conf_value("two"), "b");
	assert_string_equal(rc_conf_value("three"), "3");
	assert_string_equal(rc_conf_value("rc_upper"), "Value");
	assert_null(rc_conf_value("RC_Upper"));
	assert_null(rc_conf_value("four"));
	assert_null(rc_conf_value(""));
	assert_gives_none(EINVAL, rc_conf_value(NULL));

	write_file("/etc/rc.conf", "one=2\n");
	assert_ptr_equal(rc_conf_value("one"), value);
	assert_string_equal(value, "1");
}

/* The programs of before 0.64 look for services along RC_PATH, but not for rc.conf. */
static void
conf_value_of_a_script_folder(void **state)
{
	(void)state;
	write_file("/etc/rc.conf", "one=1\n");
	make_folder("/etc/rc");
	write_file("/etc/rc/rc.conf", "two=2\n");
	assert_string_equal(rc_conf_value("one"), "1");
#ifdef BEFORE_0_64
	assert_null(rc_conf_value("two"));
#else
	assert_string_equal(rc_conf_value("two"), "2");
#endif
}

static void
conf_value_without_rc_conf(void **state)
{
	(void)state;
	assert_gives_none(UNTOUCHED, rc_conf_value("one"));
}

/* What the kernel was told, for this process. */
static void
set_command_line(const char *line)
{
	write_file("/tmp/test/cmdline", line);
	assert_int_equal(mount("/tmp/test/cmdline", "/proc/cmdline", "", MS_BIND, ""), 0);
}

static void
proc_getent_reads_the_command_line(void **state)
{
	(void)state;
	set_command_line("root=/dev/x quiet twice=1 twice=2 eq=a=b rc_parallel=YES "
	    "quoted=\"two words\" \"whole=as well\"\n");
	assert_gives("/dev/x", rc_proc_getent("root"));
	assert_gives("", rc_proc_getent("quiet"));
	assert_gives("2", rc_proc_getent("twice"));
	assert_gives("a=b", rc_proc_getent("eq"));
	assert_gives("two words", rc_proc_getent("quoted"));
	assert_gives("as well", rc_proc_getent("whole"));
	assert_gives_none(ENOENT, rc_proc_getent("words"));
	assert_gives_none(ENOENT, rc_proc_getent("roo"));
	assert_gives_none(ENOENT, rc_proc_getent("missing"));
	assert_gives_none(EINVAL, rc_proc_getent(NULL));
	write_file("/etc/rc.conf", "rc_parallel=no\n");
	assert_string_equal(rc_conf_value("rc_parallel"), "YES");
}

static void
proc_getent_without_a_file(void **state)
{
	(void)state;
	assert_int_equal(mount("empty", "/proc", "tmpfs", 0, ""), 0);
	assert_gives_none(ENOENT, rc_proc_getent("root"));
	/* LeakSanitizer reads there. */
	assert_int_equal(umount("/proc"), 0);
}

static void
getfile_reads_all(void **state)
{
	char *buffer = NULL;
	size_t size = 77;

	(void)state;
	write_file("/tmp/test/file", "two\nlines");
	assert_succeeds(rc_getfile("/tmp/test/file", &buffer, &size));
	assert_int_equal(size, 10);
	assert_string_equal(buffer, "two\nlines");
	/* The block is used again. */
	write_file("/tmp/test/file", "");
	assert_succeeds(rc_getfile("/tmp/test/file", &buffer, &size));
	assert_int_equal(size, 1);
	assert_string_equal(buffer, "");
	assert_succeeds(rc_getfile("/proc/self/status", &buffer, &size));
	assert_int_equal(size, strlen(buffer) + 1);
	assert_memory_equal(buffer, "Name:", 5);
	free(buffer);
}

static void
getfile_says_why_not(void **state)
{
	char *buffer = strdup("kept");
	size_t size = 77;

	(void)state;
	assert_fails(ENOENT, rc_getfile("/tmp/test/missing", &buffer, &size));
	assert_fails(EISDIR, rc_getfile("/tmp/test", &buffer, &size));
	assert_fails(EINVAL, rc_getfile(NULL, &buffer, &size));
	assert_fails(EINVAL, rc_getfile("/etc/passwd", NULL, &size));
	assert_fails(EINVAL, rc_getfile("/etc/passwd", &buffer, NULL));
	assert_string_equal(buffer, "kept");
	assert_int_equal(size, 77);
	free(buffer);
}

static void
getline_reads_lines(void **state)
{
	static char text[3000];
	char *line = NULL;
	size_t size = 0;
	FILE *file;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "one\n\n", 5);
	write_file("/tmp/test/file", text);
	file = fopen("/tmp/test/file", "r");
	errno = UNTOUCHED;
	assert_int_equal(rc_getline(&line, &size, file), 4);
	assert_string_equal(line, "one");
	assert_int_equal(rc_getline(&line, &size, file), 1);
	assert_string_equal(line, "");
	assert_int_equal(rc_getline(&line, &size, file), 2994);
	assert_string_equal(line, text + 5);
	assert_true(size > 2994);
	assert_int_equal(rc_getline(&line, &size, file), 0);
	assert_errno(UNTOUCHED);
	fclose(file);
	free(line);
}

static void
getline_refuses_null(void **state)
{
	char *line = NULL;
	size_t size = 0;

	(void)state;
	assert_fails(EINVAL, rc_getline(NULL, &size, stdin));
	assert_fails(EINVAL, rc_getline(&line, NULL, stdin));
	assert_fails(EINVAL, rc_getline(&line, &size, NULL));
	assert_null(line);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(yesno_knows_its_words),
		cmocka_unit_test(config_list_leaves_comments_out),
		cmocka_unit_test(config_list_says_why_not),
		cmocka_unit_test(config_list_below_a_folder),
		cmocka_unit_test(config_load_has_each_name_once),
		cmocka_unit_test(long_lines_are_whole),
		cmocka_unit_test(config_value_finds_names),
		cmocka_unit_test(conf_value_reads_rc_conf_once),
		cmocka_unit_test(conf_value_of_a_script_folder),
		cmocka_unit_test(conf_value_without_rc_conf),
		cmocka_unit_test(proc_getent_reads_the_command_line),
		cmocka_unit_test(proc_getent_without_a_file),
		cmocka_unit_test(getfile_reads_all),
		cmocka_unit_test(getfile_says_why_not),
		cmocka_unit_test(getline_reads_lines),
		cmocka_unit_test(getline_refuses_null),
	};

	return RUN(tests);
}
