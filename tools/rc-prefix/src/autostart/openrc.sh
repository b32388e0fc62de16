#!/sbin/openrc-run
@MARKER@
#
# The Prefix is its owner's: what runs in it may take for ever. So it comes up in the
# background, the system waits for it no longer than this many seconds, and root does no
# more than wait. conf.d/@NAME@ may set both.
prefix_up_limit="${prefix_up_limit:-90}"
prefix_down_limit="${prefix_down_limit:-60}"

description="OpenRC in the Prefix @ROOT@"
prefix_root="@ROOT@"
prefix_log="${prefix_root}/var/log/autostart.log"
# Run by the owner, with the variables level and goal.
prefix_job='
	export @SETTINGS@
	log="$RC_PREFIX/var/log/autostart.log"
	{ date >"$log"; } 2>/dev/null || log=/dev/null
	trap "" HUP PIPE
	@OPENRC@ "$level" >>"$log" 2>&1
	status=$?
	left=$(@RC_STATUS@ -f ini default 2>/dev/null | sed -n -e "/ =  *$goal/d" -e "s/ =.*//p")
	echo "rc-prefix: $status" $left
'

depend() {
	use net logger
	after localmount netmount bootmisc
	keyword -prefix
}

# prefix_enter LEVEL GOAL LIMIT: has the owner enter a runlevel and sets answer to openrc's
# exit status and the services of the default runlevel that are not in the state GOAL then;
# to nothing if all that takes longer. It goes on in that case, and nothing of root's is left.
prefix_enter() {
	answer=$(prefix_as_owner "$3" "level=$1 goal=$2; (${prefix_job}) </dev/null 2>/dev/null &" \
		</dev/null 2>/dev/null | timeout -k 5 "$3" head -c 4096 | sed -n 's/^rc-prefix: //p' |
		tr -cd 'a-zA-Z0-9_.@+ -')
}

# prefix_as_owner LIMIT COMMAND: apart from the terminal of root.
prefix_as_owner() {
	setsid timeout -k 5 "$1" @AS_OWNER@
}

# What came of it, for `rc-service @NAME@ status` and the system's log.
prefix_came_to() {
	service_set_value outcome "$1"
	[ "$1" = up ] || ewarn "${RC_SVCNAME}: $1"
}

prefix_up() {
	local answer
	prefix_enter default started "${prefix_up_limit}"
	case ${answer} in
	0) prefix_came_to up ;;
	'0 '*) prefix_came_to "not started: ${answer#0 } (see ${prefix_log})" ;;
	'') prefix_came_to "still coming up after ${prefix_up_limit} seconds (see ${prefix_log})" ;;
	*) prefix_came_to "openrc failed with ${answer%% *} (see ${prefix_log})" ;;
	esac
} </dev/null >/dev/null 2>&1

prefix_up_in_background() {
	local outcome
	prefix_up
	outcome=$(service_get_value outcome)
	[ "${outcome}" = up ] || ! [ -c /dev/console ] ||
		echo " * ${RC_SVCNAME}: ${outcome}" >/dev/console
} </dev/null >/dev/null 2>&1

start() {
	service_set_value outcome "coming up since $(date +%H:%M:%S)"
	if [ -e "${RC_SVCDIR}/rc.starting" ]; then
		ebegin "Bringing up the Prefix ${prefix_root} in the background"
		prefix_up_in_background &
		eend 0
	else
		ebegin "Bringing up the Prefix ${prefix_root}"
		prefix_up
		prefix_outcome
	fi
	# Parts of it may run, and are to be stopped.
	return 0
}

prefix_outcome() {
	local outcome
	outcome=$(service_get_value outcome)
	case ${outcome} in
	up) ewend 0 ;;
	*) ewend 1 "${outcome}" ;;
	esac
}

stop() {
	local answer level=@DOWN@
	ebegin "Bringing down the Prefix ${prefix_root}"
	@GOING_DOWN@prefix_enter "${level}" stopped "${prefix_down_limit}"
	case ${answer} in
	0) eend 0 ;;
	'0 '*) eend 1 "not stopped: ${answer#0 } (see ${prefix_log})" ;;
	'') eend 1 "still running after ${prefix_down_limit} seconds (see ${prefix_log})" ;;
	*) eend 1 "openrc failed with ${answer%% *} (see ${prefix_log})" ;;
	esac
}

status() {
	local outcome
	default_status || return
	outcome=$(service_get_value outcome)
	case ${outcome} in
	up) return 0 ;;
	"coming up"*)
		ewarn "${outcome}"
		return 8
		;;
	*)
		ewarn "when it was brought up: ${outcome}"
		return 32
		;;
	esac
}
