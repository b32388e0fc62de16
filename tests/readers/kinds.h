/* Hostile kinds of file, each made at the place of one that the library reads. */
#ifndef READERS_KINDS_H
#define READERS_KINDS_H

#include <stdbool.h>
#include <stddef.h>

/* What C's library does when it reads one. */
enum of_c {
	/* It answers. */
	C_ANSWERS,
	/* It answers if it reads no more than a beginning, else it runs out of memory or time. */
	C_ANSWERS_BEGINNING,
	/* It waits for ever. */
	C_WAITS,
};

struct kind {
	const char *name;
	enum of_c of_c;
	void (*make)(const char *path);
};

extern const struct kind kinds[];
extern const size_t kind_count;

/* A process of that user whose arguments, by what it tells the kernel, are a terabyte. */
void endless_arguments(unsigned user);

/* Ends what a kind has left running. */
void end_helpers(void);

#endif
