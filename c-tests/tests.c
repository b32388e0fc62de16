/* Running the tests, and files and lists for them. */
#include "tests.h"
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <sys/mount.h>

const char *const bad_names[] = { "", ".", "..", "a/b", "../a", "a/", NULL };

bool spawn_is_silent;

/* These programs change the files of the whole system: only ever in the sandbox. */
static void
guard(void)
{
	if (exists("/.openrc-test-rootfs") && exists("/mnt/c-tests-here"))
		return;
	fputs("this is not the sandbox of the tests\n", stderr);
	exit(EXIT_FAILURE);
}

static int
remove_one(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
	(void)stat, (void)kind, (void)where;
	return remove(path);
}

void
remove_all(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* All that librc looks at by default, empty. */
static void
make_files(void)
{
	static const char *const folders[] = {
		"/run/openrc", "/etc/runlevels", "/etc/init.d", "/etc/conf.d", "/etc/rc.conf.d",
	};

	remove_all("/usr/libexec/rc");
	remove_all("/etc/rc.conf");
	remove_all("/tmp/test");
	for (size_t i = 0; i < COUNT(folders); i++)
		remove_all(folders[i]);
	for (size_t i = 1; i < COUNT(folders); i++)
		make_folder(folders[i]);
	make_folder("/tmp/test");
}

static int
run_one(const struct CMUnitTest *test)
{
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		/* What a test mounts goes with it. */
		if (unshare(CLONE_NEWNS) != 0)
			exit(EXIT_FAILURE);
		clearenv();
		setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
		umask(022);
		make_files();
		exit(_cmocka_run_group_tests(test->name, test, 1, NULL, NULL));
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	return status;
}

int
run_all(const struct CMUnitTest *tests, size_t count)
{
	size_t failed = 0;

	guard();
	spawn_is_silent = getenv("C_TESTS_SPAWN_IS_SILENT") != NULL;
	for (size_t i = 0; i < count; i++) {
		int status = run_one(&tests[i]);
		if (status == 0)
			continue;
		failed++;
		fprintf(stderr, "%s failed, wait status %#x\n", tests[i].name, (unsigned)status);
	}
	printf("%zu passed, %zu failed\n", count - failed, failed);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

void
write_file(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	if (!file)
		fail_msg("%s: %s", path, strerror(errno));
	fputs(content, file);
	assert_int_equal(fclose(file), 0);
}

void
make_folder(const char *path)
{
	char part[256];

	/* Those that it is in, too. */
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof(part), "%.*s", (int)(slash - path), path);
		mkdir(part, 0755);
	}
	if (mkdir(path, 0755) != 0 && errno != EEXIST)
		fail_msg("%s: %s", path, strerror(errno));
}

void
make_link(const char *target, const char *path)
{
	if (symlink(target, path) != 0)
		fail_msg("%s: %s", path, strerror(errno));
}

void
make_service(const char *name, const char *content)
{
	char path[256];

	snprintf(path, sizeof(path), "/etc/init.d/%s", name);
	write_file(path, content);
	assert_int_equal(chmod(path, 0755), 0);
}

void
make_runlevel(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "/etc/runlevels/%s", name);
	make_folder(path);
}

char *
read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char *content = NULL;
	size_t size = 0;

	if (!file)
		fail_msg("%s: %s", path, strerror(errno));
	if (getdelim(&content, &size, '\0', file) < 0) {
		free(content);
		content = strdup("");
	}
	fclose(file);
	return content;
}

pid_t
start_sleeper(uid_t user)
{
	int ready[2];
	char byte, path[32], *arguments;
	bool has_begun;
	pid_t pid;

	assert_int_equal(pipe2(ready, O_CLOEXEC), 0);
	pid = fork();
	if (pid == 0) {
		if (user == 0 || setuid(user) == 0)
			execlp("sleep", "sleep", "9876", (char *)NULL);
		_exit(EXIT_FAILURE);
	}
	close(ready[1]);
	/* It closes when the process has become another, a moment before that one has
	 * arguments. */
	assert_int_equal(read(ready[0], &byte, 1), 0);
	close(ready[0]);
	snprintf(path, sizeof(path), "/proc/%d/cmdline", (int)pid);
	do {
		assert_int_equal(waitpid(pid, NULL, WNOHANG), 0);
		arguments = read_file(path);
		has_begun = *arguments != 0;
		free(arguments);
	} while (!has_begun);
	return pid;
}

bool
exists(const char *path)
{
	return access(path, F_OK) == 0;
}

void
assert_file(const char *path, const char *content)
{
	char *real = read_file(path);

	assert_string_equal(real, content);
	free(real);
}

void
assert_link(const char *path, const char *target)
{
	char real[256] = "";

	if (readlink(path, real, sizeof(real) - 1) < 0)
		fail_msg("%s: %s", path, strerror(errno));
	assert_string_equal(real, target);
}

void
assert_folder(const char *path, const char *names)
{
	char joined[4096] = "";
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	if (count < 0)
		fail_msg("%s: %s", path, strerror(errno));
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
			if (*joined)
				strcat(joined, " ");
			strcat(joined, name);
		}
		free(entries[i]);
	}
	free(entries);
	assert_string_equal(joined, names);
}

/* Copies what is in a folder, files and folders only. */
static const char *copy_from, *copy_to;

static int
copy_one(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
	char copy[512];

	(void)stat;
	if (where->level == 0)
		return 0;
	snprintf(copy, sizeof(copy), "%s%s", copy_to, path + strlen(copy_from));
	if (kind == FTW_D) {
		make_folder(copy);
	} else {
		char *content = read_file(path);
		write_file(copy, content);
		free(content);
	}
	return 0;
}

void
fill_up(const char *folder)
{
	char path[256], block[4096] = "";
	int fd;

	copy_from = folder;
	copy_to = "/tmp/test/full";
	make_folder(copy_to);
	assert_int_equal(mount("full", copy_to, "tmpfs", 0, "size=64k"), 0);
	nftw(folder, copy_one, 16, FTW_PHYS);
	assert_int_equal(mount(copy_to, folder, "", MS_MOVE, ""), 0);
	snprintf(path, sizeof(path), "%s/filling", folder);
	fd = open(path, O_WRONLY | O_CREAT, 0644);
	while (write(fd, block, sizeof(block)) > 0)
		continue;
	assert_errno(ENOSPC);
	close(fd);
}

static int kept[2];
static const char *const captures[2] = { CAPTURED_OUT, CAPTURED_ERR };

void
begin_capture(void)
{
	fflush(NULL);
	for (int i = 0; i < 2; i++) {
		int fd = open(captures[i], O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0644);
		kept[i] = fcntl(i + 1, F_DUPFD_CLOEXEC, 10);
		dup2(fd, i + 1);
		close(fd);
	}
}

void
end_capture(void)
{
	fflush(NULL);
	for (int i = 0; i < 2; i++) {
		dup2(kept[i], i + 1);
		close(kept[i]);
	}
}

void
assert_captured(const char *out, const char *err)
{
	end_capture();
	assert_file(CAPTURED_OUT, out);
	assert_file(CAPTURED_ERR, err);
}

void
check_links(const RC_STRINGLIST *list)
{
	RC_STRING *const *previous = &list->tqh_first;

	for (RC_STRING *item = list->tqh_first; item; item = item->entries.tqe_next) {
		assert_ptr_equal(item->entries.tqe_prev, previous);
		previous = &item->entries.tqe_next;
	}
	assert_ptr_equal(list->tqh_last, previous);
}

void
check_list(RC_STRINGLIST *list, const char *expected, bool in_any_order)
{
	char joined[8192] = "";

	assert_non_null(list);
	if (in_any_order)
		rc_stringlist_sort(&list);
	check_links(list);
	for (RC_STRING *item = list->tqh_first; item; item = item->entries.tqe_next) {
		if (item != list->tqh_first)
			strcat(joined, " ");
		strcat(joined, item->value);
	}
	assert_string_equal(joined, expected);
	rc_stringlist_free(list);
}

RC_STRINGLIST *
make_list(const char *words)
{
	return rc_stringlist_split(words, " ");
}
