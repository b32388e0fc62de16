#define rand	pan_rand
#define pthread_equal(a,b)	((a)==(b))
#if defined(HAS_CODE) && defined(VERBOSE)
	#ifdef BFS_PAR
		bfs_printf("Pr: %d Tr: %d\n", II, t->forw);
	#else
		cpu_printf("Pr: %d Tr: %d\n", II, t->forw);
	#endif
#endif
	switch (t->forw) {
	default: Uerror("bad forward move");
	case 0:	/* if without executable clauses */
		continue;
	case 1: /* generic 'goto' or 'skip' */
		IfNotBlocked
		_m = 3; goto P999;
	case 2: /* generic 'else' */
		IfNotBlocked
		if (trpt->o_pm&1) continue;
		_m = 3; goto P999;

		 /* PROC fate */
	case 3: // STATE 1 - guard.pml:469 - [((((crashes<2)&&(alive!=0))&&((pidfile!=0)&&((alive>>pidfile)&1))))] (0:0:0 - 1)
		IfNotBlocked
		reached[3][1] = 1;
		if (!((((((int)now.crashes)<2)&&(((int)now.alive)!=0))&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 4: // STATE 4 - guard.pml:470 - [D_STEP470]
		IfNotBlocked

		reached[3][4] = 1;
		reached[3][t->st] = 1;
		reached[3][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1263_0: /* 2 */
		now.alive = (((int)now.alive)& ~((1<<((int)now.pidfile))));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_1264_0: /* 2 */
		now.crashes = (((int)now.crashes)+1);
#ifdef VAR_RANGES
		logval("crashes", ((int)now.crashes));
#endif
		;
		goto S_1280_0;
S_1280_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 5: // STATE 5 - guard.pml:471 - [(((kills<1)&&!(user_is_done)))] (0:0:0 - 1)
		IfNotBlocked
		reached[3][5] = 1;
		if (!(((((int)now.kills)<1)&& !(((int)now.user_is_done)))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 6: // STATE 8 - guard.pml:471 - [D_STEP471]
		IfNotBlocked

		reached[3][8] = 1;
		reached[3][t->st] = 1;
		reached[3][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1267_0: /* 2 */
		now.kills = (((int)now.kills)+1);
#ifdef VAR_RANGES
		logval("kills", ((int)now.kills));
#endif
		;
S_1268_0: /* 2 */
		now.kill_user = 1;
#ifdef VAR_RANGES
		logval("kill_user", ((int)now.kill_user));
#endif
		;
		goto S_1280_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 7: // STATE 9 - guard.pml:472 - [((kills<1))] (0:0:0 - 1)
		IfNotBlocked
		reached[3][9] = 1;
		if (!((((int)now.kills)<1)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 8: // STATE 12 - guard.pml:472 - [D_STEP472]
		IfNotBlocked

		reached[3][12] = 1;
		reached[3][t->st] = 1;
		reached[3][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1271_0: /* 2 */
		now.kills = (((int)now.kills)+1);
#ifdef VAR_RANGES
		logval("kills", ((int)now.kills));
#endif
		;
S_1272_0: /* 2 */
		now.kill_guard = 1;
#ifdef VAR_RANGES
		logval("kill_guard", ((int)now.kill_guard));
#endif
		;
		goto S_1280_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 9: // STATE 13 - guard.pml:473 - [(((kills<1)&&child_runs))] (0:0:0 - 1)
		IfNotBlocked
		reached[3][13] = 1;
		if (!(((((int)now.kills)<1)&&((int)now.child_runs))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 10: // STATE 16 - guard.pml:473 - [D_STEP473]
		IfNotBlocked

		reached[3][16] = 1;
		reached[3][t->st] = 1;
		reached[3][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1275_0: /* 2 */
		now.kills = (((int)now.kills)+1);
#ifdef VAR_RANGES
		logval("kills", ((int)now.kills));
#endif
		;
S_1276_0: /* 2 */
		now.kill_child = 1;
#ifdef VAR_RANGES
		logval("kill_child", ((int)now.kill_child));
#endif
		;
		goto S_1280_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 11: // STATE 21 - guard.pml:476 - [-end-] (0:0:0 - 2)
		IfNotBlocked
		reached[3][21] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC guard */
	case 12: // STATE 1 - guard.pml:441 - [(attempt)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1] = 1;
		if (!(((int)now.attempt)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 13: // STATE 482 - guard.pml:455 - [(kill_guard)] (0:0:0 - 250)
		IfNotBlocked
		reached[2][482] = 1;
		if (!(((int)now.kill_guard)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 14: // STATE 486 - guard.pml:456 - [D_STEP456]
		IfNotBlocked

		reached[2][486] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1231_0: /* 2 */
		now.kill_guard = 0;
#ifdef VAR_RANGES
		logval("kill_guard", ((int)now.kill_guard));
#endif
		;
S_1232_0: /* 2 */
		now.is_new = 1;
#ifdef VAR_RANGES
		logval("is_new", ((int)now.is_new));
#endif
		;
S_1233_0: /* 2 */
		now.touched = 0;
#ifdef VAR_RANGES
		logval("touched", ((int)now.touched));
#endif
		;
		goto S_1252_0;
S_1252_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 15: // STATE 503 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][503] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1249_0: /* 2 */
S_1235_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_1249_1;
S_1236_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_1246_0: /* 2 */
S_1237_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_1246_1;
S_1241_0: /* 2 */
S_1238_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_1241_1;
S_1239_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_1242_0;
S_1241_1: /* 3 */
S_1240_0: /* 2 */
		/* else */;
		goto S_1242_0;
S_1241_2: /* 3 */
		Uerror("blocking sel in d_step (nr.0, near line 136)");
S_1242_0: /* 2 */
S_1243_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_1244_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_1247_0;
S_1246_1: /* 3 */
S_1245_0: /* 2 */
		/* else */;
		goto S_1247_0;
S_1246_2: /* 3 */
		Uerror("blocking sel in d_step (nr.1, near line 134)");
S_1247_0: /* 2 */
		goto S_1250_0;
S_1249_1: /* 3 */
S_1248_0: /* 2 */
		/* else */;
		goto S_1250_0;
S_1249_2: /* 3 */
		Uerror("blocking sel in d_step (nr.2, near line 131)");
S_1250_0: /* 2 */
		goto S_1253_0;
S_1253_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 16: // STATE 2 - guard.pml:441 - [(!(child_runs))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][2] = 1;
		if (!( !(((int)now.child_runs))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 17: // STATE 3 - guard.pml:417 - [(((touched&&((pidfile!=0)&&((alive>>pidfile)&1)))&&(state==started)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][3] = 1;
		if (!(((((int)now.touched)&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))&&(now.state==2))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 18: // STATE 4 - guard.pml:183 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][4] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 19: // STATE 7 - guard.pml:183 - [D_STEP183]
		IfNotBlocked

		reached[2][7] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_753_0: /* 2 */
		now.alive = (((int)now.alive)& ~((1<<((int)now.pidfile))));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_754_0: /* 2 */
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		goto S_759_0;
S_759_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 20: // STATE 9 - guard.pml:184 - [pidfile = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][9] = 1;
		(trpt+1)->bup.oval = ((int)now.pidfile);
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 21: // STATE 13 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[2][13] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 22: // STATE 14 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][14] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 23: // STATE 15 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][15] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 24: // STATE 19 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][19] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 25: // STATE 20 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][20] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 26: // STATE 27 - guard.pml:421 - [D_STEP421]
		IfNotBlocked

		reached[2][27] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_773_0: /* 2 */
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_774_0: /* 2 */
		now.held = 0;
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		goto S_858_0;
S_858_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 27: // STATE 29 - guard.pml:425 - [(((state==started)&&((pidfile!=0)&&((alive>>pidfile)&1))))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][29] = 1;
		if (!(((now.state==2)&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 28: // STATE 32 - guard.pml:425 - [D_STEP425]
		IfNotBlocked

		reached[2][32] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_778_0: /* 2 */
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_779_0: /* 2 */
		now.held = ((int)now.pidfile);
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		goto S_856_0;
S_856_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 29: // STATE 33 - guard.pml:427 - [(((state==started)&&!(((pidfile!=0)&&((alive>>pidfile)&1)))))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][33] = 1;
		if (!(((now.state==2)&& !(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 30: // STATE 36 - guard.pml:427 - [D_STEP427]
		IfNotBlocked

		reached[2][36] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_782_0: /* 2 */
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_783_0: /* 2 */
		now.held = ( (((int)now.pidfile)) ? (((int)now.pidfile)) : (((int)now.held)) );
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		goto S_856_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 31: // STATE 61 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][61] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_804_0: /* 2 */
S_786_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_804_1;
S_801_0: /* 2 */
S_787_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_801_1;
S_788_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_802_0;
S_801_1: /* 3 */
S_789_0: /* 2 */
		/* else */;
S_799_0: /* 2 */
S_790_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_799_1;
S_791_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_800_0;
S_799_1: /* 3 */
S_792_0: /* 2 */
		/* else */;
S_797_0: /* 2 */
S_793_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_797_1;
S_794_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_798_0;
S_797_1: /* 3 */
S_795_0: /* 2 */
		/* else */;
S_796_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_798_0;
S_797_2: /* 3 */
		Uerror("blocking sel in d_step (nr.3, near line 92)");
S_798_0: /* 2 */
		goto S_800_0;
S_799_2: /* 3 */
		Uerror("blocking sel in d_step (nr.4, near line 89)");
S_800_0: /* 2 */
		goto S_802_0;
S_801_2: /* 3 */
		Uerror("blocking sel in d_step (nr.5, near line 86)");
S_802_0: /* 2 */
		goto S_805_0;
S_804_1: /* 3 */
S_803_0: /* 2 */
		/* else */;
		goto S_805_0;
S_804_2: /* 3 */
		Uerror("blocking sel in d_step (nr.6, near line 84)");
S_805_0: /* 2 */
S_806_0: /* 2 */
		now.inode[1] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
S_807_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_808_0: /* 2 */
		now.copies[1] = 1;
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
		goto S_819_0;
S_819_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 32: // STATE 70 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][70] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_816_0: /* 2 */
S_811_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0)))
			goto S_816_1;
S_812_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = (1+1);
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_813_0: /* 2 */
		((P2 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_817_0;
S_816_1: /* 3 */
S_814_0: /* 2 */
		/* else */;
S_815_0: /* 2 */
		((P2 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1));
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_817_0;
S_816_2: /* 3 */
		Uerror("blocking sel in d_step (nr.7, near line 109)");
S_817_0: /* 2 */
		goto S_826_0;
S_826_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 33: // STATE 72 - guard.pml:346 - [((((is_ours&&(path==inode[1]))&&!(touched))&&((state==starting)||((state==stopped)&&!(is_new)))))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][72] = 1;
		if (!((((((int)((P2 *)_this)->is_ours)&&(((int)now.path)==((int)now.inode[1])))&& !(((int)now.touched)))&&((now.state==3)||((now.state==4)&& !(((int)now.is_new)))))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P2 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 34: // STATE 75 - guard.pml:347 - [D_STEP347]
		IfNotBlocked

		reached[2][75] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_821_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
S_822_0: /* 2 */
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		goto S_827_0;
S_827_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 35: // STATE 77 - guard.pml:349 - [held = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][77] = 1;
		(trpt+1)->bup.oval = ((int)now.held);
		now.held = 0;
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 36: // STATE 80 - guard.pml:351 - [attempt = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[2][80] = 1;
		(trpt+1)->bup.oval = ((int)now.attempt);
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 37: // STATE 86 - guard.pml:323 - [D_STEP323]
		if (!(((boq == -1 && ((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1]))))) || (boq == -1 /* else */)))
			continue;

		reached[2][86] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_832_0: /* 2 */
S_829_0: /* 2 */
		if (!(((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1])))))
			goto S_832_1;
S_830_0: /* 2 */
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_833_0;
S_832_1: /* 3 */
S_831_0: /* 2 */
		/* else */;
		goto S_833_0;
S_832_2: /* 3 */
		Uerror("blocking sel in d_step (nr.8, near line 324)");
S_833_0: /* 2 */
		goto S_852_0;
S_852_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 38: // STATE 103 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][103] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_849_0: /* 2 */
S_835_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_849_1;
S_836_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_846_0: /* 2 */
S_837_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_846_1;
S_841_0: /* 2 */
S_838_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_841_1;
S_839_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_842_0;
S_841_1: /* 3 */
S_840_0: /* 2 */
		/* else */;
		goto S_842_0;
S_841_2: /* 3 */
		Uerror("blocking sel in d_step (nr.9, near line 136)");
S_842_0: /* 2 */
S_843_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_844_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_847_0;
S_846_1: /* 3 */
S_845_0: /* 2 */
		/* else */;
		goto S_847_0;
S_846_2: /* 3 */
		Uerror("blocking sel in d_step (nr.10, near line 134)");
S_847_0: /* 2 */
		goto S_850_0;
S_849_1: /* 3 */
S_848_0: /* 2 */
		/* else */;
		goto S_850_0;
S_849_2: /* 3 */
		Uerror("blocking sel in d_step (nr.11, near line 131)");
S_850_0: /* 2 */
		goto S_856_0; /* '.' */
		goto S_856_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 39: // STATE 115 - guard.pml:445 - [((((!(given_up)&&(held!=0))&&!(((alive>>held)&1)))&&(state==started)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][115] = 1;
		if (!(((( !(((int)now.given_up))&&(((int)now.held)!=0))&& !(((((int)now.alive)>>((int)now.held))&1)))&&(now.state==2))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 40: // STATE 116 - guard.pml:447 - [((tries<3))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][116] = 1;
		if (!((((int)((P2 *)_this)->tries)<3)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 41: // STATE 117 - guard.pml:447 - [tries = (tries+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][117] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->tries);
		((P2 *)_this)->tries = (((int)((P2 *)_this)->tries)+1);
#ifdef VAR_RANGES
		logval("guard:tries", ((int)((P2 *)_this)->tries));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 42: // STATE 118 - guard.pml:356 - [is_ours = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][118] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->is_ours);
		((P2 *)_this)->is_ours = 0;
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 43: // STATE 142 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][142] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_885_0: /* 2 */
S_867_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_885_1;
S_882_0: /* 2 */
S_868_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_882_1;
S_869_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_883_0;
S_882_1: /* 3 */
S_870_0: /* 2 */
		/* else */;
S_880_0: /* 2 */
S_871_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_880_1;
S_872_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_881_0;
S_880_1: /* 3 */
S_873_0: /* 2 */
		/* else */;
S_878_0: /* 2 */
S_874_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_878_1;
S_875_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_879_0;
S_878_1: /* 3 */
S_876_0: /* 2 */
		/* else */;
S_877_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_879_0;
S_878_2: /* 3 */
		Uerror("blocking sel in d_step (nr.12, near line 92)");
S_879_0: /* 2 */
		goto S_881_0;
S_880_2: /* 3 */
		Uerror("blocking sel in d_step (nr.13, near line 89)");
S_881_0: /* 2 */
		goto S_883_0;
S_882_2: /* 3 */
		Uerror("blocking sel in d_step (nr.14, near line 86)");
S_883_0: /* 2 */
		goto S_886_0;
S_885_1: /* 3 */
S_884_0: /* 2 */
		/* else */;
		goto S_886_0;
S_885_2: /* 3 */
		Uerror("blocking sel in d_step (nr.15, near line 84)");
S_886_0: /* 2 */
S_887_0: /* 2 */
		now.inode[1] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
S_888_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_889_0: /* 2 */
		now.copies[1] = 1;
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
		goto S_900_0;
S_900_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 44: // STATE 151 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][151] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_897_0: /* 2 */
S_892_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0)))
			goto S_897_1;
S_893_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = (1+1);
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_894_0: /* 2 */
		((P2 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_898_0;
S_897_1: /* 3 */
S_895_0: /* 2 */
		/* else */;
S_896_0: /* 2 */
		((P2 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1));
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_898_0;
S_897_2: /* 3 */
		Uerror("blocking sel in d_step (nr.16, near line 109)");
S_898_0: /* 2 */
		goto S_1216_0;
S_1216_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 45: // STATE 153 - guard.pml:367 - [(!(is_ours))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][153] = 1;
		if (!( !(((int)((P2 *)_this)->is_ours))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P2 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 46: // STATE 170 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][170] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_916_0: /* 2 */
S_902_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_916_1;
S_903_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_913_0: /* 2 */
S_904_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_913_1;
S_908_0: /* 2 */
S_905_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_908_1;
S_906_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_909_0;
S_908_1: /* 3 */
S_907_0: /* 2 */
		/* else */;
		goto S_909_0;
S_908_2: /* 3 */
		Uerror("blocking sel in d_step (nr.17, near line 136)");
S_909_0: /* 2 */
S_910_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_911_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_914_0;
S_913_1: /* 3 */
S_912_0: /* 2 */
		/* else */;
		goto S_914_0;
S_913_2: /* 3 */
		Uerror("blocking sel in d_step (nr.18, near line 134)");
S_914_0: /* 2 */
		goto S_917_0;
S_916_1: /* 3 */
S_915_0: /* 2 */
		/* else */;
		goto S_917_0;
S_916_2: /* 3 */
		Uerror("blocking sel in d_step (nr.19, near line 131)");
S_917_0: /* 2 */
		goto S_1217_0;
S_1217_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 47: // STATE 173 - guard.pml:370 - [(!((path==inode[1])))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][173] = 1;
		if (!( !((((int)now.path)==((int)now.inode[1])))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 48: // STATE 190 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][190] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_936_0: /* 2 */
S_922_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_936_1;
S_923_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_933_0: /* 2 */
S_924_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_933_1;
S_928_0: /* 2 */
S_925_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_928_1;
S_926_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_929_0;
S_928_1: /* 3 */
S_927_0: /* 2 */
		/* else */;
		goto S_929_0;
S_928_2: /* 3 */
		Uerror("blocking sel in d_step (nr.20, near line 136)");
S_929_0: /* 2 */
S_930_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_931_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_934_0;
S_933_1: /* 3 */
S_932_0: /* 2 */
		/* else */;
		goto S_934_0;
S_933_2: /* 3 */
		Uerror("blocking sel in d_step (nr.21, near line 134)");
S_934_0: /* 2 */
		goto S_937_0;
S_936_1: /* 3 */
S_935_0: /* 2 */
		/* else */;
		goto S_937_0;
S_936_2: /* 3 */
		Uerror("blocking sel in d_step (nr.22, near line 131)");
S_937_0: /* 2 */
		goto S_1215_0;
S_1215_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 49: // STATE 193 - guard.pml:374 - [seen = state] (0:0:1 - 1)
		IfNotBlocked
		reached[2][193] = 1;
		(trpt+1)->bup.oval = ((P2 *)_this)->seen;
		((P2 *)_this)->seen = now.state;
#ifdef VAR_RANGES
		logval("guard:seen", ((P2 *)_this)->seen);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 50: // STATE 194 - guard.pml:377 - [((seen!=started))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][194] = 1;
		if (!((((P2 *)_this)->seen!=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P2 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 51: // STATE 200 - guard.pml:323 - [D_STEP323]
		if (!(((boq == -1 && ((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1]))))) || (boq == -1 /* else */)))
			continue;

		reached[2][200] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_946_0: /* 2 */
S_943_0: /* 2 */
		if (!(((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1])))))
			goto S_946_1;
S_944_0: /* 2 */
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_947_0;
S_946_1: /* 3 */
S_945_0: /* 2 */
		/* else */;
		goto S_947_0;
S_946_2: /* 3 */
		Uerror("blocking sel in d_step (nr.23, near line 324)");
S_947_0: /* 2 */
		goto S_966_0;
S_966_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 52: // STATE 217 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][217] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_963_0: /* 2 */
S_949_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_963_1;
S_950_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_960_0: /* 2 */
S_951_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_960_1;
S_955_0: /* 2 */
S_952_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_955_1;
S_953_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_956_0;
S_955_1: /* 3 */
S_954_0: /* 2 */
		/* else */;
		goto S_956_0;
S_955_2: /* 3 */
		Uerror("blocking sel in d_step (nr.24, near line 136)");
S_956_0: /* 2 */
S_957_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_958_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_961_0;
S_960_1: /* 3 */
S_959_0: /* 2 */
		/* else */;
		goto S_961_0;
S_960_2: /* 3 */
		Uerror("blocking sel in d_step (nr.25, near line 134)");
S_961_0: /* 2 */
		goto S_964_0;
S_963_1: /* 3 */
S_962_0: /* 2 */
		/* else */;
		goto S_964_0;
S_963_2: /* 3 */
		Uerror("blocking sel in d_step (nr.26, near line 131)");
S_964_0: /* 2 */
		goto S_1213_0;
S_1213_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 53: // STATE 220 - guard.pml:380 - [(((seen==started)&&((pidfile!=0)&&((alive>>pidfile)&1))))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][220] = 1;
		if (!(((((P2 *)_this)->seen==2)&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P2 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 54: // STATE 221 - guard.pml:380 - [held = pidfile] (0:0:1 - 1)
		IfNotBlocked
		reached[2][221] = 1;
		(trpt+1)->bup.oval = ((int)now.held);
		now.held = ((int)now.pidfile);
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 55: // STATE 227 - guard.pml:323 - [D_STEP323]
		if (!(((boq == -1 && ((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1]))))) || (boq == -1 /* else */)))
			continue;

		reached[2][227] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_973_0: /* 2 */
S_970_0: /* 2 */
		if (!(((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1])))))
			goto S_973_1;
S_971_0: /* 2 */
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_974_0;
S_973_1: /* 3 */
S_972_0: /* 2 */
		/* else */;
		goto S_974_0;
S_973_2: /* 3 */
		Uerror("blocking sel in d_step (nr.27, near line 324)");
S_974_0: /* 2 */
		goto S_993_0;
S_993_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 56: // STATE 244 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][244] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_990_0: /* 2 */
S_976_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_990_1;
S_977_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_987_0: /* 2 */
S_978_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_987_1;
S_982_0: /* 2 */
S_979_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_982_1;
S_980_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_983_0;
S_982_1: /* 3 */
S_981_0: /* 2 */
		/* else */;
		goto S_983_0;
S_982_2: /* 3 */
		Uerror("blocking sel in d_step (nr.28, near line 136)");
S_983_0: /* 2 */
S_984_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_985_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_988_0;
S_987_1: /* 3 */
S_986_0: /* 2 */
		/* else */;
		goto S_988_0;
S_987_2: /* 3 */
		Uerror("blocking sel in d_step (nr.29, near line 134)");
S_988_0: /* 2 */
		goto S_991_0;
S_990_1: /* 3 */
S_989_0: /* 2 */
		/* else */;
		goto S_991_0;
S_990_2: /* 3 */
		Uerror("blocking sel in d_step (nr.30, near line 131)");
S_991_0: /* 2 */
		goto S_1213_0; /* '.' */
		goto S_1213_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 57: // STATE 251 - guard.pml:383 - [D_STEP383]
		IfNotBlocked

		reached[2][251] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_996_0: /* 2 */
		now.attempt = 1;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_997_0: /* 2 */
		now.touched = 0;
#ifdef VAR_RANGES
		logval("touched", ((int)now.touched));
#endif
		;
S_998_0: /* 2 */
		now.is_new = 0;
#ifdef VAR_RANGES
		logval("is_new", ((int)now.is_new));
#endif
		;
		goto S_1003_0;
S_1003_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 58: // STATE 252 - guard.pml:387 - [((pidfile==held))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][252] = 1;
		if (!((((int)now.pidfile)==((int)now.held))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 59: // STATE 253 - guard.pml:387 - [pidfile = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][253] = 1;
		(trpt+1)->bup.oval = ((int)now.pidfile);
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 60: // STATE 257 - guard.pml:391 - [recorded = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[2][257] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 61: // STATE 258 - guard.pml:392 - [state = starting] (0:0:1 - 1)
		IfNotBlocked
		reached[2][258] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 3;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 62: // STATE 259 - guard.pml:394 - [(!((path==inode[1])))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][259] = 1;
		if (!( !((((int)now.path)==((int)now.inode[1])))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 63: // STATE 283 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][283] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1026_0: /* 2 */
S_1008_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_1026_1;
S_1023_0: /* 2 */
S_1009_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_1023_1;
S_1010_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1024_0;
S_1023_1: /* 3 */
S_1011_0: /* 2 */
		/* else */;
S_1021_0: /* 2 */
S_1012_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_1021_1;
S_1013_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1022_0;
S_1021_1: /* 3 */
S_1014_0: /* 2 */
		/* else */;
S_1019_0: /* 2 */
S_1015_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_1019_1;
S_1016_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1020_0;
S_1019_1: /* 3 */
S_1017_0: /* 2 */
		/* else */;
S_1018_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1020_0;
S_1019_2: /* 3 */
		Uerror("blocking sel in d_step (nr.31, near line 92)");
S_1020_0: /* 2 */
		goto S_1022_0;
S_1021_2: /* 3 */
		Uerror("blocking sel in d_step (nr.32, near line 89)");
S_1022_0: /* 2 */
		goto S_1024_0;
S_1023_2: /* 3 */
		Uerror("blocking sel in d_step (nr.33, near line 86)");
S_1024_0: /* 2 */
		goto S_1027_0;
S_1026_1: /* 3 */
S_1025_0: /* 2 */
		/* else */;
		goto S_1027_0;
S_1026_2: /* 3 */
		Uerror("blocking sel in d_step (nr.34, near line 84)");
S_1027_0: /* 2 */
S_1028_0: /* 2 */
		now.inode[1] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
S_1029_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_1030_0: /* 2 */
		now.copies[1] = 1;
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
		goto S_1041_0;
S_1041_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 64: // STATE 292 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][292] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1038_0: /* 2 */
S_1033_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0)))
			goto S_1038_1;
S_1034_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = (1+1);
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_1035_0: /* 2 */
		((P2 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_1039_0;
S_1038_1: /* 3 */
S_1036_0: /* 2 */
		/* else */;
S_1037_0: /* 2 */
		((P2 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1));
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_1039_0;
S_1038_2: /* 3 */
		Uerror("blocking sel in d_step (nr.35, near line 109)");
S_1039_0: /* 2 */
		goto S_1048_0;
S_1048_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 65: // STATE 294 - guard.pml:346 - [((((is_ours&&(path==inode[1]))&&!(touched))&&((state==starting)||((state==stopped)&&!(is_new)))))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][294] = 1;
		if (!((((((int)((P2 *)_this)->is_ours)&&(((int)now.path)==((int)now.inode[1])))&& !(((int)now.touched)))&&((now.state==3)||((now.state==4)&& !(((int)now.is_new)))))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P2 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 66: // STATE 297 - guard.pml:347 - [D_STEP347]
		IfNotBlocked

		reached[2][297] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1043_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
S_1044_0: /* 2 */
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		goto S_1049_0;
S_1049_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 67: // STATE 299 - guard.pml:349 - [held = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][299] = 1;
		(trpt+1)->bup.oval = ((int)now.held);
		now.held = 0;
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 68: // STATE 302 - guard.pml:351 - [attempt = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[2][302] = 1;
		(trpt+1)->bup.oval = ((int)now.attempt);
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 69: // STATE 308 - guard.pml:323 - [D_STEP323]
		if (!(((boq == -1 && ((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1]))))) || (boq == -1 /* else */)))
			continue;

		reached[2][308] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1054_0: /* 2 */
S_1051_0: /* 2 */
		if (!(((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1])))))
			goto S_1054_1;
S_1052_0: /* 2 */
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1055_0;
S_1054_1: /* 3 */
S_1053_0: /* 2 */
		/* else */;
		goto S_1055_0;
S_1054_2: /* 3 */
		Uerror("blocking sel in d_step (nr.36, near line 324)");
S_1055_0: /* 2 */
		goto S_1074_0;
S_1074_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 70: // STATE 325 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][325] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1071_0: /* 2 */
S_1057_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_1071_1;
S_1058_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_1068_0: /* 2 */
S_1059_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_1068_1;
S_1063_0: /* 2 */
S_1060_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_1063_1;
S_1061_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_1064_0;
S_1063_1: /* 3 */
S_1062_0: /* 2 */
		/* else */;
		goto S_1064_0;
S_1063_2: /* 3 */
		Uerror("blocking sel in d_step (nr.37, near line 136)");
S_1064_0: /* 2 */
S_1065_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_1066_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_1069_0;
S_1068_1: /* 3 */
S_1067_0: /* 2 */
		/* else */;
		goto S_1069_0;
S_1068_2: /* 3 */
		Uerror("blocking sel in d_step (nr.38, near line 134)");
S_1069_0: /* 2 */
		goto S_1072_0;
S_1071_1: /* 3 */
S_1070_0: /* 2 */
		/* else */;
		goto S_1072_0;
S_1071_2: /* 3 */
		Uerror("blocking sel in d_step (nr.39, near line 131)");
S_1072_0: /* 2 */
		goto S_1211_0;
S_1211_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 71: // STATE 330 - guard.pml:398 - [copies[1] = (copies[1]+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][330] = 1;
		(trpt+1)->bup.oval = ((int)now.copies[1]);
		now.copies[1] = (((int)now.copies[1])+1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 72: // STATE 331 - guard.pml:399 - [child_runs = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[2][331] = 1;
		(trpt+1)->bup.oval = ((int)now.child_runs);
		now.child_runs = 1;
#ifdef VAR_RANGES
		logval("child_runs", ((int)now.child_runs));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 73: // STATE 332 - guard.pml:400 - [(run child())] (0:0:0 - 1)
		IfNotBlocked
		reached[2][332] = 1;
		if (!(addproc(II, 1, 1)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 74: // STATE 334 - guard.pml:405 - [(!(child_runs))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][334] = 1;
		if (!( !(((int)now.child_runs))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 75: // STATE 351 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][351] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1097_0: /* 2 */
S_1083_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_1097_1;
S_1084_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_1094_0: /* 2 */
S_1085_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_1094_1;
S_1089_0: /* 2 */
S_1086_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_1089_1;
S_1087_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_1090_0;
S_1089_1: /* 3 */
S_1088_0: /* 2 */
		/* else */;
		goto S_1090_0;
S_1089_2: /* 3 */
		Uerror("blocking sel in d_step (nr.40, near line 136)");
S_1090_0: /* 2 */
S_1091_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_1092_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_1095_0;
S_1094_1: /* 3 */
S_1093_0: /* 2 */
		/* else */;
		goto S_1095_0;
S_1094_2: /* 3 */
		Uerror("blocking sel in d_step (nr.41, near line 134)");
S_1095_0: /* 2 */
		goto S_1098_0;
S_1097_1: /* 3 */
S_1096_0: /* 2 */
		/* else */;
		goto S_1098_0;
S_1097_2: /* 3 */
		Uerror("blocking sel in d_step (nr.42, near line 131)");
S_1098_0: /* 2 */
		goto S_1209_0;
S_1209_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 76: // STATE 353 - guard.pml:417 - [(((touched&&((pidfile!=0)&&((alive>>pidfile)&1)))&&(state==started)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][353] = 1;
		if (!(((((int)now.touched)&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))&&(now.state==2))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 77: // STATE 354 - guard.pml:183 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][354] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 78: // STATE 357 - guard.pml:183 - [D_STEP183]
		IfNotBlocked

		reached[2][357] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1103_0: /* 2 */
		now.alive = (((int)now.alive)& ~((1<<((int)now.pidfile))));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_1104_0: /* 2 */
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		goto S_1109_0;
S_1109_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 79: // STATE 359 - guard.pml:184 - [pidfile = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][359] = 1;
		(trpt+1)->bup.oval = ((int)now.pidfile);
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 80: // STATE 363 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[2][363] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 81: // STATE 364 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][364] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 82: // STATE 365 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][365] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 83: // STATE 369 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][369] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 84: // STATE 370 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][370] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 85: // STATE 377 - guard.pml:421 - [D_STEP421]
		IfNotBlocked

		reached[2][377] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1123_0: /* 2 */
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_1124_0: /* 2 */
		now.held = 0;
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		goto S_1208_0;
S_1208_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 86: // STATE 379 - guard.pml:425 - [(((state==started)&&((pidfile!=0)&&((alive>>pidfile)&1))))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][379] = 1;
		if (!(((now.state==2)&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 87: // STATE 382 - guard.pml:425 - [D_STEP425]
		IfNotBlocked

		reached[2][382] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1128_0: /* 2 */
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_1129_0: /* 2 */
		now.held = ((int)now.pidfile);
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		goto S_1206_0;
S_1206_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 88: // STATE 383 - guard.pml:427 - [(((state==started)&&!(((pidfile!=0)&&((alive>>pidfile)&1)))))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][383] = 1;
		if (!(((now.state==2)&& !(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 89: // STATE 386 - guard.pml:427 - [D_STEP427]
		IfNotBlocked

		reached[2][386] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1132_0: /* 2 */
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
S_1133_0: /* 2 */
		now.held = ( (((int)now.pidfile)) ? (((int)now.pidfile)) : (((int)now.held)) );
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		goto S_1206_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 90: // STATE 411 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][411] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1154_0: /* 2 */
S_1136_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_1154_1;
S_1151_0: /* 2 */
S_1137_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_1151_1;
S_1138_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1152_0;
S_1151_1: /* 3 */
S_1139_0: /* 2 */
		/* else */;
S_1149_0: /* 2 */
S_1140_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_1149_1;
S_1141_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1150_0;
S_1149_1: /* 3 */
S_1142_0: /* 2 */
		/* else */;
S_1147_0: /* 2 */
S_1143_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_1147_1;
S_1144_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1148_0;
S_1147_1: /* 3 */
S_1145_0: /* 2 */
		/* else */;
S_1146_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1148_0;
S_1147_2: /* 3 */
		Uerror("blocking sel in d_step (nr.43, near line 92)");
S_1148_0: /* 2 */
		goto S_1150_0;
S_1149_2: /* 3 */
		Uerror("blocking sel in d_step (nr.44, near line 89)");
S_1150_0: /* 2 */
		goto S_1152_0;
S_1151_2: /* 3 */
		Uerror("blocking sel in d_step (nr.45, near line 86)");
S_1152_0: /* 2 */
		goto S_1155_0;
S_1154_1: /* 3 */
S_1153_0: /* 2 */
		/* else */;
		goto S_1155_0;
S_1154_2: /* 3 */
		Uerror("blocking sel in d_step (nr.46, near line 84)");
S_1155_0: /* 2 */
S_1156_0: /* 2 */
		now.inode[1] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
S_1157_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_1158_0: /* 2 */
		now.copies[1] = 1;
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
		goto S_1169_0;
S_1169_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 91: // STATE 420 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[2][420] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1166_0: /* 2 */
S_1161_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==0)))
			goto S_1166_1;
S_1162_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = (1+1);
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_1163_0: /* 2 */
		((P2 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_1167_0;
S_1166_1: /* 3 */
S_1164_0: /* 2 */
		/* else */;
S_1165_0: /* 2 */
		((P2 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1));
#ifdef VAR_RANGES
		logval("guard:is_ours", ((int)((P2 *)_this)->is_ours));
#endif
		;
		goto S_1167_0;
S_1166_2: /* 3 */
		Uerror("blocking sel in d_step (nr.47, near line 109)");
S_1167_0: /* 2 */
		goto S_1176_0;
S_1176_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 92: // STATE 422 - guard.pml:346 - [((((is_ours&&(path==inode[1]))&&!(touched))&&((state==starting)||((state==stopped)&&!(is_new)))))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][422] = 1;
		if (!((((((int)((P2 *)_this)->is_ours)&&(((int)now.path)==((int)now.inode[1])))&& !(((int)now.touched)))&&((now.state==3)||((now.state==4)&& !(((int)now.is_new)))))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P2 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 93: // STATE 425 - guard.pml:347 - [D_STEP347]
		IfNotBlocked

		reached[2][425] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1171_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
S_1172_0: /* 2 */
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		goto S_1177_0;
S_1177_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 94: // STATE 427 - guard.pml:349 - [held = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][427] = 1;
		(trpt+1)->bup.oval = ((int)now.held);
		now.held = 0;
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 95: // STATE 430 - guard.pml:351 - [attempt = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[2][430] = 1;
		(trpt+1)->bup.oval = ((int)now.attempt);
		now.attempt = 0;
#ifdef VAR_RANGES
		logval("attempt", ((int)now.attempt));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 96: // STATE 436 - guard.pml:323 - [D_STEP323]
		if (!(((boq == -1 && ((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1]))))) || (boq == -1 /* else */)))
			continue;

		reached[2][436] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1182_0: /* 2 */
S_1179_0: /* 2 */
		if (!(((((int)now.inode[1])!=0)&&(((int)now.path)==((int)now.inode[1])))))
			goto S_1182_1;
S_1180_0: /* 2 */
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_1183_0;
S_1182_1: /* 3 */
S_1181_0: /* 2 */
		/* else */;
		goto S_1183_0;
S_1182_2: /* 3 */
		Uerror("blocking sel in d_step (nr.48, near line 324)");
S_1183_0: /* 2 */
		goto S_1202_0;
S_1202_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 97: // STATE 453 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][453] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1199_0: /* 2 */
S_1185_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_1199_1;
S_1186_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_1196_0: /* 2 */
S_1187_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_1196_1;
S_1191_0: /* 2 */
S_1188_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_1191_1;
S_1189_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_1192_0;
S_1191_1: /* 3 */
S_1190_0: /* 2 */
		/* else */;
		goto S_1192_0;
S_1191_2: /* 3 */
		Uerror("blocking sel in d_step (nr.49, near line 136)");
S_1192_0: /* 2 */
S_1193_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_1194_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_1197_0;
S_1196_1: /* 3 */
S_1195_0: /* 2 */
		/* else */;
		goto S_1197_0;
S_1196_2: /* 3 */
		Uerror("blocking sel in d_step (nr.50, near line 134)");
S_1197_0: /* 2 */
		goto S_1200_0;
S_1199_1: /* 3 */
S_1198_0: /* 2 */
		/* else */;
		goto S_1200_0;
S_1199_2: /* 3 */
		Uerror("blocking sel in d_step (nr.51, near line 131)");
S_1200_0: /* 2 */
		goto S_1206_0; /* '.' */
		goto S_1206_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 98: // STATE 472 - guard.pml:448 - [given_up = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[2][472] = 1;
		(trpt+1)->bup.oval = ((int)now.given_up);
		now.given_up = 1;
#ifdef VAR_RANGES
		logval("given_up", ((int)now.given_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 99: // STATE 475 - guard.pml:451 - [((((!(given_up)&&(state==started))&&(pidfile!=held))&&((pidfile!=0)&&((alive>>pidfile)&1))))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][475] = 1;
		if (!(((( !(((int)now.given_up))&&(now.state==2))&&(((int)now.pidfile)!=((int)now.held)))&&((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1)))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 100: // STATE 476 - guard.pml:451 - [held = pidfile] (0:0:1 - 1)
		IfNotBlocked
		reached[2][476] = 1;
		(trpt+1)->bup.oval = ((int)now.held);
		now.held = ((int)now.pidfile);
#ifdef VAR_RANGES
		logval("held", ((int)now.held));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 101: // STATE 477 - guard.pml:452 - [(timeout)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][477] = 1;
		if (!(((trpt->tau)&1)))
			continue;
		_m = 1; goto P999; /* 0 */
	case 102: // STATE 509 - guard.pml:461 - [assert(((((locked[1]==0)&&(locked[2]==0))&&(locked[3]==0))&&(locked[4]==0)))] (0:0:0 - 4)
		IfNotBlocked
		reached[2][509] = 1;
		spin_assert(((((((int)now.locked[1])==0)&&(((int)now.locked[2])==0))&&(((int)now.locked[3])==0))&&(((int)now.locked[4])==0)), "((((locked[1]==0)&&(locked[2]==0))&&(locked[3]==0))&&(locked[4]==0))", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 103: // STATE 510 - guard.pml:462 - [assert((!((wants_stopped&&!(user_was_killed)))||(alive==0)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][510] = 1;
		spin_assert(( !((((int)now.wants_stopped)&& !(((int)now.user_was_killed))))||(((int)now.alive)==0)), "( !((wants_stopped&& !(user_was_killed)))||(alive==0))", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 104: // STATE 511 - guard.pml:463 - [assert(((user_was_killed||(state==started))||(state==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][511] = 1;
		spin_assert(((((int)now.user_was_killed)||(now.state==2))||(now.state==4)), "((user_was_killed||(state==2))||(state==4))", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 105: // STATE 512 - guard.pml:464 - [assert(((((user_was_killed||zapped)||given_up)||(state!=started))||((pidfile!=0)&&((alive>>pidfile)&1))))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][512] = 1;
		spin_assert(((((((int)now.user_was_killed)||((int)now.zapped))||((int)now.given_up))||(now.state!=2))||((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))), "((((user_was_killed||zapped)||given_up)||(state!=2))||((pidfile!=0)&&((alive>>pidfile)&1)))", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 106: // STATE 513 - guard.pml:465 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[2][513] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC child */
	case 107: // STATE 1 - guard.pml:151 - [state = 3] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 3;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 108: // STATE 58 - guard.pml:310 - [(kill_child)] (0:0:0 - 31)
		IfNotBlocked
		reached[1][58] = 1;
		if (!(((int)now.kill_child)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 109: // STATE 59 - guard.pml:310 - [kill_child = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][59] = 1;
		(trpt+1)->bup.oval = ((int)now.kill_child);
		now.kill_child = 0;
#ifdef VAR_RANGES
		logval("kill_child", ((int)now.kill_child));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 110: // STATE 2 - guard.pml:153 - [(((3==started)||(3==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][2] = 1;
		if (!(((3==2)||(3==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 111: // STATE 3 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][3] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 112: // STATE 7 - guard.pml:157 - [((3==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][7] = 1;
		if (!((3==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 113: // STATE 8 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][8] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 114: // STATE 13 - guard.pml:165 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][13] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 115: // STATE 14 - guard.pml:165 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][14] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->is_up);
		((P1 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("child:is_up", ((int)((P1 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 116: // STATE 16 - guard.pml:168 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][16] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->is_up);
		((P1 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("child:is_up", ((int)((P1 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 117: // STATE 21 - guard.pml:169 - [D_STEP169]
		IfNotBlocked

		reached[1][21] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_684_0: /* 2 */
		now.born = (((int)now.born)+1);
#ifdef VAR_RANGES
		logval("born", ((int)now.born));
#endif
		;
S_685_0: /* 2 */
		now.alive = (((int)now.alive)|(1<<((int)now.born)));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_686_0: /* 2 */
		now.pidfile = ((int)now.born);
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
S_687_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		goto S_689_0;
S_689_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 118: // STATE 22 - guard.pml:175 - [assert(((alive&(alive-1))==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][22] = 1;
		spin_assert(((((int)now.alive)&(((int)now.alive)-1))==0), "((alive&(alive-1))==0)", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 119: // STATE 23 - guard.pml:176 - [is_up = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[1][23] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->is_up);
		((P1 *)_this)->is_up = 1;
#ifdef VAR_RANGES
		logval("child:is_up", ((int)((P1 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 120: // STATE 29 - guard.pml:305 - [(is_up)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][29] = 1;
		if (!(((int)((P1 *)_this)->is_up)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_up */  (trpt+1)->bup.oval = ((P1 *)_this)->is_up;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->is_up = 0;
		_m = 3; goto P999; /* 0 */
	case 121: // STATE 30 - guard.pml:151 - [state = 2] (0:0:1 - 1)
		IfNotBlocked
		reached[1][30] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 122: // STATE 31 - guard.pml:153 - [(((2==started)||(2==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][31] = 1;
		if (!(((2==2)||(2==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 123: // STATE 32 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][32] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 124: // STATE 36 - guard.pml:157 - [((2==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][36] = 1;
		if (!((2==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 125: // STATE 37 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][37] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 126: // STATE 43 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[1][43] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 127: // STATE 44 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][44] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 128: // STATE 45 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][45] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 129: // STATE 49 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][49] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 130: // STATE 50 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][50] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 131: // STATE 57 - guard.pml:308 - [path = 0] (0:0:1 - 7)
		IfNotBlocked
		reached[1][57] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 132: // STATE 78 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[1])>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][78] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_743_0: /* 2 */
S_729_0: /* 2 */
		if (!((((int)now.copies[1])>0)))
			goto S_743_1;
S_730_0: /* 2 */
		now.copies[1] = (((int)now.copies[1])-1);
#ifdef VAR_RANGES
		logval("copies[1]", ((int)now.copies[1]));
#endif
		;
S_740_0: /* 2 */
S_731_0: /* 2 */
		if (!((((int)now.copies[1])==0)))
			goto S_740_1;
S_735_0: /* 2 */
S_732_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[1]), 5) ])==(1+1))))
			goto S_735_1;
S_733_0: /* 2 */
		now.locked[ Index(now.inode[1], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[1]]", ((int)now.locked[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
		goto S_736_0;
S_735_1: /* 3 */
S_734_0: /* 2 */
		/* else */;
		goto S_736_0;
S_735_2: /* 3 */
		Uerror("blocking sel in d_step (nr.52, near line 136)");
S_736_0: /* 2 */
S_737_0: /* 2 */
		now.opened[ Index(now.inode[1], 5) ] = (((int)now.opened[ Index(((int)now.inode[1]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[1]]", ((int)now.opened[ Index(((int)now.inode[1]), 5) ]));
#endif
		;
S_738_0: /* 2 */
		now.inode[1] = 0;
#ifdef VAR_RANGES
		logval("inode[1]", ((int)now.inode[1]));
#endif
		;
		goto S_741_0;
S_740_1: /* 3 */
S_739_0: /* 2 */
		/* else */;
		goto S_741_0;
S_740_2: /* 3 */
		Uerror("blocking sel in d_step (nr.53, near line 134)");
S_741_0: /* 2 */
		goto S_744_0;
S_743_1: /* 3 */
S_742_0: /* 2 */
		/* else */;
		goto S_744_0;
S_743_2: /* 3 */
		Uerror("blocking sel in d_step (nr.54, near line 131)");
S_744_0: /* 2 */
		goto S_747_0;
S_747_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 133: // STATE 80 - guard.pml:313 - [child_runs = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][80] = 1;
		(trpt+1)->bup.oval = ((int)now.child_runs);
		now.child_runs = 0;
#ifdef VAR_RANGES
		logval("child_runs", ((int)now.child_runs));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 134: // STATE 81 - guard.pml:314 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[1][81] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC user */
	case 135: // STATE 1 - guard.pml:277 - [((commands<2))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][1] = 1;
		if (!((((int)((P0 *)_this)->commands)<2)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 136: // STATE 643 - guard.pml:290 - [(kill_user)] (0:0:0 - 328)
		IfNotBlocked
		reached[0][643] = 1;
		if (!(((int)now.kill_user)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 137: // STATE 646 - guard.pml:291 - [D_STEP291]
		IfNotBlocked

		reached[0][646] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_643_0: /* 2 */
		now.user_was_killed = 1;
#ifdef VAR_RANGES
		logval("user_was_killed", ((int)now.user_was_killed));
#endif
		;
S_644_0: /* 2 */
		now.kill_user = 0;
#ifdef VAR_RANGES
		logval("kill_user", ((int)now.kill_user));
#endif
		;
		goto S_663_0;
S_663_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 138: // STATE 663 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][663] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_660_0: /* 2 */
S_646_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_660_1;
S_647_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_657_0: /* 2 */
S_648_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_657_1;
S_652_0: /* 2 */
S_649_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_652_1;
S_650_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_653_0;
S_652_1: /* 3 */
S_651_0: /* 2 */
		/* else */;
		goto S_653_0;
S_652_2: /* 3 */
		Uerror("blocking sel in d_step (nr.55, near line 136)");
S_653_0: /* 2 */
S_654_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_655_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_658_0;
S_657_1: /* 3 */
S_656_0: /* 2 */
		/* else */;
		goto S_658_0;
S_657_2: /* 3 */
		Uerror("blocking sel in d_step (nr.56, near line 134)");
S_658_0: /* 2 */
		goto S_661_0;
S_660_1: /* 3 */
S_659_0: /* 2 */
		/* else */;
		goto S_661_0;
S_660_2: /* 3 */
		Uerror("blocking sel in d_step (nr.57, near line 131)");
S_661_0: /* 2 */
		goto S_665_0;
S_665_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 139: // STATE 2 - guard.pml:278 - [commands = (commands+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[0][2] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->commands);
		((P0 *)_this)->commands = (((int)((P0 *)_this)->commands)+1);
#ifdef VAR_RANGES
		logval("user:commands", ((int)((P0 *)_this)->commands));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 140: // STATE 3 - guard.pml:201 - [seen = state] (0:0:1 - 1)
		IfNotBlocked
		reached[0][3] = 1;
		(trpt+1)->bup.oval = ((P0 *)_this)->seen;
		((P0 *)_this)->seen = now.state;
#ifdef VAR_RANGES
		logval("user:seen", ((P0 *)_this)->seen);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 141: // STATE 4 - guard.pml:203 - [((seen==started))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][4] = 1;
		if (!((((P0 *)_this)->seen==2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P0 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 142: // STATE 29 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][29] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_023_0: /* 2 */
S_005_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_023_1;
S_020_0: /* 2 */
S_006_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_020_1;
S_007_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_021_0;
S_020_1: /* 3 */
S_008_0: /* 2 */
		/* else */;
S_018_0: /* 2 */
S_009_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_018_1;
S_010_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_019_0;
S_018_1: /* 3 */
S_011_0: /* 2 */
		/* else */;
S_016_0: /* 2 */
S_012_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_016_1;
S_013_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_017_0;
S_016_1: /* 3 */
S_014_0: /* 2 */
		/* else */;
S_015_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_017_0;
S_016_2: /* 3 */
		Uerror("blocking sel in d_step (nr.58, near line 92)");
S_017_0: /* 2 */
		goto S_019_0;
S_018_2: /* 3 */
		Uerror("blocking sel in d_step (nr.59, near line 89)");
S_019_0: /* 2 */
		goto S_021_0;
S_020_2: /* 3 */
		Uerror("blocking sel in d_step (nr.60, near line 86)");
S_021_0: /* 2 */
		goto S_024_0;
S_023_1: /* 3 */
S_022_0: /* 2 */
		/* else */;
		goto S_024_0;
S_023_2: /* 3 */
		Uerror("blocking sel in d_step (nr.61, near line 84)");
S_024_0: /* 2 */
S_025_0: /* 2 */
		now.inode[0] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
S_026_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_027_0: /* 2 */
		now.copies[0] = 1;
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
		goto S_038_0;
S_038_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 143: // STATE 38 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][38] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_035_0: /* 2 */
S_030_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0)))
			goto S_035_1;
S_031_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = (0+1);
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_032_0: /* 2 */
		((P0 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_036_0;
S_035_1: /* 3 */
S_033_0: /* 2 */
		/* else */;
S_034_0: /* 2 */
		((P0 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1));
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_036_0;
S_035_2: /* 3 */
		Uerror("blocking sel in d_step (nr.62, near line 109)");
S_036_0: /* 2 */
		goto S_162_0;
S_162_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 144: // STATE 42 - guard.pml:207 - [(!(is_ours))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][42] = 1;
		if (!( !(((int)((P0 *)_this)->is_ours))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P0 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 145: // STATE 59 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][59] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_056_0: /* 2 */
S_042_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_056_1;
S_043_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_053_0: /* 2 */
S_044_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_053_1;
S_048_0: /* 2 */
S_045_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_048_1;
S_046_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_049_0;
S_048_1: /* 3 */
S_047_0: /* 2 */
		/* else */;
		goto S_049_0;
S_048_2: /* 3 */
		Uerror("blocking sel in d_step (nr.63, near line 136)");
S_049_0: /* 2 */
S_050_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_051_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_054_0;
S_053_1: /* 3 */
S_052_0: /* 2 */
		/* else */;
		goto S_054_0;
S_053_2: /* 3 */
		Uerror("blocking sel in d_step (nr.64, near line 134)");
S_054_0: /* 2 */
		goto S_057_0;
S_056_1: /* 3 */
S_055_0: /* 2 */
		/* else */;
		goto S_057_0;
S_056_2: /* 3 */
		Uerror("blocking sel in d_step (nr.65, near line 131)");
S_057_0: /* 2 */
		goto S_163_0;
S_163_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 146: // STATE 64 - guard.pml:209 - [D_STEP209]
		IfNotBlocked

		reached[0][64] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_061_0: /* 2 */
		now.wants_stopped = 0;
#ifdef VAR_RANGES
		logval("wants_stopped", ((int)now.wants_stopped));
#endif
		;
S_062_0: /* 2 */
		now.zapped = 0;
#ifdef VAR_RANGES
		logval("zapped", ((int)now.zapped));
#endif
		;
		goto S_075_0;
S_075_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 147: // STATE 65 - guard.pml:151 - [state = 3] (0:0:1 - 1)
		IfNotBlocked
		reached[0][65] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 3;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 148: // STATE 66 - guard.pml:153 - [(((3==started)||(3==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][66] = 1;
		if (!(((3==2)||(3==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 149: // STATE 67 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][67] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 150: // STATE 71 - guard.pml:157 - [((3==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][71] = 1;
		if (!((3==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 151: // STATE 72 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][72] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 152: // STATE 77 - guard.pml:165 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][77] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 153: // STATE 78 - guard.pml:165 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][78] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 154: // STATE 80 - guard.pml:168 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][80] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 155: // STATE 85 - guard.pml:169 - [D_STEP169]
		IfNotBlocked

		reached[0][85] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_080_0: /* 2 */
		now.born = (((int)now.born)+1);
#ifdef VAR_RANGES
		logval("born", ((int)now.born));
#endif
		;
S_081_0: /* 2 */
		now.alive = (((int)now.alive)|(1<<((int)now.born)));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_082_0: /* 2 */
		now.pidfile = ((int)now.born);
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
S_083_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		goto S_085_0;
S_085_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 156: // STATE 86 - guard.pml:175 - [assert(((alive&(alive-1))==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][86] = 1;
		spin_assert(((((int)now.alive)&(((int)now.alive)-1))==0), "((alive&(alive-1))==0)", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 157: // STATE 87 - guard.pml:176 - [is_up = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[0][87] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 1;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 158: // STATE 93 - guard.pml:213 - [(is_up)] (0:0:1 - 1)
		IfNotBlocked
		reached[0][93] = 1;
		if (!(((int)((P0 *)_this)->is_up)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_up */  (trpt+1)->bup.oval = ((P0 *)_this)->is_up;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_up = 0;
		_m = 3; goto P999; /* 0 */
	case 159: // STATE 94 - guard.pml:151 - [state = 2] (0:0:1 - 1)
		IfNotBlocked
		reached[0][94] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 160: // STATE 95 - guard.pml:153 - [(((2==started)||(2==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][95] = 1;
		if (!(((2==2)||(2==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 161: // STATE 96 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][96] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 162: // STATE 100 - guard.pml:157 - [((2==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][100] = 1;
		if (!((2==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 163: // STATE 101 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][101] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 164: // STATE 106 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][106] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 165: // STATE 123 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][123] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_120_0: /* 2 */
S_106_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_120_1;
S_107_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_117_0: /* 2 */
S_108_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_117_1;
S_112_0: /* 2 */
S_109_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_112_1;
S_110_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_113_0;
S_112_1: /* 3 */
S_111_0: /* 2 */
		/* else */;
		goto S_113_0;
S_112_2: /* 3 */
		Uerror("blocking sel in d_step (nr.66, near line 136)");
S_113_0: /* 2 */
S_114_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_115_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_118_0;
S_117_1: /* 3 */
S_116_0: /* 2 */
		/* else */;
		goto S_118_0;
S_117_2: /* 3 */
		Uerror("blocking sel in d_step (nr.67, near line 134)");
S_118_0: /* 2 */
		goto S_121_0;
S_120_1: /* 3 */
S_119_0: /* 2 */
		/* else */;
		goto S_121_0;
S_120_2: /* 3 */
		Uerror("blocking sel in d_step (nr.68, near line 131)");
S_121_0: /* 2 */
		goto S_161_0;
S_161_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 166: // STATE 128 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[0][128] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 167: // STATE 129 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][129] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 168: // STATE 130 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][130] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 169: // STATE 134 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][134] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 170: // STATE 135 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][135] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 171: // STATE 140 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][140] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 172: // STATE 157 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][157] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_154_0: /* 2 */
S_140_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_154_1;
S_141_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_151_0: /* 2 */
S_142_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_151_1;
S_146_0: /* 2 */
S_143_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_146_1;
S_144_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_147_0;
S_146_1: /* 3 */
S_145_0: /* 2 */
		/* else */;
		goto S_147_0;
S_146_2: /* 3 */
		Uerror("blocking sel in d_step (nr.69, near line 136)");
S_147_0: /* 2 */
S_148_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_149_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_152_0;
S_151_1: /* 3 */
S_150_0: /* 2 */
		/* else */;
		goto S_152_0;
S_151_2: /* 3 */
		Uerror("blocking sel in d_step (nr.70, near line 134)");
S_152_0: /* 2 */
		goto S_155_0;
S_154_1: /* 3 */
S_153_0: /* 2 */
		/* else */;
		goto S_155_0;
S_154_2: /* 3 */
		Uerror("blocking sel in d_step (nr.71, near line 131)");
S_155_0: /* 2 */
		goto S_161_0; /* '.' */
		goto S_161_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 173: // STATE 168 - guard.pml:221 - [seen = state] (0:0:1 - 1)
		IfNotBlocked
		reached[0][168] = 1;
		(trpt+1)->bup.oval = ((P0 *)_this)->seen;
		((P0 *)_this)->seen = now.state;
#ifdef VAR_RANGES
		logval("user:seen", ((P0 *)_this)->seen);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 174: // STATE 169 - guard.pml:223 - [((seen==stopped))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][169] = 1;
		if (!((((P0 *)_this)->seen==4)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P0 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 175: // STATE 170 - guard.pml:225 - [(!(zapped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][170] = 1;
		if (!( !(((int)now.zapped))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 176: // STATE 171 - guard.pml:225 - [wants_stopped = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[0][171] = 1;
		(trpt+1)->bup.oval = ((int)now.wants_stopped);
		now.wants_stopped = 1;
#ifdef VAR_RANGES
		logval("wants_stopped", ((int)now.wants_stopped));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 177: // STATE 199 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][199] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_193_0: /* 2 */
S_175_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_193_1;
S_190_0: /* 2 */
S_176_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_190_1;
S_177_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_191_0;
S_190_1: /* 3 */
S_178_0: /* 2 */
		/* else */;
S_188_0: /* 2 */
S_179_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_188_1;
S_180_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_189_0;
S_188_1: /* 3 */
S_181_0: /* 2 */
		/* else */;
S_186_0: /* 2 */
S_182_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_186_1;
S_183_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_187_0;
S_186_1: /* 3 */
S_184_0: /* 2 */
		/* else */;
S_185_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_187_0;
S_186_2: /* 3 */
		Uerror("blocking sel in d_step (nr.72, near line 92)");
S_187_0: /* 2 */
		goto S_189_0;
S_188_2: /* 3 */
		Uerror("blocking sel in d_step (nr.73, near line 89)");
S_189_0: /* 2 */
		goto S_191_0;
S_190_2: /* 3 */
		Uerror("blocking sel in d_step (nr.74, near line 86)");
S_191_0: /* 2 */
		goto S_194_0;
S_193_1: /* 3 */
S_192_0: /* 2 */
		/* else */;
		goto S_194_0;
S_193_2: /* 3 */
		Uerror("blocking sel in d_step (nr.75, near line 84)");
S_194_0: /* 2 */
S_195_0: /* 2 */
		now.inode[0] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
S_196_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_197_0: /* 2 */
		now.copies[0] = 1;
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
		goto S_208_0;
S_208_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 178: // STATE 208 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][208] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_205_0: /* 2 */
S_200_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0)))
			goto S_205_1;
S_201_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = (0+1);
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_202_0: /* 2 */
		((P0 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_206_0;
S_205_1: /* 3 */
S_203_0: /* 2 */
		/* else */;
S_204_0: /* 2 */
		((P0 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1));
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_206_0;
S_205_2: /* 3 */
		Uerror("blocking sel in d_step (nr.76, near line 109)");
S_206_0: /* 2 */
		goto S_278_0;
S_278_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 179: // STATE 212 - guard.pml:231 - [(!(is_ours))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][212] = 1;
		if (!( !(((int)((P0 *)_this)->is_ours))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P0 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 180: // STATE 229 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][229] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_226_0: /* 2 */
S_212_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_226_1;
S_213_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_223_0: /* 2 */
S_214_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_223_1;
S_218_0: /* 2 */
S_215_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_218_1;
S_216_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_219_0;
S_218_1: /* 3 */
S_217_0: /* 2 */
		/* else */;
		goto S_219_0;
S_218_2: /* 3 */
		Uerror("blocking sel in d_step (nr.77, near line 136)");
S_219_0: /* 2 */
S_220_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_221_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_224_0;
S_223_1: /* 3 */
S_222_0: /* 2 */
		/* else */;
		goto S_224_0;
S_223_2: /* 3 */
		Uerror("blocking sel in d_step (nr.78, near line 134)");
S_224_0: /* 2 */
		goto S_227_0;
S_226_1: /* 3 */
S_225_0: /* 2 */
		/* else */;
		goto S_227_0;
S_226_2: /* 3 */
		Uerror("blocking sel in d_step (nr.79, near line 131)");
S_227_0: /* 2 */
		goto S_279_0;
S_279_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 181: // STATE 235 - guard.pml:233 - [D_STEP233]
		IfNotBlocked

		reached[0][235] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_231_0: /* 2 */
		now.state = 1;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
S_232_0: /* 2 */
		now.touched = 1;
#ifdef VAR_RANGES
		logval("touched", ((int)now.touched));
#endif
		;
S_233_0: /* 2 */
		now.zapped = 0;
#ifdef VAR_RANGES
		logval("zapped", ((int)now.zapped));
#endif
		;
		goto S_243_0;
S_243_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 182: // STATE 236 - guard.pml:183 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][236] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 183: // STATE 239 - guard.pml:183 - [D_STEP183]
		IfNotBlocked

		reached[0][239] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_236_0: /* 2 */
		now.alive = (((int)now.alive)& ~((1<<((int)now.pidfile))));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_237_0: /* 2 */
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		goto S_242_0;
S_242_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 184: // STATE 241 - guard.pml:184 - [pidfile = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][241] = 1;
		(trpt+1)->bup.oval = ((int)now.pidfile);
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 185: // STATE 245 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[0][245] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 186: // STATE 246 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][246] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 187: // STATE 247 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][247] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 188: // STATE 251 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][251] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 189: // STATE 252 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][252] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 190: // STATE 257 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][257] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 191: // STATE 274 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][274] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_271_0: /* 2 */
S_257_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_271_1;
S_258_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_268_0: /* 2 */
S_259_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_268_1;
S_263_0: /* 2 */
S_260_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_263_1;
S_261_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_264_0;
S_263_1: /* 3 */
S_262_0: /* 2 */
		/* else */;
		goto S_264_0;
S_263_2: /* 3 */
		Uerror("blocking sel in d_step (nr.80, near line 136)");
S_264_0: /* 2 */
S_265_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_266_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_269_0;
S_268_1: /* 3 */
S_267_0: /* 2 */
		/* else */;
		goto S_269_0;
S_268_2: /* 3 */
		Uerror("blocking sel in d_step (nr.81, near line 134)");
S_269_0: /* 2 */
		goto S_272_0;
S_271_1: /* 3 */
S_270_0: /* 2 */
		/* else */;
		goto S_272_0;
S_271_2: /* 3 */
		Uerror("blocking sel in d_step (nr.82, near line 131)");
S_272_0: /* 2 */
		goto S_277_0;
S_277_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 192: // STATE 278 - guard.pml:236 - [wants_stopped = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[0][278] = 1;
		(trpt+1)->bup.oval = ((int)now.wants_stopped);
		now.wants_stopped = 1;
#ifdef VAR_RANGES
		logval("wants_stopped", ((int)now.wants_stopped));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 193: // STATE 284 - guard.pml:242 - [seen = state] (0:0:1 - 1)
		IfNotBlocked
		reached[0][284] = 1;
		(trpt+1)->bup.oval = ((P0 *)_this)->seen;
		((P0 *)_this)->seen = now.state;
#ifdef VAR_RANGES
		logval("user:seen", ((P0 *)_this)->seen);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 194: // STATE 285 - guard.pml:244 - [((seen==stopped))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][285] = 1;
		if (!((((P0 *)_this)->seen==4)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P0 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 195: // STATE 286 - guard.pml:201 - [seen = state] (0:0:1 - 1)
		IfNotBlocked
		reached[0][286] = 1;
		(trpt+1)->bup.oval = ((P0 *)_this)->seen;
		((P0 *)_this)->seen = now.state;
#ifdef VAR_RANGES
		logval("user:seen", ((P0 *)_this)->seen);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 196: // STATE 287 - guard.pml:203 - [((seen==started))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][287] = 1;
		if (!((((P0 *)_this)->seen==2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P0 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 197: // STATE 312 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][312] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_306_0: /* 2 */
S_288_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_306_1;
S_303_0: /* 2 */
S_289_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_303_1;
S_290_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_304_0;
S_303_1: /* 3 */
S_291_0: /* 2 */
		/* else */;
S_301_0: /* 2 */
S_292_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_301_1;
S_293_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_302_0;
S_301_1: /* 3 */
S_294_0: /* 2 */
		/* else */;
S_299_0: /* 2 */
S_295_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_299_1;
S_296_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_300_0;
S_299_1: /* 3 */
S_297_0: /* 2 */
		/* else */;
S_298_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_300_0;
S_299_2: /* 3 */
		Uerror("blocking sel in d_step (nr.83, near line 92)");
S_300_0: /* 2 */
		goto S_302_0;
S_301_2: /* 3 */
		Uerror("blocking sel in d_step (nr.84, near line 89)");
S_302_0: /* 2 */
		goto S_304_0;
S_303_2: /* 3 */
		Uerror("blocking sel in d_step (nr.85, near line 86)");
S_304_0: /* 2 */
		goto S_307_0;
S_306_1: /* 3 */
S_305_0: /* 2 */
		/* else */;
		goto S_307_0;
S_306_2: /* 3 */
		Uerror("blocking sel in d_step (nr.86, near line 84)");
S_307_0: /* 2 */
S_308_0: /* 2 */
		now.inode[0] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
S_309_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_310_0: /* 2 */
		now.copies[0] = 1;
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
		goto S_321_0;
S_321_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 198: // STATE 321 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][321] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_318_0: /* 2 */
S_313_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0)))
			goto S_318_1;
S_314_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = (0+1);
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_315_0: /* 2 */
		((P0 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_319_0;
S_318_1: /* 3 */
S_316_0: /* 2 */
		/* else */;
S_317_0: /* 2 */
		((P0 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1));
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_319_0;
S_318_2: /* 3 */
		Uerror("blocking sel in d_step (nr.87, near line 109)");
S_319_0: /* 2 */
		goto S_445_0;
S_445_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 199: // STATE 325 - guard.pml:207 - [(!(is_ours))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][325] = 1;
		if (!( !(((int)((P0 *)_this)->is_ours))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P0 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 200: // STATE 342 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][342] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_339_0: /* 2 */
S_325_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_339_1;
S_326_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_336_0: /* 2 */
S_327_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_336_1;
S_331_0: /* 2 */
S_328_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_331_1;
S_329_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_332_0;
S_331_1: /* 3 */
S_330_0: /* 2 */
		/* else */;
		goto S_332_0;
S_331_2: /* 3 */
		Uerror("blocking sel in d_step (nr.88, near line 136)");
S_332_0: /* 2 */
S_333_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_334_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_337_0;
S_336_1: /* 3 */
S_335_0: /* 2 */
		/* else */;
		goto S_337_0;
S_336_2: /* 3 */
		Uerror("blocking sel in d_step (nr.89, near line 134)");
S_337_0: /* 2 */
		goto S_340_0;
S_339_1: /* 3 */
S_338_0: /* 2 */
		/* else */;
		goto S_340_0;
S_339_2: /* 3 */
		Uerror("blocking sel in d_step (nr.90, near line 131)");
S_340_0: /* 2 */
		goto S_446_0;
S_446_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 201: // STATE 347 - guard.pml:209 - [D_STEP209]
		IfNotBlocked

		reached[0][347] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_344_0: /* 2 */
		now.wants_stopped = 0;
#ifdef VAR_RANGES
		logval("wants_stopped", ((int)now.wants_stopped));
#endif
		;
S_345_0: /* 2 */
		now.zapped = 0;
#ifdef VAR_RANGES
		logval("zapped", ((int)now.zapped));
#endif
		;
		goto S_358_0;
S_358_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 202: // STATE 348 - guard.pml:151 - [state = 3] (0:0:1 - 1)
		IfNotBlocked
		reached[0][348] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 3;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 203: // STATE 349 - guard.pml:153 - [(((3==started)||(3==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][349] = 1;
		if (!(((3==2)||(3==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 204: // STATE 350 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][350] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 205: // STATE 354 - guard.pml:157 - [((3==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][354] = 1;
		if (!((3==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 206: // STATE 355 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][355] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 207: // STATE 360 - guard.pml:165 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][360] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 208: // STATE 361 - guard.pml:165 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][361] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 209: // STATE 363 - guard.pml:168 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][363] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 210: // STATE 368 - guard.pml:169 - [D_STEP169]
		IfNotBlocked

		reached[0][368] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_363_0: /* 2 */
		now.born = (((int)now.born)+1);
#ifdef VAR_RANGES
		logval("born", ((int)now.born));
#endif
		;
S_364_0: /* 2 */
		now.alive = (((int)now.alive)|(1<<((int)now.born)));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_365_0: /* 2 */
		now.pidfile = ((int)now.born);
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
S_366_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		goto S_368_0;
S_368_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 211: // STATE 369 - guard.pml:175 - [assert(((alive&(alive-1))==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][369] = 1;
		spin_assert(((((int)now.alive)&(((int)now.alive)-1))==0), "((alive&(alive-1))==0)", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 212: // STATE 370 - guard.pml:176 - [is_up = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[0][370] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 1;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 213: // STATE 376 - guard.pml:213 - [(is_up)] (0:0:1 - 1)
		IfNotBlocked
		reached[0][376] = 1;
		if (!(((int)((P0 *)_this)->is_up)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_up */  (trpt+1)->bup.oval = ((P0 *)_this)->is_up;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_up = 0;
		_m = 3; goto P999; /* 0 */
	case 214: // STATE 377 - guard.pml:151 - [state = 2] (0:0:1 - 1)
		IfNotBlocked
		reached[0][377] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 215: // STATE 378 - guard.pml:153 - [(((2==started)||(2==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][378] = 1;
		if (!(((2==2)||(2==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 216: // STATE 379 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][379] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 217: // STATE 383 - guard.pml:157 - [((2==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][383] = 1;
		if (!((2==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 218: // STATE 384 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][384] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 219: // STATE 389 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][389] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 220: // STATE 406 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][406] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_403_0: /* 2 */
S_389_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_403_1;
S_390_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_400_0: /* 2 */
S_391_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_400_1;
S_395_0: /* 2 */
S_392_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_395_1;
S_393_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_396_0;
S_395_1: /* 3 */
S_394_0: /* 2 */
		/* else */;
		goto S_396_0;
S_395_2: /* 3 */
		Uerror("blocking sel in d_step (nr.91, near line 136)");
S_396_0: /* 2 */
S_397_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_398_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_401_0;
S_400_1: /* 3 */
S_399_0: /* 2 */
		/* else */;
		goto S_401_0;
S_400_2: /* 3 */
		Uerror("blocking sel in d_step (nr.92, near line 134)");
S_401_0: /* 2 */
		goto S_404_0;
S_403_1: /* 3 */
S_402_0: /* 2 */
		/* else */;
		goto S_404_0;
S_403_2: /* 3 */
		Uerror("blocking sel in d_step (nr.93, near line 131)");
S_404_0: /* 2 */
		goto S_444_0;
S_444_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 221: // STATE 411 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[0][411] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 222: // STATE 412 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][412] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 223: // STATE 413 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][413] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 224: // STATE 417 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][417] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 225: // STATE 418 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][418] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 226: // STATE 423 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][423] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 227: // STATE 440 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][440] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_437_0: /* 2 */
S_423_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_437_1;
S_424_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_434_0: /* 2 */
S_425_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_434_1;
S_429_0: /* 2 */
S_426_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_429_1;
S_427_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_430_0;
S_429_1: /* 3 */
S_428_0: /* 2 */
		/* else */;
		goto S_430_0;
S_429_2: /* 3 */
		Uerror("blocking sel in d_step (nr.94, near line 136)");
S_430_0: /* 2 */
S_431_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_432_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_435_0;
S_434_1: /* 3 */
S_433_0: /* 2 */
		/* else */;
		goto S_435_0;
S_434_2: /* 3 */
		Uerror("blocking sel in d_step (nr.95, near line 134)");
S_435_0: /* 2 */
		goto S_438_0;
S_437_1: /* 3 */
S_436_0: /* 2 */
		/* else */;
		goto S_438_0;
S_437_2: /* 3 */
		Uerror("blocking sel in d_step (nr.96, near line 131)");
S_438_0: /* 2 */
		goto S_444_0; /* '.' */
		goto S_444_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 228: // STATE 475 - guard.pml:83 - [D_STEP83]
		if (!(((boq == -1 && (((int)now.path)==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][475] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_469_0: /* 2 */
S_451_0: /* 2 */
		if (!((((int)now.path)==0)))
			goto S_469_1;
S_466_0: /* 2 */
S_452_0: /* 2 */
		if (!((((int)now.opened[1])==0)))
			goto S_466_1;
S_453_0: /* 2 */
		now.path = 1;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_467_0;
S_466_1: /* 3 */
S_454_0: /* 2 */
		/* else */;
S_464_0: /* 2 */
S_455_0: /* 2 */
		if (!((((int)now.opened[2])==0)))
			goto S_464_1;
S_456_0: /* 2 */
		now.path = 2;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_465_0;
S_464_1: /* 3 */
S_457_0: /* 2 */
		/* else */;
S_462_0: /* 2 */
S_458_0: /* 2 */
		if (!((((int)now.opened[3])==0)))
			goto S_462_1;
S_459_0: /* 2 */
		now.path = 3;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_463_0;
S_462_1: /* 3 */
S_460_0: /* 2 */
		/* else */;
S_461_0: /* 2 */
		now.path = 4;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		goto S_463_0;
S_462_2: /* 3 */
		Uerror("blocking sel in d_step (nr.97, near line 92)");
S_463_0: /* 2 */
		goto S_465_0;
S_464_2: /* 3 */
		Uerror("blocking sel in d_step (nr.98, near line 89)");
S_465_0: /* 2 */
		goto S_467_0;
S_466_2: /* 3 */
		Uerror("blocking sel in d_step (nr.99, near line 86)");
S_467_0: /* 2 */
		goto S_470_0;
S_469_1: /* 3 */
S_468_0: /* 2 */
		/* else */;
		goto S_470_0;
S_469_2: /* 3 */
		Uerror("blocking sel in d_step (nr.100, near line 84)");
S_470_0: /* 2 */
S_471_0: /* 2 */
		now.inode[0] = ((int)now.path);
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
S_472_0: /* 2 */
		now.opened[ Index(now.path, 5) ] = (((int)now.opened[ Index(((int)now.path), 5) ])+1);
#ifdef VAR_RANGES
		logval("opened[path]", ((int)now.opened[ Index(((int)now.path), 5) ]));
#endif
		;
S_473_0: /* 2 */
		now.copies[0] = 1;
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
		goto S_484_0;
S_484_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 229: // STATE 484 - guard.pml:108 - [D_STEP108]
		if (!(((boq == -1 && (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0))) || (boq == -1 /* else */)))
			continue;

		reached[0][484] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_481_0: /* 2 */
S_476_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==0)))
			goto S_481_1;
S_477_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = (0+1);
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_478_0: /* 2 */
		((P0 *)_this)->is_ours = 1;
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_482_0;
S_481_1: /* 3 */
S_479_0: /* 2 */
		/* else */;
S_480_0: /* 2 */
		((P0 *)_this)->is_ours = (((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1));
#ifdef VAR_RANGES
		logval("user:is_ours", ((int)((P0 *)_this)->is_ours));
#endif
		;
		goto S_482_0;
S_481_2: /* 3 */
		Uerror("blocking sel in d_step (nr.101, near line 109)");
S_482_0: /* 2 */
		goto S_631_0;
S_631_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 230: // STATE 488 - guard.pml:248 - [(!(is_ours))] (0:0:1 - 1)
		IfNotBlocked
		reached[0][488] = 1;
		if (!( !(((int)((P0 *)_this)->is_ours))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_ours */  (trpt+1)->bup.oval = ((P0 *)_this)->is_ours;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_ours = 0;
		_m = 3; goto P999; /* 0 */
	case 231: // STATE 505 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][505] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_502_0: /* 2 */
S_488_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_502_1;
S_489_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_499_0: /* 2 */
S_490_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_499_1;
S_494_0: /* 2 */
S_491_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_494_1;
S_492_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_495_0;
S_494_1: /* 3 */
S_493_0: /* 2 */
		/* else */;
		goto S_495_0;
S_494_2: /* 3 */
		Uerror("blocking sel in d_step (nr.102, near line 136)");
S_495_0: /* 2 */
S_496_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_497_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_500_0;
S_499_1: /* 3 */
S_498_0: /* 2 */
		/* else */;
		goto S_500_0;
S_499_2: /* 3 */
		Uerror("blocking sel in d_step (nr.103, near line 134)");
S_500_0: /* 2 */
		goto S_503_0;
S_502_1: /* 3 */
S_501_0: /* 2 */
		/* else */;
		goto S_503_0;
S_502_2: /* 3 */
		Uerror("blocking sel in d_step (nr.104, near line 131)");
S_503_0: /* 2 */
		goto S_632_0;
S_632_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 232: // STATE 512 - guard.pml:250 - [D_STEP250]
		IfNotBlocked

		reached[0][512] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_507_0: /* 2 */
		now.state = 1;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
S_508_0: /* 2 */
		now.touched = 1;
#ifdef VAR_RANGES
		logval("touched", ((int)now.touched));
#endif
		;
S_509_0: /* 2 */
		now.wants_stopped = 0;
#ifdef VAR_RANGES
		logval("wants_stopped", ((int)now.wants_stopped));
#endif
		;
S_510_0: /* 2 */
		now.zapped = 0;
#ifdef VAR_RANGES
		logval("zapped", ((int)now.zapped));
#endif
		;
		goto S_520_0;
S_520_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 233: // STATE 513 - guard.pml:183 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][513] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 234: // STATE 516 - guard.pml:183 - [D_STEP183]
		IfNotBlocked

		reached[0][516] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_513_0: /* 2 */
		now.alive = (((int)now.alive)& ~((1<<((int)now.pidfile))));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_514_0: /* 2 */
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		goto S_519_0;
S_519_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 235: // STATE 518 - guard.pml:184 - [pidfile = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][518] = 1;
		(trpt+1)->bup.oval = ((int)now.pidfile);
		now.pidfile = 0;
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 236: // STATE 522 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[0][522] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 237: // STATE 523 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][523] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 238: // STATE 524 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][524] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 239: // STATE 528 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][528] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 240: // STATE 529 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][529] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 241: // STATE 534 - guard.pml:151 - [state = 3] (0:0:1 - 1)
		IfNotBlocked
		reached[0][534] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 3;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 242: // STATE 535 - guard.pml:153 - [(((3==started)||(3==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][535] = 1;
		if (!(((3==2)||(3==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 243: // STATE 536 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][536] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 244: // STATE 540 - guard.pml:157 - [((3==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][540] = 1;
		if (!((3==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 245: // STATE 541 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][541] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 246: // STATE 546 - guard.pml:165 - [(((pidfile!=0)&&((alive>>pidfile)&1)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][546] = 1;
		if (!(((((int)now.pidfile)!=0)&&((((int)now.alive)>>((int)now.pidfile))&1))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 247: // STATE 547 - guard.pml:165 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][547] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 248: // STATE 549 - guard.pml:168 - [is_up = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][549] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 0;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 249: // STATE 554 - guard.pml:169 - [D_STEP169]
		IfNotBlocked

		reached[0][554] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_549_0: /* 2 */
		now.born = (((int)now.born)+1);
#ifdef VAR_RANGES
		logval("born", ((int)now.born));
#endif
		;
S_550_0: /* 2 */
		now.alive = (((int)now.alive)|(1<<((int)now.born)));
#ifdef VAR_RANGES
		logval("alive", ((int)now.alive));
#endif
		;
S_551_0: /* 2 */
		now.pidfile = ((int)now.born);
#ifdef VAR_RANGES
		logval("pidfile", ((int)now.pidfile));
#endif
		;
S_552_0: /* 2 */
		recorded = 1;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		goto S_554_0;
S_554_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 250: // STATE 555 - guard.pml:175 - [assert(((alive&(alive-1))==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][555] = 1;
		spin_assert(((((int)now.alive)&(((int)now.alive)-1))==0), "((alive&(alive-1))==0)", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 251: // STATE 556 - guard.pml:176 - [is_up = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[0][556] = 1;
		(trpt+1)->bup.oval = ((int)((P0 *)_this)->is_up);
		((P0 *)_this)->is_up = 1;
#ifdef VAR_RANGES
		logval("user:is_up", ((int)((P0 *)_this)->is_up));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 252: // STATE 562 - guard.pml:257 - [(is_up)] (0:0:1 - 1)
		IfNotBlocked
		reached[0][562] = 1;
		if (!(((int)((P0 *)_this)->is_up)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: is_up */  (trpt+1)->bup.oval = ((P0 *)_this)->is_up;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->is_up = 0;
		_m = 3; goto P999; /* 0 */
	case 253: // STATE 563 - guard.pml:151 - [state = 2] (0:0:1 - 1)
		IfNotBlocked
		reached[0][563] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 2;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 254: // STATE 564 - guard.pml:153 - [(((2==started)||(2==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][564] = 1;
		if (!(((2==2)||(2==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 255: // STATE 565 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][565] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 256: // STATE 569 - guard.pml:157 - [((2==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][569] = 1;
		if (!((2==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 257: // STATE 570 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][570] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 258: // STATE 575 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][575] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 259: // STATE 592 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][592] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_589_0: /* 2 */
S_575_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_589_1;
S_576_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_586_0: /* 2 */
S_577_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_586_1;
S_581_0: /* 2 */
S_578_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_581_1;
S_579_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_582_0;
S_581_1: /* 3 */
S_580_0: /* 2 */
		/* else */;
		goto S_582_0;
S_581_2: /* 3 */
		Uerror("blocking sel in d_step (nr.105, near line 136)");
S_582_0: /* 2 */
S_583_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_584_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_587_0;
S_586_1: /* 3 */
S_585_0: /* 2 */
		/* else */;
		goto S_587_0;
S_586_2: /* 3 */
		Uerror("blocking sel in d_step (nr.106, near line 134)");
S_587_0: /* 2 */
		goto S_590_0;
S_589_1: /* 3 */
S_588_0: /* 2 */
		/* else */;
		goto S_590_0;
S_589_2: /* 3 */
		Uerror("blocking sel in d_step (nr.107, near line 131)");
S_590_0: /* 2 */
		goto S_630_0;
S_630_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 260: // STATE 597 - guard.pml:151 - [state = 4] (0:0:1 - 1)
		IfNotBlocked
		reached[0][597] = 1;
		(trpt+1)->bup.oval = now.state;
		now.state = 4;
#ifdef VAR_RANGES
		logval("state", now.state);
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 261: // STATE 598 - guard.pml:153 - [(((4==started)||(4==stopped)))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][598] = 1;
		if (!(((4==2)||(4==4))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 262: // STATE 599 - guard.pml:153 - [path = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][599] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 263: // STATE 603 - guard.pml:157 - [((4==stopped))] (0:0:0 - 1)
		IfNotBlocked
		reached[0][603] = 1;
		if (!((4==4)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 264: // STATE 604 - guard.pml:157 - [recorded = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[0][604] = 1;
		(trpt+1)->bup.oval = ((int)recorded);
		recorded = 0;
#ifdef VAR_RANGES
		logval("recorded", ((int)recorded));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 265: // STATE 609 - guard.pml:195 - [path = 0] (0:0:1 - 3)
		IfNotBlocked
		reached[0][609] = 1;
		(trpt+1)->bup.oval = ((int)now.path);
		now.path = 0;
#ifdef VAR_RANGES
		logval("path", ((int)now.path));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 266: // STATE 626 - guard.pml:130 - [D_STEP130]
		if (!(((boq == -1 && (((int)now.copies[0])>0))) || (boq == -1 /* else */)))
			continue;

		reached[0][626] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_623_0: /* 2 */
S_609_0: /* 2 */
		if (!((((int)now.copies[0])>0)))
			goto S_623_1;
S_610_0: /* 2 */
		now.copies[0] = (((int)now.copies[0])-1);
#ifdef VAR_RANGES
		logval("copies[0]", ((int)now.copies[0]));
#endif
		;
S_620_0: /* 2 */
S_611_0: /* 2 */
		if (!((((int)now.copies[0])==0)))
			goto S_620_1;
S_615_0: /* 2 */
S_612_0: /* 2 */
		if (!((((int)now.locked[ Index(((int)now.inode[0]), 5) ])==(0+1))))
			goto S_615_1;
S_613_0: /* 2 */
		now.locked[ Index(now.inode[0], 5) ] = 0;
#ifdef VAR_RANGES
		logval("locked[inode[0]]", ((int)now.locked[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
		goto S_616_0;
S_615_1: /* 3 */
S_614_0: /* 2 */
		/* else */;
		goto S_616_0;
S_615_2: /* 3 */
		Uerror("blocking sel in d_step (nr.108, near line 136)");
S_616_0: /* 2 */
S_617_0: /* 2 */
		now.opened[ Index(now.inode[0], 5) ] = (((int)now.opened[ Index(((int)now.inode[0]), 5) ])-1);
#ifdef VAR_RANGES
		logval("opened[inode[0]]", ((int)now.opened[ Index(((int)now.inode[0]), 5) ]));
#endif
		;
S_618_0: /* 2 */
		now.inode[0] = 0;
#ifdef VAR_RANGES
		logval("inode[0]", ((int)now.inode[0]));
#endif
		;
		goto S_621_0;
S_620_1: /* 3 */
S_619_0: /* 2 */
		/* else */;
		goto S_621_0;
S_620_2: /* 3 */
		Uerror("blocking sel in d_step (nr.109, near line 134)");
S_621_0: /* 2 */
		goto S_624_0;
S_623_1: /* 3 */
S_622_0: /* 2 */
		/* else */;
		goto S_624_0;
S_623_2: /* 3 */
		Uerror("blocking sel in d_step (nr.110, near line 131)");
S_624_0: /* 2 */
		goto S_630_0; /* '.' */
		goto S_630_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 267: // STATE 667 - guard.pml:294 - [user_is_done = 1] (0:0:1 - 4)
		IfNotBlocked
		reached[0][667] = 1;
		(trpt+1)->bup.oval = ((int)now.user_is_done);
		now.user_is_done = 1;
#ifdef VAR_RANGES
		logval("user_is_done", ((int)now.user_is_done));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 268: // STATE 668 - guard.pml:295 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[0][668] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */
	case  _T5:	/* np_ */
		if (!((!(trpt->o_pm&4) && !(trpt->tau&128))))
			continue;
		/* else fall through */
	case  _T2:	/* true */
		_m = 3; goto P999;
#undef rand
	}

