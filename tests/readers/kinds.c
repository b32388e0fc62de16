/* Makes the hostile kinds of file. */
#define _GNU_SOURCE
#include "kinds.h"
#include "../common.h"
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

static pid_t helper;
static int terminal = -1;

#define MUST(condition) \
	do { \
		if (!(condition)) { \
			perror(#condition); \
			abort(); \
		} \
	} while (0)

void
end_helpers(void)
{
	if (helper > 0) {
		kill(helper, SIGKILL);
		waitpid(helper, NULL, 0);
	}
	helper = 0;
	if (terminal >= 0)
		close(terminal);
	terminal = -1;
}

/* A process that has done its first step when this returns. */
static void
help(void (*first)(int fd), void (*on)(int fd), int fd)
{
	int ready[2];
	char byte;

	MUST(pipe(ready) == 0 && (helper = fork()) >= 0);
	if (helper == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		first(fd);
		MUST(write(ready[1], "x", 1) == 1);
		for (;;)
			on(fd);
	}
	close(ready[1]);
	MUST(read(ready[0], &byte, 1) == 1);
	close(ready[0]);
}

static int
create(const char *path, const char *content, size_t length)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);

	MUST(fd >= 0 && write(fd, content, length) == (ssize_t)length && fchmod(fd, 0644) == 0);
	return fd;
}

static void
fill(const char *path, const char *content, size_t length)
{
	close(create(path, content, length));
}

static void
fifo(const char *path)
{
	MUST(mkfifo(path, 0666) == 0 && chmod(path, 0666) == 0);
}

static void
open_fifo(const char *path)
{
	/* Somebody has it open for writing and says nothing. */
	fifo(path);
	terminal = open(path, O_RDWR | O_CLOEXEC);
	MUST(terminal >= 0);
}

static void
make_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(address.sun_path, path);
	MUST(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0);
	MUST(chmod(path, 0666) == 0);
	close(fd);
}

static void zero(const char *path) { MUST(symlink("/dev/zero", path) == 0); }
static void full(const char *path) { MUST(symlink("/dev/full", path) == 0); }
static void random_bytes(const char *path) { MUST(symlink("/dev/urandom", path) == 0); }
static void null(const char *path) { MUST(symlink("/dev/null", path) == 0); }
static void dangling(const char *path) { MUST(symlink("nothing", path) == 0); }
static void loop(const char *path) { MUST(symlink(path, path) == 0); }

static void
tty(const char *path)
{
	char name[64];
	int slave;

	MUST(openpty(&terminal, &slave, name, NULL, NULL) == 0);
	fcntl(terminal, F_SETFD, FD_CLOEXEC);
	MUST(fchmod(slave, 0666) == 0 && symlink(name, path) == 0);
	close(slave);
}

static void
directory(const char *path)
{
	char inside[512];

	snprintf(inside, sizeof(inside), "%s/inside", path);
	MUST(mkdir(path, 0755) == 0);
	fill(inside, "inside\n", 7);
}

static void
sparse(const char *path)
{
	int fd = create(path, "", 0);

	MUST(ftruncate(fd, (off_t)1 << 40) == 0);
	close(fd);
}

static void
number_and_terabyte(const char *path)
{
	int fd = create(path, "1\n", 2);

	MUST(ftruncate(fd, (off_t)1 << 40) == 0);
	close(fd);
}

static void
grow(int fd)
{
	/* Holes: it grows faster than it can be read, and takes no memory. */
	MUST(ftruncate(fd, lseek(fd, 0, SEEK_END) + (1 << 20)) == 0);
}

static void
growing(const char *path)
{
	help(grow, grow, create(path, "", 0));
}

static void
lease(int fd)
{
	MUST(fcntl(fd, F_SETLEASE, F_WRLCK) == 0);
}

static void
keep(int fd)
{
	(void)fd;
	pause();
}

static void
ignore(int signal)
{
	(void)signal;
}

static void
leased(const char *path)
{
	/* Its holder is asked to give it up, and has 45 seconds. */
	signal(SIGIO, ignore);
	help(lease, keep, create(path, "leased\n", 7));
	signal(SIGIO, SIG_DFL);
}

static void
unreadable(const char *path)
{
	fill(path, "secret\n", 7);
	MUST(chmod(path, 0) == 0);
}

static void empty(const char *path) { fill(path, "", 0); }

static void
garbage(const char *path)
{
	static const char bytes[] = "a\0b=\xff\xfe\n\0\0=\n\x80=\x01\n=\0\nexec=\0\n\xc3\n";

	fill(path, bytes, sizeof(bytes) - 1);
}

static void
long_line(const char *path)
{
	static char line[20 << 20];

	memset(line, 'x', sizeof(line));
	line[9] = '=';
	fill(path, line, sizeof(line));
}

static void
pretend(int user)
{
	static const size_t length = (size_t)1 << 40;
	struct prctl_mm_map map = { .exe_fd = (unsigned)-1 };
	char *bytes;

	MUST(setgid((gid_t)user) == 0 && setuid((uid_t)user) == 0);
	bytes = mmap(NULL, length, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	MUST(bytes != MAP_FAILED);
	map.start_code = map.start_data = map.start_brk = map.env_start = (uintptr_t)bytes;
	map.end_code = map.end_data = map.brk = map.env_end = (uintptr_t)bytes + 1;
	map.start_stack = map.arg_start = (uintptr_t)bytes;
	map.arg_end = (uintptr_t)bytes + length;
	MUST(prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof(map), 0) == 0);
}

void
endless_arguments(unsigned user)
{
	help(pretend, keep, (int)user);
}

const struct kind kinds[] = {
	{ "FIFO", C_WAITS, fifo },
	{ "FIFO with a silent writer", C_WAITS, open_fifo },
	{ "socket", C_ANSWERS, make_socket },
	{ "symlink to /dev/zero", C_ANSWERS_BEGINNING, zero },
	{ "symlink to /dev/full", C_ANSWERS_BEGINNING, full },
	{ "symlink to /dev/urandom", C_WAITS, random_bytes },
	{ "symlink to a terminal", C_WAITS, tty },
	{ "symlink to /dev/null", C_ANSWERS, null },
	{ "directory", C_ANSWERS, directory },
	{ "symlink to nothing", C_ANSWERS, dangling },
	{ "symlink to itself", C_ANSWERS, loop },
	{ "a terabyte of nothing", C_ANSWERS_BEGINNING, sparse },
	{ "1 and a terabyte of nothing", C_ANSWERS_BEGINNING, number_and_terabyte },
	{ "grows while it is read", C_WAITS, growing },
	{ "leased by its owner", C_WAITS, leased },
	{ "unreadable", C_ANSWERS, unreadable },
	{ "empty", C_ANSWERS, empty },
	{ "NULs and other bytes", C_ANSWERS, garbage },
	{ "a line of 20 MiB", C_ANSWERS, long_line },
};
const size_t kind_count = COUNT(kinds);
