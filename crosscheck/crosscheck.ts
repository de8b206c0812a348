import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Compiled } from "../explorer/compile/index.ts";
import type { Exploration } from "../explorer/search/index.ts";
import { type Model, modelOf } from "../export/index.ts";
import { answers } from "./answers.ts";
import type { Found, Peer } from "./Peer.ts";

/** One system, as we and others see it. */
export interface Crosschecked {
  readonly model: Model;
  readonly ours: Found;
  readonly others: readonly {
    readonly engine: string;
    readonly found: Found;
    /** What it says otherwise than we do; none if it agrees. */
    readonly differences: readonly string[];
  }[];
}

/** Has other engines search a system that we have searched completely, and compares. */
export async function crosscheck(
  compiled: Compiled,
  exploration: Exploration,
  peers: readonly Peer[],
  model: Model = modelOf(compiled),
): Promise<Crosschecked> {
  const { states, transitions, seconds } = exploration;
  const seen = answers(model, compiled, exploration);
  const ours = { states, transitions, seen, seconds };
  const others: Crosschecked["others"][number][] = [];
  for (const peer of peers) {
    const found = await inFolder((folder) => peer.search(folder, model, exploration));
    others.push({ engine: peer.name, found, differences: differencesOf(model, ours, found) });
  }
  return { model, ours, others };
}

async function inFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ptecheck-crosscheck-"));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function differencesOf({ questions }: Model, ours: Found, theirs: Found): string[] {
  const counts = (["states", "transitions"] as const)
    .filter((what) => ours[what] !== theirs[what])
    .map((what) => `${theirs[what]} ${what}, not ${ours[what]}`);
  const verdicts = questions
    .filter(({ text }) => ours.seen.has(text) !== theirs.seen.has(text))
    .map(({ text }) => (theirs.seen.has(text) ? `“${text}” in some state` : `“${text}” in none`));
  return [...counts, ...verdicts];
}
