/* A daemon that writes its number to /tmp/pid and does nothing else, with any arguments.
 *
 * usage: sleeps [ARGUMENT...] */
#include <stdio.h>
#include <unistd.h>

int
main(void)
{
	FILE *file = fopen("/tmp/pid", "w");

	if (!file)
		return 1;
	fprintf(file, "%d\n", (int)getpid());
	fclose(file);
	for (;;)
		pause();
}
