-- German's cache coherence protocol, for Rumur or another Murphi: the same transition system as german.ts.
--   rumur --deadlock-detection off --output german.c german.m && cc -O3 -mcx16 -o german german.c -lpthread

const
  nodes: 2;
  values: 2;

type
  node: 0..nodes - 1;
  value: 0..values - 1;
  permission: enum { nothing, shared, exclusive };
  order: enum { silence, invalidate, grantShared, grantExclusive };

var
  -- Of a node: its copy, its request to the home, the home's message to it, and its answer.
  has: array[node] of permission;
  copy: array[node] of value;
  wants: array[node] of permission;
  told: array[node] of order;
  sent: array[node] of value;
  isBack: array[node] of boolean;
  returned: array[node] of value;
  -- Of the home: who has a copy, who is still to be told, and whom it serves.
  sharers: array[node] of boolean;
  toTell: array[node] of boolean;
  isExclusive: boolean;
  serves: permission;
  whom: node;
  memory: value;
  -- What was stored last: not part of the protocol.
  latest: value;

startstate
begin
  for i: node do
    has[i] := nothing;
    wants[i] := nothing;
    told[i] := silence;
    isBack[i] := false;
    sharers[i] := false;
    toTell[i] := false;
  end;
  isExclusive := false;
  serves := nothing;
  memory := 0;
  latest := 0;
end;

ruleset i: node do
  rule "ask for a shared copy" wants[i] = nothing & has[i] = nothing ==>
  begin
    wants[i] := shared;
  end;

  rule "ask for the exclusive copy" wants[i] = nothing & has[i] != exclusive ==>
  begin
    wants[i] := exclusive;
  end;

  rule "take a grant" told[i] = grantShared | told[i] = grantExclusive ==>
  begin
    if told[i] = grantShared then has[i] := shared; else has[i] := exclusive; end;
    copy[i] := sent[i];
    told[i] := silence;
    undefine sent[i];
  end;

  rule "give the copy back" told[i] = invalidate & !isBack[i] ==>
  begin
    told[i] := silence;
    isBack[i] := true;
    if has[i] = exclusive then returned[i] := copy[i]; end;
    has[i] := nothing;
    undefine copy[i];
  end;

  rule "begin to serve" serves = nothing & wants[i] != nothing ==>
  begin
    serves := wants[i];
    whom := i;
    wants[i] := nothing;
    for j: node do toTell[j] := sharers[j]; end;
  end;

  rule "tell to give back"
    toTell[i] & told[i] = silence & (serves = exclusive | (serves = shared & isExclusive)) ==>
  begin
    told[i] := invalidate;
    toTell[i] := false;
  end;

  rule "take back" isBack[i] & serves != nothing ==>
  begin
    isBack[i] := false;
    sharers[i] := false;
    if isExclusive then
      isExclusive := false;
      memory := returned[i];
      undefine returned[i];
    end;
  end;
end;

rule "grant a shared copy" serves = shared & !isExclusive & told[whom] = silence ==>
begin
  told[whom] := grantShared;
  sent[whom] := memory;
  sharers[whom] := true;
  serves := nothing;
  undefine whom;
end;

rule "grant the exclusive copy"
  serves = exclusive & !isExclusive & told[whom] = silence & forall j: node do !sharers[j] end ==>
begin
  told[whom] := grantExclusive;
  sent[whom] := memory;
  sharers[whom] := true;
  isExclusive := true;
  serves := nothing;
  undefine whom;
end;

ruleset i: node; v: value do
  rule "store" has[i] = exclusive ==>
  begin
    copy[i] := v;
    latest := v;
  end;
end;

invariant "one writer"
  forall i: node do forall j: node do
    i != j & has[i] = exclusive -> has[j] = nothing
  end end;

invariant "the latest value"
  (!isExclusive -> memory = latest) & forall i: node do has[i] != nothing -> copy[i] = latest end;
