/**
 * The toy in Promela. Use `spin -o2 -a`: plain `spin -a` drops the write-only variable `newer` and so
 * explores fewer states. SPIN counts one state and two transitions more: the assignment before the loop.
 */
export function toyPromela(procs: number, pages: number): string {
  const range = (n: number) => [...Array(n).keys()];
  const rules: string[] = [];
  const rule = (guard: string, effect: string) =>
    rules.push(`:: d_step { (${guard}) -> ${effect} }`);
  const flush = (i: string | number) => `tv[${i}]=0; tw[${i}]=0; td[${i}]=0;`;

  for (const p of range(procs)) {
    const idle = `alive[${p}] && pc[${p}]==0`;
    for (const k of range(pages)) {
      const i = p * pages + k;
      const hit = `tv[${i}] && tw[${i}]`;
      rule(`${idle} && !tv[${i}] && pp[${i}]`, `tv[${i}]=1; tw[${i}]=pw[${i}]; td[${i}]=pd[${i}];`);
      rule(`${idle} && !tv[${i}] && !pp[${i}]`, `pc[${p}]=1; pk[${p}]=${k};`);
      rule(`tv[${i}]`, flush(i));
      rule(
        `${idle} && ${hit}`,
        `pd[${i}]=(!td[${i}] && pp[${i}] && pw[${i}]) || pd[${i}]; td[${i}]=1; newer[${k}]=1;`,
      );
      rule(
        `${idle} && !(${hit}) && pp[${i}] && pw[${i}]`,
        `pd[${i}]=1; tv[${i}]=1; tw[${i}]=1; td[${i}]=1; newer[${k}]=1;`,
      );
      rule(`${idle} && !(${hit}) && !(pp[${i}] && pw[${i}])`, `pc[${p}]=2; pk[${p}]=${k};`);
      rule(
        `${idle} && pp[${i}]`,
        `dirty[${k}]=dirty[${k}]||pd[${i}]; pp[${i}]=0; pw[${i}]=0; pd[${i}]=0; pc[${p}]=4; pk[${p}]=${k};`,
      );
    }
  }
  for (const p of range(procs)) {
    const own = `${p}*${pages}+pk[${p}]`;
    const child = `pq[${p}]*${pages}+pk[${p}]`;
    const done = `pc[${p}]=0; pk[${p}]=0;`;
    rule(`pc[${p}]==1`, `pp[${own}]=1; ${done}`);
    rule(
      `pc[${p}]==2 && !wb[pk[${p}]] && !(wpc>0 && wk==pk[${p}])`,
      `pp[${own}]=1; pw[${own}]=1; pd[${own}]=1; dirty[pk[${p}]]=1; ${flush(own)} ${done}`,
    );
    rule(`pc[${p}]==4`, `${flush(own)} ${done}`);
    rule(
      `pc[${p}]==3`,
      `pp[${child}]=pp[${own}]; pw[${child}]=pw[${own}]; pd[${child}]=0; if :: pk[${p}]==${pages - 1} -> alive[pq[${p}]]=1; ${done} pq[${p}]=0; :: else -> pk[${p}]=pk[${p}]+1; fi`,
    );
    const clear = range(pages).map((k) => `!pp[${p * pages + k}] && !tv[${p * pages + k}]`);
    const others = range(procs).filter((q) => q !== p);
    const otherAlive = others.map((q) => `alive[${q}]`).join(" || ");
    rule(
      `alive[${p}] && pc[${p}]==0 && ${clear.join(" && ")} && (${otherAlive})`,
      `alive[${p}]=0;`,
    );
    for (const q of range(procs)) {
      const free = range(procs).map((r) => `!(pc[${r}]==3 && pq[${r}]==${q})`);
      rule(
        `alive[${p}] && pc[${p}]==0 && !alive[${q}] && ${free.join(" && ")}`,
        `pc[${p}]=3; pk[${p}]=0; pq[${p}]=${q};`,
      );
    }
  }
  for (const k of range(pages)) {
    rule(`wpc==0 && dirty[${k}] && !wb[${k}]`, `wpc=1; wk=${k}; wp=0;`);
    rule(`wb[${k}]`, `wb[${k}]=0;`);
  }
  const cleaned = `wp*${pages}+wk`;
  rule(
    "wpc==1",
    `pw[${cleaned}]=0; pd[${cleaned}]=0; ${flush(cleaned)} if :: wp==${procs - 1} -> wpc=2; wp=0; :: else -> wp=wp+1; fi`,
  );
  rule("wpc==2", "dirty[wk]=0; newer[wk]=0; wb[wk]=1; wpc=0; wk=0;");

  const perEntry = ["pp", "pw", "pd", "tv", "tw", "td"].map((v) => `bool ${v}[${procs * pages}];`);
  return [
    ...perEntry,
    `bool alive[${procs}]; byte pc[${procs}]; byte pk[${procs}]; byte pq[${procs}];`,
    `bool dirty[${pages}]; bool wb[${pages}]; bool newer[${pages}]; byte wpc; byte wk; byte wp;`,
    "active proctype m() { alive[0]=true; do",
    ...rules,
    "od }",
  ].join("\n");
}
