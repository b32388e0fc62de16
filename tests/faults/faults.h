/* What the parts of the fault test share. */
#ifndef FAULTS_H
#define FAULTS_H

#define _GNU_SOURCE
#include "../common.h"
#include <errno.h>
#include <rc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATE "/run/openrc"

/* One call of the library that is disturbed. */
struct operation {
	const char *name;
	/* Makes the files as they are before. */
	void (*prepare)(const struct operation *);
	bool (*act)(const struct operation *);
	/* For rc_service_mark: from one state to another. */
	RC_SERVICE from, to;
	/* Success means that every file is new; else some clean-up may be left. */
	bool strict;
	/* What the same call may say afterwards when it has been done already. */
	int again;
	/* Records have numbers that move: what counts is which there are. */
	bool records;
	/* Several files change one after the other: a failure may leave some new. */
	bool several;
	/* Files are looked at that may be on any file system: each call may be interrupted. */
	bool anywhere;
};
extern const struct operation operations[];
extern const size_t operation_count;
void write_file(const char *path, const char *content);

/* tree.c: the files of the state directory and of the runlevels */
struct tree {
	size_t count;
	struct entry {
		char *path, *what;
		/* How much of it is mode, owner and ACL of a file. */
		size_t rights;
	} entries[256];
};
void remove_tree(const char *path);
void read_tree(struct tree *tree);
void free_tree(struct tree *tree);
/* An entry that is neither as in one nor as in the other; NULL where all are. */
const char *neither(const struct tree *now, const struct tree *old, const struct tree *new);
/* As above, for daemons: which records there are. */
const char *neither_record(const struct tree *now, const struct tree *old,
    const struct tree *new);
/* An entry that differs; NULL where none does. Hidden names and folders do not count. */
const char *differs(const struct tree *now, const struct tree *expected);
const char *hidden(const struct tree *tree);
/* A file of both whose mode, owner or ACL differ, or a link that has become a file; NULL
 * where there is none. */
const char *lost_rights(const struct tree *old, const struct tree *new);

/* trace.c */
enum kind { NONE, KILL, FAIL, SHORT };
struct fault {
	enum kind kind;
	/* Which system call, from 1. */
	unsigned at;
	int error;
};
struct outcome {
	/* System calls met, and the number of the one that was disturbed. */
	unsigned calls;
	long call;
	bool hit, ended, result;
	int status, error, leaked;
};
/* Runs the operation in a process of its own. */
struct outcome run(const struct operation *operation, struct fault fault);
/* Runs a function in a process of its own and returns its answer. */
int apart(int (*work)(const struct operation *), const struct operation *operation);

#endif
