/*
 * How rc-guard starts a service again, beside what a user and openrc do at the same time.
 *
 * The service goes from started to inactive, and openrc-run starts it in the background. A
 * start that fails leaves it inactive, so it is never stopped but by a command.
 *
 * One service, its state, the file exclusive/SERVICE that a mark unlinks, its pid file and
 * its daemons. Processes: the guard, the openrc-run that it starts, a user who runs any
 * commands or changes the runlevel, and something that kills daemons, the guard and
 * openrc-run at any step.
 *
 * The guard's steps bear the names of the functions in tools/rc-guard. Checked by
 * tests/model/run, which also breaks one step after the other (the NO_... below) and
 * sees an invariant fall each time.
 *
 * What openrc-run does is OpenRC's own code, races included: svc_lock does not compare
 * the locked file with the one at the path, and svc_unlock unlinks whatever is there.
 * Assumptions about time: the guard's `settle` is longer than a command needs from its
 * last mark to the end of svc_unlock; the delay before an attempt is longer than one needs
 * from its look at the state to its first mark; and the guard's child does not end between
 * a command's look at the state and its lock, which are two calls in a row. Where these do
 * not hold OpenRC's own race is open, as between two commands of its own: svc_lock may lock
 * a file that is not at the path any more.
 */

#ifndef COMMANDS
#define COMMANDS 2
#endif
#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef KILLS
#define KILLS 1
#endif

#define INODES 4

/* Open file descriptions, each of one opener; the guard's child has a copy of its own. */
#define USER 0
#define GUARD 1

mtype = { stopped, starting, started, stopping, inactive };

mtype state = started;
/* The pid file names a daemon by its number, 0: there is none. A bit for each that lives. */
byte pidfile = 1;
byte alive = 2;
byte born = 1;
/* Whether the guard started the last one: it is held even if it dies at once. */
bool is_guards = true;
/* A dead daemon whose number another program has now. */
byte stranger = 0;
/* Whether daemons/SERVICE has its record: a stopped service loses it. */
bool recorded = true;

/* exclusive/SERVICE: the inode at the path, 0: none. Who has the lock on each inode. */
byte path = 0;
byte opened[INODES + 1];
/* When the file was made, which tells it from another with the same inode. */
byte made[INODES + 1];
byte files = 0;
byte locked[INODES + 1];
byte inode[2];
byte copies[2];

/* What the guard keeps on disk. */
byte held = 1;
bool attempt = false;
byte noted = 0;
bool given_up = false;

/* The outcome of the user's commands. */
bool wants_stopped = false;
bool zapped = false;
bool was_zapped = false;
/* Between its look at the state and its first mark. */
bool is_looking = false;
/* rc.stopping is there; the runlevel does not have the service any more. */
bool is_stopping = false;
bool is_off = false;
bool user_is_done = false;
bool user_was_killed = false;

/* The guard's child. */
bool child_runs = false;

/* A guard that has just begun, and knows only what is on disk. */
bool is_new = true;

/* With ILL: a daemon that is to be ended first although it lives, and the one that was sent a
 * signal. Today that is what the second daemon of a service meets; health checks, which the
 * guard does not have yet, would do it to the only one. */
byte ill = 0;
byte told = 0;

byte crashes = 0;
byte kills = 0;
bool kill_user = false;
bool kill_guard = false;
bool kill_child = false;

#define IS_ALIVE(daemon) ((alive >> (daemon)) & 1)
#define PIDFILE_IS_ALIVE (pidfile != 0 && IS_ALIVE(pidfile))
#define NO_TWO_COPIES assert((alive & (alive - 1)) == 0)

/* open(exclusive/SERVICE, O_CREAT) */
inline open_path(who) {
	d_step {
		if
		:: path == 0 ->
			if
			:: opened[1] == 0 -> path = 1
			:: else ->
				if
				:: opened[2] == 0 -> path = 2
				:: else ->
					if
					:: opened[3] == 0 -> path = 3
					:: else -> path = 4
					fi
				fi
			fi;
			files++;
			made[path] = files
		:: else
		fi;
		inode[who] = path;
		opened[path]++;
		copies[who] = 1
	}
}

/* flock(LOCK_EX | LOCK_NB) */
inline flock(who, is_ours) {
	d_step {
		if
		:: locked[inode[who]] == 0 -> locked[inode[who]] = who + 1; is_ours = true
		:: else -> is_ours = (locked[inode[who]] == who + 1)
		fi
	}
}

/* What openrc-run does first: it looks at the state, and locks unless there is nothing to
 * do then. */
inline look_and_lock(nothing_to_do, nor_then, seen, is_ours) {
	is_ours = false;
	atomic {
		seen = state;
		is_looking = true;
		if
		:: seen == nothing_to_do || seen == nor_then
		:: else -> open_path(USER); flock(USER, is_ours)
		fi
	}
}

inline close_copy(who) {
	d_step {
		if
		:: copies[who] > 0 ->
			copies[who]--;
			if
			:: copies[who] == 0 ->
				if
				:: locked[inode[who]] == who + 1 -> locked[inode[who]] = 0
				:: else
				fi;
				opened[inode[who]]--;
				inode[who] = 0
			:: else
			fi
		:: else
		fi
	}
}

/* rc_service_mark. The lock file goes in a step of its own, after the symlink. */
inline mark(new) {
	state = new;
	if
	:: new == started || new == stopped -> path = 0
	:: else
	fi;
	if
	:: new == stopped -> recorded = false
	:: else
	fi
}

/* openrc-run start, once it has the lock: what start-stop-daemon does is two steps. */
inline start_daemon(is_up, by_guard) {
	/* The guard lets nobody be taken for the daemon. */
	assert(!by_guard || pidfile == 0 || pidfile != stranger);
	if
	:: PIDFILE_IS_ALIVE || (pidfile != 0 && pidfile == stranger) -> is_up = false
	:: else ->
		if
		:: is_up = false	/* the configuration is broken */
		:: d_step {
				born++;
				alive = alive | (1 << born);
				pidfile = born;
				is_guards = by_guard;
				recorded = true
			};
			NO_TWO_COPIES;
			is_up = true
		fi
	fi
}

inline stop_daemon() {
	if
	:: PIDFILE_IS_ALIVE -> d_step { alive = alive & ~(1 << pidfile); pidfile = 0 }
	:: else -> pidfile = 0
	fi
}

/* A user's commands. ------------------------------------------------------------------ */

/* The last mark, which unlinks the lock file, and svc_unlock: one step by the guard's
 * `settle`. */
inline user_leaves(new) {
	atomic {
		mark(new);
		path = 0;
		close_copy(USER)
	}
}

inline user_start() {
	look_and_lock(started, inactive, seen, is_ours);
	if
	:: seen == started || seen == inactive	/* "has already been started" */
	:: seen != started && seen != inactive && !is_ours -> close_copy(USER)	/* "is already starting" */
	:: else ->
		d_step { state = starting; is_looking = false; wants_stopped = false; zapped = false };
		start_daemon(is_up, false);
		if
		:: is_up -> user_leaves(started)
		:: else -> user_leaves(stopped)
		fi
	fi
}

inline user_stop() {
	look_and_lock(stopped, stopped, seen, is_ours);
	if
	:: seen == stopped ->	/* "is already stopped", status 0 */
		if
		:: !zapped -> wants_stopped = true
		:: else
		fi
	:: seen != stopped && !is_ours -> close_copy(USER)	/* "stopped by something else" */
	:: else ->
		d_step { state = stopping; is_looking = false; zapped = false };
		stop_daemon();
		atomic {
			user_leaves(stopped);
			wants_stopped = true
		}
	fi
}

inline user_restart() {
	look_and_lock(stopped, stopped, seen, is_ours);
	if
	:: seen == stopped -> user_start()
	:: seen != stopped && !is_ours -> close_copy(USER)
	:: else ->
		d_step { state = stopping; is_looking = false; wants_stopped = false; zapped = false };
		stop_daemon();
		mark(stopped);
		/* It goes on with the lock on a file that is not at the path any more. */
		mark(starting);
		start_daemon(is_up, false);
		if
		:: is_up -> user_leaves(started)
		:: else -> user_leaves(stopped)
		fi
	fi
}

/* openrc off: stops what is started, starting or inactive as it begins. A stop that is
 * refused does not hold it up. */
inline openrc_off() {
	is_stopping = true;
	user_stop();
	atomic {
		is_off = true;
		is_stopping = false;
		wants_stopped = false
	}
}

/* Without any lock. What runs is nobody's from then on. */
inline user_zap() {
	d_step { zapped = true; was_zapped = true; wants_stopped = false };
	mark(stopped)
}

active proctype user() {
	byte commands = 0;
	mtype seen;
	bool is_ours;
	bool is_up;
	{
		do
		:: commands < COMMANDS ->
			commands++;
			if
			:: !is_off -> user_start()
			:: user_stop()
			:: !is_off -> user_restart()
			:: !is_off -> openrc_off()
#ifdef ZAP
			:: user_zap()
#endif
			fi;
			is_looking = false
		:: break
		od
	} unless {
		kill_user ->
		d_step { user_was_killed = true; kill_user = false; is_looking = false };
		close_copy(USER)
	};
	user_is_done = true
}

/* The openrc-run that the guard starts: IN_BACKGROUND=yes SCRIPT --lockfd FD --nodeps start. --------------- */

proctype child() {
	bool is_up;
	{
		mark(starting);
		start_daemon(is_up, true);
		if
		:: is_up -> mark(started)
#ifdef FAILS_TO_STOPPED
		:: else -> mark(stopped)
#else
		:: else -> mark(inactive)	/* what it was before */
#endif
		fi;
		path = 0
	} unless {
		kill_child -> kill_child = false
	};
	close_copy(GUARD);
	child_runs = false
}

/* The guard. ---------------------------------------------------------------------------- */

/* What was held has ended, and no other command has come in between. */
#define HAS_ENDED (!is_stopping && !is_off && !given_up && held != 0 && !IS_ALIVE(held) && state == started)

/* Lets go of the lock. Its file goes only if it is the guard's, and so is the lock: one that
 * was busy is another's. */
inline release() {
	d_step {
		if
		:: inode[GUARD] != 0 && path == inode[GUARD] && locked[path] == GUARD + 1 -> path = 0
		:: else
		fi
	};
	close_copy(GUARD)
}

/* Whether the locked file is the one at the path. */
#ifdef NO_INODE_COMPARE
#define IS_SAME_LOCK true
#else
#define IS_SAME_LOCK (path == inode[GUARD])
#endif

/* Whether it is the file of the attempt that was noted. */
#ifdef NO_NOTE_OF_FILE
#define IS_NOTED true
#else
#define IS_NOTED (made[inode[GUARD]] == noted)
#endif

/* After an attempt that failed: started and crashed, as before it. A service that is inactive
 * may be, by who has the lock. One that is starting may be by who knows that its lock is still
 * that of the attempt, so that openrc-run was killed: a restart goes on without a lock. */
inline record_result() {
	if
	:: copies[GUARD] != 0 && IS_SAME_LOCK -> is_ours = true; is_own = true
	:: else ->
		close_copy(GUARD);
		open_path(GUARD);
		flock(GUARD, is_ours);
		is_ours = (is_ours && IS_SAME_LOCK);
		is_own = (is_ours && is_new && IS_NOTED)
	fi;
	d_step {
		if
#ifdef FAILS_TO_STOPPED
		:: is_ours && state == stopped -> recorded = true; state = started
#endif
		:: is_ours && state == inactive -> recorded = true; state = started
		:: is_own && state == starting -> recorded = true; state = started
		/* A stop, or what may be one: it is the user's again. */
		:: else -> held = 0
		fi
	};
	release()
}

/* What became of an attempt, also of one that another guard has noted. */
inline conclude() {
	if
	:: state == started -> held = (pidfile -> pidfile : held); release()	/* hold */
	:: else -> record_result()
	fi
}

/* Whatever the guard had the lock for: a stop that it refused has made rc.stopping before
 * that. Then it is made up for, as a --nodeps stop with a lock of its own. */
inline undo() {
#ifndef NO_UNDO
	if
	:: (is_stopping || is_off) && state == started ->
		/* By an openrc-run of its own, which goes on when the guard is killed. */
		open_path(GUARD);
		atomic {
			flock(GUARD, is_ours);
			if
			:: is_ours && IS_SAME_LOCK && state == started -> stop_daemon(); mark(stopped)
			:: else
			fi;
			held = 0
		};
		release()
	:: else
	fi
#else
	skip
#endif
}

/* An ill daemon is ended first, by who has the lock, through what holds it and not by number:
 * it may have died meanwhile, and another program may have its number. */
inline stop_the_rest() {
	if
	:: IS_ALIVE(held) ->
#ifdef STOP_BY_NUMBER
		assert(pidfile == 0 || pidfile != stranger);
#endif
		atomic {
			if
			:: IS_ALIVE(held) -> told = held
			:: else
			fi
		};
#ifndef START_AT_ONCE
		!IS_ALIVE(held)
#endif
	:: else
	fi
}

inline respawn() {
#ifdef STATE_BEFORE_LOCK
	seen = state;
#endif
	d_step { attempt = true; noted = 0 };	/* note_attempt */
	open_path(GUARD);	/* open_lock */
	flock(GUARD, is_ours);	/* try_lock */
#ifdef NO_LOCK
	is_ours = true;
#endif
#ifndef STATE_BEFORE_LOCK
	seen = state;	/* read_state */
#endif
	if
	:: !is_ours || !IS_SAME_LOCK || seen != started -> release()
#ifndef NO_LOOK_AT_PID_FILE
	/* is_still_dead: what was held, and nothing else was started since */
	:: is_ours && IS_SAME_LOCK && seen == started && pidfile != 0 && pidfile != held ->
		held = pidfile;
		release()
	:: is_ours && IS_SAME_LOCK && seen == started && (pidfile == 0 || pidfile == held) ->
#else
	:: is_ours && IS_SAME_LOCK && seen == started ->
#endif
		stop_the_rest();
		/* note_file: from here on the next guard would have to put things right */
		d_step { noted = made[inode[GUARD]]; is_new = false };
		recorded = false;	/* forget_daemons */
		/* mark_starting: one rename, which fails when the service is not started any more */
		d_step {
			if
			:: state == started -> state = inactive; is_ours = true
			:: else -> is_ours = false
			fi
		};
		if
		:: !is_ours -> held = 0; release()
		:: is_ours && !IS_SAME_LOCK ->
			/* withdraw: who removed the file has the last word */
			d_step {
				if
				:: state == inactive -> state = stopped
				:: else
				fi;
				held = 0
			};
			release()
		:: is_ours && IS_SAME_LOCK ->
#ifndef KEEP_DEAD_PID_FILE
		/* remove_pid_file: only if it still names what is dead */
		d_step {
			if
			:: pidfile == held -> pidfile = 0
			:: else
			fi
		};
#endif
		/* exec_start */
		atomic {
			copies[GUARD]++;
			child_runs = true;
			run child()
		};
#ifdef DROP_LOCK_EARLY
		locked[inode[GUARD]] = 0;
#endif
		!child_runs;
		conclude()
		fi
	fi;
	undo();
	attempt = false
}

active proctype guard() {
	mtype seen;
	bool is_own;
	bool is_ours;
	byte tries = 0;
again:
	{
		/* A guard that was killed during an attempt: the next one finds the note. */
		if
		:: attempt ->
			!child_runs;
			if
			:: noted != 0 -> conclude()
			:: else
			fi;
			undo();
			attempt = false
		:: else
		fi;
		do
		:: HAS_ENDED && !is_looking ->
			if
			:: tries < 3 -> tries++; respawn()
			:: else -> given_up = true
			fi
#ifdef ILL
		/* It lives, and is to be started again all the same. */
		:: !is_looking && !is_stopping && !is_off && !given_up && held != 0 && ill == held && IS_ALIVE(held) && state == started ->
			if
			:: tries < 3 -> tries++; respawn()
			:: else -> given_up = true
			fi
#endif
		/* Another start than the guard's: what runs now is held. */
		:: !given_up && state == started && pidfile != held && PIDFILE_IS_ALIVE -> held = pidfile
		:: timeout -> break
		od
	} unless {
		kill_guard ->
		d_step { kill_guard = false; is_new = true };
		close_copy(GUARD);
		goto again
	};
	/* Nothing moves any more. No lock is held, nothing runs after a stop that was obeyed, no
	 * state is left in the middle, and what the guard has started is up. */
	assert(locked[1] == 0 && locked[2] == 0 && locked[3] == 0 && locked[4] == 0);
	assert(!wants_stopped || user_was_killed || alive == 0);
	assert(!is_off || was_zapped || user_was_killed || alive == 0);
	assert(user_was_killed || was_zapped || state == started || state == stopped);
	assert(user_was_killed || was_zapped || given_up || is_off || state != started || !is_guards || PIDFILE_IS_ALIVE)
}

/* A daemon that was sent a signal ends when it likes. */
active proctype daemon() {
end:
	do
	:: told != 0 -> d_step { alive = alive & ~(1 << told); told = 0 }
	od
}

active proctype fate() {
	do
#ifdef ILL
	:: ill == 0 && held != 0 && IS_ALIVE(held) -> ill = held
#endif
	:: crashes < CRASHES && alive != 0 && PIDFILE_IS_ALIVE ->
		d_step { alive = alive & ~(1 << pidfile); crashes++ }
#ifdef STRANGER
	:: stranger == 0 && pidfile != 0 && !IS_ALIVE(pidfile) -> stranger = pidfile
#endif
	:: kills < KILLS && !user_is_done -> d_step { kills++; kill_user = true }
	:: kills < KILLS -> d_step { kills++; kill_guard = true }
	:: kills < KILLS && child_runs -> d_step { kills++; kill_child = true }
	:: break
	od
}
