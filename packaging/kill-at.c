/* Runs a command and ends it, with all that it started, at its Nth system call that changes
 * a file, before the kernel does it: as a machine that loses power there.
 *
 * usage: kill-at N COMMAND...   prints nothing; 137 when it was ended
 *        kill-at 0 COMMAND...   ends nothing, prints the number of such calls on stderr as
 *                               its last line; the command's status */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool changes_files(const struct __ptrace_syscall_info *info)
{
	const uint64_t *args = info->entry.args;

	switch (info->entry.nr) {
#ifdef __NR_open
	case __NR_open:
		return args[1] & (O_WRONLY | O_RDWR | O_CREAT);
	case __NR_rename:
	case __NR_unlink:
	case __NR_symlink:
	case __NR_link:
	case __NR_mkdir:
	case __NR_rmdir:
	case __NR_creat:
#endif
	case __NR_renameat:
	case __NR_renameat2:
	case __NR_unlinkat:
	case __NR_symlinkat:
	case __NR_linkat:
	case __NR_mkdirat:
	case __NR_ftruncate:
	case __NR_execve:
		return true;
	case __NR_openat:
		return args[2] & (O_WRONLY | O_RDWR | O_CREAT);
	case __NR_write:
	case __NR_pwrite64:
		return args[0] > 2;
	default:
		return false;
	}
}

/* Those that are traced and alive. */
static pid_t pids[512];
static unsigned n_pids;

static void remember(pid_t pid)
{
	for (unsigned i = 0; i < n_pids; i++)
		if (pids[i] == pid)
			return;
	if (n_pids == sizeof pids / sizeof *pids) {
		fputs("kill-at: more processes than there is room for\n", stderr);
		_exit(2);
	}
	pids[n_pids++] = pid;
}

static void forget(pid_t pid)
{
	for (unsigned i = 0; i < n_pids; i++)
		if (pids[i] == pid)
			pids[i] = pids[--n_pids];
}

/* Each is stopped or about to be; none does another system call. Also one that was made in this
 * moment and reports itself only now. */
static void end_all(void)
{
	int status;
	pid_t pid;

	for (unsigned i = 0; i < n_pids; i++)
		kill(pids[i], SIGKILL);
	while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR)
		if (pid > 0 && WIFSTOPPED(status))
			kill(pid, SIGKILL);
}

int main(int argc, char **argv)
{
	long limit = argc > 2 ? strtol(argv[1], NULL, 10) : -1, count = 0;
	int first, status, end = 0;

	if (limit < 0) {
		fputs("usage: kill-at N COMMAND...\n", stderr);
		return 2;
	}
	first = fork();
	if (first == 0) {
		raise(SIGSTOP);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	if (first < 0 || waitpid(first, &status, WUNTRACED) != first ||
	    ptrace(PTRACE_SEIZE, first, 0, PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD |
		   PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE)) {
		perror("kill-at");
		return 2;
	}
	kill(first, SIGCONT);
	for (;;) {
		pid_t pid = waitpid(-1, &status, __WALL);
		int signal = 0;

		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			break;
		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			forget(pid);
			if (pid == first)
				end = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			continue;
		}
		remember(pid);
		if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
			struct __ptrace_syscall_info info;

			if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) > 0 &&
			    info.op == PTRACE_SYSCALL_INFO_ENTRY && changes_files(&info) &&
			    ++count == limit) {
				end_all();
				return 137;
			}
		} else if (status >> 16 == 0) {
			signal = WSTOPSIG(status);
		}
		if (signal == SIGSTOP)
			signal = 0;
		ptrace(PTRACE_SYSCALL, pid, 0, signal);
	}
	if (limit == 0)
		fprintf(stderr, "%ld\n", count);
	return end;
}
