/* Runs an operation under ptrace and disturbs one of its system calls. */
#include "faults.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

#define OPTIONS (PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | \
	PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL)

/* What the process tells the tracer. */
struct report {
	bool ended, result;
	int error, leaked;
};
static struct report *report;

static int
open_descriptors(void)
{
	int count = 0;

	for (int fd = 0; fd < 64; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	return count;
}

static void
be_traced(const struct operation *operation)
{
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	raise(SIGSTOP);
	int before = open_descriptors();
	/* Between these two calls all others count. */
	syscall(SYS_getppid);
	errno = 0;
	bool result = operation->act(operation);
	int error = errno;
	syscall(SYS_getppid);
	*report = (struct report){ true, result, error, open_descriptors() - before };
	_exit(0);
}

struct tracer {
	pid_t main;
	struct fault fault;
	bool is_counting, anywhere;
	pid_t failing;
	struct outcome outcome;
};

/* Whether a call may be made to fail: not those that cannot, and not the C library's
 * own, which have nothing to do with files. */
static bool
may_fail(long call)
{
	switch (call) {
	case SYS_exit_group: case SYS_brk: case SYS_mmap: case SYS_munmap: case SYS_mprotect:
	case SYS_rt_sigprocmask: case SYS_rt_sigaction: case SYS_rt_sigreturn: case SYS_futex:
	case SYS_getpid: case SYS_time: case SYS_kill:
		return false;
	default:
		return true;
	}
}

/* Calls that a signal may interrupt. */
static bool
may_be_interrupted(long call)
{
	return call == SYS_read || call == SYS_write || call == SYS_openat || call == SYS_wait4 ||
	    call == SYS_close;
}

static bool
is_look(long call)
{
	return call == SYS_access || call == SYS_newfstatat || call == SYS_faccessat2;
}

static bool
is_disturbed(const struct tracer *tracer, long call, const struct user_regs_struct *registers)
{
	switch (tracer->fault.kind) {
	case FAIL:
		/* What may not be seen counts as not there, as in C. */
		if (tracer->fault.error == EACCES && is_look(call))
			return false;
		if (tracer->fault.error == EINTR && tracer->anywhere && (is_look(call) ||
		    call == SYS_getdents64 || call == SYS_poll || call == SYS_sendto))
			return true;
		return tracer->fault.error == EINTR ? may_be_interrupted(call) : may_fail(call);
	case SHORT:
		return (call == SYS_read || call == SYS_write) && registers->rdx > 1;
	default:
		return tracer->fault.kind == KILL;
	}
}

/* Before a system call. False where the process is dead. */
static bool
enter(struct tracer *tracer, pid_t pid, long call)
{
	struct user_regs_struct registers;
	struct outcome *outcome = &tracer->outcome;

	if (pid == tracer->main && call == SYS_getppid) {
		tracer->is_counting = !tracer->is_counting;
		return true;
	}
	/* What a child's own calls come to is its business; that it dies is ours. That a script
	 * dies in a shell of its own is the script's. */
	if (!tracer->is_counting || (pid != tracer->main && (tracer->anywhere ||
	    (tracer->fault.kind != KILL && tracer->fault.kind != NONE))))
		return true;
	if (++outcome->calls != tracer->fault.at)
		return true;
	ptrace(PTRACE_GETREGS, pid, NULL, &registers);
	outcome->call = call;
	outcome->hit = is_disturbed(tracer, call, &registers);
	if (!outcome->hit)
		return true;
	if (tracer->fault.kind == KILL) {
		kill(pid, SIGKILL);
		return false;
	}
	if (tracer->fault.kind == FAIL) {
		/* A descriptor is closed even where close says that it failed. */
		if (call != SYS_close)
			registers.orig_rax = (unsigned long long)-1;
		tracer->failing = pid;
	} else {
		registers.rdx = 1;
	}
	ptrace(PTRACE_SETREGS, pid, NULL, &registers);
	return true;
}

static void
leave(struct tracer *tracer, pid_t pid)
{
	struct user_regs_struct registers;

	if (tracer->failing != pid)
		return;
	tracer->failing = 0;
	ptrace(PTRACE_GETREGS, pid, NULL, &registers);
	registers.rax = (unsigned long long)-tracer->fault.error;
	ptrace(PTRACE_SETREGS, pid, NULL, &registers);
}

static void
stopped(struct tracer *tracer, pid_t pid, int status)
{
	int signal = WSTOPSIG(status);

	if (signal == (SIGTRAP | 0x80)) {
		struct __ptrace_syscall_info info;
		ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info);
		if (info.op == PTRACE_SYSCALL_INFO_EXIT)
			leave(tracer, pid);
		else if (info.op == PTRACE_SYSCALL_INFO_ENTRY &&
		    !enter(tracer, pid, (long)info.entry.nr))
			return;
		signal = 0;
	} else if (signal == SIGTRAP || signal == SIGSTOP) {
		signal = 0;
	}
	ptrace(PTRACE_SYSCALL, pid, NULL, signal);
}

struct outcome
run(const struct operation *operation, struct fault fault)
{
	struct tracer tracer = { .fault = fault, .anywhere = operation->anywhere };
	int status;
	pid_t pid;

	if (!report)
		report = mmap(NULL, sizeof(*report), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	*report = (struct report){ 0 };
	tracer.main = fork();
	if (tracer.main == 0)
		be_traced(operation);
	waitpid(tracer.main, &status, 0);
	ptrace(PTRACE_SETOPTIONS, tracer.main, NULL, OPTIONS);
	ptrace(PTRACE_SYSCALL, tracer.main, NULL, 0);
	/* We are process 1 here: what a killed process leaves behind comes to us. */
	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		if (WIFSTOPPED(status))
			stopped(&tracer, pid, status);
		else if (pid == tracer.main)
			tracer.outcome.status = status;
	}
	tracer.outcome.ended = report->ended;
	tracer.outcome.result = report->result;
	tracer.outcome.error = report->error;
	tracer.outcome.leaked = report->leaked;
	return tracer.outcome;
}

int
apart(int (*work)(const struct operation *), const struct operation *operation)
{
	static int *answer;
	int status;

	if (!answer)
		answer = mmap(NULL, sizeof(*answer), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pid = fork();
	if (pid == 0) {
		*answer = work(operation);
		_exit(0);
	}
	if (waitpid(pid, &status, 0) != pid || status != 0)
		abort();
	return *answer;
}
