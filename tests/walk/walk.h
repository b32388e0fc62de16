/* What the parts of the walk share. */
#ifndef WALK_H
#define WALK_H

#define _GNU_SOURCE
#include "../common.h"
#include <errno.h>
#include <rc.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Functions that only some releases have. */
#pragma weak rc_dirfd
#pragma weak rc_getline
#pragma weak rc_is_user
#pragma weak rc_runleveldir
#pragma weak rc_scriptdirfds
#pragma weak rc_scriptdirs
#pragma weak rc_service_getenv
#pragma weak rc_service_putenv
#pragma weak rc_service_setenv
#pragma weak rc_set_user
#pragma weak rc_svcdir
#pragma weak rc_sysconfdir
#pragma weak rc_usrconfdir

#define PICK(array) ((array)[below(COUNT(array))])

/* walk.c */
extern FILE *out;
/* The number of a step's kind is printed with what it did. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A number below n, from the seed. */
unsigned below(unsigned n);
/* What a process began by this walk is called in the transcript. */
int child_index(pid_t pid);

/* answers.c: printing what the library returned */
const char *errno_name(void);
void answer_bool(bool yes);
void answer_string(const char *string);
void answer_owned(char *string);
void answer_string_without_errno(const char *string);
void answer_owned_without_errno(char *string);
void answer_list(RC_STRINGLIST *list);
void answer_state(unsigned state);

/* tree.c: the files that the walk makes */
extern const char *const services[];
extern const unsigned service_count;
extern const char *const runlevels[];
extern const unsigned runlevel_count;
void make_tree(void);
void change_tree(void);
void print_tree(bool in_full);
void write_file(const char *path, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void random_lines(const char *path);

/* steps.c */
/* Takes one step. */
void step(void);
/* Takes a step that the C library of 0.62 to 0.64 does right only as a process's first. */
void first_step(void);
/* Whether the library has the functions of 0.62 and later. */
bool is_later_release(void);

#endif
