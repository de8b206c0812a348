-- Peterson's algorithm
--
-- rumur --deadlock-detection off --output FILE.c FILE && gcc -O2 -mcx16 -o pan FILE.c -lpthread && ./pan
-- (A deadlock is asked for below: states in which all have finished are none.)
-- The run ends where an invariant is violated.

const
  p_at_thread_ask: 0;
  p_at_thread_give_way: 1;
  p_at_thread_wait: 2;
  p_at_thread_critical: 3;
  p_at_thread_leave: 4;
  q_at_thread_ask: 0;
  q_at_thread_give_way: 1;
  q_at_thread_wait: 2;
  q_at_thread_critical: 3;
  q_at_thread_leave: 4;
var
  wants_0: 0..1; -- wants.0
  wants_1: 0..1; -- wants.1
  turn: 0..1;
  p_pc: 0..4; -- p.pc
  q_pc: 0..4; -- q.pc

function p_moves(): boolean; begin return p_pc = p_at_thread_ask | p_pc = p_at_thread_give_way | (p_pc = p_at_thread_wait & (wants_1 = 0 | turn = 0)) | p_pc = p_at_thread_critical | p_pc = p_at_thread_leave; end;
function q_moves(): boolean; begin return q_pc = q_at_thread_ask | q_pc = q_at_thread_give_way | (q_pc = q_at_thread_wait & (wants_0 = 0 | turn != 0)) | q_pc = q_at_thread_critical | q_pc = q_at_thread_leave; end;

startstate "start" begin
  wants_0 := 0;
  wants_1 := 0;
  turn := 0;
  p_pc := 0;
  q_pc := 0;
end;

rule "p: thread.ask"
  p_pc = p_at_thread_ask ==>
begin
  wants_0 := 1; p_pc := p_at_thread_give_way;
end;
rule "p: thread.give_way"
  p_pc = p_at_thread_give_way ==>
begin
  turn := 1; p_pc := p_at_thread_wait;
end;
rule "p: thread.wait"
  p_pc = p_at_thread_wait & (wants_1 = 0 | turn = 0) ==>
begin
  p_pc := p_at_thread_critical;
end;
rule "p: thread.critical"
  p_pc = p_at_thread_critical ==>
begin
  p_pc := p_at_thread_leave;
end;
rule "p: thread.leave"
  p_pc = p_at_thread_leave ==>
begin
  wants_0 := 0; p_pc := p_at_thread_ask;
end;
rule "q: thread.ask"
  q_pc = q_at_thread_ask ==>
begin
  wants_1 := 1; q_pc := q_at_thread_give_way;
end;
rule "q: thread.give_way"
  q_pc = q_at_thread_give_way ==>
begin
  turn := 0; q_pc := q_at_thread_wait;
end;
rule "q: thread.wait"
  q_pc = q_at_thread_wait & (wants_0 = 0 | turn != 0) ==>
begin
  q_pc := q_at_thread_critical;
end;
rule "q: thread.critical"
  q_pc = q_at_thread_critical ==>
begin
  q_pc := q_at_thread_leave;
end;
rule "q: thread.leave"
  q_pc = q_at_thread_leave ==>
begin
  wants_1 := 0; q_pc := q_at_thread_ask;
end;

invariant "not: mutual-exclusion is violated" !(p_pc = p_at_thread_critical & q_pc = q_at_thread_critical);
cover "the antecedent of mutual-exclusion is true" !(p_pc != p_at_thread_critical & q_pc != q_at_thread_critical);
invariant "not: some actor waits for ever and nobody can move" !(!p_moves() & !q_moves());
invariant "not: a step breaks a rule of the model" !(false);
cover "a step leaves the scope" false;
