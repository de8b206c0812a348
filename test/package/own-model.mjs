// Run by .ci/package in an empty folder into which ptecheck was installed.
import assert from "node:assert/strict";
import { check, compile, explore, renderTrace, report } from "ptecheck";
import { language, range } from "ptecheck/language";

const [row] = check({
  scenarios: ["zap-race"],
  kernels: ["6.1"],
  mappings: ["write-notify"],
  invariants: ["no-lost-store"],
});
assert.equal(row.verdict, "violated");
assert.match(renderTrace(row.trace), /no-lost-store: violated/);
assert.throws(() => check({ scenarios: ["zap"] }), { name: "UsageError" });

const { procedure, actor, system } = language();
const go = ({ s }) => {
  s.n += 1;
  return "done";
};
const tick = procedure("tick", "counts", { steps: { go } });
const counted = compile(
  system({
    name: "two ticks",
    state: { n: range(3) },
    kernel: null,
    actors: [actor("p", tick, { self: null }), actor("q", tick, { self: null })],
    properties: [
      { id: "below-2", over: "states", antecedent: () => true, holds: ({ s }) => s.n < 2 },
    ],
  }),
);
assert.match(
  report(counted, explore(counted)),
  /below-2: violated\n {2}.: tick\.go\n {2}.: tick\.go/,
);
