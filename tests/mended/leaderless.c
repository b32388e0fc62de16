/* A daemon whose first thread ends while another runs on: /proc calls it a zombie.
 *
 * usage: leaderless */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static void *
rest(void *argument)
{
	(void)argument;
	for (;;)
		pause();
	return NULL;
}

int
main(void)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, rest, NULL) != 0)
		return EXIT_FAILURE;
	pthread_exit(NULL);
}
