/* Runs a command, and never asks how its children, and those that are left to it, have ended:
 * a parent, or a process 1, that does not reap.
 *
 * usage: noreap COMMAND [ARGUMENT]... */
#define _GNU_SOURCE
#include <sys/prctl.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	/* What is orphaned below it comes to it. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (fork() == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	for (;;)
		pause();
}
