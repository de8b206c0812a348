/** Two-phase commit in Murphi, as in twoPhase.ts. */
export function twoPhaseMurphi(count: number): string {
  return `const N: ${count};
type one: 0..N-1;
var
 rm: array[one] of 0..3; -- 0 working 1 prepared 2 committed 3 aborted
 sent: array[one] of boolean;
 known: array[one] of boolean;
 tm: 0..2;
 committed: boolean; aborted: boolean;

ruleset r: one do
 rule "rcvprepared" tm=0 & sent[r] ==> begin known[r]:=true; end;
 rule "prepare" rm[r]=0 ==> begin rm[r]:=1; sent[r]:=true; end;
 rule "giveup" rm[r]=0 ==> begin rm[r]:=3; end;
 rule "hearcommit" committed ==> begin rm[r]:=2; end;
 rule "hearabort" aborted ==> begin rm[r]:=3; end;
end;
rule "commit" tm=0 & (forall r: one do known[r] end) ==> begin tm:=1; committed:=true; end;
rule "abort" tm=0 ==> begin tm:=2; aborted:=true; end;
startstate begin
 for r: one do rm[r]:=0; sent[r]:=false; known[r]:=false; end;
 tm:=0; committed:=false; aborted:=false;
end
`;
}
