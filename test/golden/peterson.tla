---- MODULE peterson ----
\* Peterson's algorithm
\*
\* java -jar tla2tools.jar -workers auto -config peterson.cfg peterson
\* with a configuration of: INIT Init, NEXT Next, CHECK_DEADLOCK FALSE, and of the invariants at the end those
\* that are asked for. TLC's states generated are transitions, and one more: the initial state.
EXTENDS Naturals
VARIABLE s

p_at_thread_ask == 0
p_at_thread_give_way == 1
p_at_thread_wait == 2
p_at_thread_critical == 3
p_at_thread_leave == 4
q_at_thread_ask == 0
q_at_thread_give_way == 1
q_at_thread_wait == 2
q_at_thread_critical == 3
q_at_thread_leave == 4

Init == s = [
    wants_0 |-> 0, \* wants.0
    wants_1 |-> 0, \* wants.1
    turn |-> 0,
    p_pc |-> 0, \* p.pc
    q_pc |-> 0 \* q.pc
  ]

p_moves == s.p_pc = p_at_thread_ask \/ s.p_pc = p_at_thread_give_way \/ (s.p_pc = p_at_thread_wait /\ (s.wants_1 = 0 \/ s.turn = 0)) \/ s.p_pc = p_at_thread_critical \/ s.p_pc = p_at_thread_leave
q_moves == s.q_pc = q_at_thread_ask \/ s.q_pc = q_at_thread_give_way \/ (s.q_pc = q_at_thread_wait /\ (s.wants_0 = 0 \/ s.turn /= 0)) \/ s.q_pc = q_at_thread_critical \/ s.q_pc = q_at_thread_leave

\* p: thread.ask
p_thread_ask ==
  IF s.p_pc = p_at_thread_ask
  THEN s' = [s EXCEPT !.wants_0 = 1, !.p_pc = p_at_thread_give_way]
  ELSE FALSE
\* p: thread.give_way
p_thread_give_way ==
  IF s.p_pc = p_at_thread_give_way
  THEN s' = [s EXCEPT !.turn = 1, !.p_pc = p_at_thread_wait]
  ELSE FALSE
\* p: thread.wait
p_thread_wait ==
  IF s.p_pc = p_at_thread_wait /\ (s.wants_1 = 0 \/ s.turn = 0)
  THEN s' = [s EXCEPT !.p_pc = p_at_thread_critical]
  ELSE FALSE
\* p: thread.critical
p_thread_critical ==
  IF s.p_pc = p_at_thread_critical
  THEN s' = [s EXCEPT !.p_pc = p_at_thread_leave]
  ELSE FALSE
\* p: thread.leave
p_thread_leave ==
  IF s.p_pc = p_at_thread_leave
  THEN s' = [s EXCEPT !.wants_0 = 0, !.p_pc = p_at_thread_ask]
  ELSE FALSE
\* q: thread.ask
q_thread_ask ==
  IF s.q_pc = q_at_thread_ask
  THEN s' = [s EXCEPT !.wants_1 = 1, !.q_pc = q_at_thread_give_way]
  ELSE FALSE
\* q: thread.give_way
q_thread_give_way ==
  IF s.q_pc = q_at_thread_give_way
  THEN s' = [s EXCEPT !.turn = 0, !.q_pc = q_at_thread_wait]
  ELSE FALSE
\* q: thread.wait
q_thread_wait ==
  IF s.q_pc = q_at_thread_wait /\ (s.wants_0 = 0 \/ s.turn /= 0)
  THEN s' = [s EXCEPT !.q_pc = q_at_thread_critical]
  ELSE FALSE
\* q: thread.critical
q_thread_critical ==
  IF s.q_pc = q_at_thread_critical
  THEN s' = [s EXCEPT !.q_pc = q_at_thread_leave]
  ELSE FALSE
\* q: thread.leave
q_thread_leave ==
  IF s.q_pc = q_at_thread_leave
  THEN s' = [s EXCEPT !.wants_1 = 0, !.q_pc = q_at_thread_ask]
  ELSE FALSE

Next == p_thread_ask \/
  p_thread_give_way \/
  p_thread_wait \/
  p_thread_critical \/
  p_thread_leave \/
  q_thread_ask \/
  q_thread_give_way \/
  q_thread_wait \/
  q_thread_critical \/
  q_thread_leave

\* not: mutual-exclusion is violated
Never_0 == ~(s.p_pc = p_at_thread_critical /\ s.q_pc = q_at_thread_critical)
\* not: the antecedent of mutual-exclusion is true
Never_1 == ~(~(s.p_pc /= p_at_thread_critical /\ s.q_pc /= q_at_thread_critical))
\* not: some actor waits for ever and nobody can move
Never_2 == ~(~p_moves /\ ~q_moves)
\* not: a step breaks a rule of the model
Never_3 == ~(FALSE)
\* not: a step leaves the scope
Never_4 == ~(FALSE)
====
