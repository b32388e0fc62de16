/* What the tests share. Each test is a process of its own and begins on files that
 * were just made, so that nothing the library remembers leads from one to the next. */
#ifndef TESTS_H
#define TESTS_H

#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <einfo.h>
#include <rc.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Runs the tests and returns the exit status. */
#define RUN(tests) run_all(tests, COUNT(tests))
int run_all(const struct CMUnitTest *tests, size_t count);
/* Under valgrind and qemu posix_spawn cannot say that a program could not be run. */
extern bool spawn_is_silent;

/* Files. What does not work ends the test. */
void write_file(const char *path, const char *content);
void make_folder(const char *path);
void make_link(const char *target, const char *path);
/* A script in /etc/init.d that may be executed. */
void make_service(const char *name, const char *content);
void make_runlevel(const char *name);
void remove_all(const char *path);
/* A new string. */
char *read_file(const char *path);
bool exists(const char *path);
void assert_file(const char *path, const char *content);
void assert_link(const char *path, const char *target);
/* The names in a folder, hidden ones too, sorted, a blank between two. */
void assert_folder(const char *path, const char *names);
/* Makes a file system below a folder that has no room left; what is there stays. */
void fill_up(const char *folder);

/* `sleep 9876`, of some user: it has begun when this returns. */
pid_t start_sleeper(uid_t user);

/* What is written to stdout and stderr between these two goes to files. */
#define CAPTURED_OUT "/tmp/test/stdout"
#define CAPTURED_ERR "/tmp/test/stderr"
void begin_capture(void);
void end_capture(void);
/* Ends it, and holds it to what should have been written. */
void assert_captured(const char *out, const char *err);

/* errno must be what it was after success. */
#define UNTOUCHED 4321
#define assert_errno(error) assert_int_equal(errno, error)

#define assert_succeeds(call) \
	do { \
		errno = UNTOUCHED; \
		assert_true(call); \
		assert_errno(UNTOUCHED); \
	} while (0)

#define assert_fails(error, call) \
	do { \
		errno = UNTOUCHED; \
		assert_false(call); \
		assert_errno(error); \
	} while (0)

/* A string that is ours to free. */
#define assert_gives(expected, call) \
	do { \
		errno = UNTOUCHED; \
		char *given_ = (call); \
		assert_errno(UNTOUCHED); \
		assert_non_null(given_); \
		assert_string_equal(given_, expected); \
		free(given_); \
	} while (0)

#define assert_gives_none(error, call) \
	do { \
		errno = UNTOUCHED; \
		assert_null(call); \
		assert_errno(error); \
	} while (0)

/* A list that is ours to free; its items with a blank between two. */
#define assert_lists(expected, call) assert_lists_with(UNTOUCHED, expected, call)
#define assert_lists_with(error, expected, call) \
	do { \
		errno = UNTOUCHED; \
		RC_STRINGLIST *given_ = (call); \
		assert_errno(error); \
		check_list(given_, expected, false); \
	} while (0)

/* The same for what comes in the order of a folder. */
#define assert_lists_some_way(expected, call) \
	do { \
		errno = UNTOUCHED; \
		RC_STRINGLIST *given_ = (call); \
		assert_errno(UNTOUCHED); \
		check_list(given_, expected, true); \
	} while (0)
void check_list(RC_STRINGLIST *list, const char *expected, bool in_any_order);
/* Whether links and end of a list are right. */
void check_links(const RC_STRINGLIST *list);
RC_STRINGLIST *make_list(const char *words);

/* Names that are no plain names. */
#define FOR_BAD_NAMES(name) \
	for (const char *const *at_ = bad_names, *name; (name = *at_); at_++)
extern const char *const bad_names[];

/* Functions that are exported and in no header. */
void clear_dirfds(void);
RC_STRINGLIST *config_list(int dirfd, const char *pathname);

#endif
