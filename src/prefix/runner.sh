# shellcheck shell=sh disable=SC2013,SC2015,SC2016,SC2046,SC2086,SC2089,SC2090,SC2154
# Made by librc for the services of this Prefix; a change does not last.
if [ "$2" = start ] && [ ! -L "$RC_SVCDIR/starting/$RC_SVCNAME" ]; then
	exit 1
fi
if [ -z "${supervise_daemon_args+set}" ]; then
	supervise_daemon_args='$([ "$pidfile" ] || echo --pidfile $RC_SVCDIR/supervise-$RC_SVCNAME.pid) $start_stop_daemon_args'
	export supervise_daemon_args
fi
# A pattern for grep is a line.
case $service in *"
"*) service=$(printf %s "$service" | tr '\n' /) ;;
esac
note=$RC_SVCDIR/interrupted/$RC_SVCNAME
options=$RC_SVCDIR/options/$RC_SVCNAME

# Whether a process is a supervise-daemon: the kernel cuts its name off.
is_supervisor() { read -r comm <"/proc/$1/comm" && [ "$comm" = supervise-daemo ]; } 2>/dev/null

is_unsupervised() {
	child='' supervisor='' file=''
	read -r child <"$options/child_pid"
	read -r file <"$options/pidfile"
	read -r supervisor <"$file"
	[ "$child" ] && ! is_supervisor "$supervisor"
} 2>/dev/null

parent() { sed -n 's/^PPid:[^0-9]*//p' "/proc/$1/status"; } 2>/dev/null

# A process whose number is used again began later: "NUMBER:WHEN".
identity() {
	stat=$(cat "/proc/$1/stat") || return
	number=$1
	set -- ${stat##*) }
	[ "$1" != Z ] && echo "$number:${20}"
} 2>/dev/null

# That of a process which the service's start has put the variable into, on this Prefix: a
# container may have one of its own at the same path.
is_of_service() {
	grep -qzxF "OPENRC_SERVICE=$service" "/proc/$1/environ" || return
	[ "$(readlink "/proc/$1/ns/pid")" = "$(readlink "/proc/$$/ns/pid")" ] ||
		[ "$(stat -L -c %d:%i "/proc/$1/root$RC_SVCDIR")" = "$(stat -L -c %d:%i "$RC_SVCDIR")" ]
} 2>/dev/null

# What is left of the service: what its start has put into the environment of its daemons, and
# by number what the library has noted and its supervisor watched. Each is asked what it is after
# its identity is known: between, nobody else can get its number unnoticed.
left() {
	above=" " pid=$$
	while [ "${pid:-0}" -gt 1 ]; do
		above="$above$pid " pid=$(parent "$pid")
	done
	ours=" " identities=""
	for pid in $(grep -lzxF "OPENRC_SERVICE=$service" /proc/[0-9]*/environ 2>/dev/null |
		sed 's,/environ$,,; s,^/proc/,,'); do
		identity=$(identity "$pid") && is_of_service "$pid" || continue
		ours="$ours$pid " identities="$identities$identity "
	done
	for identity in $identities; do
		pid=${identity%:*} at=$(parent "${identity%:*}")
		case $above in *" $pid "*) continue ;; esac
		# A daemon ends its own children.
		case $ours in *" $at "*) is_supervisor "$at" || continue ;; esac
		echo "$identity"
	done
	{
		cat "$note"
		is_unsupervised && read -r exec <"$options/exec"
		echo "$child $exec"
	} 2>/dev/null | while read -r pid exec; do
		case $pid in '' | *[!0-9]* | 0 | 1) continue ;; esac
		case $above$ours in *" $pid "*) continue ;; esac
		comm=
		identity=$(identity "$pid") && read -r comm <"/proc/$pid/comm" || continue
		case ${exec##*/} in "$comm"*) is_supervisor "$(parent "$pid")" || echo "$identity" ;; esac
	done 2>/dev/null
}

is_alive() { kill -0 "${1%:*}" && [ "$(identity "${1%:*}")" = "$1" ]; } 2>/dev/null

end() {
	for identity; do
		is_alive "$identity" || continue
		pid=${identity%:*}
		echo " * $RC_SVCNAME: ending process $pid, which was left of it" >&2
		# A supervisor that ends by itself marks the service as stopped.
		is_supervisor "$pid" && kill -s KILL "$pid" || kill -s TERM "$pid"
	done
	tries=0
	for identity; do
		while is_alive "$identity" && [ "$tries" -lt 100 ]; do
			tries=$((tries + 1))
			[ "$tries" -lt 50 ] || kill -s KILL "${identity%:*}"
			sleep 0.1
		done
	done
}

case $2 in
start)
	if [ -e "$note" ]; then
		end $(left)
		rm -f "$note"
	fi
	OPENRC_SERVICE=$service
	export OPENRC_SERVICE
	;;
stop)
	if [ -e "$note" ] || { [ -e "$options/child_pid" ] && is_unsupervised; }; then
		left=$(left)
		# Signals are for what runs, not for this shell.
		trap : HUP INT QUIT TERM
		"$run" "$@" || exit
		end $left
		exit 0
	fi
	;;
esac
exec "$run" "$@"
