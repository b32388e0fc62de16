/* What the C test programs share: random numbers from a seed, reading arguments, and the
 * certainty that this is the sandbox. */
#ifndef TESTS_COMMON_H
#define TESTS_COMMON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* xorshift64*: a number below n. */
static inline unsigned
random_below(uint64_t *state, unsigned n)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (unsigned)((*state * 2685821657736338717u) >> 33) % n;
}

/* The state that a seed begins with. */
static inline uint64_t
random_start(uint64_t seed)
{
	return seed * 0x9e3779b97f4a7c15u + 1;
}

static inline unsigned
number(const char *argument)
{
	return (unsigned)strtoul(argument, NULL, 10);
}

/* The programs change the files of the whole system: elsewhere than in the sandbox, or
 * called otherwise than they should be, they end at once. */
static inline void
only_in_the_sandbox(bool is_called_right, const char *usage)
{
	if (is_called_right && access("/.openrc-test-rootfs", F_OK) == 0 &&
	    access("/mnt/test-here", F_OK) == 0)
		return;
	fprintf(stderr, "usage: %s, inside the sandbox\n", usage);
	exit(2);
}

#endif
