/* The files that the walk makes, changes and prints. */
#include "walk.h"
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sys/time.h>
#include <sys/xattr.h>

/* As long as a name may be: 255 bytes. */
#define LONG_50 "long-name-long-name-long-name-long-name-long-name-"
#define LONG LONG_50 LONG_50 LONG_50 LONG_50 LONG_50 "long-"

/* The last ones have no script. */
const char *const services[] = {
	"alpha", "beta", "gamma", "delta", "eps.sh", "net.eth0", "caf\xe9", "a b", "x-y_z",
	LONG, "missing", "ghost",
};
const unsigned service_count = COUNT(services);
#define SCRIPTS (COUNT(services) - 2)

/* The last one has no folder. */
const char *const runlevels[] = {
	"sysinit", "boot", "default", "single", "shutdown", "office", "niv\xe9", "nolevel",
};
const unsigned runlevel_count = COUNT(runlevels);
#define LEVELS (COUNT(runlevels) - 1)

static const char *const state_folders[] = {
	"starting", "started", "stopping", "inactive", "wasinactive", "failed", "hotplugged",
	"daemons", "options", "exclusive", "scheduled", "init.d", "tmp", "environ",
};

/* A time that all files get, so that none depends on when the walk runs. */
static void
set_time(const char *path, time_t seconds)
{
	struct timeval times[2] = { { seconds, 0 }, { seconds, 0 } };
	utimes(path, times);
}

void
write_file(const char *path, const char *format, ...)
{
	va_list arguments;
	FILE *file = fopen(path, "w");

	if (!file)
		abort();
	va_start(arguments, format);
	vfprintf(file, format, arguments);
	va_end(arguments);
	fclose(file);
	set_time(path, 1000000000);
}

static void
shell(const char *command)
{
	if (system(command) != 0)
		abort();
}

static void
write_script(unsigned number)
{
	static const char *const types[] = { "need", "use", "want", "after", "before" };
	char path[512], body[2048] = "";
	size_t used = 0;

	/* Services depend on those behind them only: loops have a test of their own. */
	for (unsigned i = below(4); i > 0 && number + 1 < SCRIPTS; i--) {
		unsigned other = number + 1 + below((unsigned)SCRIPTS - number - 1);
		if (!strchr(services[other], ' '))
			used += (size_t)snprintf(body + used, sizeof(body) - used, "\t%s %s\n",
			    types[below(4)], services[other]);
	}
	if (below(5) == 0)
		used += (size_t)snprintf(body + used, sizeof(body) - used, "\tprovide virtual\n");
	if (below(8) == 0)
		snprintf(body + used, sizeof(body) - used, "\tkeyword -lxc -shutdown\n");
	snprintf(path, sizeof(path), "/etc/init.d/%s", services[number]);
	write_file(path,
	    "#!/sbin/openrc-run\ndescription=\"%s\"\nextra_commands=\"check show\"\n"
	    "extra_%s_commands=\"reload\"\ndescription_check=\"checks  it\"\n"
	    "depend() {\n\t:\n%s}\n",
	    below(2) ? "does  something" : "", below(2) ? "started" : "stopped", body);
	chmod(path, below(10) == 0 ? 0644 : 0755);
	set_time("/etc/init.d", 1000000000);
}

void
make_tree(void)
{
	char path[512];

	shell("rm -rf /run/openrc /etc/init.d /etc/conf.d /etc/runlevels /etc/rc.conf "
	      "/etc/rc.conf.d /tmp/state /tmp/scripts /tmp/home /tmp/files /tmp/elsewhere");
	shell("mkdir -p /run/openrc /etc/init.d /etc/conf.d /etc/runlevels /etc/rc.conf.d "
	      "/tmp/state /tmp/scripts/init.d /tmp/scripts/conf.d /tmp/files/deep/er "
	      "/tmp/home/config/rc/init.d /tmp/home/config/rc/runlevels/default /tmp/home/run");
	shell("chmod 777 /tmp/home/run");
	for (unsigned i = 0; i < LEVELS; i++) {
		snprintf(path, sizeof(path), "/etc/runlevels/%s", runlevels[i]);
		mkdir(path, 0755);
	}
	for (unsigned i = 0; i < COUNT(state_folders); i++) {
		snprintf(path, sizeof(path), "/run/openrc/%s", state_folders[i]);
		mkdir(path, 0755);
	}
	for (unsigned i = 0; i < SCRIPTS; i++)
		write_script(i);
	write_file("/tmp/scripts/init.d/alpha", "#!/sbin/openrc-run\n");
	write_file("/tmp/home/config/rc/init.d/alpha", "#!/sbin/openrc-run\n");
	chmod("/tmp/scripts/init.d/alpha", 0755);
	chmod("/tmp/home/config/rc/init.d/alpha", 0755);
	random_lines("/etc/rc.conf");
	random_lines("/etc/rc.conf.d/one.conf");
	random_lines("/etc/rc.conf.d/two.conf");
	write_file("/etc/rc.conf.d/ignored", "rc_sys=ignored\n");
	write_file("/tmp/files/one", "1");
	write_file("/tmp/files/deep/two", "2");
	write_file("/tmp/files/deep/er/three", "3");
	set_time("/tmp/files/one", 1100000000);
	set_time("/tmp/files/deep/er/three", 1200000000);
	set_time("/tmp/files/deep/er", 1000000000);
	set_time("/tmp/files/deep", 1000000000);
	set_time("/tmp/files", 1000000000);
}

/* A file as rc.conf and conf.d are, more or less. */
void
random_lines(const char *path)
{
	static const char *const lines[] = {
		"# a comment\n", "\n", "   \n", "rc_sys=\"lxc\"\n", "rc_parallel=YES\n",
		"rc_parallel=\"no\"\n", "export rc_shell=/bin/sh\n", "  indented='one two'\n",
		"twice=1\n", "twice=2\n", "empty=\n", "quoted=\"\"\n", "half=\"open\n",
		"with=equals=signs\n", "no equals sign\n", "key=value # comment\n",
		"key=\"a # b\"\n", "=nothing\n", "caf\xe9=\xff\n", "tab\t=\tvalue\n",
		"rc_depend_strict=NO\n", "rc_sys=\n", "rc_logger = yes\n", "\\\n", "a=b;c=d\n",
		"continued=one\\\n", "two\n", "many=one two  three\n", "export\n", "export x\n",
	};
	FILE *file = fopen(path, "w");

	if (!file)
		abort();
	for (unsigned i = below(12); i > 0; i--)
		fputs(PICK(lines), file);
	if (below(4) == 0)
		fputs("last=line without end", file);
	fclose(file);
	set_time(path, 1000000000);
}

static void
change_state(void)
{
	char path[512];
	const char *folder = PICK(state_folders);

	switch (below(4)) {
	case 0:
		snprintf(path, sizeof(path), "/run/openrc/%s/.hidden", folder);
		write_file(path, "hidden\n");
		break;
	case 1:
		mkdir("/run/openrc/rc.starting", 0755);
		break;
	case 2:
		rmdir("/run/openrc/rc.starting");
		mkdir("/run/openrc/rc.stopping", 0755);
		break;
	default:
		rmdir("/run/openrc/rc.stopping");
	}
}

static void
remove_script(const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "/etc/init.d/%s", name);
	unlink(path);
	set_time("/etc/init.d", 1000000000);
	/* The C library takes a link to nothing for the script (docs/quirks.md). */
	snprintf(path, sizeof(path), "find /run/openrc /tmp/state /tmp/home/run -name '%s' -type l "
	    "-delete", name);
	shell(path);
}

static char *found[2000];
static size_t found_count;

static int
find_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
	if (type == FTW_F && S_ISREG(status->st_mode) && path[where->base] != '.' &&
	    found_count < COUNT(found))
		found[found_count++] = strdup(path);
	return 0;
}

static int by_bytes(const void *a, const void *b);

/* Lets one more user write it, and all others read it. */
static void
give_acl(const char *path)
{
	static const struct {
		uint32_t version;
		struct { uint16_t tag, rights; uint32_t id; } entries[5];
	} acl = { 2, { { 1, 6, ~0u }, { 2, 6, 65534 }, { 4, 4, ~0u }, { 16, 6, ~0u }, { 32, 4, ~0u } } };

	if (setxattr(path, "system.posix_acl_access", &acl, sizeof(acl), 0) != 0)
		abort();
}

static char *
read_whole(const char *path)
{
	static char content[1 << 16];
	FILE *file = fopen(path, "r");

	if (!file)
		abort();
	content[fread(content, 1, sizeof(content) - 1, file)] = 0;
	fclose(file);
	return strdup(content);
}

/* The file goes elsewhere, and a link leads to it. */
static void
leave_link(const char *path)
{
	static unsigned number;
	char place[64];

	mkdir("/tmp/elsewhere", 0755);
	snprintf(place, sizeof(place), "/tmp/elsewhere/%u", number++);
	char *content = read_whole(path);
	write_file(place, "%s", content);
	free(content);
	if (unlink(path) != 0 || symlink(place, path) != 0)
		abort();
}

/* What an administrator does to a file of the state directory. Writing it keeps all of it. */
static void
change_file(void)
{
	static const mode_t modes[] = { 0600, 0640, 0644, 0666, 0400, 0755, 0622 };
	static const char *const often[] = {
		"/run/openrc/softlevel", "/run/openrc/deptree", "/run/openrc/depconfig",
	};

	found_count = 0;
	nftw("/run/openrc", find_one, 16, FTW_PHYS);
	qsort(found, found_count, sizeof(found[0]), by_bytes);
	const char *path = found_count && below(2) ? found[below((unsigned)found_count)] : PICK(often);
	struct stat status;
	unsigned what = below(6), mode = below(COUNT(modes));
	/* C numbers the records of daemons by the order of their folder. */
	if (lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
	    strncmp(path, "/run/openrc/daemons/", 20) != 0) {
		say("change %u %s\n", what, path);
		switch (what) {
		case 0:
		case 1:
			chmod(path, modes[mode]);
			break;
		case 2:
			(void)!chown(path, 65534, 65534);
			break;
		case 3:
			(void)!chown(path, (uid_t)-1, 12);
			break;
		case 4:
			give_acl(path);
			break;
		default:
			leave_link(path);
		}
	}
	for (size_t i = 0; i < found_count; i++)
		free(found[i]);
}

void
change_tree(void)
{
	char path[512];

	for (unsigned i = below(3); i > 0; i--)
		change_file();
	switch (below(8)) {
	case 0:
		write_script(below(SCRIPTS));
		break;
	case 1:
		remove_script(services[below(SCRIPTS)]);
		break;
	case 2:
		snprintf(path, sizeof(path), "/etc/conf.d/%s", services[below(SCRIPTS)]);
		random_lines(path);
		break;
	case 3:
		random_lines("/etc/rc.conf");
		break;
	case 4:
		unlink("/etc/rc.conf");
		break;
	case 5:
		change_state();
		break;
	default:
		break;
	}
}

static uint64_t hash;
static bool is_full;

static void
note(const char *text)
{
	for (const char *byte = text; *byte; byte++)
		hash = (hash ^ (unsigned char)*byte) * 0x100000001b3u;
	if (is_full)
		say("%s", text);
}

static void
note_content(const char *path)
{
	char line[1024];
	FILE *file = fopen(path, "r");

	/* The bytes of a tree's cache and of a configuration stamp are compared as all
	 * others are, but for a tree without services (docs/quirks.md). */
	const char *name = strrchr(path, '/');
	bool is_deptree = strncmp(path, "/tmp/elsewhere/", 15) == 0 ||
	    (name && strcmp(name, "/deptree") == 0);
	while (file && fgets(line, sizeof(line), file)) {
		if (is_deptree && strcmp(line, "\n") == 0)
			continue;
		note("  ");
		note(line);
	}
	if (file)
		fclose(file);
	note("\n");
}

/* The files of a service's daemons are numbered anew when one is removed, and the C
 * library takes them in the order in which the folder holds them. */
static bool
is_numbered(const char *path)
{
	return strncmp(path, "/run/openrc/daemons/", 20) == 0 && strchr(path + 20, '/');
}

static char *paths[20000];
static size_t path_count;

static int
gather(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	if (path_count < COUNT(paths))
		paths[path_count++] = strdup(path);
	return 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
by_content(const void *a, const void *b)
{
	char one[1024] = "", two[1024] = "";
	FILE *file = fopen(*(char *const *)a, "r");
	if (file) {
		one[fread(one, 1, sizeof(one) - 1, file)] = 0;
		fclose(file);
	}
	file = fopen(*(char *const *)b, "r");
	if (file) {
		two[fread(two, 1, sizeof(two) - 1, file)] = 0;
		fclose(file);
	}
	return strcmp(one, two);
}

static void
note_acl(const char *path)
{
	unsigned char acl[256];
	char byte[4];
	ssize_t length = lgetxattr(path, "system.posix_acl_access", acl, sizeof(acl));

	for (ssize_t i = 0; i < length; i++) {
		snprintf(byte, sizeof(byte), "%02x", acl[i]);
		note(byte);
	}
}

static void
note_path(const char *path)
{
	char mode[48], target[PATH_MAX];
	struct stat status;

	if (lstat(path, &status) != 0)
		return;
	snprintf(mode, sizeof(mode), "%o %u %u ", status.st_mode, status.st_uid, status.st_gid);
	note(mode);
	note_acl(path);
	note(path);
	if (S_ISLNK(status.st_mode)) {
		ssize_t length = readlink(path, target, sizeof(target) - 1);
		target[length < 0 ? 0 : length] = 0;
		note(" -> ");
		note(target);
	}
	note("\n");
	if (S_ISREG(status.st_mode))
		note_content(path);
}

void
print_tree(bool in_full)
{
	static const char *const roots[] = {
		"/run/openrc", "/etc/runlevels", "/tmp/state", "/tmp/home", "/tmp/elsewhere",
	};

	hash = 0xcbf29ce484222325u;
	is_full = in_full;
	path_count = 0;
	for (unsigned i = 0; i < COUNT(roots); i++)
		nftw(roots[i], gather, 16, FTW_PHYS);
	qsort(paths, path_count, sizeof(paths[0]), by_bytes);
	for (size_t i = 0; i < path_count; i++) {
		size_t end = i;
		while (end < path_count && is_numbered(paths[end]) &&
		       strrchr(paths[end], '/') - paths[end] == strrchr(paths[i], '/') - paths[i] &&
		       strncmp(paths[end], paths[i],
		           (size_t)(strrchr(paths[i], '/') - paths[i])) == 0)
			end++;
		if (end > i + 1)
			qsort(paths + i, end - i, sizeof(paths[0]), by_content);
		if (is_numbered(paths[i])) {
			for (size_t file = i; file < end; file++)
				note_content(paths[file]);
			i = end - 1;
			continue;
		}
		note_path(paths[i]);
	}
	for (size_t i = 0; i < path_count; i++)
		free(paths[i]);
	say("tree %016llx\n", (unsigned long long)hash);
}
