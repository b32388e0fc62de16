/*
 * The functions of einfo.h that take a format: each turns its arguments into text and
 * hands it to the Rust function of the same name. Stable Rust cannot define a variadic
 * function; nothing else is in C.
 */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A formatted message. Most fit the buffer. */
struct text {
	char *bytes;
	size_t length;
	char buffer[512];
};

/* Formats with the errno that the caller had, for %m. Where there is no memory for a
 * long text, its beginning is kept; where a conversion fails, nothing is. */
static void
text_init(struct text *text, const char *format, va_list arguments)
{
	int error = errno;
	int length;
	va_list again;

	text->bytes = text->buffer;
	text->length = 0;
	if (!format)
		return;
	va_copy(again, arguments);
	length = vsnprintf(text->buffer, sizeof(text->buffer), format, arguments);
	if (length > 0 && (size_t)length >= sizeof(text->buffer)) {
		text->bytes = malloc((size_t)length + 1);
		errno = error;
		if (text->bytes)
			vsnprintf(text->bytes, (size_t)length + 1, format, again);
		else {
			text->bytes = text->buffer;
			length = sizeof(text->buffer) - 1;
		}
	}
	va_end(again);
	if (length > 0)
		text->length = (size_t)length;
	errno = error;
}

static void
text_free(struct text *text)
{
	if (text->bytes != text->buffer)
		free(text->bytes);
}

typedef int message(const char *bytes, size_t length);
typedef int end(int value, const char *bytes, size_t length);

static int
speak(message *name, const char *format, va_list arguments)
{
	struct text text;
	int count;

	text_init(&text, format, arguments);
	count = name(text.bytes, text.length);
	text_free(&text);
	return count;
}

static int
speak_end(end *name, int value, const char *format, va_list arguments)
{
	struct text text;

	text_init(&text, value == 0 ? NULL : format, arguments);
	value = name(value, format && *format ? text.bytes : NULL, text.length);
	text_free(&text);
	return value;
}

/* int NAME(format, ...) */
#define MESSAGE(name) \
	message openrc_##name; \
	int name(const char *format, ...); \
	int \
	name(const char *format, ...) \
	{ \
		va_list arguments; \
		int count; \
		if (!format) \
			return 0; \
		va_start(arguments, format); \
		count = speak(openrc_##name, format, arguments); \
		va_end(arguments); \
		return count; \
	}

/* void NAME(format, ...), which does not return */
#define LAST_MESSAGE(name) \
	message openrc_##name; \
	void name(const char *format, ...); \
	void \
	name(const char *format, ...) \
	{ \
		va_list arguments; \
		if (format) { \
			va_start(arguments, format); \
			speak(openrc_##name, format, arguments); \
			va_end(arguments); \
		} \
		exit(EXIT_FAILURE); \
	}

/* int NAME(value, format, ...), whose message is NULL where there is no format */
#define END(name) \
	end openrc_##name; \
	int name(int value, const char *format, ...); \
	int \
	name(int value, const char *format, ...) \
	{ \
		va_list arguments; \
		va_start(arguments, format); \
		value = speak_end(openrc_##name, value, format, arguments); \
		va_end(arguments); \
		return value; \
	}

MESSAGE(einfo)
MESSAGE(einfon)
MESSAGE(einfov)
MESSAGE(einfovn)
MESSAGE(ewarn)
MESSAGE(ewarnn)
MESSAGE(ewarnv)
MESSAGE(ewarnvn)
MESSAGE(eerror)
MESSAGE(eerrorn)
MESSAGE(ebegin)
MESSAGE(ebeginv)
MESSAGE(ebeginvn)
LAST_MESSAGE(ewarnx)
LAST_MESSAGE(eerrorx)
END(eend)
END(eendv)
END(eendvn)
END(ewend)
END(ewendv)
END(ewendvn)

void openrc_elog(int level, const char *bytes, size_t length);
void elog(int level, const char *format, ...);

void
elog(int level, const char *format, ...)
{
	struct text text;
	va_list arguments;

	if (!format)
		return;
	va_start(arguments, format);
	text_init(&text, format, arguments);
	va_end(arguments);
	openrc_elog(level, text.bytes, text.length);
	text_free(&text);
}
