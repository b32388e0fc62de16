/* Services that are always in a state, which others change all the time: who asks never
 * hears that one is stopped.
 *
 * usage: looks SECONDS ASKERS MARKERS SERVICES PAUSE STOP SEED TIMES SVCDIR
 *
 * Each marker marks a service, and waits for PAUSE to twice PAUSE microseconds. Who asks is
 * stopped for up to STOP microseconds at each third look at a file. TIMES are those of the
 * files:
 *
 *   kernel   as the file system has them
 *   tick     of a ramfs, which has the kernel's coarse time, as all had before Linux 6.13
 *   second   without the fraction of a second, as on ext3
 *   behind   of a file server whose clock is ten seconds behind
 *   ahead    of one whose clock is ten seconds ahead */
#define _GNU_SOURCE
#include "../common.h"
#include "stat.h"
#include <errno.h>
#include <rc.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>

static struct counts {
	unsigned long asked, marked, missed, failed;
} *counts;
static enum { KERNEL, TICK, SECOND, BEHIND, AHEAD } times;
static bool was_stat_called, was_statfs_called;
static unsigned stop;
static uint64_t stops;

static int
with_other_times(int status, struct stat *found)
{
	was_stat_called = true;
	if (stop && random_below(&stops, 3) == 0)
		usleep(random_below(&stops, stop));
	if (status == 0 && times == SECOND)
		found->st_ctim.tv_nsec = found->st_mtim.tv_nsec = 0;
	if (status == 0 && (times == BEHIND || times == AHEAD)) {
		found->st_ctim.tv_sec += times == AHEAD ? 10 : -10;
		found->st_mtim.tv_sec += times == AHEAD ? 10 : -10;
	}
	return status;
}

static int
file_system(const char *path, struct statfs *found)
{
	int status = (int)syscall(SYS_statfs, path, found);

	was_statfs_called = true;
	if (status == 0 && (times == BEHIND || times == AHEAD))
		found->f_type = 0x6969; /* NFS */
	return status;
}

AS(statfs, g, (const char *path, struct statfs *found), file_system(path, found))
AS(statfs64, h, (const char *path, struct statfs *found), file_system(path, found))

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
service(char name[32], uint64_t *state, unsigned services)
{
	snprintf(name, 32, "service%u", random_below(state, services));
}

static void
ask(uint64_t state, unsigned services, unsigned longest_stop, double end)
{
	unsigned long asked = 0, missed = 0;
	char name[32];

	stops = state;
	stop = longest_stop;
	while (now() < end) {
		service(name, &state, services);
		missed += (rc_service_state(name) & RC_SERVICE_STOPPED) != 0;
		asked++;
	}
	__atomic_fetch_add(&counts->asked, asked, __ATOMIC_RELAXED);
	__atomic_fetch_add(&counts->missed, missed, __ATOMIC_RELAXED);
	if (times > TICK && !was_stat_called)
		__atomic_fetch_add(&counts->failed, 1, __ATOMIC_RELAXED);
	if (times > SECOND && !was_statfs_called)
		__atomic_fetch_add(&counts->failed, 1, __ATOMIC_RELAXED);
}

static void
mark(uint64_t state, unsigned services, unsigned pause, double end)
{
	static const RC_SERVICE states[] = { RC_SERVICE_STARTED, RC_SERVICE_STARTING,
		RC_SERVICE_STOPPING, RC_SERVICE_INACTIVE };
	unsigned long marked = 0, failed = 0;
	char name[32];

	while (now() < end) {
		service(name, &state, services);
		failed += !rc_service_mark(name, states[random_below(&state, 4)]);
		marked++;
		if (pause)
			usleep(pause + random_below(&state, pause));
	}
	__atomic_fetch_add(&counts->marked, marked, __ATOMIC_RELAXED);
	__atomic_fetch_add(&counts->failed, failed, __ATOMIC_RELAXED);
}

static void
make_services(unsigned services)
{
	for (unsigned i = 0; i < services; i++) {
		char path[64], name[32];
		snprintf(name, sizeof(name), "service%u", i);
		snprintf(path, sizeof(path), "/etc/init.d/%s", name);
		FILE *file = fopen(path, "w");
		if (!file || fputs("#!/sbin/openrc-run\n", file) < 0 || fclose(file) != 0 ||
		    chmod(path, 0755) != 0 || !rc_service_mark(name, RC_SERVICE_STARTED))
			abort();
	}
}

static void
choose_times(const char *name, const char *svcdir)
{
	static const char *const names[] = { "kernel", "tick", "second", "behind", "ahead" };

	while (times < AHEAD && strcmp(names[times], name) != 0)
		times++;
	if (strcmp(names[times], name) != 0 || setenv("RC_SVCDIR", svcdir, 1) != 0)
		abort();
	if (times == TICK && (mkdir(svcdir, 0755) != 0 || mount("none", svcdir, "ramfs", 0, "") != 0)) {
		perror("ramfs");
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc == 10,
	    "looks SECONDS ASKERS MARKERS SERVICES PAUSE STOP SEED TIMES SVCDIR");
	unsigned askers = number(argv[2]), markers = number(argv[3]), services = number(argv[4]);
	counts = mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1, 0);
	choose_times(argv[8], argv[9]);
	make_services(services);
	double end = now() + number(argv[1]);
	for (unsigned i = 0; i < askers + markers; i++) {
		if (fork() == 0) {
			uint64_t state = random_start(number(argv[7]) + i);
			if (i < askers)
				ask(state, services, number(argv[6]), end);
			else
				mark(state, services, number(argv[5]), end);
			_exit(0);
		}
	}
	int status;
	for (unsigned i = 0; i < askers + markers; i++)
		if (wait(&status) > 0 && status != 0)
			counts->failed++;
	printf("%lu questions, %lu missed; %lu marks; %lu failed\n", counts->asked, counts->missed,
	    counts->marked, counts->failed);
	return counts->missed || counts->failed || !counts->asked || !counts->marked;
}
