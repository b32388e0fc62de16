/* Runs a command beside a program, at one of its system calls: the program is stopped until
 * the command has ended.
 *
 * usage: step SERIAL LOG COMMAND PROGRAM [ARGUMENT]...
 *
 * The program runs until SIGUSR1 comes; from then on its system calls are counted, and before
 * the SERIALth COMMAND is given to sh, its output and status to LOG. With COMMAND "kill" the
 * program is killed instead. LOG's last line is "at SERIAL call NUMBER", or "not reached"
 * when the program ended, or SIGUSR2 came, before. 0 counts up to SIGUSR2: "calls COUNT".
 * Children of the program are not stopped. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define OPTIONS (PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)

static volatile sig_atomic_t counting, over;
static pid_t program;

static void
note(int signal)
{
	if (signal == SIGUSR1)
		counting = 1;
	if (signal == SIGUSR2)
		over = 1;
	if (signal == SIGTERM && program > 0)
		kill(program, SIGTERM);
}

static void
run(const char *command, FILE *log)
{
	char line[4096], *both;

	if (asprintf(&both, "{ %s; } 2>&1", command) == -1)
		exit(2);
	FILE *output = popen(both, "r");

	while (output && fgets(line, sizeof(line), output))
		fputs(line, log);
	int status = output ? pclose(output) : -1;
	fprintf(log, "status %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

static int
wait_for_end(void)
{
	int status;

	while (waitpid(program, &status, 0) == -1 && errno == EINTR)
		;
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	long serial = atol(argv[1]), count = 0;
	FILE *log = fopen(argv[2], "w");
	const char *command = argv[3];
	struct sigaction action = { .sa_handler = note };
	bool is_entry = true;
	int status;

	if (!log)
		return 2;
	setvbuf(log, NULL, _IOLBF, 0);
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGUSR2, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	program = fork();
	if (program == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		execvp(argv[4], argv + 4);
		_exit(127);
	}
	waitpid(program, &status, 0);
	ptrace(PTRACE_SETOPTIONS, program, NULL, OPTIONS);
	int deliver = 0;
	for (;;) {
		ptrace(PTRACE_SYSCALL, program, NULL, (void *)(long)deliver);
		deliver = 0;
		while (waitpid(program, &status, 0) == -1 && errno == EINTR) {
			if (!over)
				continue;
			/* It waits for something: nothing more comes. */
			over = 0;
			fprintf(log, serial ? "not reached\n" : "calls %ld\n", count);
			counting = 0;
		}
		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			fprintf(log, "not reached\n");
			return 0;
		}
		if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
			if (WSTOPSIG(status) != SIGTRAP)
				deliver = WSTOPSIG(status);
			continue;
		}
		bool is_this_one = is_entry && counting && ++count == serial;
		is_entry = !is_entry;
		if (!is_this_one)
			continue;
		struct user_regs_struct registers;
		ptrace(PTRACE_GETREGS, program, NULL, &registers);
		if (strcmp(command, "kill") == 0)
			kill(program, SIGKILL);
		else
			run(command, log);
		fprintf(log, "at %ld call %ld\n", count, (long)registers.orig_rax);
		ptrace(PTRACE_DETACH, program, NULL, NULL);
		return wait_for_end();
	}
}
