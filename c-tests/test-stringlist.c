/* String lists. */
#include "tests.h"

static void
new_lists_are_empty(void **state)
{
	(void)state;
	assert_lists("", rc_stringlist_new());
}

static void
free_takes_null(void **state)
{
	(void)state;
	errno = UNTOUCHED;
	rc_stringlist_free(NULL);
	rc_stringlist_free(make_list("a b"));
	assert_errno(UNTOUCHED);
}

static void
add_copies_to_the_end(void **state)
{
	RC_STRINGLIST *list = rc_stringlist_new();
	char item[] = "one";
	RC_STRING *added;

	(void)state;
	errno = UNTOUCHED;
	added = rc_stringlist_add(list, item);
	assert_errno(UNTOUCHED);
	assert_ptr_equal(added, list->tqh_first);
	strcpy(item, "two");
	assert_string_equal(added->value, "one");
	assert_non_null(rc_stringlist_add(list, item));
	assert_non_null(rc_stringlist_add(list, item));
	assert_non_null(rc_stringlist_add(list, ""));
	check_list(list, "one two two ", false);
}

static void
addu_adds_what_is_new(void **state)
{
	RC_STRINGLIST *list = rc_stringlist_new();

	(void)state;
	assert_succeeds(rc_stringlist_addu(list, "one") == list->tqh_first);
	assert_gives_none(EEXIST, rc_stringlist_addu(list, "one"));
	assert_succeeds(rc_stringlist_addu(list, "One") != NULL);
	check_list(list, "one One", false);
}

static void
delete_takes_the_first(void **state)
{
	RC_STRINGLIST *list = make_list("a b a c");

	(void)state;
	assert_fails(EEXIST, rc_stringlist_delete(list, "d"));
	assert_succeeds(rc_stringlist_delete(list, "a"));
	check_links(list);
	assert_string_equal(list->tqh_first->value, "b");
	/* The last one: what is added next must find the end. */
	assert_succeeds(rc_stringlist_delete(list, "c"));
	rc_stringlist_add(list, "e");
	check_list(list, "b a e", false);
}

static void
find_finds_the_first(void **state)
{
	RC_STRINGLIST *list = make_list("a b b");

	(void)state;
	errno = UNTOUCHED;
	assert_ptr_equal(rc_stringlist_find(list, "b"), list->tqh_first->entries.tqe_next);
	assert_null(rc_stringlist_find(list, "B"));
	assert_null(rc_stringlist_find(list, ""));
	assert_errno(UNTOUCHED);
	rc_stringlist_free(list);
}

static void
null_is_refused(void **state)
{
	RC_STRINGLIST *list = make_list("a");

	(void)state;
	assert_gives_none(EINVAL, rc_stringlist_add(NULL, "a"));
	assert_gives_none(EINVAL, rc_stringlist_add(list, NULL));
	assert_gives_none(EINVAL, rc_stringlist_addu(NULL, "a"));
	assert_gives_none(EINVAL, rc_stringlist_addu(list, NULL));
	assert_fails(EINVAL, rc_stringlist_delete(NULL, "a"));
	assert_fails(EINVAL, rc_stringlist_delete(list, NULL));
	assert_null(rc_stringlist_find(NULL, "a"));
	assert_null(rc_stringlist_find(list, NULL));
	check_list(list, "a", false);
}

static void
split_splits_at_each_separator(void **state)
{
	(void)state;
	assert_lists("a b c", rc_stringlist_split("a,b,c", ","));
	assert_lists("a  b ", rc_stringlist_split("a,,b,", ","));
	assert_lists("a b c", rc_stringlist_split("a:b,c", ",:"));
	assert_lists("a,b", rc_stringlist_split("a,b", ";"));
	assert_lists("a,b", rc_stringlist_split("a,b", ""));
	assert_lists("a,b", rc_stringlist_split("a,b", NULL));
	assert_lists("", rc_stringlist_split(NULL, ","));
	assert_lists("", rc_stringlist_split("", ","));
}

static void
split_of_nothing_is_one_item(void **state)
{
	RC_STRINGLIST *list = rc_stringlist_split("", ",");

	(void)state;
	assert_non_null(list->tqh_first);
	rc_stringlist_free(list);
	list = rc_stringlist_split(NULL, ",");
	assert_null(list->tqh_first);
	rc_stringlist_free(list);
}

static void
sort_sorts_by_bytes(void **state)
{
	RC_STRINGLIST *list = make_list("b a C \xe9 aa a");
	RC_STRING *first = list->tqh_first->entries.tqe_next;

	(void)state;
	errno = UNTOUCHED;
	rc_stringlist_sort(&list);
	assert_errno(UNTOUCHED);
	check_links(list);
	/* The same entries, and those that are equal as they were. */
	assert_ptr_equal(list->tqh_first->entries.tqe_next, first);
	check_list(list, "C a a aa b \xe9", false);
}

static void
sort_takes_null_and_nothing(void **state)
{
	RC_STRINGLIST *list = NULL;

	(void)state;
	rc_stringlist_sort(NULL);
	rc_stringlist_sort(&list);
	assert_null(list);
	list = rc_stringlist_new();
	rc_stringlist_sort(&list);
	rc_stringlist_add(list, "a");
	check_list(list, "a", false);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_lists_are_empty),
		cmocka_unit_test(free_takes_null),
		cmocka_unit_test(add_copies_to_the_end),
		cmocka_unit_test(addu_adds_what_is_new),
		cmocka_unit_test(delete_takes_the_first),
		cmocka_unit_test(find_finds_the_first),
		cmocka_unit_test(null_is_refused),
		cmocka_unit_test(split_splits_at_each_separator),
		cmocka_unit_test(split_of_nothing_is_one_item),
		cmocka_unit_test(sort_sorts_by_bytes),
		cmocka_unit_test(sort_takes_null_and_nothing),
	};

	return RUN(tests);
}
