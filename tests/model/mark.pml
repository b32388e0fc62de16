/*
 * rc_service_mark and rc_service_state: two that mark a service at the same time, and a
 * third that asks for its state.
 *
 * The steps are those of src/service/mark.rs and look.rs, one for each system call. A
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

#ifdef EXACT
/* Since Linux 6.13 what is changed after its time was asked for has a time of its own. */
bool asked[STATES] = false;
byte exact[STATES] = 0;
byte serial = 0;
#endif

inline change(which, to) {
	link[which] = to;
#ifdef EXACT
	if
	:: asked[which] || mtime[which] != clock -> serial++; exact[which] = serial
	:: else
	fi;
	asked[which] = false;
#endif
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

/* IN_TURN: one marks twice, in the place of two that mark once each. */
proctype marker(byte new; byte later) {
	byte old[STATES];
	byte at;
	byte tries;
	byte current;
	byte which;
	enter(new);
	assert(THERE_IS_ONE);
	leave(new)
#ifdef IN_TURN
	;
	enter(later);
	leave(later)
#endif
}

/* Lists directories now and then: one without a symlink, whose last change is so old that
 * the next will have another time, is remembered (service/seen.rs). */
inline remember() {
	at = 0;
	do
	:: at < STATES ->
		began = clock;
		when[at] = mtime[at];
		if
#ifdef REMEMBER_AT_ONCE
		:: link[at] == 0 -> is_empty[at] = true
#else
		:: link[at] == 0 && when[at] < began -> is_empty[at] = true
#endif
		:: is_empty[at] = false
		fi;
		at++
	:: else -> break
	od
}

/* The time of a directory that was empty is asked last. Whether one has changed. */
inline ask_the_empty() {
	at = 0;
	do
	:: at < STATES && !is_empty[at] -> at++
	:: at < STATES && is_empty[at] ->
#ifndef BELIEVE_THE_EMPTY
		if
		:: mtime[at] == when[at]
		:: mtime[at] != when[at] ->
			is_empty[at] = false;
			is_sure = false;
			if
			:: link[at] != 0 -> found = true
			:: link[at] == 0
			fi
		fi;
#endif
		at++
	:: at == STATES -> break
	od
}

/* All but DIRECTORIES_LEFT_OUT of the others are asked for their times: each move is seen
 * in at least one of them (service/look.rs). */
inline ask_the_others() {
	at = 0;
	left_out = 0;
	do
	:: at < STATES && is_empty[at] -> at++
	:: at < STATES && !is_empty[at] && left_out < DIRECTORIES_LEFT_OUT -> left_out++; at++
	:: at < STATES && !is_empty[at] && left_out == DIRECTORIES_LEFT_OUT ->
#ifdef EXACT
#ifdef SEEN_BY_ANOTHER
		d_step { seen[at] = exact[at]; is_seen[at] = true; asked[at] = true };
#endif
		d_step {
			if
			:: mtime[at] < began
			:: mtime[at] >= began && is_seen[at] && exact[at] == seen[at]
			:: else -> is_sure = false
			fi;
			asked[at] = true;
			next[at] = exact[at];
			is_next[at] = true
		};
#else
		if
		:: mtime[at] < began
		:: mtime[at] >= began -> is_sure = false
		fi;
#endif
		at++
	:: at == STATES -> break
	od
}

/* A look that found nothing counts if no directory has changed since it began. */
proctype reader() {
	byte began;
	byte at;
	byte left_out;
	byte when[STATES];
	bool is_empty[STATES];
	bool found = false;
	bool is_sure;
#ifdef EXACT
	byte seen[STATES];
	bool is_seen[STATES];
	byte next[STATES];
	bool is_next[STATES];
	byte looks = 0;
#endif
#ifdef REMEMBER
	remember();
#endif
	do
	:: !found ->
#ifdef EXACT
		/* What an earlier look was told; two are enough to see it. */
		if
		:: looks < 3 -> looks++
		:: else -> break
		fi;
		d_step {
			at = 0;
			do
			:: at < STATES -> seen[at] = next[at]; is_seen[at] = is_next[at]; at++
			:: else -> break
			od
		};
#endif
#ifndef CLOCK_AFTER_LOOK
		began = clock;
#endif
		at = 0;
		do
		:: at < STATES && is_empty[at] -> at++
		:: at < STATES && !is_empty[at] && link[at] != 0 -> found = true; break
		:: at < STATES && !is_empty[at] && link[at] == 0 -> at++
		:: at == STATES -> break
		od;
#ifdef CLOCK_AFTER_LOOK
		began = clock;
#endif
		is_sure = true;
		if
		:: found -> break
		:: else ->
#ifndef NO_TIMES
			ask_the_empty();
			ask_the_others();
			/* It says "stopped". */
			assert(found || !is_sure)
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
		run marker(one, two);
#ifndef IN_TURN
		run marker(two, two);
#endif
		run reader()
	}
}
