// Checked by .ci/package in an empty folder: what the package says of its types.
import { check, compile, type Exploration, explore, type Row, type Verdict } from "ptecheck";
import { language, range } from "ptecheck/language";

const rows: readonly Row[] = check({ scenarios: ["zap-race"], kernels: ["6.12"] });
export const verdicts: Verdict[] = rows.map(({ verdict }) => verdict);
// @ts-expect-error kernels are named by a list
check({ kernels: 6.12 });

const state = { n: range(3) };
const { procedure, actor, system } = language<typeof state, null, null>();
const tick = procedure("tick", "counts", {
  steps: {
    go: ({ s }) => {
      s.n += 1;
      return "done";
    },
  },
});
export const found: Exploration = explore(
  compile(
    system({ name: "tick", state, kernel: null, actors: [actor("p", tick, { self: null })] }),
  ),
);
