/*
 * Peterson's algorithm
 *
 * spin -o2 -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -E -m1000000
 * (-o2: without it SPIN drops variables that are only written, and with them states. -DVECTORSZ=4096
 * where it says that VECTORSZ is too small.) SPIN counts one transition more: the initial state.
 * What was seen is printed at the end; nothing ends the run.
 */
#define p_at_thread_ask 0
#define p_at_thread_give_way 1
#define p_at_thread_wait 2
#define p_at_thread_critical 3
#define p_at_thread_leave 4
#define q_at_thread_ask 0
#define q_at_thread_give_way 1
#define q_at_thread_wait 2
#define q_at_thread_critical 3
#define q_at_thread_leave 4

bit wants_0 = 0; /* wants.0 */
bit wants_1 = 0; /* wants.1 */
bit turn = 0;
byte p_pc = 0; /* p.pc */
byte q_pc = 0; /* q.pc */


c_code { static int c_p_moves(void) { return now.p_pc == p_at_thread_ask || now.p_pc == p_at_thread_give_way || (now.p_pc == p_at_thread_wait && (now.wants_1 == 0 || now.turn == 0)) || now.p_pc == p_at_thread_critical || now.p_pc == p_at_thread_leave; } }
c_code { static int c_q_moves(void) { return now.q_pc == q_at_thread_ask || now.q_pc == q_at_thread_give_way || (now.q_pc == q_at_thread_wait && (now.wants_0 == 0 || now.turn != 0)) || now.q_pc == q_at_thread_critical || now.q_pc == q_at_thread_leave; } }
c_code { static int ptecheck_0(void) { return now.p_pc == p_at_thread_critical && now.q_pc == q_at_thread_critical; } }
c_code { static int ptecheck_1(void) { return !(now.p_pc != p_at_thread_critical && now.q_pc != q_at_thread_critical); } }
c_code { static int ptecheck_2(void) { return !c_p_moves() && !c_q_moves(); } }
c_code { static int ptecheck_3(void) { return 0; } }
c_code { static int ptecheck_4(void) { return 0; } }
c_code {
  static const char *ptecheck_texts[] = { "mutual-exclusion is violated", "the antecedent of mutual-exclusion is true", "some actor waits for ever and nobody can move", "a step breaks a rule of the model", "a step leaves the scope" };
  static char ptecheck_seen[5];
  static void ptecheck_tell(void) {
    int i;
    for (i = 0; i < 5; i++) printf("ptecheck: %s: %s\n", ptecheck_seen[i] ? "seen" : "not seen", ptecheck_texts[i]);
  }
  static int ptecheck_look(int first) {
    static int isAsked;
    if (!isAsked) { isAsked = 1; atexit(ptecheck_tell); }
    if (!ptecheck_seen[0] && ptecheck_0()) ptecheck_seen[0] = 1;
    if (!ptecheck_seen[1] && ptecheck_1()) ptecheck_seen[1] = 1;
    if (!ptecheck_seen[2] && ptecheck_2()) ptecheck_seen[2] = 1;
    if (!ptecheck_seen[3] && ptecheck_3()) ptecheck_seen[3] = 1;
    if (!ptecheck_seen[4] && ptecheck_4()) ptecheck_seen[4] = 1;
    return first;
  }
}

active proctype ptecheck() {
  do
  /* p: thread.ask */
  :: d_step { p_pc == p_at_thread_ask ->
    wants_0 = 1; p_pc = p_at_thread_give_way;
  }
  /* p: thread.give_way */
  :: d_step { p_pc == p_at_thread_give_way ->
    turn = 1; p_pc = p_at_thread_wait;
  }
  /* p: thread.wait */
  :: d_step { p_pc == p_at_thread_wait && (wants_1 == 0 || turn == 0) ->
    p_pc = p_at_thread_critical;
  }
  /* p: thread.critical */
  :: d_step { p_pc == p_at_thread_critical ->
    p_pc = p_at_thread_leave;
  }
  /* p: thread.leave */
  :: d_step { p_pc == p_at_thread_leave ->
    wants_0 = 0; p_pc = p_at_thread_ask;
  }
  /* q: thread.ask */
  :: d_step { q_pc == q_at_thread_ask ->
    wants_1 = 1; q_pc = q_at_thread_give_way;
  }
  /* q: thread.give_way */
  :: d_step { q_pc == q_at_thread_give_way ->
    turn = 0; q_pc = q_at_thread_wait;
  }
  /* q: thread.wait */
  :: d_step { q_pc == q_at_thread_wait && (wants_0 == 0 || turn != 0) ->
    q_pc = q_at_thread_critical;
  }
  /* q: thread.critical */
  :: d_step { q_pc == q_at_thread_critical ->
    q_pc = q_at_thread_leave;
  }
  /* q: thread.leave */
  :: d_step { q_pc == q_at_thread_leave ->
    wants_1 = 0; q_pc = q_at_thread_ask;
  }
  :: c_expr { ptecheck_look (0) }
  od
}
