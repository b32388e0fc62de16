#ifdef PEG
struct T_SRC {
	char *fl; int ln;
} T_SRC[NTRANS];

void
tr_2_src(int m, char *file, int ln)
{	T_SRC[m].fl = file;
	T_SRC[m].ln = ln;
}

void
putpeg(int n, int m)
{	printf("%5d	trans %4d ", m, n);
	printf("%s:%d\n",
		T_SRC[n].fl, T_SRC[n].ln);
}
#endif

void
settable(void)
{	Trans *T;
	Trans *settr(int, int, int, int, int, char *, int, int, int);

	trans = (Trans ***) emalloc(5*sizeof(Trans **));

	/* proctype 3: fate */

	trans[3] = (Trans **) emalloc(22*sizeof(Trans *));

	trans[3][19]	= settr(1280,0,18,1,0,".(goto)", 0, 2, 0);
	T = trans[3][18] = settr(1279,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1279,0,1,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1279,0,5,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1279,0,9,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1279,0,13,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(1279,0,17,0,0,"DO", 0, 2, 0);
	trans[3][1]	= settr(1262,0,4,3,0,"((((crashes<2)&&(alive!=0))&&((pidfile!=0)&&((alive>>pidfile)&1))))", 1, 2, 0);
/*->*/	trans[3][4]	= settr(1265,32,18,4,4,"D_STEP470", 1, 2, 0);
	trans[3][5]	= settr(1266,0,8,5,0,"(((kills<1)&&!(user_is_done)))", 1, 2, 0);
/*->*/	trans[3][8]	= settr(1269,32,18,6,6,"D_STEP471", 1, 2, 0);
	trans[3][9]	= settr(1270,0,12,7,0,"((kills<1))", 1, 2, 0);
/*->*/	trans[3][12]	= settr(1273,32,18,8,8,"D_STEP472", 1, 2, 0);
	trans[3][13]	= settr(1274,0,16,9,0,"(((kills<1)&&child_runs))", 1, 2, 0);
/*->*/	trans[3][16]	= settr(1277,32,18,10,10,"D_STEP473", 1, 2, 0);
	trans[3][17]	= settr(1278,0,21,1,0,"goto :b2", 0, 2, 0);
	trans[3][20]	= settr(1281,0,21,1,0,"break", 0, 2, 0);
	trans[3][21]	= settr(1282,0,0,11,11,"-end-", 0, 3500, 0);

	/* proctype 2: guard */

	trans[2] = (Trans **) emalloc(514*sizeof(Trans *));

	T = trans[ 2][508] = settr(1256,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1256,0,113,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][113] = settr(861,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(861,0,1,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(861,0,112,0,0,"IF", 0, 2, 0);
	trans[2][1]	= settr(749,0,2,12,0,"(attempt)", 1, 2, 0);
	trans[2][1]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	trans[2][482]	= settr(1230,0,486,13,0,"(kill_guard)", 1, 2, 0);
/*->*/	trans[2][486]	= settr(1234,32,504,14,14,"D_STEP456", 1, 2, 0);
	T = trans[ 2][504] = settr(1252,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1252,0,503,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][503]	= settr(1251,32,508,15,15,"D_STEP130", 1, 2, 0);
	trans[2][505]	= settr(1253,0,508,1,0,"goto again", 0, 2, 0);
	trans[2][507]	= settr(1255,0,509,1,0,".(goto)", 0, 2, 0);
	/* end-escapes */
	trans[2][2]	= settr(750,0,111,16,0,"(!(child_runs))", 1, 2, 0);
	trans[2][2]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][111] = settr(859,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(859,0,109,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][109] = settr(857,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(857,0,3,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(857,0,28,0,0,"IF", 0, 2, 0);
	trans[2][3]	= settr(751,0,12,17,0,"(((touched&&((pidfile!=0)&&((alive>>pidfile)&1)))&&(state==started)))", 1, 2, 0);
	trans[2][3]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][12] = settr(760,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(760,0,10,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][10] = settr(758,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(758,0,4,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(758,0,8,0,0,"IF", 0, 2, 0);
	trans[2][4]	= settr(752,0,7,18,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[2][4]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][7]	= settr(755,32,24,19,19,"D_STEP183", 1, 2, 0);
	trans[2][7]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][11]	= settr(759,0,24,1,0,".(goto)", 0, 2, 0);
	trans[2][8]	= settr(756,0,9,2,0,"else", 0, 2, 0);
	trans[2][8]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][9]	= settr(757,0,24,20,20,"pidfile = 0", 1, 2, 0);
	trans[2][9]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][24] = settr(772,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(772,0,13,0,0,"sub-sequence", 0, 2, 0);
	trans[2][13]	= settr(761,0,17,21,21,"state = 4", 1, 2, 0);
	trans[2][13]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][17] = settr(765,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(765,0,14,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(765,0,16,0,0,"IF", 0, 2, 0);
	trans[2][14]	= settr(762,0,15,22,0,"(((4==started)||(4==stopped)))", 0, 2, 0);
	trans[2][14]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][15]	= settr(763,0,22,23,23,"path = 0", 1, 2, 0);
	trans[2][15]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][18]	= settr(766,0,22,1,0,".(goto)", 0, 2, 0);
	trans[2][16]	= settr(764,0,22,2,0,"else", 0, 2, 0);
	trans[2][16]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][22] = settr(770,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(770,0,19,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(770,0,21,0,0,"IF", 0, 2, 0);
	trans[2][19]	= settr(767,0,20,24,0,"((4==stopped))", 0, 2, 0);
	trans[2][19]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][20]	= settr(768,0,27,25,25,"recorded = 0", 1, 2, 0);
	trans[2][20]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][23]	= settr(771,0,27,1,0,".(goto)", 0, 2, 0);
	trans[2][21]	= settr(769,0,27,2,0,"else", 0, 2, 0);
	trans[2][21]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][27]	= settr(775,32,479,26,26,"D_STEP421", 1, 2, 0);
	trans[2][27]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][110]	= settr(858,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][28]	= settr(776,0,107,2,0,"else", 0, 2, 0);
	trans[2][28]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][107] = settr(855,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(855,0,29,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(855,0,33,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(855,0,37,0,0,"IF", 0, 2, 0);
	trans[2][29]	= settr(777,0,32,27,0,"(((state==started)&&((pidfile!=0)&&((alive>>pidfile)&1))))", 1, 2, 0);
	trans[2][29]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][32]	= settr(780,32,479,28,28,"D_STEP425", 1, 2, 0);
	trans[2][32]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][108]	= settr(856,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][33]	= settr(781,0,36,29,0,"(((state==started)&&!(((pidfile!=0)&&((alive>>pidfile)&1)))))", 1, 2, 0);
	trans[2][33]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][36]	= settr(784,32,479,30,30,"D_STEP427", 1, 2, 0);
	trans[2][36]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][37]	= settr(785,0,106,2,0,"else", 0, 2, 0);
	trans[2][37]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][106] = settr(854,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(854,0,62,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][62] = settr(810,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(810,0,61,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][61]	= settr(809,32,71,31,31,"D_STEP83", 1, 2, 0);
	trans[2][61]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][71] = settr(819,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(819,0,70,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][70]	= settr(818,32,78,32,32,"D_STEP108", 1, 2, 0);
	trans[2][70]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][78] = settr(826,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(826,0,72,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(826,0,76,0,0,"IF", 0, 2, 0);
	trans[2][72]	= settr(820,0,75,33,33,"((((is_ours&&(path==inode[1]))&&!(touched))&&((state==starting)||((state==stopped)&&!(is_new)))))", 1, 2, 0);
	trans[2][72]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][75]	= settr(823,32,80,34,34,"D_STEP347", 1, 2, 0);
	trans[2][75]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][79]	= settr(827,0,80,1,0,".(goto)", 0, 2, 0);
	trans[2][76]	= settr(824,0,77,2,0,"else", 0, 2, 0);
	trans[2][76]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][77]	= settr(825,0,80,35,35,"held = 0", 1, 2, 0);
	trans[2][77]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][80]	= settr(828,0,105,36,36,"attempt = 0", 1, 2, 0);
	trans[2][80]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][105] = settr(853,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(853,0,86,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][86]	= settr(834,32,104,37,37,"D_STEP323", 1, 2, 0);
	trans[2][86]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][104] = settr(852,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(852,0,103,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][103]	= settr(851,32,479,38,38,"D_STEP130", 1, 2, 0);
	trans[2][103]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][114]	= settr(862,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][112]	= settr(860,0,479,2,0,"else", 0, 2, 0);
	trans[2][112]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][480]	= settr(1228,0,479,1,0,".(goto)", 0, 2, 0);
	T = trans[2][479] = settr(1227,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1227,0,115,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1227,0,475,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(1227,0,477,0,0,"DO", 0, 2, 0);
	trans[2][115]	= settr(863,0,473,39,0,"((((!(given_up)&&(held!=0))&&!(((alive>>held)&1)))&&(state==started)))", 1, 2, 0);
	trans[2][115]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][473] = settr(1221,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1221,0,116,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1221,0,471,0,0,"IF", 0, 2, 0);
	trans[2][116]	= settr(864,0,117,40,0,"((tries<3))", 0, 2, 0);
	trans[2][116]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][117]	= settr(865,0,470,41,41,"tries = (tries+1)", 0, 2, 0);
	trans[2][117]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][470] = settr(1218,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1218,0,118,0,0,"sub-sequence", 0, 2, 0);
	trans[2][118]	= settr(866,0,143,42,42,"is_ours = 0", 0, 2, 0);
	trans[2][118]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][143] = settr(891,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(891,0,142,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][142]	= settr(890,32,152,43,43,"D_STEP83", 1, 2, 0);
	trans[2][142]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][152] = settr(900,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(900,0,151,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][151]	= settr(899,32,468,44,44,"D_STEP108", 1, 2, 0);
	trans[2][151]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][468] = settr(1216,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1216,0,153,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1216,0,172,0,0,"IF", 0, 2, 0);
	trans[2][153]	= settr(901,0,171,45,45,"(!(is_ours))", 0, 2, 0);
	trans[2][153]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][171] = settr(919,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(919,0,170,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][170]	= settr(918,32,479,46,46,"D_STEP130", 1, 2, 0);
	trans[2][170]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][469]	= settr(1217,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][172]	= settr(920,0,466,2,0,"else", 0, 2, 0);
	trans[2][172]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][466] = settr(1214,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1214,0,173,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1214,0,192,0,0,"IF", 0, 2, 0);
	trans[2][173]	= settr(921,0,191,47,0,"(!((path==inode[1])))", 1, 2, 0);
	trans[2][173]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][191] = settr(939,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(939,0,190,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][190]	= settr(938,32,479,48,48,"D_STEP130", 1, 2, 0);
	trans[2][190]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][467]	= settr(1215,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][192]	= settr(940,0,193,2,0,"else", 0, 2, 0);
	trans[2][192]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][193]	= settr(941,0,464,49,49,"seen = state", 1, 2, 0);
	trans[2][193]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][464] = settr(1212,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1212,0,194,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1212,0,220,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1212,0,247,0,0,"IF", 0, 2, 0);
	trans[2][194]	= settr(942,0,219,50,50,"((seen!=started))", 0, 2, 0);
	trans[2][194]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][219] = settr(967,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(967,0,200,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][200]	= settr(948,32,218,51,51,"D_STEP323", 1, 2, 0);
	trans[2][200]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][218] = settr(966,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(966,0,217,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][217]	= settr(965,32,479,52,52,"D_STEP130", 1, 2, 0);
	trans[2][217]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][465]	= settr(1213,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][220]	= settr(968,0,221,53,53,"(((seen==started)&&((pidfile!=0)&&((alive>>pidfile)&1))))", 1, 2, 0);
	trans[2][220]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][221]	= settr(969,0,246,54,54,"held = pidfile", 1, 2, 0);
	trans[2][221]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][246] = settr(994,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(994,0,227,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][227]	= settr(975,32,245,55,55,"D_STEP323", 1, 2, 0);
	trans[2][227]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][245] = settr(993,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(993,0,244,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][244]	= settr(992,32,479,56,56,"D_STEP130", 1, 2, 0);
	trans[2][244]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][247]	= settr(995,0,251,2,0,"else", 0, 2, 0);
	trans[2][247]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][251]	= settr(999,32,255,57,57,"D_STEP383", 1, 2, 0);
	trans[2][251]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][255] = settr(1003,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1003,0,252,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1003,0,254,0,0,"IF", 0, 2, 0);
	trans[2][252]	= settr(1000,0,253,58,0,"((pidfile==held))", 1, 2, 0);
	trans[2][252]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][253]	= settr(1001,0,257,59,59,"pidfile = 0", 1, 2, 0);
	trans[2][253]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][256]	= settr(1004,0,257,1,0,".(goto)", 0, 2, 0);
	trans[2][254]	= settr(1002,0,257,2,0,"else", 0, 2, 0);
	trans[2][254]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][257]	= settr(1005,0,258,60,60,"recorded = 0", 1, 2, 0);
	trans[2][257]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][258]	= settr(1006,0,462,61,61,"state = starting", 1, 2, 0);
	trans[2][258]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][462] = settr(1210,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1210,0,259,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1210,0,329,0,0,"IF", 0, 2, 0);
	trans[2][259]	= settr(1007,0,328,62,0,"(!((path==inode[1])))", 1, 2, 0);
	trans[2][259]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][328] = settr(1076,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1076,0,284,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][284] = settr(1032,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1032,0,283,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][283]	= settr(1031,32,293,63,63,"D_STEP83", 1, 2, 0);
	trans[2][283]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][293] = settr(1041,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1041,0,292,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][292]	= settr(1040,32,300,64,64,"D_STEP108", 1, 2, 0);
	trans[2][292]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][300] = settr(1048,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1048,0,294,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1048,0,298,0,0,"IF", 0, 2, 0);
	trans[2][294]	= settr(1042,0,297,65,65,"((((is_ours&&(path==inode[1]))&&!(touched))&&((state==starting)||((state==stopped)&&!(is_new)))))", 1, 2, 0);
	trans[2][294]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][297]	= settr(1045,32,302,66,66,"D_STEP347", 1, 2, 0);
	trans[2][297]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][301]	= settr(1049,0,302,1,0,".(goto)", 0, 2, 0);
	trans[2][298]	= settr(1046,0,299,2,0,"else", 0, 2, 0);
	trans[2][298]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][299]	= settr(1047,0,302,67,67,"held = 0", 1, 2, 0);
	trans[2][299]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][302]	= settr(1050,0,327,68,68,"attempt = 0", 1, 2, 0);
	trans[2][302]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][327] = settr(1075,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1075,0,308,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][308]	= settr(1056,32,326,69,69,"D_STEP323", 1, 2, 0);
	trans[2][308]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][326] = settr(1074,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1074,0,325,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][325]	= settr(1073,32,479,70,70,"D_STEP130", 1, 2, 0);
	trans[2][325]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][463]	= settr(1211,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][329]	= settr(1077,0,333,2,0,"else", 0, 2, 0);
	trans[2][329]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][333] = settr(1081,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1081,2,330,0,0,"ATOMIC", 1, 2, 0);
	trans[2][330]	= settr(1078,2,331,71,71,"copies[1] = (copies[1]+1)", 1, 2, 0);
	trans[2][330]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][331]	= settr(1079,2,332,72,72,"child_runs = 1", 1, 2, 0);
	trans[2][331]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][332]	= settr(1080,0,334,73,73,"(run child())", 1, 2, 0);
	trans[2][332]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][334]	= settr(1082,0,352,74,0,"(!(child_runs))", 1, 2, 0);
	trans[2][334]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][352] = settr(1100,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1100,0,351,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][351]	= settr(1099,32,461,75,75,"D_STEP130", 1, 2, 0);
	trans[2][351]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][461] = settr(1209,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1209,0,459,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][459] = settr(1207,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1207,0,353,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1207,0,378,0,0,"IF", 0, 2, 0);
	trans[2][353]	= settr(1101,0,362,76,0,"(((touched&&((pidfile!=0)&&((alive>>pidfile)&1)))&&(state==started)))", 1, 2, 0);
	trans[2][353]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][362] = settr(1110,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1110,0,360,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][360] = settr(1108,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1108,0,354,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1108,0,358,0,0,"IF", 0, 2, 0);
	trans[2][354]	= settr(1102,0,357,77,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[2][354]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][357]	= settr(1105,32,374,78,78,"D_STEP183", 1, 2, 0);
	trans[2][357]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][361]	= settr(1109,0,374,1,0,".(goto)", 0, 2, 0);
	trans[2][358]	= settr(1106,0,359,2,0,"else", 0, 2, 0);
	trans[2][358]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][359]	= settr(1107,0,374,79,79,"pidfile = 0", 1, 2, 0);
	trans[2][359]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][374] = settr(1122,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1122,0,363,0,0,"sub-sequence", 0, 2, 0);
	trans[2][363]	= settr(1111,0,367,80,80,"state = 4", 1, 2, 0);
	trans[2][363]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][367] = settr(1115,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1115,0,364,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1115,0,366,0,0,"IF", 0, 2, 0);
	trans[2][364]	= settr(1112,0,365,81,0,"(((4==started)||(4==stopped)))", 0, 2, 0);
	trans[2][364]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][365]	= settr(1113,0,372,82,82,"path = 0", 1, 2, 0);
	trans[2][365]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][368]	= settr(1116,0,372,1,0,".(goto)", 0, 2, 0);
	trans[2][366]	= settr(1114,0,372,2,0,"else", 0, 2, 0);
	trans[2][366]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][372] = settr(1120,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1120,0,369,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1120,0,371,0,0,"IF", 0, 2, 0);
	trans[2][369]	= settr(1117,0,370,83,0,"((4==stopped))", 0, 2, 0);
	trans[2][369]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][370]	= settr(1118,0,377,84,84,"recorded = 0", 1, 2, 0);
	trans[2][370]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][373]	= settr(1121,0,377,1,0,".(goto)", 0, 2, 0);
	trans[2][371]	= settr(1119,0,377,2,0,"else", 0, 2, 0);
	trans[2][371]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][377]	= settr(1125,32,479,85,85,"D_STEP421", 1, 2, 0);
	trans[2][377]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][460]	= settr(1208,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][378]	= settr(1126,0,457,2,0,"else", 0, 2, 0);
	trans[2][378]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][457] = settr(1205,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1205,0,379,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1205,0,383,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1205,0,387,0,0,"IF", 0, 2, 0);
	trans[2][379]	= settr(1127,0,382,86,0,"(((state==started)&&((pidfile!=0)&&((alive>>pidfile)&1))))", 1, 2, 0);
	trans[2][379]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][382]	= settr(1130,32,479,87,87,"D_STEP425", 1, 2, 0);
	trans[2][382]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][458]	= settr(1206,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][383]	= settr(1131,0,386,88,0,"(((state==started)&&!(((pidfile!=0)&&((alive>>pidfile)&1)))))", 1, 2, 0);
	trans[2][383]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][386]	= settr(1134,32,479,89,89,"D_STEP427", 1, 2, 0);
	trans[2][386]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][387]	= settr(1135,0,456,2,0,"else", 0, 2, 0);
	trans[2][387]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][456] = settr(1204,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1204,0,412,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][412] = settr(1160,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1160,0,411,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][411]	= settr(1159,32,421,90,90,"D_STEP83", 1, 2, 0);
	trans[2][411]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][421] = settr(1169,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1169,0,420,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][420]	= settr(1168,32,428,91,91,"D_STEP108", 1, 2, 0);
	trans[2][420]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[2][428] = settr(1176,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1176,0,422,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1176,0,426,0,0,"IF", 0, 2, 0);
	trans[2][422]	= settr(1170,0,425,92,92,"((((is_ours&&(path==inode[1]))&&!(touched))&&((state==starting)||((state==stopped)&&!(is_new)))))", 1, 2, 0);
	trans[2][422]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
/*->*/	trans[2][425]	= settr(1173,32,430,93,93,"D_STEP347", 1, 2, 0);
	trans[2][425]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][429]	= settr(1177,0,430,1,0,".(goto)", 0, 2, 0);
	trans[2][426]	= settr(1174,0,427,2,0,"else", 0, 2, 0);
	trans[2][426]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][427]	= settr(1175,0,430,94,94,"held = 0", 1, 2, 0);
	trans[2][427]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][430]	= settr(1178,0,455,95,95,"attempt = 0", 1, 2, 0);
	trans[2][430]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][455] = settr(1203,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1203,0,436,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][436]	= settr(1184,32,454,96,96,"D_STEP323", 1, 2, 0);
	trans[2][436]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	T = trans[ 2][454] = settr(1202,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1202,0,453,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][453]	= settr(1201,32,479,97,97,"D_STEP130", 1, 2, 0);
	trans[2][453]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][474]	= settr(1222,0,479,1,0,".(goto)", 0, 2, 0);
	trans[2][471]	= settr(1219,0,472,2,0,"else", 0, 2, 0);
	trans[2][471]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][472]	= settr(1220,0,479,98,98,"given_up = 1", 1, 2, 0);
	trans[2][472]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][475]	= settr(1223,0,476,99,0,"((((!(given_up)&&(state==started))&&(pidfile!=held))&&((pidfile!=0)&&((alive>>pidfile)&1))))", 1, 2, 0);
	trans[2][475]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][476]	= settr(1224,0,479,100,100,"held = pidfile", 1, 2, 0);
	trans[2][476]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][477]	= settr(1225,0,509,101,0,"(timeout)", 1, 3000, 0);
	trans[2][477]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][478]	= settr(1226,0,509,1,0,"goto :b1", 0, 2, 0);
	trans[2][478]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][481]	= settr(1229,0,509,1,0,"break", 0, 2, 0);
	trans[2][481]->escp[0] = 482;
	reached2[482] = 1;
	/* escape #0: 482 */
	/* end-escapes */
	trans[2][509]	= settr(1257,0,510,102,0,"assert(((((locked[1]==0)&&(locked[2]==0))&&(locked[3]==0))&&(locked[4]==0)))", 1, 2, 0);
	trans[2][510]	= settr(1258,0,511,103,0,"assert((!((wants_stopped&&!(user_was_killed)))||(alive==0)))", 1, 2, 0);
	trans[2][511]	= settr(1259,0,512,104,0,"assert(((user_was_killed||(state==started))||(state==stopped)))", 1, 2, 0);
	trans[2][512]	= settr(1260,0,513,105,0,"assert(((((user_was_killed||zapped)||given_up)||(state!=started))||((pidfile!=0)&&((alive>>pidfile)&1))))", 1, 2, 0);
	trans[2][513]	= settr(1261,0,0,106,106,"-end-", 0, 3500, 0);

	/* proctype 1: child */

	trans[1] = (Trans **) emalloc(82*sizeof(Trans *));

	T = trans[ 1][12] = settr(679,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(679,0,1,0,0,"sub-sequence", 0, 2, 0);
	trans[1][1]	= settr(668,0,5,107,107,"state = 3", 1, 2, 0);
	trans[1][1]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	trans[1][58]	= settr(725,0,59,108,0,"(kill_child)", 1, 2, 0);
	trans[1][59]	= settr(726,0,79,109,109,"kill_child = 0", 1, 2, 0);
	trans[1][61]	= settr(728,0,79,1,0,".(goto)", 0, 2, 0);
	/* end-escapes */
	T = trans[1][5] = settr(672,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(672,0,2,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(672,0,4,0,0,"IF", 0, 2, 0);
	trans[1][2]	= settr(669,0,3,110,0,"(((3==started)||(3==stopped)))", 0, 2, 0);
	trans[1][2]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][3]	= settr(670,0,10,111,111,"path = 0", 1, 2, 0);
	trans[1][3]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][6]	= settr(673,0,10,1,0,".(goto)", 0, 2, 0);
	trans[1][4]	= settr(671,0,10,2,0,"else", 0, 2, 0);
	trans[1][4]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][10] = settr(677,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(677,0,7,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(677,0,9,0,0,"IF", 0, 2, 0);
	trans[1][7]	= settr(674,0,8,112,0,"((3==stopped))", 0, 2, 0);
	trans[1][7]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][8]	= settr(675,0,28,113,113,"recorded = 0", 1, 2, 0);
	trans[1][8]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][11]	= settr(678,0,28,1,0,".(goto)", 0, 2, 0);
	trans[1][9]	= settr(676,0,28,2,0,"else", 0, 2, 0);
	trans[1][9]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[ 1][28] = settr(695,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(695,0,26,0,0,"sub-sequence", 0, 2, 0);
	T = trans[1][26] = settr(693,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(693,0,13,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(693,0,15,0,0,"IF", 0, 2, 0);
	trans[1][13]	= settr(680,0,14,114,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[1][13]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][14]	= settr(681,0,55,115,115,"is_up = 0", 0, 2, 0);
	trans[1][14]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][27]	= settr(694,0,55,1,0,".(goto)", 0, 2, 0);
	trans[1][15]	= settr(682,0,24,2,0,"else", 0, 2, 0);
	trans[1][15]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][24] = settr(691,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(691,0,16,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(691,0,21,0,0,"IF", 0, 2, 0);
	trans[1][16]	= settr(683,0,55,116,116,"is_up = 0", 0, 2, 0);
	trans[1][16]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][25]	= settr(692,0,55,1,0,".(goto)", 0, 2, 0);
/*->*/	trans[1][21]	= settr(688,32,22,117,117,"D_STEP169", 1, 2, 0);
	trans[1][21]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][22]	= settr(689,0,23,118,0,"assert(((alive&(alive-1))==0))", 1, 2, 0);
	trans[1][22]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][23]	= settr(690,0,55,119,119,"is_up = 1", 0, 2, 0);
	trans[1][23]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][55] = settr(722,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(722,0,29,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(722,0,42,0,0,"IF", 0, 2, 0);
	trans[1][29]	= settr(696,0,41,120,120,"(is_up)", 0, 2, 0);
	trans[1][29]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[ 1][41] = settr(708,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(708,0,30,0,0,"sub-sequence", 0, 2, 0);
	trans[1][30]	= settr(697,0,34,121,121,"state = 2", 1, 2, 0);
	trans[1][30]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][34] = settr(701,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(701,0,31,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(701,0,33,0,0,"IF", 0, 2, 0);
	trans[1][31]	= settr(698,0,32,122,0,"(((2==started)||(2==stopped)))", 0, 2, 0);
	trans[1][31]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][32]	= settr(699,0,39,123,123,"path = 0", 1, 2, 0);
	trans[1][32]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][35]	= settr(702,0,39,1,0,".(goto)", 0, 2, 0);
	trans[1][33]	= settr(700,0,39,2,0,"else", 0, 2, 0);
	trans[1][33]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][39] = settr(706,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(706,0,36,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(706,0,38,0,0,"IF", 0, 2, 0);
	trans[1][36]	= settr(703,0,37,124,0,"((2==stopped))", 0, 2, 0);
	trans[1][36]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][37]	= settr(704,0,57,125,125,"recorded = 0", 1, 2, 0);
	trans[1][37]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][40]	= settr(707,0,57,1,0,".(goto)", 0, 2, 0);
	trans[1][38]	= settr(705,0,57,2,0,"else", 0, 2, 0);
	trans[1][38]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][56]	= settr(723,0,57,1,0,".(goto)", 0, 2, 0);
	trans[1][42]	= settr(709,0,54,2,0,"else", 0, 2, 0);
	trans[1][42]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[ 1][54] = settr(721,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(721,0,43,0,0,"sub-sequence", 0, 2, 0);
	trans[1][43]	= settr(710,0,47,126,126,"state = 4", 1, 2, 0);
	trans[1][43]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][47] = settr(714,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(714,0,44,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(714,0,46,0,0,"IF", 0, 2, 0);
	trans[1][44]	= settr(711,0,45,127,0,"(((4==started)||(4==stopped)))", 0, 2, 0);
	trans[1][44]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][45]	= settr(712,0,52,128,128,"path = 0", 1, 2, 0);
	trans[1][45]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][48]	= settr(715,0,52,1,0,".(goto)", 0, 2, 0);
	trans[1][46]	= settr(713,0,52,2,0,"else", 0, 2, 0);
	trans[1][46]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[1][52] = settr(719,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(719,0,49,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(719,0,51,0,0,"IF", 0, 2, 0);
	trans[1][49]	= settr(716,0,50,129,0,"((4==stopped))", 0, 2, 0);
	trans[1][49]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][50]	= settr(717,0,57,130,130,"recorded = 0", 1, 2, 0);
	trans[1][50]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][53]	= settr(720,0,57,1,0,".(goto)", 0, 2, 0);
	trans[1][51]	= settr(718,0,57,2,0,"else", 0, 2, 0);
	trans[1][51]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	trans[1][57]	= settr(724,0,79,131,131,"path = 0", 1, 2, 0);
	trans[1][57]->escp[0] = 58;
	reached1[58] = 1;
	/* escape #0: 58 */
	/* end-escapes */
	T = trans[ 1][79] = settr(746,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(746,0,78,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][78]	= settr(745,32,80,132,132,"D_STEP130", 1, 2, 0);
	trans[1][80]	= settr(747,0,81,133,133,"child_runs = 0", 1, 2, 0);
	trans[1][81]	= settr(748,0,0,134,134,"-end-", 0, 3500, 0);

	/* proctype 0: user */

	trans[0] = (Trans **) emalloc(669*sizeof(Trans *));

	trans[0][641]	= settr(640,0,640,1,0,".(goto)", 0, 2, 0);
	T = trans[0][640] = settr(639,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(639,0,1,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(639,0,639,0,0,"DO", 0, 2, 0);
	trans[0][1]	= settr(0,0,2,135,0,"((commands<2))", 0, 2, 0);
	trans[0][1]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	trans[0][643]	= settr(642,0,646,136,0,"(kill_user)", 1, 2, 0);
/*->*/	trans[0][646]	= settr(645,32,664,137,137,"D_STEP291", 1, 2, 0);
	T = trans[ 0][664] = settr(663,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(663,0,663,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[0][663]	= settr(662,32,667,138,138,"D_STEP130", 1, 2, 0);
	trans[0][666]	= settr(665,0,667,1,0,".(goto)", 0, 2, 0);
	/* end-escapes */
	trans[0][2]	= settr(1,0,637,139,139,"commands = (commands+1)", 0, 2, 0);
	trans[0][2]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][637] = settr(636,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(636,0,167,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(636,0,283,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(636,0,636,0,0,"IF", 0, 2, 0);
	T = trans[ 0][167] = settr(166,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(166,0,3,0,0,"sub-sequence", 0, 2, 0);
	trans[0][3]	= settr(2,0,165,140,140,"seen = state", 1, 2, 0);
	trans[0][3]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][165] = settr(164,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(164,0,4,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(164,0,5,0,0,"IF", 0, 2, 0);
	trans[0][4]	= settr(3,0,640,141,141,"((seen==started))", 0, 2, 0);
	trans[0][4]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][166]	= settr(165,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][5]	= settr(4,0,41,2,0,"else", 0, 2, 0);
	trans[0][5]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][41] = settr(40,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(40,0,40,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][40] = settr(39,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(39,2,30,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][30] = settr(29,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(29,0,29,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][29]	= settr(28,34,39,142,142,"D_STEP83", 1, 2, 0);
	trans[0][29]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][39] = settr(38,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(38,0,38,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][38]	= settr(37,36,163,143,143,"D_STEP108", 1, 2, 0);
	trans[0][38]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][163] = settr(162,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(162,0,42,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(162,0,61,0,0,"IF", 0, 2, 0);
	trans[0][42]	= settr(41,0,60,144,144,"(!(is_ours))", 0, 2, 0);
	trans[0][42]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][60] = settr(59,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(59,0,59,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[0][59]	= settr(58,32,640,145,145,"D_STEP130", 1, 2, 0);
	trans[0][59]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][164]	= settr(163,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][61]	= settr(60,0,64,2,0,"else", 0, 2, 0);
	trans[0][61]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
/*->*/	trans[0][64]	= settr(63,32,76,146,146,"D_STEP209", 1, 2, 0);
	trans[0][64]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][76] = settr(75,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(75,0,65,0,0,"sub-sequence", 0, 2, 0);
	trans[0][65]	= settr(64,0,69,147,147,"state = 3", 1, 2, 0);
	trans[0][65]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][69] = settr(68,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(68,0,66,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(68,0,68,0,0,"IF", 0, 2, 0);
	trans[0][66]	= settr(65,0,67,148,0,"(((3==started)||(3==stopped)))", 0, 2, 0);
	trans[0][66]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][67]	= settr(66,0,74,149,149,"path = 0", 1, 2, 0);
	trans[0][67]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][70]	= settr(69,0,74,1,0,".(goto)", 0, 2, 0);
	trans[0][68]	= settr(67,0,74,2,0,"else", 0, 2, 0);
	trans[0][68]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][74] = settr(73,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(73,0,71,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(73,0,73,0,0,"IF", 0, 2, 0);
	trans[0][71]	= settr(70,0,72,150,0,"((3==stopped))", 0, 2, 0);
	trans[0][71]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][72]	= settr(71,0,92,151,151,"recorded = 0", 1, 2, 0);
	trans[0][72]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][75]	= settr(74,0,92,1,0,".(goto)", 0, 2, 0);
	trans[0][73]	= settr(72,0,92,2,0,"else", 0, 2, 0);
	trans[0][73]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][92] = settr(91,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(91,0,90,0,0,"sub-sequence", 0, 2, 0);
	T = trans[0][90] = settr(89,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(89,0,77,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(89,0,79,0,0,"IF", 0, 2, 0);
	trans[0][77]	= settr(76,0,78,152,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[0][77]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][78]	= settr(77,0,161,153,153,"is_up = 0", 0, 2, 0);
	trans[0][78]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][91]	= settr(90,0,161,1,0,".(goto)", 0, 2, 0);
	trans[0][79]	= settr(78,0,88,2,0,"else", 0, 2, 0);
	trans[0][79]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][88] = settr(87,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(87,0,80,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(87,0,85,0,0,"IF", 0, 2, 0);
	trans[0][80]	= settr(79,0,161,154,154,"is_up = 0", 0, 2, 0);
	trans[0][80]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][89]	= settr(88,0,161,1,0,".(goto)", 0, 2, 0);
/*->*/	trans[0][85]	= settr(84,32,86,155,155,"D_STEP169", 1, 2, 0);
	trans[0][85]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][86]	= settr(85,0,87,156,0,"assert(((alive&(alive-1))==0))", 1, 2, 0);
	trans[0][86]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][87]	= settr(86,0,161,157,157,"is_up = 1", 0, 2, 0);
	trans[0][87]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][161] = settr(160,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(160,0,93,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(160,0,127,0,0,"IF", 0, 2, 0);
	trans[0][93]	= settr(92,0,126,158,158,"(is_up)", 0, 2, 0);
	trans[0][93]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][126] = settr(125,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(125,0,125,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][125] = settr(124,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(124,2,105,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][105] = settr(104,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(104,0,94,0,0,"sub-sequence", 1, 2, 0);
	trans[0][94]	= settr(93,2,98,159,159,"state = 2", 1, 2, 0);
	trans[0][94]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][98] = settr(97,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(97,2,95,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(97,2,97,0,0,"IF", 1, 2, 0);
	trans[0][95]	= settr(94,2,96,160,0,"(((2==started)||(2==stopped)))", 1, 2, 0);
	trans[0][95]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][96]	= settr(95,2,103,161,161,"path = 0", 1, 2, 0);
	trans[0][96]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][99]	= settr(98,2,103,1,0,".(goto)", 1, 2, 0);
	trans[0][97]	= settr(96,2,103,2,0,"else", 1, 2, 0);
	trans[0][97]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][103] = settr(102,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(102,2,100,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(102,2,102,0,0,"IF", 1, 2, 0);
	trans[0][100]	= settr(99,2,101,162,0,"((2==stopped))", 1, 2, 0);
	trans[0][100]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][101]	= settr(100,2,106,163,163,"recorded = 0", 1, 2, 0);
	trans[0][101]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][104]	= settr(103,2,106,1,0,".(goto)", 1, 2, 0);
	trans[0][102]	= settr(101,2,106,2,0,"else", 1, 2, 0);
	trans[0][102]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][106]	= settr(105,2,124,164,164,"path = 0", 1, 2, 0);
	trans[0][106]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][124] = settr(123,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(123,0,123,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][123]	= settr(122,36,640,165,165,"D_STEP130", 1, 2, 0);
	trans[0][123]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][162]	= settr(161,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][127]	= settr(126,0,160,2,0,"else", 0, 2, 0);
	trans[0][127]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][160] = settr(159,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(159,0,159,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][159] = settr(158,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(158,2,139,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][139] = settr(138,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(138,0,128,0,0,"sub-sequence", 1, 2, 0);
	trans[0][128]	= settr(127,2,132,166,166,"state = 4", 1, 2, 0);
	trans[0][128]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][132] = settr(131,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(131,2,129,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(131,2,131,0,0,"IF", 1, 2, 0);
	trans[0][129]	= settr(128,2,130,167,0,"(((4==started)||(4==stopped)))", 1, 2, 0);
	trans[0][129]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][130]	= settr(129,2,137,168,168,"path = 0", 1, 2, 0);
	trans[0][130]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][133]	= settr(132,2,137,1,0,".(goto)", 1, 2, 0);
	trans[0][131]	= settr(130,2,137,2,0,"else", 1, 2, 0);
	trans[0][131]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][137] = settr(136,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(136,2,134,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(136,2,136,0,0,"IF", 1, 2, 0);
	trans[0][134]	= settr(133,2,135,169,0,"((4==stopped))", 1, 2, 0);
	trans[0][134]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][135]	= settr(134,2,140,170,170,"recorded = 0", 1, 2, 0);
	trans[0][135]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][138]	= settr(137,2,140,1,0,".(goto)", 1, 2, 0);
	trans[0][136]	= settr(135,2,140,2,0,"else", 1, 2, 0);
	trans[0][136]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][140]	= settr(139,2,158,171,171,"path = 0", 1, 2, 0);
	trans[0][140]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][158] = settr(157,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(157,0,157,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][157]	= settr(156,36,640,172,172,"D_STEP130", 1, 2, 0);
	trans[0][157]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][638]	= settr(637,0,640,1,0,".(goto)", 0, 2, 0);
	T = trans[ 0][283] = settr(282,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(282,0,168,0,0,"sub-sequence", 0, 2, 0);
	trans[0][168]	= settr(167,0,281,173,173,"seen = state", 1, 2, 0);
	trans[0][168]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][281] = settr(280,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(280,0,169,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(280,0,175,0,0,"IF", 0, 2, 0);
	trans[0][169]	= settr(168,0,173,174,174,"((seen==stopped))", 0, 2, 0);
	trans[0][169]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][173] = settr(172,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(172,0,170,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(172,0,172,0,0,"IF", 0, 2, 0);
	trans[0][170]	= settr(169,0,171,175,0,"(!(zapped))", 1, 2, 0);
	trans[0][170]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][171]	= settr(170,0,640,176,176,"wants_stopped = 1", 1, 2, 0);
	trans[0][171]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][174]	= settr(173,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][172]	= settr(171,0,640,2,0,"else", 0, 2, 0);
	trans[0][172]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][282]	= settr(281,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][175]	= settr(174,0,211,2,0,"else", 0, 2, 0);
	trans[0][175]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][211] = settr(210,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(210,0,210,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][210] = settr(209,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(209,2,200,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][200] = settr(199,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(199,0,199,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][199]	= settr(198,34,209,177,177,"D_STEP83", 1, 2, 0);
	trans[0][199]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][209] = settr(208,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(208,0,208,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][208]	= settr(207,36,279,178,178,"D_STEP108", 1, 2, 0);
	trans[0][208]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][279] = settr(278,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(278,0,212,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(278,0,231,0,0,"IF", 0, 2, 0);
	trans[0][212]	= settr(211,0,230,179,179,"(!(is_ours))", 0, 2, 0);
	trans[0][212]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][230] = settr(229,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(229,0,229,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[0][229]	= settr(228,32,640,180,180,"D_STEP130", 1, 2, 0);
	trans[0][229]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][280]	= settr(279,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][231]	= settr(230,0,235,2,0,"else", 0, 2, 0);
	trans[0][231]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
/*->*/	trans[0][235]	= settr(234,32,244,181,181,"D_STEP233", 1, 2, 0);
	trans[0][235]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][244] = settr(243,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(243,0,242,0,0,"sub-sequence", 0, 2, 0);
	T = trans[0][242] = settr(241,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(241,0,236,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(241,0,240,0,0,"IF", 0, 2, 0);
	trans[0][236]	= settr(235,0,239,182,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[0][236]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
/*->*/	trans[0][239]	= settr(238,32,277,183,183,"D_STEP183", 1, 2, 0);
	trans[0][239]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][243]	= settr(242,0,277,1,0,".(goto)", 0, 2, 0);
	trans[0][240]	= settr(239,0,241,2,0,"else", 0, 2, 0);
	trans[0][240]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][241]	= settr(240,0,277,184,184,"pidfile = 0", 1, 2, 0);
	trans[0][241]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][277] = settr(276,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(276,0,276,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][276] = settr(275,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(275,2,256,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][256] = settr(255,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(255,0,245,0,0,"sub-sequence", 1, 2, 0);
	trans[0][245]	= settr(244,2,249,185,185,"state = 4", 1, 2, 0);
	trans[0][245]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][249] = settr(248,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(248,2,246,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(248,2,248,0,0,"IF", 1, 2, 0);
	trans[0][246]	= settr(245,2,247,186,0,"(((4==started)||(4==stopped)))", 1, 2, 0);
	trans[0][246]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][247]	= settr(246,2,254,187,187,"path = 0", 1, 2, 0);
	trans[0][247]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][250]	= settr(249,2,254,1,0,".(goto)", 1, 2, 0);
	trans[0][248]	= settr(247,2,254,2,0,"else", 1, 2, 0);
	trans[0][248]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][254] = settr(253,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(253,2,251,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(253,2,253,0,0,"IF", 1, 2, 0);
	trans[0][251]	= settr(250,2,252,188,0,"((4==stopped))", 1, 2, 0);
	trans[0][251]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][252]	= settr(251,2,257,189,189,"recorded = 0", 1, 2, 0);
	trans[0][252]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][255]	= settr(254,2,257,1,0,".(goto)", 1, 2, 0);
	trans[0][253]	= settr(252,2,257,2,0,"else", 1, 2, 0);
	trans[0][253]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][257]	= settr(256,2,275,190,190,"path = 0", 1, 2, 0);
	trans[0][257]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][275] = settr(274,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(274,0,274,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][274]	= settr(273,36,278,191,191,"D_STEP130", 1, 2, 0);
	trans[0][274]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][278]	= settr(277,0,640,192,192,"wants_stopped = 1", 1, 2, 0);
	trans[0][278]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][636] = settr(635,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(635,0,284,0,0,"sub-sequence", 0, 2, 0);
	trans[0][284]	= settr(283,0,634,193,193,"seen = state", 1, 2, 0);
	trans[0][284]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][634] = settr(633,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(633,0,285,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(633,0,451,0,0,"IF", 0, 2, 0);
	trans[0][285]	= settr(284,0,450,194,194,"((seen==stopped))", 0, 2, 0);
	trans[0][285]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][450] = settr(449,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(449,0,286,0,0,"sub-sequence", 0, 2, 0);
	trans[0][286]	= settr(285,0,448,195,195,"seen = state", 1, 2, 0);
	trans[0][286]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][448] = settr(447,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(447,0,287,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(447,0,288,0,0,"IF", 0, 2, 0);
	trans[0][287]	= settr(286,0,640,196,196,"((seen==started))", 0, 2, 0);
	trans[0][287]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][449]	= settr(448,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][288]	= settr(287,0,324,2,0,"else", 0, 2, 0);
	trans[0][288]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][324] = settr(323,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(323,0,323,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][323] = settr(322,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(322,2,313,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][313] = settr(312,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(312,0,312,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][312]	= settr(311,34,322,197,197,"D_STEP83", 1, 2, 0);
	trans[0][312]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][322] = settr(321,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(321,0,321,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][321]	= settr(320,36,446,198,198,"D_STEP108", 1, 2, 0);
	trans[0][321]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][446] = settr(445,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(445,0,325,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(445,0,344,0,0,"IF", 0, 2, 0);
	trans[0][325]	= settr(324,0,343,199,199,"(!(is_ours))", 0, 2, 0);
	trans[0][325]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][343] = settr(342,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(342,0,342,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[0][342]	= settr(341,32,640,200,200,"D_STEP130", 1, 2, 0);
	trans[0][342]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][447]	= settr(446,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][344]	= settr(343,0,347,2,0,"else", 0, 2, 0);
	trans[0][344]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
/*->*/	trans[0][347]	= settr(346,32,359,201,201,"D_STEP209", 1, 2, 0);
	trans[0][347]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][359] = settr(358,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(358,0,348,0,0,"sub-sequence", 0, 2, 0);
	trans[0][348]	= settr(347,0,352,202,202,"state = 3", 1, 2, 0);
	trans[0][348]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][352] = settr(351,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(351,0,349,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(351,0,351,0,0,"IF", 0, 2, 0);
	trans[0][349]	= settr(348,0,350,203,0,"(((3==started)||(3==stopped)))", 0, 2, 0);
	trans[0][349]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][350]	= settr(349,0,357,204,204,"path = 0", 1, 2, 0);
	trans[0][350]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][353]	= settr(352,0,357,1,0,".(goto)", 0, 2, 0);
	trans[0][351]	= settr(350,0,357,2,0,"else", 0, 2, 0);
	trans[0][351]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][357] = settr(356,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(356,0,354,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(356,0,356,0,0,"IF", 0, 2, 0);
	trans[0][354]	= settr(353,0,355,205,0,"((3==stopped))", 0, 2, 0);
	trans[0][354]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][355]	= settr(354,0,375,206,206,"recorded = 0", 1, 2, 0);
	trans[0][355]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][358]	= settr(357,0,375,1,0,".(goto)", 0, 2, 0);
	trans[0][356]	= settr(355,0,375,2,0,"else", 0, 2, 0);
	trans[0][356]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][375] = settr(374,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(374,0,373,0,0,"sub-sequence", 0, 2, 0);
	T = trans[0][373] = settr(372,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(372,0,360,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(372,0,362,0,0,"IF", 0, 2, 0);
	trans[0][360]	= settr(359,0,361,207,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[0][360]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][361]	= settr(360,0,444,208,208,"is_up = 0", 0, 2, 0);
	trans[0][361]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][374]	= settr(373,0,444,1,0,".(goto)", 0, 2, 0);
	trans[0][362]	= settr(361,0,371,2,0,"else", 0, 2, 0);
	trans[0][362]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][371] = settr(370,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(370,0,363,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(370,0,368,0,0,"IF", 0, 2, 0);
	trans[0][363]	= settr(362,0,444,209,209,"is_up = 0", 0, 2, 0);
	trans[0][363]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][372]	= settr(371,0,444,1,0,".(goto)", 0, 2, 0);
/*->*/	trans[0][368]	= settr(367,32,369,210,210,"D_STEP169", 1, 2, 0);
	trans[0][368]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][369]	= settr(368,0,370,211,0,"assert(((alive&(alive-1))==0))", 1, 2, 0);
	trans[0][369]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][370]	= settr(369,0,444,212,212,"is_up = 1", 0, 2, 0);
	trans[0][370]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][444] = settr(443,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(443,0,376,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(443,0,410,0,0,"IF", 0, 2, 0);
	trans[0][376]	= settr(375,0,409,213,213,"(is_up)", 0, 2, 0);
	trans[0][376]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][409] = settr(408,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(408,0,408,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][408] = settr(407,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(407,2,388,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][388] = settr(387,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(387,0,377,0,0,"sub-sequence", 1, 2, 0);
	trans[0][377]	= settr(376,2,381,214,214,"state = 2", 1, 2, 0);
	trans[0][377]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][381] = settr(380,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(380,2,378,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(380,2,380,0,0,"IF", 1, 2, 0);
	trans[0][378]	= settr(377,2,379,215,0,"(((2==started)||(2==stopped)))", 1, 2, 0);
	trans[0][378]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][379]	= settr(378,2,386,216,216,"path = 0", 1, 2, 0);
	trans[0][379]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][382]	= settr(381,2,386,1,0,".(goto)", 1, 2, 0);
	trans[0][380]	= settr(379,2,386,2,0,"else", 1, 2, 0);
	trans[0][380]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][386] = settr(385,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(385,2,383,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(385,2,385,0,0,"IF", 1, 2, 0);
	trans[0][383]	= settr(382,2,384,217,0,"((2==stopped))", 1, 2, 0);
	trans[0][383]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][384]	= settr(383,2,389,218,218,"recorded = 0", 1, 2, 0);
	trans[0][384]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][387]	= settr(386,2,389,1,0,".(goto)", 1, 2, 0);
	trans[0][385]	= settr(384,2,389,2,0,"else", 1, 2, 0);
	trans[0][385]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][389]	= settr(388,2,407,219,219,"path = 0", 1, 2, 0);
	trans[0][389]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][407] = settr(406,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(406,0,406,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][406]	= settr(405,36,640,220,220,"D_STEP130", 1, 2, 0);
	trans[0][406]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][445]	= settr(444,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][410]	= settr(409,0,443,2,0,"else", 0, 2, 0);
	trans[0][410]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][443] = settr(442,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(442,0,442,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][442] = settr(441,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(441,2,422,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][422] = settr(421,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(421,0,411,0,0,"sub-sequence", 1, 2, 0);
	trans[0][411]	= settr(410,2,415,221,221,"state = 4", 1, 2, 0);
	trans[0][411]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][415] = settr(414,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(414,2,412,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(414,2,414,0,0,"IF", 1, 2, 0);
	trans[0][412]	= settr(411,2,413,222,0,"(((4==started)||(4==stopped)))", 1, 2, 0);
	trans[0][412]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][413]	= settr(412,2,420,223,223,"path = 0", 1, 2, 0);
	trans[0][413]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][416]	= settr(415,2,420,1,0,".(goto)", 1, 2, 0);
	trans[0][414]	= settr(413,2,420,2,0,"else", 1, 2, 0);
	trans[0][414]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][420] = settr(419,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(419,2,417,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(419,2,419,0,0,"IF", 1, 2, 0);
	trans[0][417]	= settr(416,2,418,224,0,"((4==stopped))", 1, 2, 0);
	trans[0][417]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][418]	= settr(417,2,423,225,225,"recorded = 0", 1, 2, 0);
	trans[0][418]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][421]	= settr(420,2,423,1,0,".(goto)", 1, 2, 0);
	trans[0][419]	= settr(418,2,423,2,0,"else", 1, 2, 0);
	trans[0][419]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][423]	= settr(422,2,441,226,226,"path = 0", 1, 2, 0);
	trans[0][423]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][441] = settr(440,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(440,0,440,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][440]	= settr(439,36,640,227,227,"D_STEP130", 1, 2, 0);
	trans[0][440]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][635]	= settr(634,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][451]	= settr(450,0,487,2,0,"else", 0, 2, 0);
	trans[0][451]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][487] = settr(486,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(486,0,486,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][486] = settr(485,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(485,2,476,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][476] = settr(475,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(475,0,475,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][475]	= settr(474,34,485,228,228,"D_STEP83", 1, 2, 0);
	trans[0][475]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][485] = settr(484,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(484,0,484,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][484]	= settr(483,36,632,229,229,"D_STEP108", 1, 2, 0);
	trans[0][484]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][632] = settr(631,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(631,0,488,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(631,0,507,0,0,"IF", 0, 2, 0);
	trans[0][488]	= settr(487,0,506,230,230,"(!(is_ours))", 0, 2, 0);
	trans[0][488]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][506] = settr(505,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(505,0,505,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[0][505]	= settr(504,32,640,231,231,"D_STEP130", 1, 2, 0);
	trans[0][505]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][633]	= settr(632,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][507]	= settr(506,0,512,2,0,"else", 0, 2, 0);
	trans[0][507]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
/*->*/	trans[0][512]	= settr(511,32,521,232,232,"D_STEP250", 1, 2, 0);
	trans[0][512]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][521] = settr(520,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(520,0,519,0,0,"sub-sequence", 0, 2, 0);
	T = trans[0][519] = settr(518,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(518,0,513,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(518,0,517,0,0,"IF", 0, 2, 0);
	trans[0][513]	= settr(512,0,516,233,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[0][513]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
/*->*/	trans[0][516]	= settr(515,32,533,234,234,"D_STEP183", 1, 2, 0);
	trans[0][516]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][520]	= settr(519,0,533,1,0,".(goto)", 0, 2, 0);
	trans[0][517]	= settr(516,0,518,2,0,"else", 0, 2, 0);
	trans[0][517]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][518]	= settr(517,0,533,235,235,"pidfile = 0", 1, 2, 0);
	trans[0][518]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][533] = settr(532,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(532,0,522,0,0,"sub-sequence", 0, 2, 0);
	trans[0][522]	= settr(521,0,526,236,236,"state = 4", 1, 2, 0);
	trans[0][522]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][526] = settr(525,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(525,0,523,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(525,0,525,0,0,"IF", 0, 2, 0);
	trans[0][523]	= settr(522,0,524,237,0,"(((4==started)||(4==stopped)))", 0, 2, 0);
	trans[0][523]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][524]	= settr(523,0,531,238,238,"path = 0", 1, 2, 0);
	trans[0][524]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][527]	= settr(526,0,531,1,0,".(goto)", 0, 2, 0);
	trans[0][525]	= settr(524,0,531,2,0,"else", 0, 2, 0);
	trans[0][525]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][531] = settr(530,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(530,0,528,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(530,0,530,0,0,"IF", 0, 2, 0);
	trans[0][528]	= settr(527,0,529,239,0,"((4==stopped))", 0, 2, 0);
	trans[0][528]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][529]	= settr(528,0,545,240,240,"recorded = 0", 1, 2, 0);
	trans[0][529]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][532]	= settr(531,0,545,1,0,".(goto)", 0, 2, 0);
	trans[0][530]	= settr(529,0,545,2,0,"else", 0, 2, 0);
	trans[0][530]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][545] = settr(544,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(544,0,534,0,0,"sub-sequence", 0, 2, 0);
	trans[0][534]	= settr(533,0,538,241,241,"state = 3", 1, 2, 0);
	trans[0][534]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][538] = settr(537,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(537,0,535,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(537,0,537,0,0,"IF", 0, 2, 0);
	trans[0][535]	= settr(534,0,536,242,0,"(((3==started)||(3==stopped)))", 0, 2, 0);
	trans[0][535]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][536]	= settr(535,0,543,243,243,"path = 0", 1, 2, 0);
	trans[0][536]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][539]	= settr(538,0,543,1,0,".(goto)", 0, 2, 0);
	trans[0][537]	= settr(536,0,543,2,0,"else", 0, 2, 0);
	trans[0][537]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][543] = settr(542,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(542,0,540,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(542,0,542,0,0,"IF", 0, 2, 0);
	trans[0][540]	= settr(539,0,541,244,0,"((3==stopped))", 0, 2, 0);
	trans[0][540]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][541]	= settr(540,0,561,245,245,"recorded = 0", 1, 2, 0);
	trans[0][541]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][544]	= settr(543,0,561,1,0,".(goto)", 0, 2, 0);
	trans[0][542]	= settr(541,0,561,2,0,"else", 0, 2, 0);
	trans[0][542]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][561] = settr(560,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(560,0,559,0,0,"sub-sequence", 0, 2, 0);
	T = trans[0][559] = settr(558,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(558,0,546,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(558,0,548,0,0,"IF", 0, 2, 0);
	trans[0][546]	= settr(545,0,547,246,0,"(((pidfile!=0)&&((alive>>pidfile)&1)))", 1, 2, 0);
	trans[0][546]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][547]	= settr(546,0,630,247,247,"is_up = 0", 0, 2, 0);
	trans[0][547]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][560]	= settr(559,0,630,1,0,".(goto)", 0, 2, 0);
	trans[0][548]	= settr(547,0,557,2,0,"else", 0, 2, 0);
	trans[0][548]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][557] = settr(556,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(556,0,549,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(556,0,554,0,0,"IF", 0, 2, 0);
	trans[0][549]	= settr(548,0,630,248,248,"is_up = 0", 0, 2, 0);
	trans[0][549]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][558]	= settr(557,0,630,1,0,".(goto)", 0, 2, 0);
/*->*/	trans[0][554]	= settr(553,32,555,249,249,"D_STEP169", 1, 2, 0);
	trans[0][554]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][555]	= settr(554,0,556,250,0,"assert(((alive&(alive-1))==0))", 1, 2, 0);
	trans[0][555]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][556]	= settr(555,0,630,251,251,"is_up = 1", 0, 2, 0);
	trans[0][556]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][630] = settr(629,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(629,0,562,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(629,0,596,0,0,"IF", 0, 2, 0);
	trans[0][562]	= settr(561,0,595,252,252,"(is_up)", 0, 2, 0);
	trans[0][562]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][595] = settr(594,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(594,0,594,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][594] = settr(593,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(593,2,574,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][574] = settr(573,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(573,0,563,0,0,"sub-sequence", 1, 2, 0);
	trans[0][563]	= settr(562,2,567,253,253,"state = 2", 1, 2, 0);
	trans[0][563]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][567] = settr(566,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(566,2,564,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(566,2,566,0,0,"IF", 1, 2, 0);
	trans[0][564]	= settr(563,2,565,254,0,"(((2==started)||(2==stopped)))", 1, 2, 0);
	trans[0][564]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][565]	= settr(564,2,572,255,255,"path = 0", 1, 2, 0);
	trans[0][565]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][568]	= settr(567,2,572,1,0,".(goto)", 1, 2, 0);
	trans[0][566]	= settr(565,2,572,2,0,"else", 1, 2, 0);
	trans[0][566]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][572] = settr(571,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(571,2,569,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(571,2,571,0,0,"IF", 1, 2, 0);
	trans[0][569]	= settr(568,2,570,256,0,"((2==stopped))", 1, 2, 0);
	trans[0][569]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][570]	= settr(569,2,575,257,257,"recorded = 0", 1, 2, 0);
	trans[0][570]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][573]	= settr(572,2,575,1,0,".(goto)", 1, 2, 0);
	trans[0][571]	= settr(570,2,575,2,0,"else", 1, 2, 0);
	trans[0][571]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][575]	= settr(574,2,593,258,258,"path = 0", 1, 2, 0);
	trans[0][575]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][593] = settr(592,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(592,0,592,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][592]	= settr(591,36,640,259,259,"D_STEP130", 1, 2, 0);
	trans[0][592]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][631]	= settr(630,0,640,1,0,".(goto)", 0, 2, 0);
	trans[0][596]	= settr(595,0,629,2,0,"else", 0, 2, 0);
	trans[0][596]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][629] = settr(628,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(628,0,628,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 0][628] = settr(627,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(627,2,608,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 0][608] = settr(607,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(607,0,597,0,0,"sub-sequence", 1, 2, 0);
	trans[0][597]	= settr(596,2,601,260,260,"state = 4", 1, 2, 0);
	trans[0][597]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][601] = settr(600,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(600,2,598,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(600,2,600,0,0,"IF", 1, 2, 0);
	trans[0][598]	= settr(597,2,599,261,0,"(((4==started)||(4==stopped)))", 1, 2, 0);
	trans[0][598]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][599]	= settr(598,2,606,262,262,"path = 0", 1, 2, 0);
	trans[0][599]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][602]	= settr(601,2,606,1,0,".(goto)", 1, 2, 0);
	trans[0][600]	= settr(599,2,606,2,0,"else", 1, 2, 0);
	trans[0][600]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[0][606] = settr(605,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(605,2,603,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(605,2,605,0,0,"IF", 1, 2, 0);
	trans[0][603]	= settr(602,2,604,263,0,"((4==stopped))", 1, 2, 0);
	trans[0][603]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][604]	= settr(603,2,609,264,264,"recorded = 0", 1, 2, 0);
	trans[0][604]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][607]	= settr(606,2,609,1,0,".(goto)", 1, 2, 0);
	trans[0][605]	= settr(604,2,609,2,0,"else", 1, 2, 0);
	trans[0][605]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][609]	= settr(608,2,627,265,265,"path = 0", 1, 2, 0);
	trans[0][609]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	T = trans[ 0][627] = settr(626,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(626,0,626,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[0][626]	= settr(625,36,640,266,266,"D_STEP130", 1, 2, 0);
	trans[0][626]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][639]	= settr(638,0,667,1,0,"goto :b0", 0, 2, 0);
	trans[0][639]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][642]	= settr(641,0,667,1,0,"break", 0, 2, 0);
	trans[0][642]->escp[0] = 643;
	reached0[643] = 1;
	/* escape #0: 643 */
	/* end-escapes */
	trans[0][667]	= settr(666,0,668,267,267,"user_is_done = 1", 1, 2, 0);
	trans[0][668]	= settr(667,0,0,268,268,"-end-", 0, 3500, 0);
	/* np_ demon: */
	trans[_NP_] = (Trans **) emalloc(3*sizeof(Trans *));
	T = trans[_NP_][0] = settr(9997,0,1,_T5,0,"(np_)", 1,2,0);
	    T->nxt	  = settr(9998,0,0,_T2,0,"(1)",   0,2,0);
	T = trans[_NP_][1] = settr(9999,0,1,_T5,0,"(np_)", 1,2,0);
}

Trans *
settr(	int t_id, int a, int b, int c, int d,
	char *t, int g, int tpe0, int tpe1)
{	Trans *tmp = (Trans *) emalloc(sizeof(Trans));

	tmp->atom  = a&(6|32);	/* only (2|8|32) have meaning */
	if (!g) tmp->atom |= 8;	/* no global references */
	tmp->st    = b;
	tmp->tpe[0] = tpe0;
	tmp->tpe[1] = tpe1;
	tmp->tp    = t;
	tmp->t_id  = t_id;
	tmp->forw  = c;
	tmp->back  = d;
	return tmp;
}

Trans *
cpytr(Trans *a)
{	Trans *tmp = (Trans *) emalloc(sizeof(Trans));

	int i;
	tmp->atom  = a->atom;
	tmp->st    = a->st;
#ifdef HAS_UNLESS
	tmp->e_trans = a->e_trans;
	for (i = 0; i < HAS_UNLESS; i++)
		tmp->escp[i] = a->escp[i];
#endif
	tmp->tpe[0] = a->tpe[0];
	tmp->tpe[1] = a->tpe[1];
	for (i = 0; i < 6; i++)
	{	tmp->qu[i] = a->qu[i];
		tmp->ty[i] = a->ty[i];
	}
	tmp->tp    = (char *) emalloc(strlen(a->tp)+1);
	strcpy(tmp->tp, a->tp);
	tmp->t_id  = a->t_id;
	tmp->forw  = a->forw;
	tmp->back  = a->back;
	return tmp;
}

#ifndef NOREDUCE
int
srinc_set(int n)
{	if (n <= 2) return LOCAL;
	if (n <= 2+  DELTA) return Q_FULL_F; /* 's' or nfull  */
	if (n <= 2+2*DELTA) return Q_EMPT_F; /* 'r' or nempty */
	if (n <= 2+3*DELTA) return Q_EMPT_T; /* empty */
	if (n <= 2+4*DELTA) return Q_FULL_T; /* full  */
	if (n ==   5*DELTA) return GLOBAL;
	if (n ==   6*DELTA) return TIMEOUT_F;
	if (n ==   7*DELTA) return ALPHA_F;
	Uerror("cannot happen srinc_class");
	return BAD;
}
int
srunc(int n, int m)
{	switch(m) {
	case Q_FULL_F: return n-2;
	case Q_EMPT_F: return n-2-DELTA;
	case Q_EMPT_T: return n-2-2*DELTA;
	case Q_FULL_T: return n-2-3*DELTA;
	case ALPHA_F:
	case TIMEOUT_F: return 257; /* non-zero, and > MAXQ */
	}
	Uerror("cannot happen srunc");
	return 0;
}
#endif
int cnt;
#ifdef HAS_UNLESS
int
isthere(Trans *a, int b)
{	Trans *t;
	for (t = a; t; t = t->nxt)
		if (t->t_id == b)
			return 1;
	return 0;
}
#endif
#ifndef NOREDUCE
int
mark_safety(Trans *t) /* for conditional safety */
{	int g = 0, i, j, k;

	if (!t) return 0;
	if (t->qu[0])
		return (t->qu[1])?2:1;	/* marked */

	for (i = 0; i < 2; i++)
	{	j = srinc_set(t->tpe[i]);
		if (j >= GLOBAL && j != ALPHA_F)
			return -1;
		if (j != LOCAL)
		{	k = srunc(t->tpe[i], j);
			if (g == 0
			||  t->qu[0] != k
			||  t->ty[0] != j)
			{	t->qu[g] = k;
				t->ty[g] = j;
				g++;
	}	}	}
	return g;
}
#endif
void
retrans(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
	/* process n, with m states, is=initial state */
{	Trans *T0, *T1, *T2, *T3;
	Trans *T4, *T5; /* t_reverse or has_unless */
	int i;
#if defined(HAS_UNLESS) || !defined(NOREDUCE)
	int k;
#endif
#ifndef NOREDUCE
	int g, h, j, aa;
#endif
#ifdef HAS_UNLESS
	int p;
#endif
	if (state_tables >= 4)
	{	printf("STEP 1 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
	do {
		for (i = 1, cnt = 0; i < m; i++)
		{	T2 = trans[n][i];
			T1 = T2?T2->nxt:(Trans *)0;
/* prescan: */		for (T0 = T1; T0; T0 = T0->nxt)
/* choice in choice */	{	if (T0->st && trans[n][T0->st]
				&&  trans[n][T0->st]->nxt)
					break;
			}
#if 0
		if (T0)
		printf("\tstate %d / %d: choice in choice\n",
		i, T0->st);
#endif
			if (T0)
			for (T0 = T1; T0; T0 = T0->nxt)
			{	T3 = trans[n][T0->st];
				if (!T3->nxt)
				{	T2->nxt = cpytr(T0);
					T2 = T2->nxt;
					imed(T2, T0->st, n, i);
					continue;
				}
				do {	T3 = T3->nxt;
					T2->nxt = cpytr(T3);
					T2 = T2->nxt;
					imed(T2, T0->st, n, i);
				} while (T3->nxt);
				cnt++;
			}
		}
	} while (cnt);
	if (state_tables >= 3)
	{	printf("STEP 2 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
	for (i = 1; i < m; i++)
	{	if (trans[n][i] && trans[n][i]->nxt) /* optimize */
		{	T1 = trans[n][i]->nxt;
#if 0
			printf("\t\tpull %d (%d) to %d\n",
			T1->st, T1->forw, i);
#endif
			srcln[i] = srcln[T1->st];	/* Oyvind Teig, 5.2.0 */

			if (!trans[n][T1->st]) continue;
			T0 = cpytr(trans[n][T1->st]);
			trans[n][i] = T0;
			reach[T1->st] = 1;
			imed(T0, T1->st, n, i);
			for (T1 = T1->nxt; T1; T1 = T1->nxt)
			{
#if 0
			printf("\t\tpull %d (%d) to %d\n",
				T1->st, T1->forw, i);
#endif
		/*		srcln[i] = srcln[T1->st];  gh: not useful */
				if (!trans[n][T1->st]) continue;
				T0->nxt = cpytr(trans[n][T1->st]);
				T0 = T0->nxt;
				reach[T1->st] = 1;
				imed(T0, T1->st, n, i);
	}	}	}
	if (state_tables >= 2)
	{	printf("STEP 3 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
#ifdef HAS_UNLESS
	for (i = 1; i < m; i++)
	{	if (!trans[n][i]) continue;
		/* check for each state i if an
		 * escape to some state p is defined
		 * if so, copy and mark p's transitions
		 * and prepend them to the transition-
		 * list of state i
		 */
	 if (!like_java) /* the default */
	 {	for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		for (k = HAS_UNLESS-1; k >= 0; k--)
		{	if (p = T0->escp[k])
			for (T1 = trans[n][p]; T1; T1 = T1->nxt)
			{	if (isthere(trans[n][i], T1->t_id))
					continue;
				T2 = cpytr(T1);
				T2->e_trans = p;
				T2->nxt = trans[n][i];
				trans[n][i] = T2;
		}	}
	 } else /* outermost unless checked first */
	 {	T4 = T3 = (Trans *) 0;
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		for (k = HAS_UNLESS-1; k >= 0; k--)
		{	if (p = T0->escp[k])
			for (T1 = trans[n][p]; T1; T1 = T1->nxt)
			{	if (isthere(trans[n][i], T1->t_id))
					continue;
				T2 = cpytr(T1);
				T2->nxt = (Trans *) 0;
				T2->e_trans = p;
				if (T3)	T3->nxt = T2;
				else	T4 = T2;
				T3 = T2;
		}	}
		if (T4)
		{	T3->nxt = trans[n][i];
			trans[n][i] = T4;
		}
	 }
	}
#endif
#ifndef NOREDUCE
	for (i = 1; i < m; i++)
	{	if (a_cycles)
		{ /* moves through these states are visible */
	#if PROG_LAB>0 && defined(HAS_NP)
			if (progstate[n][i])
				goto degrade;
			for (T1 = trans[n][i]; T1; T1 = T1->nxt)
				if (progstate[n][T1->st])
					goto degrade;
	#endif
			if (accpstate[n][i] || visstate[n][i])
				goto degrade;
			for (T1 = trans[n][i]; T1; T1 = T1->nxt)
				if (accpstate[n][T1->st])
					goto degrade;
		}
		T1 = trans[n][i];
		if (!T1) continue;
		g = mark_safety(T1);	/* V3.3.1 */
		if (g < 0) goto degrade; /* global */
		/* check if mixing of guards preserves reduction */
		if (T1->nxt)
		{	k = 0;
			for (T0 = T1; T0; T0 = T0->nxt)
			{	if (!(T0->atom&8))
					goto degrade;
				for (aa = 0; aa < 2; aa++)
				{	j = srinc_set(T0->tpe[aa]);
					if (j >= GLOBAL && j != ALPHA_F)
						goto degrade;
					if (T0->tpe[aa]
					&&  T0->tpe[aa]
					!=  T1->tpe[0])
						k = 1;
			}	}
			/* g = 0;	V3.3.1 */
			if (k)	/* non-uniform selection */
			for (T0 = T1; T0; T0 = T0->nxt)
			for (aa = 0; aa < 2; aa++)
			{	j = srinc_set(T0->tpe[aa]);
				if (j != LOCAL)
				{	k = srunc(T0->tpe[aa], j);
					for (h = 0; h < 6; h++)
						if (T1->qu[h] == k
						&&  T1->ty[h] == j)
							break;
					if (h >= 6)
					{	T1->qu[g%6] = k;
						T1->ty[g%6] = j;
						g++;
			}	}	}
			if (g > 6)
			{	T1->qu[0] = 0;	/* turn it off */
				printf("pan: warning, line %d, ",
					srcln[i]);
			 	printf("too many stmnt types (%d)",
					g);
			  	printf(" in selection\n");
			  goto degrade;
			}
		}
		/* mark all options global if >=1 is global */
		for (T1 = trans[n][i]; T1; T1 = T1->nxt)
			if (!(T1->atom&8)) break;
		if (T1)
degrade:	for (T1 = trans[n][i]; T1; T1 = T1->nxt)
			T1->atom &= ~8;	/* mark as unsafe */
		/* can only mix 'r's or 's's if on same chan */
		/* and not mixed with other local operations */
		T1 = trans[n][i];
		if (!T1 || T1->qu[0]) continue;
		j = T1->tpe[0];
		if (T1->nxt && T1->atom&8)
		{ if (j == 5*DELTA)
		  {	printf("warning: line %d ", srcln[i]);
			printf("mixed condition ");
			printf("(defeats reduction)\n");
			goto degrade;
		  }
		  for (T0 = T1; T0; T0 = T0->nxt)
		  for (aa = 0; aa < 2; aa++)
		  if  (T0->tpe[aa] && T0->tpe[aa] != j)
		  {	printf("warning: line %d ", srcln[i]);
			printf("[%d-%d] mixed %stion ",
				T0->tpe[aa], j, 
				(j==5*DELTA)?"condi":"selec");
			printf("(defeats reduction)\n");
			printf("	'%s' <-> '%s'\n",
				T1->tp, T0->tp);
			goto degrade;
		} }
	}
#endif
	for (i = 1; i < m; i++)
	{	T2 = trans[n][i];
		if (!T2
		||  T2->nxt
		||  strncmp(T2->tp, ".(goto)", 7)
		||  !stopstate[n][i])
			continue;
		stopstate[n][T2->st] = 1;
	}
	if (state_tables && !verbose)
	{	if (dodot)
		{	char buf[256], *q = buf, *p = procname[n];
			while (*p != '\0')
			{	if (*p != ':')
				{	*q++ = *p;
				}
				p++;
			}
			*q = '\0';
			printf("digraph ");
			switch (Btypes[n]) {
			case I_PROC:  printf("init {\n"); break;
			case N_CLAIM: printf("claim_%s {\n", buf); break;
			case E_TRACE: printf("notrace {\n"); break;
			case N_TRACE: printf("trace {\n"); break;
			default:      printf("p_%s {\n", buf); break;
			}
			printf("size=\"8,10\";\n");
			printf("  GT [shape=box,style=dotted,label=\"%s\"];\n", buf);
			printf("  GT -> S%d;\n", is);
		} else
		{	switch (Btypes[n]) {
			case I_PROC:  printf("init\n"); break;
			case N_CLAIM: printf("claim %s\n", procname[n]); break;
			case E_TRACE: printf("notrace assertion\n"); break;
			case N_TRACE: printf("trace assertion\n"); break;
			default:      printf("proctype %s\n", procname[n]); break;
		}	}
		for (i = 1; i < m; i++)
		{	reach[i] = 1;
		}
		tagtable(n, m, is, srcln, reach);
		if (dodot) printf("}\n");
	} else
	for (i = 1; i < m; i++)
	{	int nrelse;
		if (Btypes[n] != N_CLAIM)
		{	for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			{	if (T0->st == i
				&& strcmp(T0->tp, "(1)") == 0)
				{	printf("error: proctype '%s' ",
						procname[n]);
		  			printf("line %d, state %d: has un",
						srcln[i], i);
					printf("conditional self-loop\n");
					pan_exit(1);
		}	}	}
		nrelse = 0;
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		{	if (strcmp(T0->tp, "else") == 0)
				nrelse++;
		}
		if (nrelse > 1)
		{	printf("error: proctype '%s' state",
				procname[n]);
		  	printf(" %d, inherits %d", i, nrelse);
		  	printf(" 'else' stmnts\n");
			pan_exit(1);
	}	}
#if !defined(LOOPSTATE) && !defined(BFS_PAR)
	if (state_tables)
#endif
	do_dfs(n, m, is, srcln, reach, lpstate);

	if (!t_reverse)
	{	return;
	}
	/* process n, with m states, is=initial state -- reverse list */
	if (!state_tables && Btypes[n] != N_CLAIM)
	{	for (i = 1; i < m; i++)
		{	Trans *Tx = (Trans *) 0; /* list of escapes */
			Trans *Ty = (Trans *) 0; /* its tail element */
			T1 = (Trans *) 0; /* reversed list */
			T2 = (Trans *) 0; /* its tail */
			T3 = (Trans *) 0; /* remembers possible 'else' */

			/* find unless-escapes, they should go first */
			T4 = T5 = T0 = trans[n][i];
	#ifdef HAS_UNLESS
			while (T4 && T4->e_trans) /* escapes are first in orig list */
			{	T5 = T4;	  /* remember predecessor */
				T4 = T4->nxt;
			}
	#endif
			/* T4 points to first non-escape, T5 to its parent, T0 to original list */
			if (T4 != T0)		 /* there was at least one escape */
			{	T3 = T5->nxt;		 /* start of non-escapes */
				T5->nxt = (Trans *) 0;	 /* separate */
				Tx = T0;		 /* start of the escapes */
				Ty = T5;		 /* its tail */
				T0 = T3;		 /* the rest, to be reversed */
			}
			/* T0 points to first non-escape, Tx to the list of escapes, Ty to its tail */

			/* first tail-add non-escape transitions, reversed */
			T3 = (Trans *) 0;
			for (T5 = T0; T5; T5 = T4)
			{	T4 = T5->nxt;
	#ifdef HAS_UNLESS
				if (T5->e_trans)
				{	printf("error: cannot happen!\n");
					continue;
				}
	#endif
				if (strcmp(T5->tp, "else") == 0)
				{	T3 = T5;
					T5->nxt = (Trans *) 0;
				} else
				{	T5->nxt = T1;
					if (!T1) { T2 = T5; }
					T1 = T5;
			}	}
			/* T3 points to a possible else, which is removed from the list */
			/* T1 points to the reversed list so far (without escapes) */
			/* T2 points to the tail element -- where the else should go */
			if (T2 && T3)
			{	T2->nxt = T3;	/* add else */
			} else
			{	if (T3) /* there was an else, but there's no tail */
				{	if (!T1)	/* and no reversed list */
					{	T1 = T3; /* odd, but possible */
					} else		/* even stranger */
					{	T1->nxt = T3;
			}	}	}

			/* add in the escapes, to that they appear at the front */
			if (Tx && Ty) { Ty->nxt = T1; T1 = Tx; }

			trans[n][i] = T1;
			/* reversed, with escapes first and else last */
	}	}
	if (state_tables && verbose)
	{	printf("FINAL proctype %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
	}
}
void
imed(Trans *T, int v, int n, int j)	/* set intermediate state */
{	progstate[n][T->st] |= progstate[n][v];
	accpstate[n][T->st] |= accpstate[n][v];
	stopstate[n][T->st] |= stopstate[n][v];
	mapstate[n][j] = T->st;
}
void
tagtable(int n, int m, int is, short srcln[], uchar reach[])
{	Trans *z;

	if (is >= m || !trans[n][is]
	||  is <= 0 || reach[is] == 0)
		return;
	reach[is] = 0;
	if (state_tables)
	for (z = trans[n][is]; z; z = z->nxt)
	{	if (dodot)
			dot_crack(n, is, z);
		else
			crack(n, is, z, srcln);
	}

	for (z = trans[n][is]; z; z = z->nxt)
	{
#ifdef HAS_UNLESS
		int i, j;
#endif
		tagtable(n, m, z->st, srcln, reach);
#ifdef HAS_UNLESS
		for (i = 0; i < HAS_UNLESS; i++)
		{	j = trans[n][is]->escp[i];
			if (!j) break;
			tagtable(n, m, j, srcln, reach);
		}
#endif
	}
}

extern Trans *t_id_lkup[];

void
dfs_table(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
{	Trans *z;

	if (is >= m || is <= 0 || !trans[n][is])
		return;
	if ((reach[is] & (4|8|16)) != 0)
	{	if ((reach[is] & (8|16)) == 16)	/* on stack, not yet recorded */
		{	lpstate[is] = 1;
			reach[is] |= 8; /* recorded */
			if (state_tables && verbose)
			{	printf("state %d line %d is a loopstate\n", is, srcln[is]);
		}	}
		return;
	}
	reach[is] |= (4|16);	/* visited | onstack */
	for (z = trans[n][is]; z; z = z->nxt)
	{	t_id_lkup[z->t_id] = z;
#ifdef HAS_UNLESS
		int i, j;
#endif
		dfs_table(n, m, z->st, srcln, reach, lpstate);
#ifdef HAS_UNLESS
		for (i = 0; i < HAS_UNLESS; i++)
		{	j = trans[n][is]->escp[i];
			if (!j) break;
			dfs_table(n, m, j, srcln, reach, lpstate);
		}
#endif
	}
	reach[is] &= ~16; /* no longer on stack */
}
void
do_dfs(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
{	int i;
	dfs_table(n, m, is, srcln, reach, lpstate);
	for (i = 0; i < m; i++)
		reach[i] &= ~(4|8|16);
}
void
crack(int n, int j, Trans *z, short srcln[])
{	int i;

	if (!z) return;
	printf("	state %3d -(tr %3d)-> state %3d  ",
		j, z->forw, z->st);
	printf("[id %3d tp %3d", z->t_id, z->tpe[0]);
	if (z->tpe[1]) printf(",%d", z->tpe[1]);
#ifdef HAS_UNLESS
	if (z->e_trans)
		printf(" org %3d", z->e_trans);
	else if (state_tables >= 2)
	for (i = 0; i < HAS_UNLESS; i++)
	{	if (!z->escp[i]) break;
		printf(" esc %d", z->escp[i]);
	}
#endif
	printf("]");
	printf(" [%s%s%s%s%s] %s:%d => ",
		z->atom&6?"A":z->atom&32?"D":"-",
		accpstate[n][j]?"a" :"-",
		stopstate[n][j]?"e" : "-",
		progstate[n][j]?"p" : "-",
		z->atom & 8 ?"L":"G",
		PanSource, srcln[j]);
	for (i = 0; z->tp[i]; i++)
		if (z->tp[i] == '\n')
			printf("\\n");
		else
			putchar(z->tp[i]);
	if (verbose && z->qu[0])
	{	printf("\t[");
		for (i = 0; i < 6; i++)
			if (z->qu[i])
				printf("(%d,%d)",
				z->qu[i], z->ty[i]);
		printf("]");
	}
	printf("\n");
	fflush(stdout);
}
/* spin -a m.pml; cc -o pan pan.c; ./pan -D | dot -Tps > foo.ps; ps2pdf foo.ps */
void
dot_crack(int n, int j, Trans *z)
{	int i;

	if (!z) return;
	printf("	S%d -> S%d  [color=black", j, z->st);

	if (z->atom&6) printf(",style=dashed");
	else if (z->atom&32) printf(",style=dotted");
	else if (z->atom&8) printf(",style=solid");
	else printf(",style=bold");

	printf(",label=\"");
	for (i = 0; z->tp[i]; i++)
	{	if (z->tp[i] == '\\'
		&&  z->tp[i+1] == 'n')
		{	i++; printf(" ");
		} else
		{	putchar(z->tp[i]);
	}	}
	printf("\"];\n");
	if (accpstate[n][j]) printf("  S%d [color=red,style=bold];\n", j);
	else if (progstate[n][j]) printf("  S%d [color=green,style=bold];\n", j);
	if (stopstate[n][j]) printf("  S%d [color=blue,style=bold,shape=box];\n", j);
}

#ifdef VAR_RANGES
#define BYTESIZE	32	/* 2^8 : 2^3 = 256:8 = 32 */

typedef struct Vr_Ptr {
	char	*nm;
	uchar	vals[BYTESIZE];
	struct Vr_Ptr *nxt;
} Vr_Ptr;
Vr_Ptr *ranges = (Vr_Ptr *) 0;

void
logval(char *s, int v)
{	Vr_Ptr *tmp;

	if (v<0 || v > 255) return;
	for (tmp = ranges; tmp; tmp = tmp->nxt)
		if (!strcmp(tmp->nm, s))
			goto found;
	tmp = (Vr_Ptr *) emalloc(sizeof(Vr_Ptr));
	tmp->nxt = ranges;
	ranges = tmp;
	tmp->nm = s;
found:
	tmp->vals[(v)/8] |= 1<<((v)%8);
}

void
dumpval(uchar X[], int range)
{	int w, x, i, j = -1;

	for (w = i = 0; w < range; w++)
	for (x = 0; x < 8; x++, i++)
	{
from:		if ((X[w] & (1<<x)))
		{	printf("%d", i);
			j = i;
			goto upto;
	}	}
	return;
	for (w = 0; w < range; w++)
	for (x = 0; x < 8; x++, i++)
	{
upto:		if (!(X[w] & (1<<x)))
		{	if (i-1 == j)
				printf(", ");
			else
				printf("-%d, ", i-1);
			goto from;
	}	}
	if (j >= 0 && j != 255)
		printf("-255");
}

void
dumpranges(void)
{	Vr_Ptr *tmp;
	printf("\nValues assigned within ");
	printf("interval [0..255]:\n");
	for (tmp = ranges; tmp; tmp = tmp->nxt)
	{	printf("\t%s\t: ", tmp->nm);
		dumpval(tmp->vals, BYTESIZE);
		printf("\n");
	}
}
#endif
