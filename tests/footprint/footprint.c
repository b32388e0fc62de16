/* How much memory the libraries have for this process alone, in kilobytes, once they have
 * been used: that of the libraries themselves, and the heap.
 *
 * usage: footprint */
#include "../common.h"
#include <einfo.h>
#include <rc.h>
#include <string.h>
#include <sys/stat.h>

static void
use(void)
{
	RC_DEPTREE *tree = rc_deptree_load();

	if (!tree)
		abort();
	rc_stringlist_free(rc_deptree_order(tree, "default", RC_DEP_START));
	rc_deptree_free(tree);
	rc_service_state("s1");
	rc_conf_value("rc_parallel");
	rc_service_value_set("s1", "option", "value");
	rc_stringlist_free(rc_services_in_runlevel("default"));
	einfo("a message");
}

/* What belongs to a library is followed by memory without a name, its zeros. */
int
main(int argc, char **argv)
{
	unsigned long begin, end, before = 0, libraries = 0, heap = 0, size;
	unsigned long *counted = NULL;
	char line[512], path[256];
	FILE *maps;

	(void)argv;
	only_in_the_sandbox(argc == 1, "footprint");
	use();
	maps = fopen("/proc/self/smaps", "r");
	while (maps && fgets(line, sizeof(line), maps)) {
		path[0] = 0;
		if (sscanf(line, "%lx-%lx %*s %*s %*s %*s %255s", &begin, &end, path) >= 2) {
			bool follows = counted == &libraries && begin == before && path[0] == 0;
			if (strstr(path, "/librc.so") || strstr(path, "/libeinfo.so") || follows)
				counted = &libraries;
			else
				counted = strcmp(path, "[heap]") == 0 ? &heap : NULL;
			before = end;
		} else if (counted && sscanf(line, "Anonymous: %lu", &size) == 1) {
			*counted += size;
		}
	}
	fprintf(stderr, "libraries %lu\nheap %lu\n", libraries, heap);
	return 0;
}
