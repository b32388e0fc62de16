# shellcheck shell=dash disable=SC2154
# What the init scripts of a Prefix's daemons share. Sourced by them.

# daemon_may_be_started COMMAND: is it there, and may it have what was asked for?
daemon_may_be_started() {
	command -v "$1" >/dev/null || {
		eerror "${RC_SVCNAME}: $1 is not installed (looked in ${PATH})"
		return 1
	}
	# start-stop-daemon drops this error.
	if [ -n "${SSD_OOM_SCORE_ADJ}" ] &&
		! (echo "${SSD_OOM_SCORE_ADJ}" >/proc/self/oom_score_adj) 2>/dev/null; then
		eerror "${RC_SVCNAME}: SSD_OOM_SCORE_ADJ=${SSD_OOM_SCORE_ADJ} is refused:" \
			"from -1000 to 1000, and less than $(cat /proc/self/oom_score_adj) needs CAP_SYS_RESOURCE"
		return 1
	fi
}

# daemon_may_listen COMMAND PORT: nothing is asked if the port is not known.
daemon_may_listen() {
	[ -n "$2" ] || return 0
	[ "$2" -ge "$(daemon_first_port)" ] || daemon_has_capability 10 "$1" || {
		eerror "${RC_SVCNAME}: port $2: $(daemon_low_ports)"
		return 1
	}
}

daemon_low_ports() {
	echo "a port below $(daemon_first_port) needs CAP_NET_BIND_SERVICE" \
		"(or a lower net.ipv4.ip_unprivileged_port_start)"
}

# The first port that any user may listen on.
daemon_first_port() {
	cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024
}

# daemon_has_capability NUMBER COMMAND: from the process that starts it, or from its file. A
# file's own, whichever they are, take the place of what a plain user could hand on.
daemon_has_capability() {
	local effective
	if [ "$(id -u)" = 0 ] || ! getcap "$(command -v "$2")" 2>/dev/null | grep -q .; then
		effective=$(sed -n 's/^CapEff:[[:space:]]*/0x/p' /proc/self/status)
		[ "$((${effective:-0} >> $1 & 1))" = 1 ]
	else
		daemon_file_capability "$1" "$2"
	fi
}

daemon_file_capability() {
	case $1 in
	10) set -- cap_net_bind_service "$2" ;;
	12) set -- cap_net_admin "$2" ;;
	esac
	getcap "$(command -v "$2")" 2>/dev/null | grep -q "$1"
}

# daemon_is_not_root USER PROGRAM VARIABLE: in a superuser's Prefix the program runs as USER,
# whom VARIABLE of conf.d has to name; sets command_user. In a user's Prefix it runs as its owner.
daemon_is_not_root() {
	[ "$(id -u)" = 0 ] || return 0
	case $1 in '' | root | 0)
		eerror "${RC_SVCNAME}: $2 does not run as root. Name a user for it in ${EPREFIX}/etc/conf.d/${RC_SVCNAME}:"
		eerror "  $3=\"NAME\"   (useradd --system NAME makes one)"
		return 1
		;;
	esac
	id -u "$1" >/dev/null 2>&1 || {
		eerror "${RC_SVCNAME}: there is no user $1"
		return 1
	}
	command_user=$1
}

# daemon_directory MODE DIRECTORY...: made, and given to the user that the daemon runs as.
daemon_directory() {
	local mode=$1
	shift
	checkpath --quiet --directory --mode "${mode}" ${command_user:+--owner "${command_user}"} "$@"
}

# daemon_log FILE...: as directories; a daemon that is not root could not make it.
daemon_log() {
	checkpath --quiet --file --mode 0640 ${command_user:+--owner "${command_user}"} "$@"
}

# daemon_may_have_socket PATH: the kernel takes 107 bytes.
daemon_may_have_socket() {
	[ "$(printf %s "$1" | wc -c)" -le 107 ] || {
		eerror "${RC_SVCNAME}: the path of its socket is too long: $1"
		return 1
	}
}

# The process of the daemon, whoever watches it.
daemon_pid() {
	case ${supervisor} in
	supervise-daemon) service_get_value child_pid ;;
	*) daemon_number "${pidfile}" ;;
	esac
}

# daemon_number FILE: the number in a pid file.
daemon_number() {
	local number
	[ -f "$1" ] || return 1
	# A daemon may be about to write it.
	read -r number <"$1" || [ -n "${number}" ] || return 1
	case ${number} in '' | *[!0-9]*) return 1 ;; esac
	echo "${number}"
} 2>/dev/null

# daemon_signal SIGNAL: to the daemon, whoever watches it.
daemon_signal() {
	case ${supervisor} in
	supervise-daemon) supervise-daemon "${RC_SVCNAME}" --signal "$1" --pidfile "${pidfile}" ;;
	*) start-stop-daemon --signal "$1" --pidfile "${pidfile}" ;;
	esac
}

# daemon_is_ready: waits until the daemon accepts connections. After daemon_ready_limit
# seconds (10) it says so and does not wait any longer.
daemon_is_ready() {
	local tries=$((${daemon_ready_limit:-10} * 10))
	while [ "${tries}" -gt 0 ]; do
		! daemon_accepts "$(daemon_pid)" || return 0
		sleep 0.1
		tries=$((tries - 1))
	done
	ewarn "${RC_SVCNAME} was started, and does not accept connections yet"
}

# daemon_accepts PID: whether it has a socket that listens. A daemon whose file has
# capabilities does not let its user look.
daemon_accepts() {
	local socket listening
	[ -n "$1" ] && [ -d "/proc/$1" ] || return 1
	[ -r "/proc/$1/fd" ] || return 0
	listening=$(awk '$4 == "0A" { print $10 } $4 == "00010000" { print $7 }' \
		/proc/net/tcp /proc/net/tcp6 /proc/net/unix 2>/dev/null | tr '\n' ' ')
	# shellcheck disable=SC2012 # find knows no portable way to print where a symlink leads
	for socket in $(ls -l "/proc/$1/fd" 2>/dev/null | sed -n 's/.*-> socket:\[\([0-9]*\)\]$/\1/p'); do
		case " ${listening}" in *" ${socket} "*) return 0 ;; esac
	done
	return 1
}

# daemon_ends_leftovers COMMAND [PIDFILE]: what a supervisor that was killed has left behind.
# The next one would start a second daemon, which finds the ports taken. PIDFILE is the
# daemon's own, from which it is known when nothing else tells of it any more.
daemon_ends_leftovers() {
	local pid
	[ "${supervisor}" = supervise-daemon ] || return 0
	for pid in "$(service_get_value child_pid)" "$(daemon_number "${2:-/dev/null}")"; do
		! daemon_is_unsupervised "${pid}" "$1" || daemon_ends "${pid}"
	done
}

daemon_ends() {
	local signal=TERM tries=0
	ewarn "${RC_SVCNAME}: nothing supervises process $1: ending it"
	while [ "${tries}" -lt 100 ] && kill -s "${signal}" "$1" 2>/dev/null; do
		sleep 0.1
		tries=$((tries + 1))
		[ "${tries}" -lt 50 ] || signal=KILL
	done
}

# daemon_is_unsupervised PID COMMAND: numbers are used again, by other daemons too, and a daemon
# that is not root may write any.
daemon_is_unsupervised() {
	local name parent
	name=$(cat "/proc/${1:-none}/comm" 2>/dev/null) || return 1
	case ${2##*/} in "${name}"*) ;; *) return 1 ;; esac
	[ -z "${command_user}" ] ||
		[ "$(stat -c %u "/proc/$1")" = "$(id -u "${command_user}")" ] || return 1
	parent=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$1/status")
	[ "$(cat "/proc/${parent}/comm" 2>/dev/null)" != supervise-daemo ]
}

# daemon_checks_restart: a restart with a configuration that cannot be used would only stop.
daemon_checks_restart() {
	[ "${RC_CMD}" != restart ] || configtest
}

# daemon_rotate FILE...: moves logs away, FILE to FILE.1 and so on; rotate_keep (7) of each
# are kept. The daemon has to open its log anew.
daemon_rotate() {
	local file
	for file; do
		! daemon_makes_room "${file}" || mv "${file}" "${file}.1" || return 1
	done
}

# daemon_rotate_by_copy FILE...: for a log that is not opened anew. What is written between the
# copy and the cut is lost.
daemon_rotate_by_copy() {
	local file
	for file; do
		! daemon_makes_room "${file}" || { cp -p "${file}" "${file}.1" && : >"${file}"; } || return 1
	done
}

daemon_makes_room() {
	local number=${rotate_keep:-7}
	[ -s "$1" ] || return 1
	while [ "${number}" -gt 1 ]; do
		! [ -e "$1.$((number - 1))" ] || mv "$1.$((number - 1))" "$1.${number}"
		number=$((number - 1))
	done
}
