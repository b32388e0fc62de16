/* A program that is linked to both libraries and does next to nothing with them. */
#include <stdbool.h>

bool rc_yesno(const char *value);
void eindent(void);

int
main(void)
{
	eindent();
	return rc_yesno("yes") ? 0 : 1;
}
