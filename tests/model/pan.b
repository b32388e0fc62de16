	switch (t->back) {
	default: Uerror("bad return move");
	case  0: goto R999; /* nothing to undo */

		 /* PROC fate */
;
		;
			case 4: // STATE 4
		sv_restor();
		goto R999;
;
		;
			case 6: // STATE 8
		sv_restor();
		goto R999;
;
		;
			case 8: // STATE 12
		sv_restor();
		goto R999;
;
		;
			case 10: // STATE 16
		sv_restor();
		goto R999;

	case 11: // STATE 21
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC guard */
;
		;
		;
		;
			case 14: // STATE 486
		sv_restor();
		goto R999;
	case 15: // STATE 503
		sv_restor();
		goto R999;
;
		;
		;
		;
		;
		;
			case 19: // STATE 7
		sv_restor();
		goto R999;

	case 20: // STATE 9
		;
		now.pidfile = trpt->bup.oval;
		;
		goto R999;

	case 21: // STATE 13
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 23: // STATE 15
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 25: // STATE 20
		;
		recorded = trpt->bup.oval;
		;
		goto R999;
	case 26: // STATE 27
		sv_restor();
		goto R999;
;
		;
			case 28: // STATE 32
		sv_restor();
		goto R999;
;
		;
			case 30: // STATE 36
		sv_restor();
		goto R999;
	case 31: // STATE 61
		sv_restor();
		goto R999;
	case 32: // STATE 70
		sv_restor();
		goto R999;

	case 33: // STATE 72
		;
	/* 0 */	((P2 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 34: // STATE 75
		sv_restor();
		goto R999;

	case 35: // STATE 77
		;
		now.held = trpt->bup.oval;
		;
		goto R999;

	case 36: // STATE 80
		;
		now.attempt = trpt->bup.oval;
		;
		goto R999;
	case 37: // STATE 86
		sv_restor();
		goto R999;
	case 38: // STATE 103
		sv_restor();
		goto R999;
;
		;
		;
		;
		
	case 41: // STATE 117
		;
		((P2 *)_this)->tries = trpt->bup.oval;
		;
		goto R999;

	case 42: // STATE 118
		;
		((P2 *)_this)->is_ours = trpt->bup.oval;
		;
		goto R999;
	case 43: // STATE 142
		sv_restor();
		goto R999;
	case 44: // STATE 151
		sv_restor();
		goto R999;

	case 45: // STATE 153
		;
	/* 0 */	((P2 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 46: // STATE 170
		sv_restor();
		goto R999;
;
		;
			case 48: // STATE 190
		sv_restor();
		goto R999;

	case 49: // STATE 193
		;
		((P2 *)_this)->seen = trpt->bup.oval;
		;
		goto R999;

	case 50: // STATE 194
		;
	/* 0 */	((P2 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 51: // STATE 200
		sv_restor();
		goto R999;
	case 52: // STATE 217
		sv_restor();
		goto R999;

	case 53: // STATE 220
		;
	/* 0 */	((P2 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;

	case 54: // STATE 221
		;
		now.held = trpt->bup.oval;
		;
		goto R999;
	case 55: // STATE 227
		sv_restor();
		goto R999;
	case 56: // STATE 244
		sv_restor();
		goto R999;
	case 57: // STATE 251
		sv_restor();
		goto R999;
;
		;
		
	case 59: // STATE 253
		;
		now.pidfile = trpt->bup.oval;
		;
		goto R999;

	case 60: // STATE 257
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 61: // STATE 258
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
			case 63: // STATE 283
		sv_restor();
		goto R999;
	case 64: // STATE 292
		sv_restor();
		goto R999;

	case 65: // STATE 294
		;
	/* 0 */	((P2 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 66: // STATE 297
		sv_restor();
		goto R999;

	case 67: // STATE 299
		;
		now.held = trpt->bup.oval;
		;
		goto R999;

	case 68: // STATE 302
		;
		now.attempt = trpt->bup.oval;
		;
		goto R999;
	case 69: // STATE 308
		sv_restor();
		goto R999;
	case 70: // STATE 325
		sv_restor();
		goto R999;

	case 71: // STATE 330
		;
		now.copies[1] = trpt->bup.oval;
		;
		goto R999;

	case 72: // STATE 331
		;
		now.child_runs = trpt->bup.oval;
		;
		goto R999;

	case 73: // STATE 332
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;
;
		;
			case 75: // STATE 351
		sv_restor();
		goto R999;
;
		;
		;
		;
			case 78: // STATE 357
		sv_restor();
		goto R999;

	case 79: // STATE 359
		;
		now.pidfile = trpt->bup.oval;
		;
		goto R999;

	case 80: // STATE 363
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 82: // STATE 365
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 84: // STATE 370
		;
		recorded = trpt->bup.oval;
		;
		goto R999;
	case 85: // STATE 377
		sv_restor();
		goto R999;
;
		;
			case 87: // STATE 382
		sv_restor();
		goto R999;
;
		;
			case 89: // STATE 386
		sv_restor();
		goto R999;
	case 90: // STATE 411
		sv_restor();
		goto R999;
	case 91: // STATE 420
		sv_restor();
		goto R999;

	case 92: // STATE 422
		;
	/* 0 */	((P2 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 93: // STATE 425
		sv_restor();
		goto R999;

	case 94: // STATE 427
		;
		now.held = trpt->bup.oval;
		;
		goto R999;

	case 95: // STATE 430
		;
		now.attempt = trpt->bup.oval;
		;
		goto R999;
	case 96: // STATE 436
		sv_restor();
		goto R999;
	case 97: // STATE 453
		sv_restor();
		goto R999;

	case 98: // STATE 472
		;
		now.given_up = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 100: // STATE 476
		;
		now.held = trpt->bup.oval;
		;
		goto R999;
;
		;
		;
		;
		;
		;
		;
		;
		;
		;
		
	case 106: // STATE 513
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC child */

	case 107: // STATE 1
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 109: // STATE 59
		;
		now.kill_child = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 111: // STATE 3
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 113: // STATE 8
		;
		recorded = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 115: // STATE 14
		;
		((P1 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 116: // STATE 16
		;
		((P1 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;
	case 117: // STATE 21
		sv_restor();
		goto R999;
;
		;
		
	case 119: // STATE 23
		;
		((P1 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 120: // STATE 29
		;
	/* 0 */	((P1 *)_this)->is_up = trpt->bup.oval;
		;
		;
		goto R999;

	case 121: // STATE 30
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 123: // STATE 32
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 125: // STATE 37
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 126: // STATE 43
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 128: // STATE 45
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 130: // STATE 50
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 131: // STATE 57
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 132: // STATE 78
		sv_restor();
		goto R999;

	case 133: // STATE 80
		;
		now.child_runs = trpt->bup.oval;
		;
		goto R999;

	case 134: // STATE 81
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC user */
;
		;
		;
		;
			case 137: // STATE 646
		sv_restor();
		goto R999;
	case 138: // STATE 663
		sv_restor();
		goto R999;

	case 139: // STATE 2
		;
		((P0 *)_this)->commands = trpt->bup.oval;
		;
		goto R999;

	case 140: // STATE 3
		;
		((P0 *)_this)->seen = trpt->bup.oval;
		;
		goto R999;

	case 141: // STATE 4
		;
	/* 0 */	((P0 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 142: // STATE 29
		sv_restor();
		goto R999;
	case 143: // STATE 38
		sv_restor();
		goto R999;

	case 144: // STATE 42
		;
	/* 0 */	((P0 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 145: // STATE 59
		sv_restor();
		goto R999;
	case 146: // STATE 64
		sv_restor();
		goto R999;

	case 147: // STATE 65
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 149: // STATE 67
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 151: // STATE 72
		;
		recorded = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 153: // STATE 78
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 154: // STATE 80
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;
	case 155: // STATE 85
		sv_restor();
		goto R999;
;
		;
		
	case 157: // STATE 87
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 158: // STATE 93
		;
	/* 0 */	((P0 *)_this)->is_up = trpt->bup.oval;
		;
		;
		goto R999;

	case 159: // STATE 94
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 161: // STATE 96
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 163: // STATE 101
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 164: // STATE 106
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 165: // STATE 123
		sv_restor();
		goto R999;

	case 166: // STATE 128
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 168: // STATE 130
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 170: // STATE 135
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 171: // STATE 140
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 172: // STATE 157
		sv_restor();
		goto R999;

	case 173: // STATE 168
		;
		((P0 *)_this)->seen = trpt->bup.oval;
		;
		goto R999;

	case 174: // STATE 169
		;
	/* 0 */	((P0 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
;
		;
		
	case 176: // STATE 171
		;
		now.wants_stopped = trpt->bup.oval;
		;
		goto R999;
	case 177: // STATE 199
		sv_restor();
		goto R999;
	case 178: // STATE 208
		sv_restor();
		goto R999;

	case 179: // STATE 212
		;
	/* 0 */	((P0 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 180: // STATE 229
		sv_restor();
		goto R999;
	case 181: // STATE 235
		sv_restor();
		goto R999;
;
		;
			case 183: // STATE 239
		sv_restor();
		goto R999;

	case 184: // STATE 241
		;
		now.pidfile = trpt->bup.oval;
		;
		goto R999;

	case 185: // STATE 245
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 187: // STATE 247
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 189: // STATE 252
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 190: // STATE 257
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 191: // STATE 274
		sv_restor();
		goto R999;

	case 192: // STATE 278
		;
		now.wants_stopped = trpt->bup.oval;
		;
		goto R999;

	case 193: // STATE 284
		;
		((P0 *)_this)->seen = trpt->bup.oval;
		;
		goto R999;

	case 194: // STATE 285
		;
	/* 0 */	((P0 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;

	case 195: // STATE 286
		;
		((P0 *)_this)->seen = trpt->bup.oval;
		;
		goto R999;

	case 196: // STATE 287
		;
	/* 0 */	((P0 *)_this)->seen = trpt->bup.oval;
		;
		;
		goto R999;
	case 197: // STATE 312
		sv_restor();
		goto R999;
	case 198: // STATE 321
		sv_restor();
		goto R999;

	case 199: // STATE 325
		;
	/* 0 */	((P0 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 200: // STATE 342
		sv_restor();
		goto R999;
	case 201: // STATE 347
		sv_restor();
		goto R999;

	case 202: // STATE 348
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 204: // STATE 350
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 206: // STATE 355
		;
		recorded = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 208: // STATE 361
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 209: // STATE 363
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;
	case 210: // STATE 368
		sv_restor();
		goto R999;
;
		;
		
	case 212: // STATE 370
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 213: // STATE 376
		;
	/* 0 */	((P0 *)_this)->is_up = trpt->bup.oval;
		;
		;
		goto R999;

	case 214: // STATE 377
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 216: // STATE 379
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 218: // STATE 384
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 219: // STATE 389
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 220: // STATE 406
		sv_restor();
		goto R999;

	case 221: // STATE 411
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 223: // STATE 413
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 225: // STATE 418
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 226: // STATE 423
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 227: // STATE 440
		sv_restor();
		goto R999;
	case 228: // STATE 475
		sv_restor();
		goto R999;
	case 229: // STATE 484
		sv_restor();
		goto R999;

	case 230: // STATE 488
		;
	/* 0 */	((P0 *)_this)->is_ours = trpt->bup.oval;
		;
		;
		goto R999;
	case 231: // STATE 505
		sv_restor();
		goto R999;
	case 232: // STATE 512
		sv_restor();
		goto R999;
;
		;
			case 234: // STATE 516
		sv_restor();
		goto R999;

	case 235: // STATE 518
		;
		now.pidfile = trpt->bup.oval;
		;
		goto R999;

	case 236: // STATE 522
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 238: // STATE 524
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 240: // STATE 529
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 241: // STATE 534
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 243: // STATE 536
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 245: // STATE 541
		;
		recorded = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 247: // STATE 547
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 248: // STATE 549
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;
	case 249: // STATE 554
		sv_restor();
		goto R999;
;
		;
		
	case 251: // STATE 556
		;
		((P0 *)_this)->is_up = trpt->bup.oval;
		;
		goto R999;

	case 252: // STATE 562
		;
	/* 0 */	((P0 *)_this)->is_up = trpt->bup.oval;
		;
		;
		goto R999;

	case 253: // STATE 563
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 255: // STATE 565
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 257: // STATE 570
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 258: // STATE 575
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 259: // STATE 592
		sv_restor();
		goto R999;

	case 260: // STATE 597
		;
		now.state = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 262: // STATE 599
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
;
		;
		
	case 264: // STATE 604
		;
		recorded = trpt->bup.oval;
		;
		goto R999;

	case 265: // STATE 609
		;
		now.path = trpt->bup.oval;
		;
		goto R999;
	case 266: // STATE 626
		sv_restor();
		goto R999;

	case 267: // STATE 667
		;
		now.user_is_done = trpt->bup.oval;
		;
		goto R999;

	case 268: // STATE 668
		;
		p_restor(II);
		;
		;
		goto R999;
	}

