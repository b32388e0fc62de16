/* Messages: what is written, byte for byte, and what is returned. */
#include "tests.h"
#include <fcntl.h>
#include <pty.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <termios.h>

/* Formats that gcc must not see. */
static const char *const volatile none = NULL;
static const char *const volatile empty = "";
static const char *const volatile error_text = "%m";
static const char *const volatile long_error_text = "%0700d%m";

/* What a call writes to stdout and stderr, what it returns, and that errno stays. */
#define assert_says(out, err, value, call) \
	do { \
		begin_capture(); \
		errno = UNTOUCHED; \
		int returned_ = (call); \
		int error_ = errno; \
		assert_captured(out, err); \
		assert_int_equal(returned_, value); \
		assert_int_equal(error_, UNTOUCHED); \
	} while (0)

#define assert_writes(out, err, call) \
	do { \
		begin_capture(); \
		errno = UNTOUCHED; \
		call; \
		int error_ = errno; \
		assert_captured(out, err); \
		assert_int_equal(error_, UNTOUCHED); \
	} while (0)

static void
verbosely(void)
{
	setenv("EINFO_VERBOSE", "yes", 1);
}

static void
lines(void **state)
{
	(void)state;
	verbosely();
	assert_says(" * one 2\n", "", 9, einfo("one %d", 2));
	assert_says(" * one 2\n", "", 9, einfov("one %d", 2));
	assert_says("", " * one 2\n", 9, ewarn("one %d", 2));
	assert_says("\n", " * one 2", 9, ewarnv("one %d", 2));
	assert_says("", " * one 2\n", 9, eerror("one %d", 2));
	assert_says(" * one 2 ...", "", 12, ebegin("one %d", 2));
	/* Its name ends with "n", as those of functions that leave the line open. */
	assert_says("\n * one 2 ...", "", 12, ebeginv("one %d", 2));
	assert_says(" * one 2\n", "", 9, einfo("one %d", 2));
}

/* After an open line that no terminal shows, the next begins on its own. */
static void
open_lines(void **state)
{
	(void)state;
	verbosely();
	assert_says(" * one 2", "", 8, einfon("one %d", 2));
	unsetenv("EINFO_LASTCMD");
	assert_says(" * one 2", "", 8, einfovn("one %d", 2));
	unsetenv("EINFO_LASTCMD");
	assert_says("", " * one 2", 8, ewarnn("one %d", 2));
	unsetenv("EINFO_LASTCMD");
	assert_says("", " * one 2", 8, ewarnvn("one %d", 2));
	unsetenv("EINFO_LASTCMD");
	assert_says("", " * one 2", 8, eerrorn("one %d", 2));
	unsetenv("EINFO_LASTCMD");
	assert_says(" * one 2 ...", "", 12, ebeginvn("one %d", 2));
	assert_says("\n * three\n", "", 9, einfo("three"));
}

static void
ends(void **state)
{
	(void)state;
	verbosely();
	assert_says(" [ ok ]\n", "", 0, eend(0, "no %s", "matter"));
	assert_says(" [ ok ]\n", "", 0, ewend(0, "no %s", "matter"));
	assert_says(" [ ok ]\n", "", 0, eendv(0, "no %s", "matter"));
	assert_says(" [ ok ]\n", "", 0, ewendv(0, "no %s", "matter"));
	assert_says(" [ ok ]", "", 0, eendvn(0, "no %s", "matter"));
	assert_says(" [ ok ]", "", 0, ewendvn(0, "no %s", "matter"));
	assert_says(" [ !! ]\n", "", 1, eend(1, empty));
	assert_says(" [ !! ]\n", "", -7, ewend(-7, none));
}

static void
ends_with_a_message(void **state)
{
	(void)state;
	verbosely();
	setenv("COLUMNS", "30", 1);
	/* 30 columns without the word, its brackets and what has been written: 13. */
	static const char failed[] = " * failed 2\n"
	    "           " " [ !! ]\n";
	static const char open[] = " * failed 2\n"
	    "           " " [ !! ]";
	/* What counts is the format. */
	assert_says("", " * \n" "                   " " [ !! ]\n", 3, eend(3, "%s", ""));
	assert_says("", failed, 3, eend(3, "failed %d", 2));
	assert_says("", failed, 3, ewend(3, "failed %d", 2));
	assert_says("", failed, 3, eendv(3, "failed %d", 2));
	assert_says("", failed, 3, ewendv(3, "failed %d", 2));
	assert_says("", open, 3, eendvn(3, "failed %d", 2));
	unsetenv("EINFO_LASTCMD");
	assert_says("", open, 3, ewendvn(3, "failed %d", 2));
}

static void
quiet(void **state)
{
	(void)state;
	setenv("EINFO_QUIET", "yes", 1);
	assert_says("", "", 0, einfo("text"));
	assert_says("", "", 0, einfon("text"));
	assert_says("", "", 0, ewarn("text"));
	assert_says("", "", 0, ewarnn("text"));
	assert_says("", "", 0, ebegin("text"));
	assert_says("", "", 0, eend(0, "text"));
	assert_says("", "", 5, eend(5, "text"));
	assert_says("", "", 5, ewend(5, "text"));
	assert_says("", " * text\n", 8, eerror("text"));
	setenv("EERROR_QUIET", "yes", 1);
	assert_says("", "", 0, eerror("text"));
	assert_says("", "", 0, eerrorn("text"));
}

static void
not_verbose(void **state)
{
	(void)state;
	assert_says("", "", 0, einfov("text"));
	assert_says("", "", 0, einfovn("text"));
	assert_says("", "", 0, ewarnv("text"));
	assert_says("", "", 0, ewarnvn("text"));
	assert_says("", "", 0, ebeginv("text"));
	assert_says("", "", 0, ebeginvn("text"));
	assert_says("", "", 0, eendv(5, "text"));
	assert_says("", "", 0, ewendv(5, "text"));
	assert_says("", "", 0, eendvn(5, "text"));
	assert_says("", "", 0, ewendvn(5, "text"));
	setenv("EINFO_VERBOSE", "no", 1);
	assert_says("", "", 0, einfov("text"));
}

static void
null_formats_write_nothing(void **state)
{
	(void)state;
	verbosely();
	assert_says("", "", 0, einfo(none));
	assert_says("", "", 0, einfon(none));
	assert_says("", "", 0, einfov(none));
	assert_says("", "", 0, einfovn(none));
	assert_says("", "", 0, ewarn(none));
	assert_says("", "", 0, ewarnn(none));
	assert_says("", "", 0, ewarnv(none));
	assert_says("", "", 0, ewarnvn(none));
	assert_says("", "", 0, eerror(none));
	assert_says("", "", 0, eerrorn(none));
	assert_says("", "", 0, ebegin(none));
	assert_says("", "", 0, ebeginv(none));
	assert_says("", "", 0, ebeginvn(none));
	assert_says(" [ ok ]\n", "", 0, eend(0, none));
	assert_says(" [ !! ]\n", "", 2, eend(2, none));
	assert_says(" [ !! ]\n", "", 2, ewend(2, none));
	assert_says(" [ !! ]\n", "", 2, eendv(2, none));
	assert_says(" [ !! ]\n", "", 2, ewendv(2, none));
	assert_says(" [ !! ]", "", 2, eendvn(2, none));
	assert_says(" [ !! ]", "", 2, ewendvn(2, none));
	assert_writes("", "", elog(LOG_ERR, none));
	assert_writes("", "", ebracket(0, ECOLOR_GOOD, NULL));
}

/* %m is the errno of the caller. */
static void
percent_m(void **state)
{
	char text[64];

	(void)state;
	snprintf(text, sizeof(text), " * %s\n", strerror(EXDEV));
	begin_capture();
	errno = EXDEV;
	einfo(error_text);
	assert_int_equal(errno, EXDEV);
	eerror(error_text);
	assert_captured(text, text);
	begin_capture();
	errno = EXDEV;
	eend(1, error_text);
	int error = errno;
	end_capture();
	assert_int_equal(error, EXDEV);
	char *err = read_file(CAPTURED_ERR);
	assert_memory_equal(err, text, strlen(text));
	free(err);
}

static void
percent_m_in_long_text(void **state)
{
	char expected[800];

	(void)state;
	snprintf(expected, sizeof(expected), " * %0700d%s\n", 0, strerror(EXDEV));
	begin_capture();
	errno = EXDEV;
	einfo(long_error_text, 0);
	assert_captured(expected, "");
}

static void
long_text(void **state)
{
	static const size_t lengths[] = { 510, 511, 512, 513, 5000, 100000 };

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		size_t length = lengths[i];
		char *text = malloc(length + 1), *expected = malloc(length + 5);
		memset(text, 'x', length);
		text[length] = '\0';
		sprintf(expected, " * %s\n", text);
		assert_says(expected, "", (int)length + 4, einfo("%s", text));
		assert_says("", expected, (int)length + 4, eerror("%s", text));
		free(text);
		free(expected);
	}
}

static void
columns_beyond_all_screens(void **state)
{
	static const char *const huge[] = { "2147483647", "65536" };

	(void)state;
	for (size_t i = 0; i < COUNT(huge); i++) {
		char *err;
		setenv("COLUMNS", huge[i], 1);
		assert_says(" [ ok ]\n", "", 0, eend(0, none));
		begin_capture();
		eend(1, "failed");
		ebracket(2147483647, ECOLOR_BAD, "!!");
		ebracket(-2147483647, ECOLOR_BAD, "!!");
		end_capture();
		err = read_file(CAPTURED_ERR);
		/* 65535 columns, from the end of the line that was written. */
		assert_int_equal(strlen(err), 10 + (65535 - 2 - 5 - 10) + 8);
		free(err);
	}
}

static void
columns_that_are_none(void **state)
{
	static const char *const columns[] = {
		"", "x", "0", "-5", "1", "99999999999999999999",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(columns); i++) {
		setenv("COLUMNS", columns[i], 1);
		begin_capture();
		eend(1, "failed");
		end_capture();
		char *err = read_file(CAPTURED_ERR);
		assert_memory_equal(err, " * failed\n", 10);
		assert_non_null(strstr(err, " [ !! ]\n"));
		free(err);
	}
}

static void
brackets(void **state)
{
	(void)state;
	setenv("COLUMNS", "20", 1);
	assert_writes(" [ oh ]\n", "", ebracket(0, ECOLOR_GOOD, "oh"));
	assert_writes("        " " [ oh ]\n", "", ebracket(5, ECOLOR_GOOD, "oh"));
	assert_writes(" [ oh ]\n", "", ebracket(19, ECOLOR_GOOD, "oh"));
	assert_writes(" [ oh ]\n", "", ebracket(0, (ECOLOR)77, "oh"));
	assert_writes(" [  ]\n", "", ebracket(0, ECOLOR_GOOD, ""));
}

static void
indents(void **state)
{
	(void)state;
	errno = UNTOUCHED;
	eindent();
	assert_errno(UNTOUCHED);
	assert_says(" *   text\n", "", 10, einfo("text"));
	eindent();
	assert_says(" *     text\n", "", 12, einfo("text"));
	/* These wait until messages are verbose. */
	eindentv();
	eoutdentv();
	assert_string_equal(getenv("EINFO_INDENT"), "00000004");
	verbosely();
	eindentv();
	assert_string_equal(getenv("EINFO_INDENT"), "00000006");
	eoutdentv();
	eoutdent();
	assert_string_equal(getenv("EINFO_INDENT"), "00000002");
	eoutdent();
	eoutdent();
	assert_null(getenv("EINFO_INDENT"));
	assert_errno(UNTOUCHED);
	setenv("EINFO_INDENT", "2147483647", 1);
	assert_says(" *                                         text\n", "", 48, einfo("text"));
	setenv("EINFO_INDENT", "-3", 1);
	assert_says(" * text\n", "", 8, einfo("text"));
}

static void
prefixes(void **state)
{
	(void)state;
	eprefix("alpha");
	assert_says("alpha| * text\n", "", 8, einfo("text"));
	eprefix(NULL);
	assert_says(" * text\n", "", 8, einfo("text"));
}

/* Runs a call that is the last of its process. */
#define assert_exits(err, call) \
	do { \
		begin_capture(); \
		pid_t pid_ = fork(); \
		if (pid_ == 0) { \
			call; \
		} \
		int status_ = -1; \
		waitpid(pid_, &status_, 0); \
		assert_captured("", err); \
		assert_true(WIFEXITED(status_)); \
		assert_int_equal(WEXITSTATUS(status_), 1); \
	} while (0)

static void
last_messages(void **state)
{
	(void)state;
	assert_exits(" * text 2\n", ewarnx("text %d", 2));
	assert_exits(" * text 2\n", eerrorx("text %d", 2));
	assert_exits("", ewarnx(none));
	assert_exits("", eerrorx(none));
	setenv("EINFO_QUIET", "yes", 1);
	setenv("EERROR_QUIET", "yes", 1);
	assert_exits("", ewarnx("text"));
	assert_exits("", eerrorx("text"));
}

static int
open_log(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/dev/log" };
	struct timeval patience = { 5, 0 };
	int log = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	unlink("/dev/log");
	assert_int_equal(bind(log, (struct sockaddr *)&address, sizeof(address)), 0);
	setsockopt(log, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return log;
}

/* The next line in the log: level and facility, and what follows the date. */
static void
assert_logged(int log, int level, const char *text)
{
	char line[1024], start[16], end[256];
	ssize_t length = recv(log, line, sizeof(line) - 1, 0);

	assert_true(length > 0);
	/* musl ends it with one. */
	if (line[length - 1] == '\n')
		length--;
	line[length] = '\0';
	snprintf(start, sizeof(start), "<%d>", level | LOG_DAEMON);
	snprintf(end, sizeof(end), " name[%d]: %s", (int)getpid(), text);
	assert_memory_equal(line, start, strlen(start));
	assert_true((size_t)length > strlen(end));
	assert_string_equal(line + length - strlen(end), end);
}

static void
messages_in_the_log(void **state)
{
	int log = open_log();
	char byte;

	(void)state;
	elog(LOG_NOTICE, "nobody asked");
	eerror("nobody asked");
	setenv("EINFO_LOG", "name", 1);
	errno = UNTOUCHED;
	elog(LOG_NOTICE, "text %d%%", 2);
	assert_errno(UNTOUCHED);
	assert_logged(log, LOG_NOTICE, "text 2%");
	assert_says("", " * text 2\n", 10, ewarn("text %d", 2));
	assert_logged(log, LOG_WARNING, "text 2");
	assert_says("", " * text 2\n", 10, eerror("text %d", 2));
	assert_logged(log, LOG_ERR, "text 2");
	/* No colours, lines or other tricks in the files of others. */
	elog(LOG_ERR, "\033[1m\033[36m%s\033[m: two\r\nlines\tand\001more\n", "caf\xc3\xa9");
	assert_logged(log, LOG_ERR, "caf\xc3\xa9: two lines and more");
	elog(LOG_ERR, "%s", "\n\033]0;a title\007");
	assert_logged(log, LOG_ERR, "");
	setenv("EINFO_LOG", "na\033[31mme\n", 1);
	elog(LOG_ERR, "text");
	assert_logged(log, LOG_ERR, "text");
	einfo("not logged");
	assert_int_equal(recv(log, &byte, 1, MSG_DONTWAIT), -1);
	close(log);
	unlink("/dev/log");
}

#define LOGGERS 4
#define LINES 200

static void *
log_often(void *argument)
{
	for (int i = 0; i < LINES; i++)
		elog(LOG_NOTICE, "line %d", i);
	return argument;
}

/* Another thread that is in the log, or in malloc, is no reason to lose a line. */
static void
lines_of_several_threads_in_the_log(void **state)
{
	int log = open_log(), received = 0;
	pthread_t threads[LOGGERS];
	char line[1024];

	(void)state;
	setenv("EINFO_LOG", "name", 1);
	for (int i = 0; i < LOGGERS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, log_often, NULL), 0);
	while (received < LOGGERS * LINES && recv(log, line, sizeof(line), 0) > 0)
		received++;
	assert_int_equal(received, LOGGERS * LINES);
	for (int i = 0; i < LOGGERS; i++)
		pthread_join(threads[i], NULL);
	close(log);
	unlink("/dev/log");
}

static unsigned short columns = 40;

/* Puts stdout and stderr on a terminal of so many columns. */
static int
begin_terminal(const char *term)
{
	struct winsize size = { .ws_row = 25, .ws_col = columns };
	struct termios raw = { 0 };
	int ours, theirs;

	cfmakeraw(&raw);
	setenv("TERM", term, 1);
	fflush(NULL);
	assert_int_equal(openpty(&ours, &theirs, NULL, &raw, &size), 0);
	for (int fd = 1; fd < 3; fd++)
		dup2(theirs, fd);
	close(theirs);
	return ours;
}

/* Holds what the terminal got to what it should have got. */
static void
end_terminal(int ours, const int *kept, const char *expected)
{
	char written[1024] = "";
	ssize_t length;

	fflush(NULL);
	length = read(ours, written, sizeof(written) - 1);
	for (int fd = 1; fd < 3; fd++)
		dup2(kept[fd - 1], fd);
	close(ours);
	assert_true(length > 0);
	assert_string_equal(written, expected);
}

#define assert_shows(term, expected, call) \
	do { \
		int kept_[2] = { dup(1), dup(2) }; \
		int terminal_ = begin_terminal(term); \
		call; \
		end_terminal(terminal_, kept_, expected); \
		close(kept_[0]); \
		close(kept_[1]); \
	} while (0)

#define GOOD "\033[1m\033[32m"
#define WARN "\033[1m\033[33m"
#define BAD "\033[1m\033[31m"
#define HILITE "\033[1m\033[36m"
#define BRACKET "\033[1m\033[34m"
#define NORMAL "\033[m"

static void
colours_on_a_terminal(void **state)
{
	(void)state;
	assert_shows("xterm", " " GOOD "*" NORMAL " text\033[K\n", einfo("text"));
	assert_shows("xterm", " " WARN "*" NORMAL " text\033[K\n", ewarn("text"));
	assert_shows("xterm", " " BAD "*" NORMAL " text\033[K\n", eerror("text"));
	assert_shows("xterm", " " GOOD "*" NORMAL " text\033[K ...\n", ebegin("text"));
	assert_shows("xterm",
	    "\033[A\033[33C " BRACKET "[" GOOD " ok " BRACKET "]" NORMAL "\n", eend(0, none));
	assert_shows("xterm",
	    "\033[A\033[33C " BRACKET "[" HILITE " oh " BRACKET "]" NORMAL "\n",
	    ebracket(3, ECOLOR_HILITE, "oh"));
	setenv("EINFO_COLOR", "no", 1);
	assert_shows("xterm", " * text\n", einfo("text"));
}

/* The kernel says that a serial line has none. */
static void
a_terminal_of_no_columns(void **state)
{
	(void)state;
	columns = 0;
	assert_shows("linux",
	    "\033[A\033[73C " BRACKET "[" GOOD " ok " BRACKET "]" NORMAL "\n", eend(0, none));
	setenv("COLUMNS", "40", 1);
	assert_shows("linux",
	    "\033[A\033[33C " BRACKET "[" GOOD " ok " BRACKET "]" NORMAL "\n", eend(0, none));
	setenv("COLUMNS", "0", 1);
	assert_shows("linux", " [ ok ]\n", eend(0, none));
}

static void
no_colours_on_other_terminals(void **state)
{
	(void)state;
	assert_shows("dumb", " * text\n", einfo("text"));
}

static void
colours(void **state)
{
	(void)state;
	setenv("TERM", "linux", 1);
	errno = UNTOUCHED;
	assert_string_equal(ecolor(ECOLOR_NORMAL), NORMAL);
	assert_string_equal(ecolor(ECOLOR_GOOD), GOOD);
	assert_string_equal(ecolor(ECOLOR_WARN), WARN);
	assert_string_equal(ecolor(ECOLOR_BAD), BAD);
	assert_string_equal(ecolor(ECOLOR_HILITE), HILITE);
	assert_string_equal(ecolor(ECOLOR_BRACKET), BRACKET);
	assert_string_equal(ecolor((ECOLOR)0), "");
	assert_string_equal(ecolor((ECOLOR)7), "");
	assert_errno(UNTOUCHED);
}

static void
no_colours(void **state)
{
	(void)state;
	assert_string_equal(ecolor(ECOLOR_GOOD), "");
	setenv("TERM", "linux", 1);
	setenv("EINFO_COLOR", "no", 1);
	assert_string_equal(ecolor(ECOLOR_GOOD), "");
}

/* Messages keep their order with what else is printed. */
static void
messages_are_in_order(void **state)
{
	(void)state;
	begin_capture();
	printf("one\n");
	einfo("two");
	printf("three\n");
	assert_captured("one\n * two\nthree\n", "");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(open_lines),
		cmocka_unit_test(ends),
		cmocka_unit_test(ends_with_a_message),
		cmocka_unit_test(quiet),
		cmocka_unit_test(not_verbose),
		cmocka_unit_test(null_formats_write_nothing),
		cmocka_unit_test(percent_m),
		cmocka_unit_test(percent_m_in_long_text),
		cmocka_unit_test(long_text),
		cmocka_unit_test(columns_beyond_all_screens),
		cmocka_unit_test(columns_that_are_none),
		cmocka_unit_test(brackets),
		cmocka_unit_test(indents),
		cmocka_unit_test(prefixes),
		cmocka_unit_test(last_messages),
		cmocka_unit_test(messages_in_the_log),
		cmocka_unit_test(lines_of_several_threads_in_the_log),
		cmocka_unit_test(colours_on_a_terminal),
		cmocka_unit_test(a_terminal_of_no_columns),
		cmocka_unit_test(no_colours_on_other_terminals),
		cmocka_unit_test(colours),
		cmocka_unit_test(no_colours),
		cmocka_unit_test(messages_are_in_order),
	};

	return RUN(tests);
}
