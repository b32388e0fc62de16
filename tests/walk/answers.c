/* Printing what the library returned. errno counts only where a function failed. */
#include "walk.h"

/* The number, as musl has no name for it. */
const char *
errno_name(void)
{
	static char name[16];

	snprintf(name, sizeof(name), "errno %d", errno);
	return name;
}

void
answer_bool(bool yes)
{
	if (yes)
		say("true\n");
	else
		say("false, %s\n", errno_name());
}

void
answer_string(const char *string)
{
	if (string)
		say("<%s>\n", string);
	else
		say("NULL, %s\n", errno_name());
}

void
answer_string_without_errno(const char *string)
{
	say("<%s>\n", string ? string : "NULL");
}

void
answer_owned_without_errno(char *string)
{
	answer_string_without_errno(string);
	free(string);
}

void
answer_owned(char *string)
{
	answer_string(string);
	free(string);
}

/* Prints a list, checks its links and frees it. */
void
answer_list(RC_STRINGLIST *list)
{
	RC_STRING *item, **previous;

	if (!list) {
		say("NULL list, %s\n", errno_name());
		return;
	}
	previous = &list->tqh_first;
	for (item = list->tqh_first; item; item = item->entries.tqe_next) {
		if (item->entries.tqe_prev != previous)
			say("(broken link)");
		previous = &item->entries.tqe_next;
		say(" <%s>", item->value);
	}
	if (list->tqh_last != previous)
		say("(broken end)");
	say(".\n");
	rc_stringlist_free(list);
}

void
answer_state(unsigned state)
{
	/* The C library of 0.62 to 0.64 never says that a service is scheduled. */
	if (is_later_release())
		state &= ~(unsigned)RC_SERVICE_SCHEDULED;
	/* C takes an errno that a search of /proc left behind for "may not be known". */
	if (geteuid() != 0)
		state &= ~(unsigned)RC_SERVICE_CRASHED;
	say("%x\n", state);
}
