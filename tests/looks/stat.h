/* Stands in for C's calls that say what a file is: the library calls these instead. What
 * includes this gives with_other_times(), which is called after each. */
#pragma once
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int with_other_times(int status, struct stat *found);

static int
stat_at(int folder, const char *path, struct stat *found, int flags)
{
	return with_other_times((int)syscall(SYS_newfstatat, folder, path, found, flags), found);
}

static int
stat_of(int fd, struct stat *found)
{
	return stat_at(fd, "", found, AT_EMPTY_PATH);
}

/* Both names that each has. */
#define AS(symbol, name, parameters, arguments) \
	int name parameters __asm__(#symbol); \
	int name parameters { return arguments; }
AS(fstatat, a, (int folder, const char *path, struct stat *found, int flags),
    stat_at(folder, path, found, flags))
AS(fstatat64, b, (int folder, const char *path, struct stat *found, int flags),
    stat_at(folder, path, found, flags))
AS(fstat, c, (int fd, struct stat *found), stat_of(fd, found))
AS(fstat64, d, (int fd, struct stat *found), stat_of(fd, found))
AS(stat, e, (const char *path, struct stat *found), stat_at(AT_FDCWD, path, found, 0))
AS(stat64, f, (const char *path, struct stat *found), stat_at(AT_FDCWD, path, found, 0))
