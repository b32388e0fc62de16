/* The steps of the walk: one call or a few, with arguments from the seed. What the C
 * library leaves undefined (NULL, names with a slash) has tests of its own in c-tests. */
#include "walk.h"
#include <sys/wait.h>

#define SERVICE (services[below(service_count)])
#define RUNLEVEL (runlevels[below(runlevel_count)])

bool
is_later_release(void)
{
	/* Our library has the functions in every release. */
	static int is_later = -1;

	if (is_later < 0)
		is_later = strcmp(getenv("TEST_RELEASE"), "bookworm") != 0;
	return is_later;
}

/* What every step begins with. */
#define CALL(...) \
	do { \
		say(__VA_ARGS__); \
		say(": "); \
		errno = 0; \
	} while (0)

static const char *const words[] = {
	"yes", "YES", "y", "true", "1", "on", "no", "NO", "n", "false", "0", "off", "", "maybe",
};

static void
string_lists(void)
{
	static const char *const items[] = { "b", "a", "", "c", "aa", "B", "caf\xe9", "a" };
	static const char *const splits[] = { "a b c", "a,b,,c", "", ",", "a", " a " };
	RC_STRINGLIST *list = rc_stringlist_new();
	RC_STRING *found;

	for (unsigned i = below(12); i > 0; i--) {
		const char *item = PICK(items);
		switch (below(5)) {
		case 0:
		case 1:
			found = rc_stringlist_add(list, item);
			say("add %s ", found->value);
			break;
		case 2:
			errno = 0;
			found = rc_stringlist_addu(list, item);
			say("addu %s ", found ? found->value : errno_name());
			break;
		case 3:
			CALL("delete %s", item);
			answer_bool(rc_stringlist_delete(list, item));
			break;
		default:
			say("find %s %d ", item, rc_stringlist_find(list, item) != NULL);
		}
	}
	if (below(2)) {
		rc_stringlist_sort(&list);
		say("sort ");
	}
	answer_list(list);
	const char *text = PICK(splits), *separators = below(2) ? " " : ",";
	CALL("split %s %s", text, separators);
	answer_list(rc_stringlist_split(text, separators));
}

static void
yesno(void)
{
	const char *word = PICK(words);

	CALL("yesno %s", word);
	answer_bool(rc_yesno(word));
}

static void
config(void)
{
	static const char *const files[] = {
		"/etc/rc.conf", "/etc/rc.conf.d/one.conf", "/etc/conf.d/alpha", "/etc/missing",
		"/etc", "/etc/init.d/alpha",
	};
	static const char *const keys[] = {
		"rc_sys", "rc_parallel", "twice", "empty", "quoted", "half", "with", "key",
		"indented", "tab", "export", "x", "rc_shell", "a", "caf\xe9", "", "last", "many",
	};
	const char *file = PICK(files), *key = PICK(keys);
	RC_STRINGLIST *list;
	char *buffer = NULL;
	size_t size = 0;

	switch (below(5)) {
	case 0:
		CALL("config_list %s", file);
		answer_list(rc_config_list(file));
		break;
	case 1:
		CALL("config_load %s", file);
		answer_list(rc_config_load(file));
		break;
	case 2:
		list = rc_config_load(file);
		CALL("config_value %s %s", file, key);
		answer_string_without_errno(rc_config_value(list, key));
		rc_stringlist_free(list);
		break;
	case 3:
		/* C changes this value when rc_sys is called. */
		if (strcmp(key, "rc_sys") == 0)
			return;
		CALL("conf_value %s", key);
		answer_string_without_errno(rc_conf_value(key));
		break;
	default:
		if (strcmp(file, "/etc") == 0)
			return;
		CALL("getfile %s", file);
		if (!rc_getfile(file, &buffer, &size))
			answer_bool(false);
		else
			for (size_t i = 0; i < size; i++)
				say("%02x%s", (unsigned char)buffer[i], i + 1 < size ? "" : "\n");
		free(buffer);
	}
}

static void
getline_of_old(void)
{
	FILE *file = fopen("/etc/rc.conf", "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	if (is_later_release() || !file)
		return;
	while ((length = rc_getline(&line, &size, file)) > 0 && length < 10000)
		say("getline %zd <%s>\n", length, line);
	free(line);
	fclose(file);
}

static void
runlevel(void)
{
	unsigned number = below(runlevel_count), above;
	const char *name = runlevels[number];

	switch (below(10)) {
	case 0:
		CALL("runlevel_get");
		answer_owned(rc_runlevel_get());
		break;
	case 1:
		CALL("runlevel_set %s", name);
		answer_bool(rc_runlevel_set(name));
		break;
	case 2:
		CALL("runlevel_exists %s", name);
		answer_bool(rc_runlevel_exists(name));
		break;
	case 3:
	case 4:
		/* Only later ones into earlier ones: a loop ends the C library's process. */
		above = number + 1 + below(runlevel_count);
		if (above >= runlevel_count)
			return;
		CALL("runlevel_stack %s %s", name, runlevels[above]);
		answer_bool(rc_runlevel_stack(name, runlevels[above]));
		break;
	case 5:
		above = below(runlevel_count);
		CALL("runlevel_unstack %s %s", name, runlevels[above]);
		answer_bool(rc_runlevel_unstack(name, runlevels[above]));
		break;
	case 6:
		CALL("runlevel_stacks %s", name);
		answer_list(rc_runlevel_stacks(name));
		break;
	case 7:
		CALL("runlevel_list");
		RC_STRINGLIST *list = rc_runlevel_list();
		rc_stringlist_sort(&list);
		answer_list(list);
		break;
	case 8:
		say("runlevel_starting %d\n", rc_runlevel_starting());
		break;
	default:
		say("runlevel_stopping %d\n", rc_runlevel_stopping());
	}
}

static void
remove_stacked(unsigned count)
{
	char path[64];

	for (unsigned level = 0; level < count; level++) {
		for (unsigned inner = 0; inner < count; inner++) {
			snprintf(path, sizeof(path), "/etc/runlevels/stacked%u/stacked%u", level, inner);
			unlink(path);
		}
		snprintf(path, sizeof(path), "/etc/runlevels/stacked%u", level);
		rmdir(path);
	}
}

/* Runlevels stacked as chance will have it, asked about in a process of its own: a loop ends
 * the C library's. */
static void
stacked_runlevels(void)
{
	char path[64], target[64];
	unsigned count = 2 + below(6), density = 1 + below(4), is_free = below(3) == 0;

	for (unsigned level = 0; level < count; level++) {
		snprintf(path, sizeof(path), "/etc/runlevels/stacked%u", level);
		if (level == 0 || below(9) != 0)
			mkdir(path, 0755);
		for (unsigned inner = is_free ? 0 : level + 1; inner < count; inner++) {
			if (below(5) >= density)
				continue;
			snprintf(target, sizeof(target), "../stacked%u", inner);
			snprintf(path, sizeof(path), "/etc/runlevels/stacked%u/stacked%u", level, inner);
			if (symlink(target, path) == 0)
				say("%u in %u ", inner, level);
		}
	}
	fflush(out);
	pid_t pid = fork();
	if (pid == 0) {
		errno = 0;
		RC_STRINGLIST *list = rc_runlevel_stacks("stacked0");
		if (errno == ELOOP)
			_exit(1);
		answer_list(list);
		fflush(out);
		_exit(0);
	}
	int status = 0;
	waitpid(pid, &status, 0);
	say("runlevel_stacks: %x\n", (unsigned)status);
	remove_stacked(count);
}

/* A list whose order is that of a folder, which is chance. */
static void
answer_sorted(RC_STRINGLIST *list)
{
	if (list)
		rc_stringlist_sort(&list);
	answer_list(list);
}

static void
script(void)
{
	static const char *const commands[] = { "check", "reload", "show", "none" };
	const char *name = SERVICE, *command = PICK(commands);

	switch (below(5)) {
	case 0:
		CALL("service_resolve %s", name);
		answer_owned(rc_service_resolve(name));
		break;
	case 1:
		CALL("service_exists %s", name);
		answer_bool(rc_service_exists(name));
		break;
	case 2:
		CALL("service_extra_commands %s", name);
		RC_STRINGLIST *list = rc_service_extra_commands(name);
		errno = 0;
		answer_list(list);
		break;
	case 3:
		CALL("service_description %s", name);
		answer_owned_without_errno(rc_service_description(name, NULL));
		break;
	default:
		CALL("service_description %s %s", name, command);
		answer_owned_without_errno(rc_service_description(name, command));
	}
}

static void
membership(void)
{
	const char *name = SERVICE, *level = RUNLEVEL;

	switch (below(7)) {
	case 0:
	case 1:
		if (!rc_service_exists(name))
			return;
		CALL("service_add %s %s", level, name);
		answer_bool(rc_service_add(level, name));
		break;
	case 2:
		CALL("service_delete %s %s", level, name);
		answer_bool(rc_service_delete(level, name));
		break;
	case 3:
		say("service_in_runlevel %s %s %d\n", name, level, rc_service_in_runlevel(name, level));
		break;
	case 4:
		CALL("services_in_runlevel %s", level);
		answer_sorted(rc_services_in_runlevel(level));
		break;
	case 5:
		CALL("services_in_runlevel");
		answer_sorted(rc_services_in_runlevel(NULL));
		break;
	default:
		CALL("services_in_runlevel_stacked %s", level);
		answer_sorted(rc_services_in_runlevel_stacked(level));
	}
}

static const unsigned states[] = {
	RC_SERVICE_STOPPED, RC_SERVICE_STARTED, RC_SERVICE_STOPPING, RC_SERVICE_STARTING,
	RC_SERVICE_INACTIVE, RC_SERVICE_HOTPLUGGED, RC_SERVICE_FAILED, RC_SERVICE_WASINACTIVE,
	RC_SERVICE_SCHEDULED,
};

static void
mark(void)
{
	const char *name = SERVICE;
	unsigned state = states[below(COUNT(states) - 1)];

	CALL("service_mark %s %x", name, state);
	say("%d\n", rc_service_mark(name, state));
}

static void
state(void)
{
	const char *name = SERVICE;
	unsigned one = PICK(states);

	if (below(2)) {
		CALL("service_state %s", name);
		answer_state(rc_service_state(name));
	} else if (one != RC_SERVICE_SCHEDULED || !is_later_release()) {
		CALL("services_in_state %x", one);
		answer_sorted(rc_services_in_state(one));
	}
}

static void
schedule(void)
{
	const char *name = SERVICE, *other = SERVICE;

	if (below(2)) {
		CALL("service_schedule_start %s %s", name, other);
		answer_bool(rc_service_schedule_start(name, other));
	} else {
		CALL("services_scheduled %s", name);
		answer_sorted(rc_services_scheduled(name));
	}
}

static void
schedule_clear(void)
{
	const char *name = SERVICE;

	CALL("service_schedule_clear %s", name);
	say("%d\n", rc_service_schedule_clear(name));
}

static void
scheduled_by(void)
{
	const char *name = SERVICE;

	CALL("services_scheduled_by %s", name);
	RC_STRINGLIST *list = rc_services_scheduled_by(name);
	/* C's 0.62 to 0.64 take these for services. */
	if (list) {
		rc_stringlist_delete(list, ".");
		rc_stringlist_delete(list, "..");
	}
	answer_sorted(list);
}

static void
values(void)
{
	static const char *const names[] = { "one", "two", "with space", "caf\xe9" };
	static const char *const contents[] = { "1", "", "two\nlines\n", "\xff\xfe", "x y" };
	const char *service = SERVICE, *name = PICK(names), *content = PICK(contents);

	switch (below(4)) {
	case 0:
	case 1:
		CALL("service_value_set %s %s", service, name);
		answer_bool(rc_service_value_set(service, name, content));
		break;
	case 2:
		/* C does not say that it could not. */
		CALL("service_value_set %s %s NULL", service, name);
		if (!rc_service_value_set(service, name, NULL) && geteuid() == 0)
			say("false");
		say("\n");
		break;
	default:
		CALL("service_value_get %s %s", service, name);
		answer_owned(rc_service_value_get(service, name));
	}
}

/* What is kept for a service that stops is not removed by C's 0.62 to 0.64: the
 * services here are never marked. */
static void
environment(void)
{
	static const char *const owners[] = { "env-one", "env-two" };
	static const char *const names[] = { "A", "PATH", "x_1" };
	static const char *const contents[] = { "1", "", "a=b", "two words" };
	static const char *const pairs[] = { "A=2", "B=", "C=x=y", "none" };
	const char *service = PICK(owners), *name = PICK(names), *content = PICK(contents);
	const char *pair = PICK(pairs);
	char *value = NULL;

	if (!is_later_release())
		return;
	switch (below(3)) {
	case 0:
		CALL("service_setenv %s %s %s", service, name, content);
		answer_bool(rc_service_setenv(service, name, content));
		break;
	case 1:
		CALL("service_putenv %s %s", service, pair);
		answer_bool(rc_service_putenv(service, pair));
		break;
	default:
		CALL("service_getenv %s %s", service, name);
		ssize_t length = rc_service_getenv(service, name, &value);
		if (length < 0)
			answer_bool(false);
		else
			say("%zd <%.*s>\n", length, (int)length, value);
		free(value);
	}
}

static void
daemons(void)
{
	static const char *const first[] = { "/bin/sleep", "100001", NULL };
	static const char *const second[] = { "/bin/other", "-x", "100002", NULL };
	static const char *const third[] = { "/bin/dead", NULL };
	/* All that belongs to one daemon differs from all others: C matches across them. */
	static const struct { const char *exec; const char *const *argv; const char *pidfile; }
	kinds[] = {
		{ "/bin/sleep", first, "/tmp/child0.pid" },
		{ "/bin/other", second, "/tmp/child1.pid" },
		{ "/bin/dead", third, "/tmp/missing.pid" },
		{ "/bin/none", NULL, NULL },
	};
	/* One daemon a service: where there are several, C's numbering, which goes by the
	 * order of the folder, overwrites records. */
	unsigned number = below(service_count), kind = number % COUNT(kinds);
	const char *service = services[number];

	switch (below(5)) {
	case 0:
	case 1:
		CALL("daemon_set %s %u", service, kind);
		bool is_set = rc_service_daemon_set(service, kinds[kind].exec, kinds[kind].argv,
		    kinds[kind].pidfile, true);
		/* C writes over a record that it could not remove, and need not make a new one. */
		if (geteuid() == 0)
			answer_bool(is_set);
		break;
	case 2:
		CALL("daemon_set %s %u removed", service, kind);
		/* That a record may not be removed C does not say. */
		if (geteuid() == 0)
			answer_bool(rc_service_daemon_set(service, kinds[kind].exec,
			    kinds[kind].argv, kinds[kind].pidfile, false));
		break;
	case 3:
		kind = below(COUNT(kinds));
		say("started_daemon %s %u %d\n", service, kind,
		    rc_service_started_daemon(service, kinds[kind].exec, kinds[kind].argv, 0));
		break;
	default:
		say("daemons_crashed %s %d\n", service, rc_service_daemons_crashed(service));
	}
}

static void
pids(void)
{
	static const char *const one[] = { "sleep", "100001", NULL };
	static const char *const two[] = { "sleep", "100002", NULL };
	static const char *const part[] = { "sleep", NULL };
	static const char *const *const arguments[] = { NULL, one, two, part };
	static const char *const names[] = { NULL, "/bin/sleep", "sleep", "/usr/bin/sleep", "none" };
	unsigned which = below(COUNT(arguments)), name = below(COUNT(names));
	uid_t user = below(3) == 0 ? 65534 : 0;
	unsigned found = 0;
	RC_PIDLIST *list;
	RC_PID *pid, *next;

	CALL("find_pids %s %u %u", names[name] ? names[name] : "NULL", which, (unsigned)user);
	list = rc_find_pids(names[name], arguments[which], user, 0);
	if (!list) {
		say("NULL\n");
		return;
	}
	for (pid = list->lh_first; pid; pid = next) {
		next = pid->entries.le_next;
		if (child_index(pid->pid) >= 0)
			found |= 1u << child_index(pid->pid);
		free(pid);
	}
	free(list);
	say("%x\n", found);
}

/* C's look at each service makes all folders that tell of states, ours the ones it
 * reads. */
static void
make_state_folders(void)
{
	rc_service_state("missing");
	rc_service_daemons_crashed("missing");
}

static void
deptree(void)
{
	static const char *const types[] = {
		"ineed", "iuse", "iwant", "iafter", "ibefore", "needsme", "usesme", "wantsme",
		"iprovide", "providedby", "keyword", "broken",
	};
	const char *service = below(8) ? SERVICE : "virtual", *level = RUNLEVEL;
	int options = (int)below(16);
	RC_DEPTREE *tree;

	if (below(4) == 0) {
		unsigned flags = below(4);
		CALL("deptree_update %u", flags);
		say("%d\n", rc_deptree_update((RC_DT_FLAGS)flags));
		return;
	}
	if (below(6) == 0) {
		CALL("deptree_load_file");
		tree = rc_deptree_load_file("/tmp/missing");
		say("%s\n", tree ? "a tree" : errno_name());
	}
	errno = 0;
	tree = rc_deptree_load();
	if (!tree) {
		say("no tree, %s\n", errno_name());
		return;
	}
	if (below(3) == 0) {
		const char *type = PICK(types);
		CALL("deptree_depend %s %s", service, type);
		answer_list(rc_deptree_depend(tree, service, type));
	} else if (below(3) == 0) {
		make_state_folders();
		CALL("deptree_order %s %d", level, options);
		/* To these all that runs is stopped, as the state directory holds it. */
		if (strcmp(level, "shutdown") == 0 || strcmp(level, "single") == 0)
			answer_sorted(rc_deptree_order(tree, level, options));
		else
			answer_list(rc_deptree_order(tree, level, options));
	} else {
		RC_STRINGLIST *wanted = rc_stringlist_new(), *asked = rc_stringlist_new();
		for (unsigned i = 1 + below(5); i > 0; i--)
			rc_stringlist_addu(wanted, PICK(types));
		rc_stringlist_add(asked, service);
		if (below(2))
			rc_stringlist_addu(asked, SERVICE);
		make_state_folders();
		CALL("deptree_depends %s %s %d", service, level, options);
		answer_list(rc_deptree_depends(tree, wanted, asked, level, options));
		rc_stringlist_free(wanted);
		rc_stringlist_free(asked);
	}
	rc_deptree_free(tree);
}

static void
ages(void)
{
	static const char *const files[] = {
		"/tmp/files", "/tmp/files/one", "/tmp/files/deep", "/tmp/files/deep/er/three",
		"/tmp/files/none",
	};
	const char *one = PICK(files), *two = PICK(files);
	char newest[4096] = "";
	time_t time = 0;

	if (below(2)) {
		CALL("newer_than %s %s", one, two);
		answer_bool(rc_newer_than(one, two, &time, newest));
	} else {
		CALL("older_than %s %s", one, two);
		answer_bool(rc_older_than(one, two, &time, newest));
	}
	say("%lld %s\n", (long long)time, newest);
}

static void
places(void)
{
	const int *fds;
	char link[64], target[4096];
	int dir = (int)below(20) - 1;

	if (!is_later_release())
		return;
	say("places <%s> <%s> <%s> %d\n", rc_svcdir(), rc_sysconfdir(), rc_runleveldir(),
	    rc_is_user());
	say("places <%s>\n", rc_usrconfdir() ? rc_usrconfdir() : "NULL");
	for (const char *const *path = rc_scriptdirs(); *path; path++)
		say("scriptdir <%s>\n", *path);
	/* A user's state directory is the last, made by the call that needs it first. */
	size_t count = rc_scriptdirfds(&fds);
	if (!rc_is_user())
		say("scriptdirfds %zu\n", count);
	if (dir < 0 || dir >= RC_DIR_MAX || dir == RC_DIR_SYS_MAX)
		return;
	CALL("dirfd %d", dir);
	int fd = rc_dirfd((enum rc_dir)dir);
	if (fd < 0) {
		answer_bool(false);
		return;
	}
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, target, sizeof(target) - 1);
	target[length < 0 ? 0 : length] = 0;
	answer_string(target);
}

static void
system_type(void)
{
	CALL("proc_getent");
	answer_owned(rc_proc_getent("no_such_option"));
	const char *type = rc_sys();
	say("sys <%s>\n", type ? type : "NULL");
}

typedef void (*Step)(void);

static const Step steps[] = {
	string_lists, yesno, config, config, getline_of_old, runlevel, runlevel, stacked_runlevels,
	script,
	membership, membership, state, state, schedule, values, values, environment, daemons,
	pids, deptree, deptree, ages, places, system_type,
};

void
step(void)
{
	PICK(steps)();
}

void
first_step(void)
{
	switch (below(6)) {
	case 0:
		step();
		break;
	case 1:
		scheduled_by();
		break;
	case 2:
		schedule_clear();
		break;
	default:
		mark();
	}
}
