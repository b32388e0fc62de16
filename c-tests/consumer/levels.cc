// The headers in C++, and the lists walked as bindings do it.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <einfo.h>
#include <rc.h>

static std::vector<std::string> take(RC_STRINGLIST *list)
{
	std::unique_ptr<RC_STRINGLIST, void (*)(RC_STRINGLIST *)> owner(list, rc_stringlist_free);
	std::vector<std::string> items;
	for (RC_STRING *item = list->tqh_first; item; item = item->entries.tqe_next)
		items.emplace_back(item->value);
	return items;
}

int main()
{
	for (const std::string &service : take(rc_services_in_runlevel("default")))
		einfo("%s is %s", service.c_str(),
			rc_service_state(service.c_str()) & RC_SERVICE_STARTED ? "up" : "down");
	std::printf("%d\n", rc_yesno("yes") ? 0 : 1);
	return 0;
}
