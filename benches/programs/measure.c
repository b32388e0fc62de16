/* Runs a command several times and prints what one run took: processor time, of all
 * processes that it left behind too, and elapsed time, in microseconds, and page faults.
 *
 * usage: measure NAME RUNS COMMAND... */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
microseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e6 + (double)time.tv_usec;
}

static struct rusage
used(void)
{
	struct rusage usage;

	if (getrusage(RUSAGE_CHILDREN, &usage) != 0)
		abort();
	return usage;
}

static double
processor(const struct rusage *usage)
{
	return microseconds(usage->ru_utime) + microseconds(usage->ru_stime);
}

static double
elapsed(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		abort();
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* What the command leaves behind comes to this process, and is waited for as well. */
static void
run(char **command)
{
	pid_t pid = fork(), ended;
	int status, result = -1;

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);
		for (int fd = 0; fd < 3; fd++)
			dup2(null, fd);
		execvp(command[0], command);
		_exit(127);
	}
	while ((ended = wait(&status)) > 0)
		if (ended == pid)
			result = status;
	if (result == -1 || WEXITSTATUS(result) == 127) {
		fprintf(stderr, "measure: %s did not run\n", command[0]);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	if (argc < 4 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) {
		fprintf(stderr, "usage: measure NAME RUNS COMMAND...\n");
		return 2;
	}
	int runs = atoi(argv[2]);
	struct rusage before = used();
	double begin = elapsed();
	for (int i = 0; i < runs; i++)
		run(argv + 3);
	double wall = elapsed() - begin;
	struct rusage after = used();
	printf("%s %.1f %.1f %.1f\n", argv[1], (processor(&after) - processor(&before)) / runs,
	    wall / runs, (double)(after.ru_minflt - before.ru_minflt) / runs);
	return 0;
}
