/* What rc-status prints, more or less. */
#include <stdio.h>

#include <einfo.h>
#include <rc.h>

static void show(const char *service)
{
	switch (rc_service_state(service) & ~(RC_SERVICE_FAILED | RC_SERVICE_SCHEDULED)) {
	case RC_SERVICE_STARTED:
		einfo("%s is started", service);
		break;
	case RC_SERVICE_STOPPED:
		ewarn("%s is stopped", service);
		break;
	default:
		eerror("%s: %d", service, rc_service_state(service));
	}
}

int main(void)
{
	RC_STRINGLIST *levels = rc_runlevel_list();
	RC_STRING *level, *service;

	/* Messages go to both streams. */
	setvbuf(stdout, NULL, _IONBF, 0);
	rc_stringlist_sort(&levels);
	for (level = levels->tqh_first; level; level = level->entries.tqe_next) {
		RC_STRINGLIST *services = rc_services_in_runlevel(level->value);

		ebegin("Runlevel %s", level->value);
		eindent();
		rc_stringlist_sort(&services);
		for (service = services->tqh_first; service; service = service->entries.tqe_next)
			show(service->value);
		eoutdent();
		eend(services->tqh_first ? 0 : 1, "nothing in it");
		rc_stringlist_free(services);
	}
	rc_stringlist_free(levels);
	return 0;
}
