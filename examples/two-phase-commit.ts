import {
  array,
  bool,
  domain,
  every,
  index,
  indexes,
  indexOf,
  language,
  oneOf,
  record,
  type System,
  some,
  type ValuesOf,
  waitUntil,
} from "../model/language/index.ts";

// Two-phase commit, as Gray and Lamport specify it in "Consensus on Transaction Commit" (2006),
// TwoPhase.tla: a transaction manager (TM) and some resource managers (RMs) commit or abort a
// transaction together. Messages are a set that only grows: a message that was sent can be received
// again and again.
//
// Known counts of distinct states: 288 for three RMs (tlaplus/Examples, which also gives 1,146
// generated states, that is 1,145 transitions, and depth 11, counted from 1), 8,832 for five (the
// tests of stateright), 50,816 for six (the last comment of TwoPhase.tla), 296,448 for seven.

const Manager = domain("Manager");

const state = {
  rmState: array(Manager, oneOf("working", "prepared", "committed", "aborted")),
  tmState: oneOf("init", "committed", "aborted"),
  /** From whom the TM has received that they are prepared. */
  tmPrepared: array(Manager, bool),
  msgs: record({ prepared: array(Manager, bool), commit: bool, abort: bool }),
};

type State = ValuesOf<typeof state>;

const { procedure, actor, system } = language<typeof state, null, null>();

// Each action of the specification is one step from "act" to "act", so that positions add no
// states.

const transactionManager = procedure("transactionManager", "TMRcvPrepared, TMCommit, TMAbort", {
  steps: {
    act: ({ s, choose }) => {
      waitUntil(s.tmState === "init");
      switch (choose(["receive", "commit", "abort"])) {
        case "receive": {
          const rm = choose(indexes(s.tmPrepared));
          waitUntil(s.msgs.prepared[rm]);
          s.tmPrepared[rm] = true;
          break;
        }
        case "commit":
          waitUntil(every(s.tmPrepared, (isPrepared) => isPrepared));
          s.tmState = "committed";
          s.msgs.commit = true;
          break;
        case "abort":
          s.tmState = "aborted";
          s.msgs.abort = true;
      }
      return "act";
    },
  },
});

const resourceManager = procedure(
  "resourceManager",
  "RMPrepare, RMChooseToAbort, RMRcvCommitMsg, RMRcvAbortMsg",
  {
    params: { rm: index(Manager) },
    steps: {
      act: ({ s, local: { rm }, choose }) => {
        switch (choose(["prepare", "choose to abort", "receive commit", "receive abort"])) {
          case "prepare":
            waitUntil(s.rmState[rm] === "working");
            s.rmState[rm] = "prepared";
            s.msgs.prepared[rm] = true;
            break;
          case "choose to abort":
            waitUntil(s.rmState[rm] === "working");
            s.rmState[rm] = "aborted";
            break;
          case "receive commit":
            waitUntil(s.msgs.commit);
            s.rmState[rm] = "committed";
            break;
          case "receive abort":
            waitUntil(s.msgs.abort);
            s.rmState[rm] = "aborted";
        }
        return "act";
      },
    },
  },
);

/** Two-phase commit among so many resource managers. Nobody aborts what another one commits. */
export function twoPhaseCommit(resourceManagers: number): System<State, null> {
  const managers = Array.from({ length: resourceManagers }, (_, rm) =>
    actor(`rm${rm}`, resourceManager, { self: null, args: { rm: indexOf(Manager, rm) } }),
  );
  return system({
    name: "two-phase commit",
    state,
    sizes: { Manager: resourceManagers },
    kernel: null,
    actors: [actor("tm", transactionManager, { self: null }), ...managers],
    properties: [
      {
        id: "consistent",
        over: "states",
        antecedent: ({ s }) => some(s.rmState, (is) => is === "committed"),
        holds: ({ s }) =>
          !(
            some(s.rmState, (is) => is === "aborted") && some(s.rmState, (is) => is === "committed")
          ),
      },
    ],
    covers: [
      { id: "all-commit", reached: ({ s }) => every(s.rmState, (is) => is === "committed") },
      { id: "all-abort", reached: ({ s }) => every(s.rmState, (is) => is === "aborted") },
    ],
  });
}
