/*
 * rc_service_mark and rc_service_state: two that mark a service at the same time, and a
 * third that asks for its state.
 *
 * The steps are those of src/service/mark.rs and state.rs, one for each system call. A
 * service is in a state by a symlink in that state's directory; a symlink keeps its
 * identity when it is renamed. Directories carry the time of their last change; the clock
 * ticks whenever it likes, so that changes in a row may carry the same time.
 *
 * Invariants, as long as nobody marks the service stopped: there is a symlink at every
 * moment, and nobody who asks is told "stopped".
 */

#ifndef DIRECTORIES_LEFT_OUT
#define DIRECTORIES_LEFT_OUT 1
#endif
#ifndef LEFTOVERS
#define LEFTOVERS 7
#endif
#ifndef TICKS
#define TICKS 1
#endif

/* The four states of which a service has one, in the order in which they are looked at. */
#define STATES 4

byte link[STATES] = 0;
byte mtime[STATES] = 0;
byte made = STATES;
byte clock = 1;

#define THERE_IS_ONE (link[0] != 0 || link[1] != 0 || link[2] != 0 || link[3] != 0)

inline change(which, to) {
	link[which] = to;
	mtime[which] = clock
}

/* The symlinks for other states, each looked up by itself: `others`. */
inline look_for_others(new) {
	at = 0;
	do
	:: at < STATES ->
		if
		:: at != new -> old[at] = link[at]
		:: else -> old[at] = 0
		fi;
		at++
	:: else -> break
	od
}

/* The last of them becomes the new one, if it is still there: `enter`. */
inline enter(new) {
	tries = 0;
	do
	:: tries < 3 ->
		tries++;
		look_for_others(new);
		current = STATES;
		d_step {
			at = 0;
			do
			:: at < STATES ->
				if
				:: old[at] != 0 -> current = at
				:: else
				fi;
				at++
			:: else -> break
			od
		};
		if
		:: current != STATES ->
			/* rename */
#ifdef UNLINK_FIRST
			link[current] = 0;
			assert(THERE_IS_ONE);
#endif
			if
			:: d_step {
					link[current] != 0;
					change(new, link[current]);
					change(current, 0)
				};
				old[current] = 0;
				break
			:: link[current] == 0
			fi
		:: else ->
			if
			:: link[new] != 0 -> break
			/* Then the others are looked for once more. */
			:: d_step { link[new] == 0; made++; change(new, made) }
			fi
		fi
	:: else -> break
	od
}

/* Each symlink that is too many is moved over the new one, unless another has made it
 * since: `leave`. */
inline leave(new) {
	which = 0;
	do
	:: which < STATES ->
		if
		:: old[which] != 0 ->
			if
			:: link[which] != old[which]
			:: link[which] == old[which] ->
#ifdef UNLINK_OLD
				d_step { change(which, 0) }
#else
				/* rename */
				if
				:: d_step {
						link[which] != 0;
						change(new, link[which]);
						change(which, 0)
					}
				:: link[which] == 0
				fi
#endif
			fi;
			assert(THERE_IS_ONE)
		:: else
		fi;
		which++
	:: else -> break
	od
}

proctype marker(byte new) {
	byte old[STATES];
	byte at;
	byte tries;
	byte current;
	byte which;
	enter(new);
	assert(THERE_IS_ONE);
	leave(new)
}

/* A look that found nothing counts if no directory was changed since it began. */
proctype reader() {
	byte began;
	byte at;
	bool found = false;
	do
	:: !found ->
#ifndef CLOCK_AFTER_LOOK
		began = clock;
#endif
		at = 0;
		do
		:: at < STATES && link[at] != 0 -> found = true; break
		:: at < STATES && link[at] == 0 -> at++
		:: at == STATES -> break
		od;
#ifdef CLOCK_AFTER_LOOK
		began = clock;
#endif
		if
		:: found -> break
		:: else ->
#ifndef NO_TIMES
			/* Three of the four directories: each change is seen in at least one of them. */
			at = 0;
			do
			:: at < STATES - DIRECTORIES_LEFT_OUT && mtime[at] < began -> at++
			:: at < STATES - DIRECTORIES_LEFT_OUT && mtime[at] >= began -> break
			:: at == STATES - DIRECTORIES_LEFT_OUT -> break
			od;
			/* It says "stopped". */
			assert(at != STATES - DIRECTORIES_LEFT_OUT)
#else
			assert(false)
#endif
		fi
	:: else -> break
	od
}

active proctype ticking() {
	do
	:: clock < TICKS + 1 -> clock++
	:: break
	od
}

init {
	byte first;
	byte one;
	byte two;
	atomic {
		/* One symlink, or several: C's library makes the new one before the old goes. */
		select(first : 1 .. LEFTOVERS);
		select(one : 0 .. 3);
		select(two : 0 .. 3);
		link[0] = first & 1;
		link[1] = (first & 2 -> 2 : 0);
		link[2] = (first & 4 -> 3 : 0);
		link[3] = (first & 8 -> 4 : 0);
		run marker(one);
		run marker(two);
		run reader()
	}
}
