# shellcheck shell=dash disable=SC2154
# What the init scripts of a Prefix's daemons ask before they start one, each answer in
# a line that says what is missing. Sourced by them.

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

# daemon_may_listen COMMAND PORT
daemon_may_listen() {
	[ "$2" -ge "$(daemon_first_port)" ] || daemon_has_capability 10 "$1" || {
		eerror "${RC_SVCNAME}: port $2: $(daemon_low_ports)"
		return 1
	}
}

daemon_low_ports() {
	echo "a port below $(daemon_first_port) needs CAP_NET_BIND_SERVICE" \
		"(or a lower net.ipv4.ip_unprivileged_port_start)"
}

# The first port that anybody may listen on.
daemon_first_port() {
	cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024
}

# daemon_has_capability NUMBER COMMAND: from who starts it, or from its file. A file's own,
# whichever they are, take the place of what a plain user could hand on.
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

# daemon_signal SIGNAL: to the daemon, whoever watches it.
daemon_signal() {
	case ${supervisor} in
	supervise-daemon) supervise-daemon "${RC_SVCNAME}" --signal "$1" --pidfile "${pidfile}" ;;
	*) start-stop-daemon --signal "$1" --pidfile "${pidfile}" ;;
	esac
}

# daemon_ends_unsupervised COMMAND: what a supervisor that was killed has left behind. The
# next one would start a second daemon, which finds the ports taken.
daemon_ends_unsupervised() {
	local child signal=TERM tries=0
	[ "${supervisor}" = supervise-daemon ] || return 0
	child=$(service_get_value child_pid)
	daemon_is_unsupervised "${child}" "$1" || return 0
	ewarn "${RC_SVCNAME}: nobody supervises ${child}: ending it"
	while [ "${tries}" -lt 100 ] && kill -s "${signal}" "${child}" 2>/dev/null; do
		sleep 0.1
		tries=$((tries + 1))
		[ "${tries}" -lt 50 ] || signal=KILL
	done
}

# daemon_is_unsupervised PID COMMAND: numbers are used again, by others' daemons too.
daemon_is_unsupervised() {
	local name parent
	name=$(cat "/proc/${1:-none}/comm" 2>/dev/null) || return 1
	case ${2##*/} in "${name}"*) ;; *) return 1 ;; esac
	parent=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$1/status")
	[ "$(cat "/proc/${parent}/comm" 2>/dev/null)" != supervise-daemo ]
}
