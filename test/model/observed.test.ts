import { describe, expect, it } from "vitest";
import { Reference, type RunState } from "../../explorer/reference/index.ts";
import { every, some } from "../../model/language/index.ts";
import { flusher, folio_mkclean, user_thread } from "../../model/operations/index.ts";
import { cached, page, parent, type State } from "../../model/state/index.ts";
import type { Scenario } from "../../scenarios/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import {
  endsOf,
  modelled,
  observations,
  observed,
  observedKernels,
  pteText,
} from "./observations.ts";
import { modelledPrivately, privateObservations } from "./privateObservations.ts";

describe.each(observedKernels)("Linux %s does as it was seen to do", (kernel) => {
  const those = observations.filter(({ kernels = observedKernels }) => kernels.includes(kernel));

  it.each(those)("$mapping: $what", (observation) => {
    expect(modelled(observation, kernel)).toEqual(observation.seen);
  });
});

describe("an operation that nobody disturbs", () => {
  it.each(observed.mappings)("comes to its end, after one fault at most: %s", (mapping) => {
    expect(endsOf(mapping).filter((faults) => faults > 1)).toEqual([]);
  });
});

describe.each(observedKernels)("Linux %s does so with private memory", (kernel) => {
  it.each(privateObservations)("$mapping: $what", (observation) => {
    expect(modelledPrivately(observation, kernel)).toEqual(observation.seen);
  });
});

describe("races that were run by repetition", () => {
  const race: Scenario = {
    ...observed,
    mappings: ["write-notify"],
    threads: [
      { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
      { name: "syncer", mm: "parent", cpu: 1, program: ["fsync"] },
    ],
  };

  it("store against fsync: two final states only, and no store lost", () => {
    const reference = new Reference(systemOf(race, "6.12", "write-notify", []));
    const finals = new Set<string>();
    forEachState(reference, (state) => {
      const text = reference.look(state, ({ s, actors }) => {
        const isQuiet =
          every(
            actors,
            (a) => !["storer", "syncer"].includes(a.name) || a.at(user_thread, "next"),
          ) &&
          every(actors, (a) => a.name !== "flusher" || a.at(flusher, "wb_workfn")) &&
          !s.folio[cached].writeback;
        if (!isQuiet || s.mm[parent].pte[page].kind === "none") return null;
        const isSafe = s.disk.latestStore || s.folio[cached].dirty;
        return `${pteText(s, parent)} ${s.folio[cached].dirty ? "PGd" : "PGc"} ${isSafe ? "safe" : "lost"}`;
      });
      if (text !== null) finals.add(text);
    });
    expect([...finals].sort()).toEqual(["WDA PGd safe", "rcA PGc safe"]);
  });

  it("held before the flush of fsync, a store completes through the stale translation", () => {
    const reference = new Reference(systemOf(race, "6.1.192", "write-notify", []));
    let seen = false;
    forEachState(reference, (state) => {
      const isHeld = reference.look(
        state,
        ({ s, actors }) =>
          some(actors, (actor) => actor.at(folio_mkclean, "flush_tlb_page")) &&
          s.mm[parent].pte[page].kind === "none",
      );
      if (!isHeld || seen) return;
      seen = reference.successors(state).some(({ actor, chosen }) => {
        const { name } = reference.system.actors[actor];
        return name === "storer" && chosen[0] === "writeDirty";
      });
    });
    expect(seen).toBe(true);
  });
});

function forEachState(reference: Reference<State>, look: (state: RunState) => void): void {
  const keyOf = (state: RunState) => JSON.stringify(reference.content(state));
  const known = new Set([keyOf(reference.initial)]);
  const pending = [reference.initial];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    look(state);
    for (const { outcome } of reference.successors(state)) {
      if (outcome.kind !== "taken") continue;
      const key = keyOf(outcome.after);
      if (known.has(key)) continue;
      known.add(key);
      pending.push(outcome.after);
    }
  }
}
