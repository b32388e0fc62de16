/*
 * einfo.h: messages as OpenRC writes them.
 *
 * Made from the sources of the library; see tools/headers.
 *
 * Messages go through the caller's stdout and stderr and keep their order with what
 * else is printed there. The environment decides how they look: EINFO_QUIET,
 * EERROR_QUIET, EINFO_VERBOSE, EINFO_COLOR, EINFO_INDENT, EINFO_LOG, COLUMNS, TERM.
 */
#ifndef __EINFO_H__
#define __EINFO_H__

#include <sys/types.h>
#include <stdbool.h>

#define EINFO_PRINTF(a, b) __attribute__((__format__(__printf__, a, b)))
#define EINFO_XPRINTF(a, b) \
	__attribute__((__noreturn__, __format__(__printf__, a, b)))

/* Where the compiler has restrict under a name that may be used here. */
#ifdef restrict
#define EINFO_RESTRICT restrict
#else
#ifdef __restrict
#define EINFO_RESTRICT __restrict
#else
#define EINFO_RESTRICT
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/*! What a colour stands for. */
typedef enum {
	ECOLOR_NORMAL = 1,
	ECOLOR_GOOD = 2,
	ECOLOR_WARN = 3,
	ECOLOR_BAD = 4,
	ECOLOR_HILITE = 5,
	ECOLOR_BRACKET = 6
} ECOLOR;

/*! @name Messages
 * ` * ` and the text, printf's format and arguments. einfo goes to stdout, ewarn and
 * eerror to stderr and, if EINFO_LOG is set, to the system log. EINFO_QUIET silences
 * einfo and ewarn, EERROR_QUIET silences eerror. With `n` in the name the line stays
 * open; with `v` the message is written only if EINFO_VERBOSE says yes; with `x` the
 * process exits with 1.
 * @return the characters of the text, its indent and its ending, and 3; 0 where
 * nothing was written; NULL writes nothing */
int einfo(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int einfon(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int einfov(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int einfovn(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int ewarn(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int ewarnn(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int ewarnv(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int ewarnvn(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
void ewarnx(const char *EINFO_RESTRICT format, ...) EINFO_XPRINTF(1, 2);
int eerror(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int eerrorn(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
void eerrorx(const char *EINFO_RESTRICT format, ...) EINFO_XPRINTF(1, 2);

/*! @name What takes some time
 * As einfo, with ` ...` behind the text. Each is to be followed by an end. */
int ebegin(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int ebeginv(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);
int ebeginvn(const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(1, 2);

/*! @name Its end
 * `[ ok ]`, or for a value other than 0 `[ !! ]` and before it the message, if there is
 * one: an error, or with `ewend` a warning.
 * @return the value; 0 where EINFO_VERBOSE has to say yes and does not */
int eend(int value, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);
int eendv(int value, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);
int eendvn(int value, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);
int ewend(int value, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);
int ewendv(int value, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);
int ewendvn(int value, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);

/*! Sends a line to the system log in the name that EINFO_LOG gives, if it is set.
 * @param level one of syslog's */
void elog(int level, const char *EINFO_RESTRICT format, ...) EINFO_PRINTF(2, 3);
