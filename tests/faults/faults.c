/* Kills a process at every system call of the calls that change state, and makes every
 * one of these system calls fail, each in turn: afterwards every file is old or new, the
 * state of the service is the old or the new one, and the same call succeeds and leaves
 * nothing behind.
 *
 * usage: faults SEED ERRORS [OPERATION]
 *
 * ERRORS: how many of the eight errors are tried at each system call. */
#include "faults.h"
#include <fcntl.h>

void make_installation(void);

static const int errors[] = { ENOSPC, EIO, EDQUOT, EACCES, EROFS, EMFILE, EINTR, ENOMEM };
static unsigned tried[4], wrong;
static uint64_t random_state;

static const char *const kinds[] = { "undisturbed", "killed at", "failing", "short" };

struct expected {
	struct tree old, new;
	int old_state, new_state;
};

static int
prepare(const struct operation *operation)
{
	remove_tree(STATE);
	remove_tree("/etc/runlevels");
	make_installation();
	mkdir(STATE, 0755);
	operation->prepare(operation);
	return 0;
}

static int
state_of(const struct operation *operation)
{
	(void)operation;
	return (int)rc_service_state("alpha");
}

static int
act_again(const struct operation *operation)
{
	errno = 0;
	return operation->act(operation) ? 0 : errno ? errno : -1;
}

#define EXCLUSIVE (RC_SERVICE_STOPPED | RC_SERVICE_STARTED | RC_SERVICE_STARTING | \
	RC_SERVICE_STOPPING | RC_SERVICE_INACTIVE)

/* Of the first five states it is the old or the new one; each of the others is as it was
 * or as it will be. */
static bool
is_state_right(int now, const struct expected *expected)
{
	int either = expected->old_state ^ expected->new_state;
	int exclusive = now & (int)EXCLUSIVE;

	return (exclusive == (expected->old_state & (int)EXCLUSIVE) ||
	    exclusive == (expected->new_state & (int)EXCLUSIVE)) &&
	    ((now ^ expected->old_state) & ~either & ~(int)EXCLUSIVE) == 0;
}

static void
complain(const struct operation *operation, const struct fault *fault,
    const struct outcome *outcome, const char *what, const char *detail)
{
	wrong++;
	printf("%s, %s %u (system call %ld%s%s), result %s%s%s: %s %s\n", operation->name,
	    kinds[fault->kind], fault->at, outcome->call, fault->error ? ", " : "",
	    fault->error ? strerrorname_np(fault->error) : "",
	    outcome->ended ? outcome->result ? "true" : "false" : "none",
	    outcome->error ? ", " : "", outcome->error ? strerrorname_np(outcome->error) : "",
	    what, detail);
}

/* What was said, and the files at once. */
static void
check_now(const struct operation *operation, const struct fault *fault,
    const struct outcome *outcome, const struct expected *expected)
{
	struct tree now;
	const char *path;

	read_tree(&now);
	path = operation->records ? neither_record(&now, &expected->old, &expected->new)
	    : neither(&now, &expected->old, &expected->new);
	if (path)
		complain(operation, fault, outcome, "neither old nor new:", path);
	if (!is_state_right(apart(state_of, operation), expected))
		complain(operation, fault, outcome, "neither the old nor the new state", "");
	if (fault->kind != KILL && !outcome->ended)
		complain(operation, fault, outcome, "the process died", "");
	if (outcome->ended && outcome->leaked != 0)
		complain(operation, fault, outcome, "a descriptor is left open", "");
	if (outcome->ended && outcome->result && operation->strict &&
	    (path = differs(&now, &expected->new)))
		complain(operation, fault, outcome, "true, but this is not new:", path);
	if (fault->kind == FAIL && outcome->ended && !outcome->result) {
		if (outcome->error != fault->error)
			complain(operation, fault, outcome, "not the errno that was met", "");
		if ((path = hidden(&now)))
			complain(operation, fault, outcome, "false, but this is left:", path);
		if (!operation->from && !operation->records && !operation->several &&
		    (path = differs(&now, &expected->old)))
			complain(operation, fault, outcome, "false, but this is not old:", path);
		if (fault->error == EINTR)
			complain(operation, fault, outcome, "not tried again", "");
	}
	if (fault->kind == SHORT && outcome->ended && !outcome->result)
		complain(operation, fault, outcome, "half a read or write is an error", "");
	free_tree(&now);
}

/* The same call once more. */
static void
check_again(const struct operation *operation, const struct fault *fault,
    const struct outcome *outcome, const struct expected *expected)
{
	struct tree now;
	const char *path;
	int answer = apart(act_again, operation);

	if (answer != 0 && answer != operation->again)
		complain(operation, fault, outcome, "the next call fails:", strerror(answer));
	read_tree(&now);
	if ((path = differs(&now, &expected->new)))
		complain(operation, fault, outcome, "after the next call this is not new:", path);
	if ((path = hidden(&now)))
		complain(operation, fault, outcome, "after the next call this is left:", path);
	free_tree(&now);
}

/* False where the operation has not so many system calls. */
static bool
try(const struct operation *operation, const struct expected *expected, struct fault fault)
{
	apart(prepare, operation);
	struct outcome outcome = run(operation, fault);
	if (outcome.hit) {
		tried[fault.kind]++;
		check_now(operation, &fault, &outcome, expected);
		check_again(operation, &fault, &outcome, expected);
	}
	return outcome.calls >= fault.at;
}

static void
disturb(const struct operation *operation, unsigned error_count)
{
	struct expected expected = { 0 };
	unsigned at;

	apart(prepare, operation);
	read_tree(&expected.old);
	expected.old_state = apart(state_of, operation);
	struct outcome outcome = run(operation, (struct fault){ .kind = NONE });
	read_tree(&expected.new);
	expected.new_state = apart(state_of, operation);
	if (!outcome.ended || !outcome.result || outcome.leaked)
		complain(operation, &(struct fault){ 0 }, &outcome, "fails undisturbed", "");
	const char *path = operation->records ? NULL : lost_rights(&expected.old, &expected.new);
	if (path)
		complain(operation, &(struct fault){ 0 }, &outcome, "rights are lost, of", path);
	for (at = 1; try(operation, &expected, (struct fault){ KILL, at, 0 }); at++)
		;
	for (at = 1; try(operation, &expected, (struct fault){ SHORT, at, 0 }); at++) {
		unsigned first = random_below(&random_state, COUNT(errors));
		for (unsigned i = 0; i < error_count && i < COUNT(errors); i++)
			try(operation, &expected,
			    (struct fault){ FAIL, at, errors[(first + i) % COUNT(errors)] });
	}
	free_tree(&expected.old);
	free_tree(&expected.new);
}

int
main(int argc, char **argv)
{
	only_in_the_sandbox(argc >= 3 && getpid() == 1, "faults SEED ERRORS [OPERATION]");
	random_state = random_start(number(argv[1]));
	for (size_t i = 0; i < operation_count; i++) {
		if (argc > 3 && strcmp(argv[3], operations[i].name) != 0)
			continue;
		unsigned before = wrong;
		disturb(&operations[i], number(argv[2]));
		if (argc > 3)
			printf("%s: %u\n", operations[i].name, wrong - before);
		fflush(stdout);
	}
	printf("%u kills, %u failures, %u short reads and writes\n", tried[KILL], tried[FAIL],
	    tried[SHORT]);
	unsigned all = tried[KILL] + tried[FAIL] + tried[SHORT];
	printf("%u passed, %u failed\n", all > wrong ? all - wrong : 0, wrong);
	return wrong != 0;
}
