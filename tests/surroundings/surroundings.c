/* What changes around a process that uses the library: mounts, roots, descriptors, the
 * rights that it began with. Each case is a process of its own.
 *
 * usage: surroundings [CASE] */
#define _GNU_SOURCE
#include "../common.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <rc.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#define STATE "/run/openrc"
#define STRANGER 65534

static int wrong;

#define MUST(condition) \
	do { \
		errno = 0; \
		if (!(condition)) { \
			dprintf(9, "  line %d, not so: %s (%s)\n", __LINE__, #condition, \
			    strerror(errno)); \
			wrong = 1; \
		} \
	} while (0)

static bool
is_runlevel(const char *expected)
{
	char *runlevel = rc_runlevel_get();
	bool same = runlevel && strcmp(runlevel, expected) == 0;

	free(runlevel);
	return same;
}

/* Every kind of writing and reading. */
static void
use(const char *runlevel)
{
	MUST(rc_runlevel_set(runlevel));
	MUST(is_runlevel(runlevel));
	MUST(rc_service_mark("alpha", RC_SERVICE_STARTED));
	MUST(rc_service_state("alpha") & RC_SERVICE_STARTED);
	MUST(rc_service_mark("alpha", RC_SERVICE_INACTIVE));
	MUST(rc_service_state("alpha") & RC_SERVICE_INACTIVE);
	MUST(rc_service_value_set("alpha", "option", runlevel));
	MUST(rc_service_setenv("alpha", "V", runlevel));
	MUST(rc_service_daemon_set("alpha", "/bin/x", NULL, "/run/x.pid", true));
	MUST(rc_service_started_daemon("alpha", "/bin/x", NULL, 0));
	MUST(rc_service_schedule_start("alpha", "beta"));
	MUST(rc_deptree_update(0));
	RC_DEPTREE *tree = rc_deptree_load();
	MUST(tree != NULL);
	rc_deptree_free(tree);
	RC_STRINGLIST *list = rc_services_in_state(RC_SERVICE_INACTIVE);
	MUST(list->tqh_first && strcmp(list->tqh_first->value, "alpha") == 0);
	rc_stringlist_free(list);
	int fd = rc_dirfd(RC_DIR_INACTIVE);
	MUST(fd > 2 && faccessat(fd, "alpha", F_OK, 0) == 0);
	MUST(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	MUST(access(STATE "/options/alpha", F_OK) != 0);
}

static void
mounted_over(void)
{
	use("one");
	MUST(mount("tmpfs", "/run", "tmpfs", 0, "mode=755") == 0);
	MUST(!is_runlevel("one"));
	use("two");
	/* What the library lends keeps it busy. */
	MUST(umount2("/run", MNT_DETACH) == 0);
	MUST(is_runlevel("one"));
	use("three");
}

static void
removed(void)
{
	use("one");
	MUST(system("rm -r " STATE) == 0);
	use("two");
	MUST(system("rm -r " STATE "/*") == 0);
	use("three");
}

static void
replaced_by_a_link(void)
{
	use("one");
	MUST(rename(STATE, "/run/elsewhere") == 0);
	MUST(symlink("elsewhere", STATE) == 0);
	MUST(is_runlevel("one"));
	use("two");
	MUST(mkdir("/run/third", 0755) == 0 && unlink(STATE) == 0 && symlink("third", STATE) == 0);
	use("three");
	MUST(access("/run/third/softlevel", F_OK) == 0);
}

static void
another_root(void)
{
	use("one");
	MUST(system("mkdir -p /tmp/root/etc/init.d /tmp/root/run /tmp/root/dev /tmp/root/usr && "
	    "cp -a /etc/init.d/alpha /etc/init.d/beta /tmp/root/etc/init.d && "
	    "cp -a /bin /lib /lib64 /tmp/root && mount --bind /usr /tmp/root/usr") == 0);
	MUST(chroot("/tmp/root") == 0 && chdir("/") == 0);
	MUST(!is_runlevel("one"));
	use("two");
	MUST(access("/run/openrc/softlevel", F_OK) == 0);
}

static void
no_standard_streams(void)
{
	for (int fd = 0; fd < 3; fd++)
		close(fd);
	use("one");
	for (int fd = 0; fd < 3; fd++)
		MUST(fcntl(fd, F_GETFD) == -1);
}

static void
five_descriptors(void)
{
	struct rlimit limit = { 5, 5 };

	/* 0 to 2 and two more; what the library lends stays lent. */
	MUST(dup2(9, 2) == 2);
	for (int fd = 3; fd < 64; fd++)
		close(fd);
	MUST(setrlimit(RLIMIT_NOFILE, &limit) == 0);
	errno = 0;
	bool good = rc_runlevel_set("five") && is_runlevel("five") &&
	    rc_service_mark("alpha", RC_SERVICE_STARTED) &&
	    (rc_service_state("alpha") & RC_SERVICE_STARTED) &&
	    rc_service_value_set("alpha", "option", "x") &&
	    rc_service_daemon_set("alpha", "/bin/x", NULL, "/run/x.pid", true) &&
	    rc_service_mark("alpha", RC_SERVICE_STOPPED);
	if (!good) {
		dprintf(2, "  five descriptors are not enough (%s)\n", strerror(errno));
		wrong = 1;
	}
	/* None at all: said, and nothing is changed. */
	int last;
	while ((last = dup(0)) >= 0)
		;
	errno = 0;
	bool said = !rc_runlevel_set("none") && errno == EMFILE;
	bool said_again = (errno = 0, !rc_deptree_update(0)) && errno == EMFILE;
	close(4);
	if (!said || !said_again || !is_runlevel("five")) {
		dprintf(2, "  no descriptor: %d %d %d\n", said, said_again, is_runlevel("five"));
		wrong = 1;
	}
}

static void
write_file(const char *path, const char *content, mode_t mode)
{
	FILE *file = fopen(path, "w");

	MUST(file && fputs(content, file) >= 0 && fclose(file) == 0 && chmod(path, mode) == 0);
}

static bool
holds(const char *path, const char *expected)
{
	char text[64] = "";
	FILE *file = fopen(path, "r");

	if (!file)
		return false;
	text[fread(text, 1, sizeof(text) - 1, file)] = 0;
	fclose(file);
	return strcmp(text, expected) == 0;
}

static mode_t
mode_of(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 ? status.st_mode : 0;
}

static void
plant(const char *target, const char *path)
{
	MUST(unlink(path) == 0 || errno == ENOENT);
	MUST(symlink(target, path) == 0 && lchown(path, STRANGER, STRANGER) == 0);
}

/* Symbolic links that a stranger has put where the library writes. */
static void
planted_links(void)
{
	write_file("/etc/precious", "precious", 0644);
	use("one");
	MUST(mkdir(STATE "/options/alpha", 0755) == 0 || errno == EEXIST);
	plant("/etc/precious", STATE "/softlevel");
	plant("/etc/precious", STATE "/options/alpha/option");
	plant("/etc/precious", STATE "/deptree");
	plant("/etc", STATE "/environ/alpha");
	MUST(rc_runlevel_set("two") && is_runlevel("two"));
	MUST(rc_service_value_set("alpha", "option", "new"));
	MUST(rc_deptree_update(0));
	MUST(rc_service_mark("alpha", RC_SERVICE_STARTED));
	MUST(rc_service_mark("alpha", RC_SERVICE_STOPPED));
	MUST(holds("/etc/precious", "precious"));
	MUST(S_ISREG(mode_of(STATE "/softlevel")) && S_ISREG(mode_of(STATE "/deptree")));
	MUST(access("/etc/passwd", F_OK) == 0);
}

/* A link that leads on to a stranger's: the first is the superuser's and is followed. */
static void
own_links(void)
{
	use("one");
	MUST(mkdir("/run/theirs", 0777) == 0 && chown("/run/theirs", 0, 0) == 0);
	MUST(rename(STATE "/softlevel", "/run/level") == 0);
	MUST(symlink("../level", STATE "/softlevel") == 0);
	MUST(chmod("/run/level", 0604) == 0);
	use("two");
	MUST(S_ISLNK(mode_of(STATE "/softlevel")) && holds("/run/level", "two"));
	MUST(mode_of("/run/level") == (S_IFREG | 0604));
	MUST(access("/run/level", F_OK) == 0 && unlink("/run/level") == 0);
	MUST(rc_runlevel_set("three") && holds("/run/level", "three"));

	write_file("/etc/precious", "precious", 0644);
	MUST(unlink(STATE "/softlevel") == 0 && symlink("/run/theirs/level", STATE "/softlevel") == 0);
	plant("/etc/precious", "/run/theirs/level");
	MUST(rc_runlevel_set("four") && is_runlevel("four"));
	MUST(holds("/etc/precious", "precious"));
	MUST(S_ISLNK(mode_of(STATE "/softlevel")) && S_ISREG(mode_of("/run/theirs/level")));
	/* Whose directory it is may decide there. */
	MUST(chown("/run/theirs", STRANGER, STRANGER) == 0);
	write_file("/run/theirs/other", "theirs", 0644);
	plant("other", "/run/theirs/level");
	MUST(rc_runlevel_set("five") && holds("/run/theirs/other", "five"));
}

/* On a file that something is mounted on no other can be put. */
static void
bind_mount(void)
{
	use("one");
	write_file("/run/mounted", "zero", 0640);
	MUST(mount("/run/mounted", STATE "/softlevel", NULL, MS_BIND, NULL) == 0);
	use("two");
	MUST(holds("/run/mounted", "two") && mode_of("/run/mounted") == (S_IFREG | 0640));
	MUST(umount(STATE "/softlevel") == 0 && is_runlevel("one"));
}

/* What cannot be written there is said. */
static void
bind_mount_that_is_full(void)
{
	static char long_name[8192];

	use("one");
	MUST(mkdir("/run/small", 0755) == 0);
	MUST(mount("small", "/run/small", "tmpfs", 0, "size=4096") == 0);
	write_file("/run/small/level", "zero", 0644);
	MUST(mount("/run/small/level", STATE "/softlevel", NULL, MS_BIND, NULL) == 0);
	MUST(rc_runlevel_set("two") && is_runlevel("two"));
	memset(long_name, 'x', sizeof(long_name) - 1);
	MUST(!rc_runlevel_set(long_name) && errno == ENOSPC);
	MUST(umount(STATE "/softlevel") == 0);
}

static void
as_stranger(void (*work)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (setgroups(0, NULL) != 0 || setgid(STRANGER) != 0 || setuid(STRANGER) != 0)
			_exit(2);
		work();
		_exit(wrong);
	}
	MUST(waitpid(pid, &status, 0) == pid && status == 0);
}

static void
write_as_stranger(void)
{
	MUST(rc_service_value_set("alpha", "given", "new"));
	MUST(rc_runlevel_set("theirs"));
	MUST(!rc_service_value_set("alpha", "kept", "new") && errno == EACCES);
	MUST(!rc_service_value_set("alpha", "added", "new") && errno == EACCES);
}

/* A file that was given to somebody, in a directory that was not. */
static void
given_files(void)
{
	struct stat status;

	use("one");
	MUST(rc_service_mark("alpha", RC_SERVICE_STARTED));
	MUST(rc_service_value_set("alpha", "given", "old"));
	MUST(rc_service_value_set("alpha", "kept", "old"));
	MUST(chown(STATE "/options/alpha/given", STRANGER, 0) == 0);
	MUST(chmod(STATE "/softlevel", 0666) == 0);
	as_stranger(write_as_stranger);
	MUST(holds(STATE "/options/alpha/given", "new") && holds(STATE "/options/alpha/kept", "old"));
	MUST(is_runlevel("theirs"));
	/* And it stays theirs when the superuser writes it. */
	MUST(rc_service_value_set("alpha", "given", "newer"));
	MUST(stat(STATE "/options/alpha/given", &status) == 0 && status.st_uid == STRANGER);
}

static void
rewrite_as_stranger(void)
{
	MUST(rc_service_value_set("alpha", "theirs", "new"));
}

/* In a directory of theirs an ordinary user keeps what may be kept: the mode, and a group
 * of theirs, not another owner. */
static void
given_directory(void)
{
	struct stat status;

	use("one");
	MUST(rc_service_mark("alpha", RC_SERVICE_STARTED));
	MUST(rc_service_value_set("alpha", "theirs", "old"));
	MUST(chown(STATE "/options/alpha", STRANGER, STRANGER) == 0);
	MUST(chown(STATE "/options/alpha/theirs", 0, STRANGER) == 0);
	MUST(chmod(STATE "/options/alpha/theirs", 0660) == 0);
	as_stranger(rewrite_as_stranger);
	MUST(holds(STATE "/options/alpha/theirs", "new"));
	MUST(stat(STATE "/options/alpha/theirs", &status) == 0);
	MUST(status.st_mode == (S_IFREG | 0660) && status.st_gid == STRANGER);
}

static bool
has_acl(const char *path)
{
	return getxattr(path, "system.posix_acl_access", NULL, 0) > 0;
}

/* A default ACL of the directory is for new files, and not for one that has none. */
static void
default_acl(void)
{
	static const struct {
		uint32_t version;
		struct { uint16_t tag, rights; uint32_t id; } entries[5];
	} acl = { 2, { { 1, 6, ~0u }, { 2, 6, STRANGER }, { 4, 4, ~0u }, { 16, 6, ~0u }, { 32, 4, ~0u } } };

	use("one");
	MUST(chmod(STATE "/softlevel", 0600) == 0);
	MUST(setxattr(STATE, "system.posix_acl_default", &acl, sizeof(acl), 0) == 0);
	use("two");
	MUST(!has_acl(STATE "/softlevel") && mode_of(STATE "/softlevel") == (S_IFREG | 0600));
	MUST(unlink(STATE "/softlevel") == 0);
	use("three");
	MUST(has_acl(STATE "/softlevel"));
	use("four");
	MUST(has_acl(STATE "/softlevel") && mode_of(STATE "/softlevel") == (S_IFREG | 0664));
	MUST(removexattr(STATE, "system.posix_acl_default") == 0);
	use("five");
	MUST(has_acl(STATE "/softlevel") && mode_of(STATE "/softlevel") == (S_IFREG | 0664));
}

/* A label, which a program without a policy may set as any other attribute of that kind. */
static void
label(void)
{
	char value[32] = "";

	use("one");
	if (setxattr(STATE "/softlevel", "security.selinux", "some:label:of:it", 16, 0) != 0)
		return;
	use("two");
	MUST(getxattr(STATE "/softlevel", "security.selinux", value, sizeof(value)) == 16);
	MUST(strcmp(value, "some:label:of:it") == 0);
}

static void
narrow_umask(void)
{
	use("one");
	umask(077);
	use("two");
	MUST(mode_of(STATE "/softlevel") == (S_IFREG | 0644));
	MUST(mode_of(STATE "/deptree") == (S_IFREG | 0644));
	MUST(unlink(STATE "/softlevel") == 0);
	use("three");
	MUST(mode_of(STATE "/softlevel") == (S_IFREG | 0600));
}

/* Prints where a process thinks that things are: run with more rights than its caller's. */
static int
say_paths(void)
{
	printf("%s %s\n", rc_svcdir(), rc_scriptdirs()[0]);
	rc_set_user();
	printf("%s\n", rc_svcdir());
	return 0;
}

static void
more_rights(void)
{
	char line[256] = "", user[256] = "";
	/* cap_net_bind_service=ep */
	struct vfs_cap_data capability = {
		.magic_etc = VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE,
		.data[0].permitted = 1 << CAP_NET_BIND_SERVICE,
	};

	MUST(system("cp /mnt/program /usr/bin/rights && chmod 755 /usr/bin/rights") == 0);
	for (int kind = 0; kind < 3; kind++) {
		if (kind == 1)
			MUST(system("chmod 4755 /usr/bin/rights") == 0);
		if (kind == 2)
			MUST(chmod("/usr/bin/rights", 0755) == 0 &&
			    setxattr("/usr/bin/rights", "security.capability", &capability,
			    sizeof(capability), 0) == 0);
		FILE *pipe = popen("setpriv --reuid 65534 --regid 65534 --clear-groups env "
		    "RC_SVCDIR=/tmp/mine RC_PATH=/tmp/mine RC_PREFIX=/tmp XDG_RUNTIME_DIR=/tmp/mine "
		    "HOME=/tmp/mine XDG_CONFIG_HOME=/tmp/mine /usr/bin/rights --paths 2>/dev/null", "r");
		MUST(pipe && fgets(line, sizeof(line), pipe));
		/* With more rights than its caller's it believes none of these variables, and user
		 * mode ends a program without them. */
		*user = '\0';
		MUST((fgets(user, sizeof(user), pipe) != NULL) == (kind == 0));
		MUST((pclose(pipe) == 0) == (kind == 0));
		bool is_mine = strstr(line, "/tmp") != NULL || strstr(user, "/tmp") != NULL;
		if (is_mine != (kind == 0)) {
			dprintf(9, "  kind %d: %s%s", kind, line, user);
			wrong = 1;
		}
	}
}

/* A hundred records, and the first is forgotten each time: all the others are renamed
 * while their folder is read, which must come to an end on any file system. */
static void
renumber(const char *svcdir)
{
	char program[32];
	unsigned left = 0;

	setenv("RC_SVCDIR", svcdir, 1);
	MUST(strcmp(rc_svcdir(), svcdir) == 0);
	for (unsigned i = 0; i < 100; i++) {
		snprintf(program, sizeof(program), "/bin/daemon%u", i);
		MUST(rc_service_daemon_set("alpha", program, NULL, "/run/x.pid", true));
	}
	for (unsigned i = 0; i < 60; i++) {
		snprintf(program, sizeof(program), "/bin/daemon%u", i);
		MUST(rc_service_daemon_set("alpha", program, NULL, "/run/x.pid", false));
		MUST(!rc_service_started_daemon("alpha", program, NULL, 0));
	}
	for (unsigned i = 0; i < 100; i++) {
		snprintf(program, sizeof(program), "/bin/daemon%u", i);
		left += rc_service_started_daemon("alpha", program, NULL, 0);
	}
	MUST(left == 40);
}

/* Of these folders the first is on a tmpfs, the second on this machine's own file system,
 * the third on an overlay. */
static void renumbered_on_tmpfs(void) { renumber("/run/state"); }
static void renumbered_on_disk(void) { renumber("/mnt/state"); }
static void renumbered_on_overlay(void) { renumber("/var/lib/state"); }

static const char *const shell_names[] = {
	"it's", "a b", "a\nb", "$(touch ran)", "`touch ran`", "a;touch ran", "\"; touch ran; \"",
	"'; touch ran; '", "-n", "--", "-c touch ran", "*", "$x", "a\\", "\"",
};

static bool
has_ran(void)
{
	return access("/etc/init.d/ran", F_OK) == 0 || access("/tmp/here/ran", F_OK) == 0 ||
	    access("/ran", F_OK) == 0;
}

static void
must_be(char *description, const char *expected)
{
	MUST(description && strcmp(description, expected) == 0);
	free(description);
}

/* Names reach the shell as arguments alone. The script needs one: what it says of itself
 * is not static. */
static void
names_for_the_shell(void)
{
	char path[128];

	MUST(mkdir("/tmp/here", 0755) == 0 && chdir("/tmp/here") == 0);
	for (size_t i = 0; i < COUNT(shell_names); i++) {
		const char *name = shell_names[i];
		snprintf(path, sizeof(path), "/etc/init.d/%s", name);
		FILE *file = fopen(path, "w");
		MUST(file != NULL);
		fputs("#!/sbin/openrc-run\nx=$(echo said)\ndescription=$x\n"
		    "description_start=\"$x too\"\nextra_commands=$x\n", file);
		fclose(file);
		chmod(path, 0755);
		must_be(rc_service_description(name, NULL), "said");
		must_be(rc_service_description(path, "start"), "said too");
		RC_STRINGLIST *commands = rc_service_extra_commands(name);
		MUST(commands && commands->tqh_first &&
		    strcmp(commands->tqh_first->value, "said") == 0);
		rc_stringlist_free(commands);
		/* No variable has such a name. */
		char *none = rc_service_description("alpha", name);
		MUST(!none || strcmp(none, "") == 0);
		free(none);
		MUST(rc_service_value_set("alpha", name, name));
		must_be(rc_service_value_get("alpha", name), name);
		MUST(rc_service_mark(name, RC_SERVICE_STARTED));
		MUST(!has_ran());
	}
	rc_deptree_update(0);
	MUST(!has_ran());
}

static const struct test {
	const char *name;
	void (*run)(void);
} tests[] = {
	{ "/run is mounted over, and back again", mounted_over },
	{ "the state directory is removed", removed },
	{ "the state directory is replaced by a link", replaced_by_a_link },
	{ "chroot after the first call", another_root },
	{ "descriptors 0, 1 and 2 are closed", no_standard_streams },
	{ "five descriptors", five_descriptors },
	{ "links that a stranger planted", planted_links },
	{ "links that the superuser made", own_links },
	{ "a file that is mounted", bind_mount },
	{ "a file that is mounted, and no room", bind_mount_that_is_full },
	{ "files that were given away", given_files },
	{ "a directory that was given away", given_directory },
	{ "a default ACL", default_acl },
	{ "a security label", label },
	{ "a narrow umask", narrow_umask },
	{ "setuid and file capabilities", more_rights },
	{ "records renumbered on a tmpfs", renumbered_on_tmpfs },
	{ "records renumbered on a disk", renumbered_on_disk },
	{ "records renumbered on an overlay", renumbered_on_overlay },
	{ "names that a shell would act on", names_for_the_shell },
};

static void
make_files(void)
{
	static const char *const services[] = { "/etc/init.d/alpha", "/etc/init.d/beta" };

	for (int i = 0; i < 2; i++) {
		FILE *file = fopen(services[i], "w");
		fputs("#!/sbin/openrc-run\n", file);
		fclose(file);
		chmod(services[i], 0755);
	}
	mkdir(STATE, 0755);
}

int
main(int argc, char **argv)
{
	unsigned passed = 0, failed = 0;

	if (argc == 2 && strcmp(argv[1], "--paths") == 0)
		return say_paths();
	only_in_the_sandbox(true, "surroundings [CASE]");
	make_files();
	for (size_t i = 0; i < COUNT(tests); i++) {
		int status;
		if (argc > 1 && strcmp(argv[1], tests[i].name) != 0)
			continue;
		pid_t pid = fork();
		if (pid == 0) {
			/* Mounts are the case's own, as is the state. */
			if (unshare(CLONE_NEWNS) != 0 ||
			    mount("tmpfs", "/run", "tmpfs", 0, "mode=755") != 0)
				_exit(2);
			mkdir(STATE, 0755);
			dup2(1, 9);
			alarm(60);
			tests[i].run();
			_exit(wrong);
		}
		waitpid(pid, &status, 0);
		printf("%s: %s\n", status == 0 ? "ok" : "FAILED", tests[i].name);
		fflush(stdout);
		status == 0 ? passed++ : failed++;
	}
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0;
}
