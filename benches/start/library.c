/* What the program is linked against: the names, for whichever library it starts with. */
#include <stdbool.h>

#ifdef RC
bool rc_yesno(const char *value);

bool
rc_yesno(const char *value)
{
	return value[0] == 'y';
}
#else
void eindent(void);

void
eindent(void)
{
}
#endif
