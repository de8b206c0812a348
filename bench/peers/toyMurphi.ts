/** The toy in Murphi, for Rumur: `rumur --deadlock-detection off`. */
export function toyMurphi(procs: number, pages: number): string {
  return `const P: ${procs}; K: ${pages};
type proc: 0..P-1; page: 0..K-1;
var
 alive: array[proc] of boolean;
 pp: array[proc] of array[page] of boolean;
 pw: array[proc] of array[page] of boolean;
 pd: array[proc] of array[page] of boolean;
 tv: array[proc] of array[page] of boolean;
 tw: array[proc] of array[page] of boolean;
 td: array[proc] of array[page] of boolean;
 pc: array[proc] of 0..4; -- 0 idle 1 rfault 2 wfault 3 fork 4 zapflush
 pk: array[proc] of page;
 pq: array[proc] of proc;
 dirty: array[page] of boolean;
 wb: array[page] of boolean;
 newer: array[page] of boolean;
 wpc: 0..2; wk: page; wp: proc;

ruleset p: proc; k: page do
 rule "loadfill" alive[p] & pc[p]=0 & !tv[p][k] & pp[p][k] ==> begin tv[p][k]:=true; tw[p][k]:=pw[p][k]; td[p][k]:=pd[p][k]; end;
 rule "loadfault" alive[p] & pc[p]=0 & !tv[p][k] & !pp[p][k] ==> begin pc[p]:=1; pk[p]:=k; end;
 rule "evict" tv[p][k] ==> begin tv[p][k]:=false; tw[p][k]:=false; td[p][k]:=false; end;
 rule "storetlb" alive[p] & pc[p]=0 & tv[p][k] & tw[p][k] ==> begin if !td[p][k] then if pp[p][k] & pw[p][k] then pd[p][k]:=true; end; td[p][k]:=true; end; newer[k]:=true; end;
 rule "storewalk" alive[p] & pc[p]=0 & !(tv[p][k] & tw[p][k]) & pp[p][k] & pw[p][k] ==> begin pd[p][k]:=true; tv[p][k]:=true; tw[p][k]:=true; td[p][k]:=true; newer[k]:=true; end;
 rule "storefault" alive[p] & pc[p]=0 & !(tv[p][k] & tw[p][k]) & !(pp[p][k] & pw[p][k]) ==> begin pc[p]:=2; pk[p]:=k; end;
 rule "zap" alive[p] & pc[p]=0 & pp[p][k] ==> begin if pd[p][k] then dirty[k]:=true; end; pp[p][k]:=false; pw[p][k]:=false; pd[p][k]:=false; pc[p]:=4; pk[p]:=k; end;
end;
ruleset p: proc do
 rule "rfault" pc[p]=1 ==> begin if !pp[p][pk[p]] then pp[p][pk[p]]:=true; end; pc[p]:=0; pk[p]:=0; end;
 rule "wfault" pc[p]=2 & !wb[pk[p]] & !(wpc>0 & wk=pk[p]) ==> begin pp[p][pk[p]]:=true; pw[p][pk[p]]:=true; pd[p][pk[p]]:=true; dirty[pk[p]]:=true; tv[p][pk[p]]:=false; tw[p][pk[p]]:=false; td[p][pk[p]]:=false; pc[p]:=0; pk[p]:=0; end;
 rule "zapflush" pc[p]=4 ==> begin tv[p][pk[p]]:=false; tw[p][pk[p]]:=false; td[p][pk[p]]:=false; pc[p]:=0; pk[p]:=0; end;
 rule "forkcopy" pc[p]=3 ==> begin pp[pq[p]][pk[p]]:=pp[p][pk[p]]; pw[pq[p]][pk[p]]:=pw[p][pk[p]]; pd[pq[p]][pk[p]]:=false;
   if pk[p]=K-1 then alive[pq[p]]:=true; pc[p]:=0; pk[p]:=0; pq[p]:=0; else pk[p]:=pk[p]+1; end; end;
 rule "exit" alive[p] & pc[p]=0 & (forall k: page do !pp[p][k] & !tv[p][k] end) & (exists q: proc do q!=p & alive[q] end) ==> begin alive[p]:=false; end;
end;
ruleset p: proc; q: proc do
 rule "fork" alive[p] & pc[p]=0 & !alive[q] & (forall r: proc do !(pc[r]=3 & pq[r]=q) end) ==> begin pc[p]:=3; pk[p]:=0; pq[p]:=q; end;
end;
ruleset k: page do
 rule "wbstart" wpc=0 & (dirty[k]) & !wb[k] ==> begin wpc:=1; wk:=k; wp:=0; end;
 rule "wbend" wb[k] ==> begin wb[k]:=false; end;
end;
rule "wbclean" wpc=1 ==> begin pw[wp][wk]:=false; pd[wp][wk]:=false; tv[wp][wk]:=false; tw[wp][wk]:=false; td[wp][wk]:=false; if wp=P-1 then wpc:=2; wp:=0; else wp:=wp+1; end; end;
rule "wbsubmit" wpc=2 ==> begin dirty[wk]:=false; newer[wk]:=false; wb[wk]:=true; wpc:=0; wk:=0; end;
startstate begin
 for p: proc do alive[p]:=false; pc[p]:=0; pk[p]:=0; pq[p]:=0; for k: page do pp[p][k]:=false; pw[p][k]:=false; pd[p][k]:=false; tv[p][k]:=false; tw[p][k]:=false; td[p][k]:=false; end; end;
 for k: page do dirty[k]:=false; wb[k]:=false; newer[k]:=false; end;
 alive[0]:=true; wpc:=0; wk:=0; wp:=0;
end
invariant "t" forall p: proc do pc[p] <= 4 end;
`;
}
