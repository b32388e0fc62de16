/* Files whose inode number does not fit 32 bits, as on an overlay over two file systems, and
 * a file whose size does not: they are there.
 *
 * usage: inodes */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include "../common.h"
#include <errno.h>
#include <fcntl.h>
#include <rc.h>
#include <stdint.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

static void
must(bool condition, const char *what)
{
	if (condition)
		return;
	perror(what);
	exit(2);
}
#define MUST(condition) must(condition, #condition)

static void
write_file(const char *path, const char *content)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);

	MUST(fd >= 0 && write(fd, content, strlen(content)) == (ssize_t)strlen(content));
	close(fd);
}

/* Over a directory, with what was made in /tmp/lower/NAME. */
static void
cover(const char *name, const char *path)
{
	char options[256];
	struct stat stat_of;

	snprintf(options, sizeof(options), "lowerdir=/tmp/upper:/tmp/lower/%s,xino=on", name);
	MUST(mount("overlay", path, "overlay", 0, options) == 0);
	snprintf(options, sizeof(options), "%s/foo", path);
	MUST(stat(options, &stat_of) == 0);
	if (stat_of.st_ino <= UINT32_MAX)
		fprintf(stderr, "the inode number of %s is small\n", options);
	MUST(stat_of.st_ino > UINT32_MAX);
}

int
main(void)
{
	only_in_the_sandbox(true, "inodes");
	MUST(mkdir("/tmp/lower", 0755) == 0 && mkdir("/tmp/upper", 0755) == 0);
	MUST(mount("lower", "/tmp/lower", "tmpfs", 0, "mode=755") == 0);
	MUST(mkdir("/tmp/lower/init.d", 0755) == 0 && mkdir("/tmp/lower/runlevels", 0755) == 0);
	MUST(mkdir("/tmp/lower/runlevels/foo", 0755) == 0);
	write_file("/tmp/lower/init.d/foo", "#!/sbin/openrc-run\n");
	cover("init.d", "/etc/init.d");
	cover("runlevels", "/etc/runlevels");
	MUST(mkdir("/run/openrc", 0755) == 0 && mkdir("/run/openrc/started", 0755) == 0);
	printf("service %d\n", rc_service_exists("foo"));
	printf("runlevel %d\n", rc_runlevel_exists("foo"));
	char *script = rc_service_resolve("foo");
	printf("script %s\n", script ? script : "NULL");
	printf("marked %d\n", rc_service_mark("foo", RC_SERVICE_STARTED));
	printf("state %x\n", (unsigned)rc_service_state("foo"));

	/* Three GiB, of which the last line counts. */
	int fd = open("/run/openrc/softlevel", O_RDWR | O_CREAT, 0644);
	MUST(fd >= 0 && write(fd, "foo\n", 4) == 4 && ftruncate(fd, (off_t)3 << 30) == 0);
	close(fd);
	char *level = rc_runlevel_get();
	printf("softlevel %s\n", level ? level : "NULL");
	return 0;
}
