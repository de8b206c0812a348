/** Two-phase commit in Promela, as in twoPhase.ts. */
export function twoPhasePromela(count: number): string {
  const all = Array.from({ length: count }, (_, rm) => rm);
  const rule = (guard: string, effect: string) => `:: d_step { (${guard}) -> ${effect} }`;
  const ofOne = (rm: number) => [
    rule(`tm==0 && sent[${rm}]`, `known[${rm}]=1;`),
    rule(`rm[${rm}]==0`, `rm[${rm}]=1; sent[${rm}]=1;`),
    rule(`rm[${rm}]==0`, `rm[${rm}]=3;`),
    rule("committed", `rm[${rm}]=2;`),
    rule("aborted", `rm[${rm}]=3;`),
  ];
  return [
    `byte rm[${count}]; bool sent[${count}]; bool known[${count}];`,
    "byte tm; bool committed; bool aborted;",
    "active proctype m() { do",
    ...all.flatMap(ofOne),
    rule(`tm==0 && ${all.map((rm) => `known[${rm}]`).join(" && ")}`, "tm=1; committed=1;"),
    rule("tm==0", "tm=2; aborted=1;"),
    "od }",
  ].join("\n");
}
