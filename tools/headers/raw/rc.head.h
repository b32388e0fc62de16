/*
 * rc.h: services, runlevels, the dependency tree and their state.
 *
 * Made from the sources of the library; see tools/headers.
 *
 * What is returned as `char *`, `RC_STRINGLIST *` or `RC_PIDLIST *` is the caller's,
 * each string and each node its own malloc block. `const char *` stays the library's.
 * NULL where a string is asked for, and names that are empty, `.`, `..` or hold a `/`
 * where a plain name is asked for, fail with errno EINVAL. errno is left alone by
 * what succeeds.
 */
#ifndef __RC_H__
#define __RC_H__

#include <sys/types.h>
#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/*! @name Where this build looks by default
 * At run time ask rc_sysconfdir, rc_svcdir, rc_runleveldir and rc_scriptdirs. */
#define RC_SYSCONFDIR "@SYSCONFDIR@"
#define RC_LIBEXECDIR "@RC_LIBEXECDIR@"
#if defined(__linux__) || (defined(__FreeBSD_kernel__) && \
		defined(__GLIBC__)) || defined(__GNU__)
#define RC_SVCDIR "/run/openrc"
#else
#define RC_SVCDIR RC_LIBEXECDIR "/init.d"
#endif
#define RC_RUNLEVELDIR RC_SYSCONFDIR "/runlevels"
#define RC_INITDIR RC_SYSCONFDIR "/init.d"
#define RC_CONFDIR RC_SYSCONFDIR "/conf.d"
#define RC_PLUGINDIR "@RC_PLUGINDIR@"
#define RC_INIT_FIFO RC_SVCDIR "/init.ctl"
#define RC_PROFILE_ENV RC_SYSCONFDIR "/profile.env"
#define RC_SYS_WHITELIST RC_LIBEXECDIR "/conf.d/env_whitelist"
#define RC_USR_WHITELIST RC_SYSCONFDIR "/conf.d/env_whitelist"
#define RC_CONF RC_SYSCONFDIR "/rc.conf"
#define RC_CONF_D RC_SYSCONFDIR "/rc.conf.d"
#define RC_CONF_OLD RC_SYSCONFDIR "/conf.d/rc"
#define RC_PATH_PREFIX RC_LIBEXECDIR "/bin:/bin:/sbin:/usr/bin:/usr/sbin"
/* Packages outside the base system. */
#define RC_LOCAL_PREFIX "@LOCAL_PREFIX@"
#define RC_LOCAL_INITDIR RC_LOCAL_PREFIX "/etc/init.d"
#define RC_LOCAL_CONFDIR RC_LOCAL_PREFIX "/etc/conf.d"
#define RC_PKG_PREFIX RC_LOCAL_PREFIX
#define RC_PKG_INITDIR RC_PKG_PREFIX "/etc/init.d"
#define RC_PKG_CONFDIR RC_PKG_PREFIX "/etc/conf.d"

#ifndef rc_private
#define rc_private __attribute__((deprecated("private field")))
#endif

/* The part of <sys/queue.h> that the lists below are laid out with, for systems
 * without it and for callers that did not include it. */
#ifndef _SYS_QUEUE_H_
#ifndef LIST_HEAD
#define LIST_HEAD(name, type) \
	struct name { \
		struct type *lh_first; \
	}
#define LIST_HEAD_INITIALIZER(head) { NULL }
#endif
#ifndef LIST_ENTRY
#define LIST_ENTRY(type) \
	struct { \
		struct type *le_next; \
		struct type **le_prev; \
	}
#endif
#ifndef TAILQ_HEAD
#define _TAILQ_HEAD(name, type, qual) \
	struct name { \
		qual type *tqh_first; \
		qual type *qual *tqh_last; \
	}
#define TAILQ_HEAD(name, type) _TAILQ_HEAD(name, struct type,)
/* Word for word as OpenRC's own queue.h has them, which may be included later. */
#define TAILQ_END(head) (NULL)
#define TAILQ_HEAD_INITIALIZER(head) { TAILQ_END(head), &(head).tqh_first }
#endif
#ifndef TAILQ_ENTRY
#define _TAILQ_ENTRY(type, qual) \
	struct { \
		qual type *tqe_next; \
		qual type *qual *tqe_prev; \
	}
#define TAILQ_ENTRY(type) _TAILQ_ENTRY(struct type,)
#endif
#endif /* _SYS_QUEUE_H_ */

/*! A list of strings, as queue(3) describes tail queues. */
typedef struct rc_string {
	char *value;
	TAILQ_ENTRY(rc_string) entries;
} RC_STRING;
typedef TAILQ_HEAD(rc_stringlist, rc_string) RC_STRINGLIST;

/*! A list of processes, as queue(3) describes lists. */
typedef struct rc_pid {
	pid_t pid;
	LIST_ENTRY(rc_pid) entries;
} RC_PID;
typedef LIST_HEAD(rc_pidlist, rc_pid) RC_PIDLIST;

/*! The dependency tree, of which callers see only its address. */
typedef void *RC_DEPTREE;

/*! @name Runlevels that OpenRC itself needs */
#define RC_LEVEL_SYSINIT "sysinit"
#define RC_LEVEL_SINGLE "single"
#define RC_LEVEL_SHUTDOWN "shutdown"

/*! The directories that rc_dirfd knows. */
enum rc_dir {
	RC_DIR_SVCDIR,
	RC_DIR_STARTING,
	RC_DIR_STARTED,
	RC_DIR_STOPPING,
	RC_DIR_INACTIVE,
	RC_DIR_WASINACTIVE,
	RC_DIR_FAILED,
	RC_DIR_HOTPLUGGED,
	RC_DIR_DAEMONS,
	RC_DIR_OPTIONS,
	RC_DIR_EXCLUSIVE,
	RC_DIR_SCHEDULED,@RC_DIR_ENVIRON@
	RC_DIR_INITD,
	RC_DIR_TMP,
	RC_DIR_SYS_MAX,
	RC_DIR_SYSCONF = RC_DIR_SYS_MAX,
	RC_DIR_USRCONF,
	RC_DIR_RUNLEVEL,
	RC_DIR_MAX,

	RC_DIR_INVALID = -1
};

/*! The states of a service. */
typedef enum {
	/* One of these, always. */
	RC_SERVICE_STOPPED = 0x0001,
	RC_SERVICE_STARTED = 0x0002,
	RC_SERVICE_STOPPING = 0x0004,
	RC_SERVICE_STARTING = 0x0008,
	RC_SERVICE_INACTIVE = 0x0010,

	/* Besides: started by hotplugging. */
	RC_SERVICE_HOTPLUGGED = 0x0100,

	/* Besides: what happened to it. */
	RC_SERVICE_FAILED = 0x0200,
	RC_SERVICE_SCHEDULED = 0x0400,
	RC_SERVICE_WASINACTIVE = 0x0800,
	RC_SERVICE_CRASHED = 0x1000
} RC_SERVICE;

/*! @name What rc_sys returns */
#define RC_SYS_DOCKER "DOCKER"
#define RC_SYS_PODMAN "PODMAN"
#define RC_SYS_JAIL "JAIL"
#define RC_SYS_NONE ""
#define RC_SYS_OPENVZ "OPENVZ"
#define RC_SYS_LXC "LXC"
#define RC_SYS_PREFIX "PREFIX"
#define RC_SYS_RKT "RKT"
#define RC_SYS_SYSTEMD_NSPAWN "SYSTEMD-NSPAWN"
#define RC_SYS_UML "UML"
#define RC_SYS_VSERVER "VSERVER"
#define RC_SYS_XEN0 "XEN0"
#define RC_SYS_XENU "XENU"
#define RC_SYS_WSL "WSL"

/*! @name What rc_privileges returns
 * Not in OpenRC's own rc.h. Capabilities have the numbers of linux/capability.h. */
#define RC_PRIVILEGE_CAPABILITY(number) (UINT64_C(1) << (number))
/*! User 0 with all capabilities that a process here can have, CAP_SYS_ADMIN among them,
 * in the first user namespace. */
#define RC_PRIVILEGE_SUPERUSER (UINT64_C(1) << 63)
/*! In another user namespace, or in a jail. */
#define RC_PRIVILEGE_USER_NAMESPACE (UINT64_C(1) << 62)
/*! Programs that are started gain nothing by setuid or file capabilities. */
#define RC_PRIVILEGE_NO_NEW_PRIVS (UINT64_C(1) << 61)
/*! May listen on ports below 1024, by the capability or because the system lets all. */
#define RC_PRIVILEGE_BIND_LOW_PORTS (UINT64_C(1) << 60)

/*! @name Options of rc_deptree_depends and rc_deptree_order */
#define RC_DEP_TRACE (1 << 0)  /*!< follow what is depended on */
#define RC_DEP_STRICT (1 << 1) /*!< only services that are in a runlevel */
#define RC_DEP_START (1 << 2)  /*!< the runlevel is starting */
#define RC_DEP_STOP (1 << 3)   /*!< the runlevel is stopping */

/*! What rc_deptree_update is given where Debian's loop solver is built in. */
typedef enum {
	RCDTFLAGS_LOOPSOLVER = 0x0001,         /*!< break dependency loops */
	RCDTFLAGS_LOOPSOLVER_WARNINGS = 0x0002 /*!< say which */
} RC_DT_FLAGS;

/*! When a plugin is called. The `NOW` and `DONE` of services stand around what is
 * done with the service itself, `IN` and `OUT` also around what it needs. */
typedef enum {
	RC_HOOK_RUNLEVEL_STOP_IN = 1,
	RC_HOOK_RUNLEVEL_STOP_OUT = 4,
	RC_HOOK_RUNLEVEL_START_IN = 5,
	RC_HOOK_RUNLEVEL_START_OUT = 8,
	RC_HOOK_ABORT = 99, /*!< a script gave up; the system goes to single user mode */
	RC_HOOK_SERVICE_STOP_IN = 101,
	RC_HOOK_SERVICE_STOP_NOW = 102,
	RC_HOOK_SERVICE_STOP_DONE = 103,
	RC_HOOK_SERVICE_STOP_OUT = 104,
	RC_HOOK_SERVICE_START_IN = 105,
	RC_HOOK_SERVICE_START_NOW = 106,
	RC_HOOK_SERVICE_START_DONE = 107,
	RC_HOOK_SERVICE_START_OUT = 108
} RC_HOOK;

/*! What a plugin defines.
 * @param hook when it is called
 * @param name of the runlevel or service
 * @return 0, or -1 for failure */
int rc_plugin_hook(RC_HOOK hook, const char *name);

/*! Where plugins write NAME=VALUE, each ended by a NUL, for the environment of what
 * comes after. */
extern FILE *rc_environ_fd;
