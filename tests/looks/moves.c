/* A service that is in some state at every moment, and moves to others at the worst moments
 * of a question for its state: it is never said to be stopped. All moves from one state to
 * another at each step of the question are tried, and all pairs of two such moves.
 *
 * usage: moves SVCDIR QUESTIONS
 *
 *   dated  the kernel dates a move when it shows it
 *   late   it dated the first long before it shows it
 *   back   before the first the clock is set back */
#define _GNU_SOURCE
#include "../common.h"
#include "stat.h"
#include <rc.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <time.h>

enum { STATES = 4 };
/* So many seconds old is what did not change; so far is the clock set back. */
enum { OLD = 10, BACK = 30 };
static const char *const states[STATES] = { "started", "starting", "stopping", "inactive" };
static const char *const kinds[] = { "dated", "late", "back" };
enum { DATED, LATE, BACKWARD, KINDS };

static const char *svcdir;
static ino_t inodes[STATES];
/* How many steps the question has made: one before each look at a file, and one after. */
static unsigned steps;
static bool is_remembered, is_asking, is_set_back, is_dated[STATES];
static unsigned kind, from[2], to[2], at[2], moves;

static void
link_of(char path[128], unsigned state)
{
	snprintf(path, 128, "%s/%s/service", svcdir, states[state]);
}

static void
step(void)
{
	char old[128], new[128];

	for (unsigned i = 0; is_asking && i < moves; i++) {
		if (at[i] != steps)
			continue;
		link_of(old, from[i]);
		link_of(new, to[i]);
		if (rename(old, new) != 0)
			abort();
		is_set_back |= kind == BACKWARD;
		if (i > 0 || kind != LATE)
			is_dated[from[i]] = is_dated[to[i]] = true;
	}
	steps += is_asking;
}

/* Whether the kernel has dated a move that it has not shown yet. Nothing is so while its
 * directory is listed, which waits for that: what is remembered is of before. */
static bool
is_late(unsigned state)
{
	return is_asking && kind == LATE && (state == from[0] || state == to[0]);
}

/* What was not changed during the question is old. */
static int
with_other_times(int status, struct stat *found)
{
	for (unsigned i = 0; status == 0 && i < STATES; i++) {
		if (found->st_ino != inodes[i])
			continue;
		found->st_ctim.tv_sec -= is_dated[i] ? (is_set_back ? BACK : 0) : OLD;
		if (!is_dated[i])
			found->st_ctim.tv_nsec = is_remembered && is_late(i) ? 6 : 5;
	}
	step();
	return status;
}

int
clock_gettime(clockid_t clock, struct timespec *now)
{
	int status = (int)syscall(SYS_clock_gettime, clock, now);

	if (is_set_back && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
		now->tv_sec -= BACK;
	return status;
}

/* What a question came to. */
static struct answer {
	unsigned steps;
	bool is_wrong;
} *answer;

/* Asks in a process of its own, after so many other questions, from which it remembers what
 * the directories are like. */
static void
ask(unsigned questions)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		while (questions--)
			rc_service_state("another");
		is_asking = true;
		step();
		answer->is_wrong = (rc_service_state("service") & RC_SERVICE_STOPPED) != 0;
		answer->steps = steps;
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		abort();
}

static void
put(unsigned state)
{
	char path[128];

	for (unsigned i = 0; i < STATES; i++) {
		link_of(path, i);
		unlink(path);
	}
	link_of(path, state);
	if (symlink("/etc/init.d/service", path) != 0)
		abort();
}

static unsigned long asked, missed[KINDS];

/* Whether the question came to the last of the moves. */
static bool
comes_to(unsigned number_of_moves, unsigned questions)
{
	moves = number_of_moves;
	put(from[0]);
	ask(questions);
	bool comes = answer->steps > at[moves - 1];
	asked += comes;
	missed[kind] += comes && answer->is_wrong;
	return comes;
}

/* One move at each step of the question, and two at each two of its steps. */
static void
at_each_step(unsigned questions)
{
	for (at[0] = 0; comes_to(1, questions); at[0]++) {
		from[1] = to[0];
		for (to[1] = 0; to[1] < STATES; to[1]++) {
			at[1] = at[0] + 1;
			while (to[1] != from[1] && comes_to(2, questions))
				at[1]++;
		}
	}
}

int
main(int argc, char **argv)
{
	struct stat found;
	char path[128];

	only_in_the_sandbox(argc == 3, "moves SVCDIR QUESTIONS");
	svcdir = argv[1];
	if (setenv("RC_SVCDIR", svcdir, 1) != 0 || mkdir(svcdir, 0755) != 0)
		abort();
	if (strcmp(svcdir, "/ramfs") == 0 && mount("none", svcdir, "ramfs", 0, "") != 0)
		abort();
	FILE *script = fopen("/etc/init.d/service", "w");
	if (!script || fputs("#!/sbin/openrc-run\n", script) < 0 || fclose(script) != 0)
		abort();
	answer = mmap(NULL, sizeof(*answer), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1, 0);
	rc_service_state("service");
	for (unsigned i = 0; i < STATES; i++) {
		snprintf(path, sizeof(path), "%s/%s", svcdir, states[i]);
		if (syscall(SYS_newfstatat, AT_FDCWD, path, &found, 0) != 0)
			abort();
		inodes[i] = found.st_ino;
	}
	is_remembered = number(argv[2]) > 0;
	for (kind = 0; kind < KINDS; kind++)
		for (from[0] = 0; from[0] < STATES; from[0]++)
			for (to[0] = 0; to[0] < STATES; to[0]++)
				if (to[0] != from[0])
					at_each_step(number(argv[2]));
	printf("%lu questions", asked);
	for (kind = 0; kind < KINDS; kind++)
		printf(", %lu missed %s", missed[kind], kinds[kind]);
	printf("\n");
	return missed[DATED] || missed[LATE] || missed[BACKWARD] || asked < 1000;
}
