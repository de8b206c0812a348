import {
  array,
  blocked,
  bool,
  domain,
  every,
  type Index,
  indexes,
  indexOf,
  language,
  oneOf,
  record,
  type System,
} from "../model/language/index.ts";

// Two-phase commit, as Gray and Lamport have it ("Consensus on Transaction Commit", 2006): resource managers
// and one transaction manager; messages are never lost, and stay. Nothing of Linux: its counts are known.

const Rm = domain("Rm");

const state = {
  rm: array(Rm, oneOf("working", "prepared", "committed", "aborted")),
  /** Who the transaction manager knows to be prepared, and who has said so. */
  known: array(Rm, bool),
  sent: array(Rm, bool),
  tm: oneOf("init", "committed", "aborted"),
  told: record({ commit: bool, abort: bool }),
};

const { procedure, actor, system } = language<typeof state, { rm: Index<"Rm"> }, null>();

const manager = procedure("manager", "TMRcvPrepared, TMCommit, TMAbort", {
  steps: {
    decide: ({ s, choose }) => {
      if (s.tm !== "init") return blocked;
      const what = choose(["commit", "abort", ...indexes(s.rm)] as const);
      if (what === "abort") {
        s.tm = "aborted";
        s.told.abort = true;
        return "decide";
      }
      if (what === "commit") {
        if (!every(s.known, (known) => known)) return blocked;
        s.tm = "committed";
        s.told.commit = true;
        return "decide";
      }
      if (!s.sent[what]) return blocked;
      s.known[what] = true;
      return "decide";
    },
  },
});

const resource = procedure(
  "resource",
  "RMPrepare, RMChooseToAbort, RMRcvCommitMsg, RMRcvAbortMsg",
  {
    steps: {
      act: ({ s, self, choose }) => {
        const what = choose(["prepare", "give up", "hear commit", "hear abort"]);
        if (what === "hear commit" || what === "hear abort") {
          const isCommit = what === "hear commit";
          if (!(isCommit ? s.told.commit : s.told.abort)) return blocked;
          s.rm[self.rm] = isCommit ? "committed" : "aborted";
          return "act";
        }
        if (s.rm[self.rm] !== "working") return blocked;
        if (what === "give up") {
          s.rm[self.rm] = "aborted";
          return "act";
        }
        s.rm[self.rm] = "prepared";
        s.sent[self.rm] = true;
        return "act";
      },
    },
  },
);

/** Two-phase commit with so many resource managers. */
export function twoPhase(count: number): System<unknown> {
  const selves = Array.from({ length: count }, (_, rm) => ({ rm: indexOf(Rm, rm) }));
  const [first] = selves;
  return system({
    name: `two-phase commit, ${count} resource managers`,
    state,
    sizes: { Rm: count },
    kernel: null,
    actors: [
      ...selves.map((self) => actor(`rm ${self.rm}`, resource, { self })),
      actor("tm", manager, { self: first }),
    ],
  }) as System<unknown>;
}
