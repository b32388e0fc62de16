/* The dependency tree, and the age of files. */
#include "tests.h"
#include <limits.h>
#include <sys/time.h>

#define TREE "/run/openrc/deptree"

static const char tree_text[] =
	"depinfo_0_service='alpha'\n"
	"depinfo_0_ineed_0='beta'\n"
	"depinfo_0_iuse_0='delta'\n"
	"depinfo_0_iuse_1='gamma'\n"
	"depinfo_1_service='beta'\n"
	"depinfo_1_ineed_0='gamma'\n"
	"depinfo_1_needsme_0='alpha'\n"
	"depinfo_2_service='gamma'\n"
	"depinfo_2_needsme_0='beta'\n"
	"depinfo_2_usesme_0='alpha'\n"
	"depinfo_3_service='delta'\n"
	"depinfo_3_usesme_0='alpha'\n";

static RC_DEPTREE *
load(void)
{
	make_folder("/run/openrc");
	write_file(TREE, tree_text);
	errno = UNTOUCHED;
	RC_DEPTREE *tree = rc_deptree_load();
	assert_errno(UNTOUCHED);
	assert_non_null(tree);
	return tree;
}

static void
load_and_free(void **state)
{
	(void)state;
	assert_gives_none(ENOENT, rc_deptree_load());
	rc_deptree_free(load());
	errno = UNTOUCHED;
	rc_deptree_free(rc_deptree_load_file(TREE));
	rc_deptree_free(NULL);
	assert_errno(UNTOUCHED);
	assert_gives_none(ENOENT, rc_deptree_load_file("/tmp/test/missing"));
	assert_gives_none(EISDIR, rc_deptree_load_file("/tmp/test"));
	assert_gives_none(EINVAL, rc_deptree_load_file(NULL));
}

static const char loops_text[] =
	"depinfo_0_service='a'\n"
	"depinfo_0_ineed_0='b'\n"
	"depinfo_1_service='b'\n"
	"depinfo_1_ineed_0='a'\n"
	"depinfo_1_iuse_0='c'\n"
	"depinfo_2_service='c'\n"
	"depinfo_2_iafter_0='b'\n";

static void
loops(void **state)
{
	RC_DEPTREE *tree = load();

	(void)state;
	assert_lists("", rc_deptree_loops(tree));
	rc_deptree_free(tree);
	assert_lists_with(EINVAL, "", rc_deptree_loops(NULL));
	write_file(TREE, loops_text);
	tree = rc_deptree_load();
	RC_STRINGLIST *found = rc_deptree_loops(tree);
	RC_STRING *first = found->tqh_first, *second = first->entries.tqe_next;
	assert_string_equal(first->value, "a -> b -> a, through need");
	assert_string_equal(second->value, "b -> c -> b, through use, after");
	assert_null(second->entries.tqe_next);
	rc_stringlist_free(found);
	rc_deptree_free(tree);
}

static void
depend(void **state)
{
	RC_DEPTREE *tree = load();

	(void)state;
	assert_lists("beta", rc_deptree_depend(tree, "alpha", "ineed"));
	assert_lists("delta gamma", rc_deptree_depend(tree, "alpha", "iuse"));
	assert_lists_with(ENOENT, "", rc_deptree_depend(tree, "alpha", "iwant"));
	assert_lists_with(ENOENT, "", rc_deptree_depend(tree, "missing", "ineed"));
	assert_lists_with(EINVAL, "", rc_deptree_depend(NULL, "alpha", "ineed"));
	assert_lists_with(EINVAL, "", rc_deptree_depend(tree, NULL, "ineed"));
	assert_lists_with(EINVAL, "", rc_deptree_depend(tree, "alpha", NULL));
	rc_deptree_free(tree);
}

static void
depends(void **state)
{
	RC_DEPTREE *tree = load();
	RC_STRINGLIST *types = make_list("ineed iuse"), *need = make_list("ineed");
	RC_STRINGLIST *alpha = make_list("alpha"), *missing = make_list("missing alpha");

	(void)state;
	assert_lists("gamma beta alpha",
	    rc_deptree_depends(tree, need, alpha, NULL, RC_DEP_TRACE));
	assert_lists("gamma beta delta alpha",
	    rc_deptree_depends(tree, types, alpha, NULL, RC_DEP_TRACE));
	assert_lists("beta alpha", rc_deptree_depends(tree, need, alpha, NULL, 0));
	assert_lists_with(ENOENT, "gamma beta alpha",
	    rc_deptree_depends(tree, need, missing, "default", RC_DEP_TRACE));
	assert_lists("", rc_deptree_depends(tree, NULL, alpha, NULL, RC_DEP_TRACE));
	assert_lists_with(ENOENT, "",
	    rc_deptree_depends(tree, NULL, missing, NULL, RC_DEP_TRACE));
	rc_stringlist_free(missing);
	rc_stringlist_free(alpha);
	rc_stringlist_free(need);
	rc_stringlist_free(types);
	rc_deptree_free(tree);
}

static void
depends_takes_null(void **state)
{
	RC_DEPTREE *tree = load();
	RC_STRINGLIST *words = make_list("ineed"), *none = rc_stringlist_new();

	(void)state;
	assert_lists_with(EINVAL, "", rc_deptree_depends(NULL, words, words, "default", 0));
	assert_lists_with(EINVAL, "", rc_deptree_depends(tree, words, NULL, "default", 0));
	assert_lists("", rc_deptree_depends(tree, words, none, NULL, 0));
	rc_stringlist_free(words);
	rc_stringlist_free(none);
	rc_deptree_free(tree);
}

/* Whether one item stands before another. */
static bool
is_before(RC_STRINGLIST *list, const char *first, const char *second)
{
	for (RC_STRING *item = list->tqh_first; item; item = item->entries.tqe_next) {
		if (strcmp(item->value, first) == 0)
			return rc_stringlist_find(list, second) != NULL;
		if (strcmp(item->value, second) == 0)
			return false;
	}
	return false;
}

static void
order(void **state)
{
	RC_DEPTREE *tree = load();
	RC_STRINGLIST *list;

	(void)state;
	make_service("alpha", "");
	make_runlevel("sysinit");
	make_runlevel("boot");
	make_runlevel("default");
	assert_true(rc_service_add("default", "alpha"));
	errno = UNTOUCHED;
	list = rc_deptree_order(tree, "default", RC_DEP_START);
	assert_errno(UNTOUCHED);
	check_links(list);
	assert_true(is_before(list, "gamma", "beta"));
	assert_true(is_before(list, "beta", "alpha"));
	rc_stringlist_free(list);
	assert_lists_with(EINVAL, "", rc_deptree_order(NULL, "default", RC_DEP_START));
	assert_lists_with(EINVAL, "", rc_deptree_order(tree, NULL, RC_DEP_START));
	assert_lists("", rc_deptree_order(tree, "missing", RC_DEP_START));
	rc_deptree_free(tree);
}

static void
order_where_a_service_is_not_in_the_tree(void **state)
{
	RC_DEPTREE *tree = load();
	RC_STRINGLIST *list;

	(void)state;
	make_service("stranger", "");
	make_runlevel("default");
	assert_true(rc_service_add("default", "stranger"));
	errno = UNTOUCHED;
	list = rc_deptree_order(tree, "default", RC_DEP_START);
	assert_errno(ENOENT);
	rc_stringlist_free(list);
	rc_deptree_free(tree);
}

/* A gendepends.sh that says what a test wants to be said. */
static void
write_gendepends(const char *code)
{
	make_folder(RC_LIBEXECDIR "/sh");
	write_file(RC_LIBEXECDIR "/sh/gendepends.sh", code);
	assert_int_equal(chmod(RC_LIBEXECDIR "/sh/gendepends.sh", 0755), 0);
}

static const char gendepends[] =
	"#!/bin/sh\n"
	"echo alpha\n"
	"echo alpha ineed net\n"
	"echo alpha config /tmp/test/one /tmp/test/two\n"
	"echo beta\n"
	"echo beta iprovide net\n";

static void
update(void **state)
{
	RC_DEPTREE *tree;

	(void)state;
	write_gendepends(gendepends);
	assert_succeeds(rc_deptree_update());
	assert_file("/run/openrc/depconfig", "/tmp/test/one\n/tmp/test/two\n");
	tree = rc_deptree_load();
	assert_lists("net", rc_deptree_depend(tree, "alpha", "ineed"));
	assert_lists("net", rc_deptree_depend(tree, "beta", "iprovide"));
	assert_lists("beta", rc_deptree_depend(tree, "net", "providedby"));
	assert_lists("alpha", rc_deptree_depend(tree, "net", "needsme"));
	rc_deptree_free(tree);
	/* Without configuration of their own services have none. */
	write_gendepends("#!/bin/sh\necho alpha\n");
	assert_succeeds(rc_deptree_update());
	assert_file(TREE, "depinfo_0_service='alpha'\n");
	assert_folder("/run/openrc", "deptree");
}

static const char looping_gendepends[] =
	"#!/bin/sh\n"
	"echo alpha\n"
	"echo alpha ineed beta\n"
	"echo beta\n"
	"echo beta iuse alpha\n";

/* What a caller leaves where an argument would be. */
static bool
update_with_argument(unsigned argument)
{
	bool (*update)(unsigned) = (bool (*)(unsigned))(void (*)(void))rc_deptree_update;

	return update(argument);
}

/* Without Debian's argument rc.conf turns the loop solver on. */
static void
update_keeps_loops(void **state)
{
	char *looping;

	(void)state;
	write_gendepends(looping_gendepends);
	assert_succeeds(rc_deptree_update());
	looping = read_file(TREE);
	assert_non_null(strstr(looping, "iuse_0='alpha'"));
	assert_non_null(strstr(looping, "ineed_0='beta'"));
	assert_succeeds(update_with_argument(~0u));
	assert_file(TREE, looping);
	free(looping);
}

static void
update_breaks_loops_where_configured(void **state)
{
	char *tree;

	(void)state;
	write_gendepends(looping_gendepends);
	write_file("/etc/rc.conf", "rc_loopsolver_enable=YES\n");
	assert_succeeds(update_with_argument(0));
	tree = read_file(TREE);
	assert_null(strstr(tree, "iuse_0='alpha'"));
	assert_non_null(strstr(tree, "ineed_0='beta'"));
	free(tree);
}

static void
update_says_why_not_and_keeps_the_old(void **state)
{
	(void)state;
	make_folder("/run/openrc");
	write_file(TREE, tree_text);
	if (!spawn_is_silent) {
		begin_capture();
		bool done = rc_deptree_update();
		int error = errno;
		assert_captured("", "cannot gather dependencies: " RC_LIBEXECDIR
		    "/sh/gendepends.sh: No such file or directory\n");
		assert_false(done);
		assert_int_equal(error, ENOENT);
	}
	write_gendepends("#!/bin/sh\necho alpha\nkill -9 $$\n");
	assert_fails(EINTR, rc_deptree_update());
	assert_int_equal(chmod(RC_LIBEXECDIR "/sh/gendepends.sh", 0644), 0);
	if (!spawn_is_silent)
		assert_fails(EACCES, rc_deptree_update());
	assert_file(TREE, tree_text);
	assert_folder("/run/openrc", "deptree");
}

static void
update_on_a_full_disk(void **state)
{
	(void)state;
	make_folder("/run/openrc");
	write_file(TREE, tree_text);
	write_gendepends(gendepends);
	fill_up("/run/openrc");
	begin_capture();
	errno = UNTOUCHED;
	bool done = rc_deptree_update();
	int error = errno;
	/* depconfig comes first; the tree that depends on it stays as it was. */
	assert_captured("", "fopen '/run/openrc/depconfig': No space left on device\n");
	assert_false(done);
	assert_int_equal(error, ENOSPC);
	assert_file(TREE, tree_text);
	assert_folder("/run/openrc", "deptree filling");
}

static void
set_time(const char *path, time_t seconds)
{
	struct timeval times[2] = { { seconds, 0 }, { seconds, 0 } };

	assert_int_equal(utimes(path, times), 0);
}

#define OLD 1000000000
#define NEW 1100000000

/* All that the tree is made of, and the tree, of the same time. */
static void
make_all_old(void)
{
	static const char *const paths[] = {
		"/run/openrc", "/etc/init.d", "/etc/conf.d", "/etc/rc.conf.d", "/etc/rc.conf", TREE,
	};

	make_folder("/run/openrc");
	write_file(TREE, tree_text);
	write_file("/etc/rc.conf", "");
	for (size_t i = 0; i < COUNT(paths); i++)
		set_time(paths[i], OLD);
}

static void
update_needed(void **state)
{
	char file[PATH_MAX] = "kept";
	time_t newest = 1;

	(void)state;
	assert_succeeds(rc_deptree_update_needed(NULL, NULL));
	make_all_old();
	assert_fails(UNTOUCHED, rc_deptree_update_needed(&newest, file));
	assert_int_equal(newest, 1);
	assert_string_equal(file, "kept");
	set_time("/etc/rc.conf", NEW);
	assert_succeeds(rc_deptree_update_needed(&newest, file));
	assert_int_equal(newest, NEW);
	assert_string_equal(file, "rc.conf");
	assert_succeeds(rc_deptree_update_needed(NULL, NULL));
	assert_succeeds(rc_deptree_update_needed(&newest, NULL));
	assert_succeeds(rc_deptree_update_needed(NULL, file));
}

static void
update_needed_for_a_services_configuration(void **state)
{
	char file[PATH_MAX] = "";
	time_t newest = 1;

	(void)state;
	make_all_old();
	write_file("/tmp/test/o#e", "");
	/* When it was put there counts, whatever time it says. */
	set_time("/tmp/test/o#e", OLD - 1);
	write_file("/run/openrc/depconfig", "/tmp/test/o#e\n");
	assert_succeeds(rc_deptree_update_needed(&newest, file));
	assert_true(newest >= NEW);
	assert_string_equal(file, "/tmp/test/o#e");
	/* None was missing when the tree was made. */
	write_file("/run/openrc/depconfig", "/tmp/test/missing\n");
	assert_succeeds(rc_deptree_update_needed(NULL, NULL));
	write_file("/run/openrc/deptree-skew", "1000000000 0 1000000000\n- /tmp/test/missing\n");
	assert_fails(UNTOUCHED, rc_deptree_update_needed(NULL, NULL));
	/* The list of another tree says nothing. */
	write_file("/run/openrc/deptree-skew", "1000000001 0 1000000001\n- /tmp/test/missing\n");
	assert_succeeds(rc_deptree_update_needed(NULL, NULL));
}

/* A file and a folder of files, all of the same time. */
static void
make_files_to_compare(void)
{
	write_file("/tmp/test/source", "");
	make_folder("/tmp/test/target/inner");
	write_file("/tmp/test/target/inner/file", "");
	set_time("/tmp/test/source", OLD);
	set_time("/tmp/test/target/inner/file", OLD);
	set_time("/tmp/test/target/inner", OLD);
	set_time("/tmp/test/target", OLD);
}

static void
newer_than(void **state)
{
	char file[PATH_MAX] = "kept";
	time_t newest = 1;

	(void)state;
	make_files_to_compare();
	assert_succeeds(rc_newer_than("/tmp/test/source", "/tmp/test/target", &newest, file));
	assert_int_equal(newest, OLD);
	assert_string_equal(file, "kept");
	set_time("/tmp/test/target/inner/file", NEW);
	assert_fails(UNTOUCHED,
	    rc_newer_than("/tmp/test/source", "/tmp/test/target", &newest, file));
	assert_int_equal(newest, NEW);
	assert_string_equal(file, "file");
	assert_fails(UNTOUCHED,
	    rc_newer_than("/tmp/test/source", "/tmp/test/target", NULL, NULL));
	set_time("/tmp/test/source", NEW);
	assert_succeeds(rc_newer_than("/tmp/test/source", "/tmp/test/target", NULL, NULL));
}

static void
older_than(void **state)
{
	char file[PATH_MAX] = "kept";
	time_t oldest = 1;

	(void)state;
	make_files_to_compare();
	assert_succeeds(rc_older_than("/tmp/test/source", "/tmp/test/target", &oldest, file));
	assert_int_equal(oldest, OLD);
	assert_string_equal(file, "kept");
	set_time("/tmp/test/target/inner/file", OLD - 1);
	assert_fails(UNTOUCHED,
	    rc_older_than("/tmp/test/source", "/tmp/test/target", &oldest, file));
	assert_int_equal(oldest, OLD - 1);
	assert_string_equal(file, "file");
	assert_fails(UNTOUCHED,
	    rc_older_than("/tmp/test/source", "/tmp/test/target", NULL, NULL));
}

/* A folder that leads back into itself is read once. */
static void
links_that_lead_back(void **state)
{
	(void)state;
	make_files_to_compare();
	make_link("..", "/tmp/test/target/inner/up");
	make_link(".", "/tmp/test/target/again");
	set_time("/tmp/test/target/inner", OLD);
	set_time("/tmp/test/target", OLD);
	assert_succeeds(rc_newer_than("/tmp/test/source", "/tmp/test/target", NULL, NULL));
}

static void
ages_say_why_not(void **state)
{
	char file[PATH_MAX] = "kept";
	time_t time = 1;

	(void)state;
	make_files_to_compare();
	assert_fails(ENOENT, rc_newer_than("/tmp/test/missing", "/tmp/test/target", &time, file));
	assert_fails(ENOENT, rc_older_than("/tmp/test/missing", "/tmp/test/target", &time, file));
	assert_fails(EINVAL, rc_newer_than(NULL, "/tmp/test/target", &time, file));
	assert_fails(EINVAL, rc_newer_than("/tmp/test/source", NULL, &time, file));
	assert_fails(EINVAL, rc_older_than(NULL, "/tmp/test/target", &time, file));
	assert_fails(EINVAL, rc_older_than("/tmp/test/source", NULL, &time, file));
	assert_int_equal(time, 1);
	assert_string_equal(file, "kept");
	/* Nothing in it is newer, nor older. */
	assert_succeeds(rc_newer_than("/tmp/test/source", "/tmp/test/missing", NULL, NULL));
	assert_succeeds(rc_older_than("/tmp/test/source", "/tmp/test/missing", NULL, NULL));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(load_and_free),
		cmocka_unit_test(loops),
		cmocka_unit_test(depend),
		cmocka_unit_test(depends),
		cmocka_unit_test(depends_takes_null),
		cmocka_unit_test(order),
		cmocka_unit_test(order_where_a_service_is_not_in_the_tree),
		cmocka_unit_test(update),
		cmocka_unit_test(update_keeps_loops),
		cmocka_unit_test(update_breaks_loops_where_configured),
		cmocka_unit_test(update_says_why_not_and_keeps_the_old),
		cmocka_unit_test(update_on_a_full_disk),
		cmocka_unit_test(update_needed),
		cmocka_unit_test(update_needed_for_a_services_configuration),
		cmocka_unit_test(newer_than),
		cmocka_unit_test(older_than),
		cmocka_unit_test(links_that_lead_back),
		cmocka_unit_test(ages_say_why_not),
	};

	return RUN(tests);
}
