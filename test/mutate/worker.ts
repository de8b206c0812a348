import { pathToFileURL } from "node:url";
import type { Memory, Suite } from "./Suite.ts";
import { Switches } from "./Switches.ts";

// A process that tries mutants, one after the other: the instrumented sources are imported anew for each.

/** What a worker is asked: to remember the trials, or to try a mutant against what is remembered. */
export type Question =
  | { readonly what: "remember"; readonly entry: string; readonly trials: string }
  | {
      readonly what: "try";
      readonly entry: string;
      readonly mutant: number;
      readonly memories: readonly Memory[];
    };

/** What it says: that it goes on with another trial; the memories; or what killed the mutant. */
export type Answer =
  | { readonly what: "goes on" }
  | { readonly what: "remembered"; readonly memories: readonly Memory[] }
  | { readonly what: "tried"; readonly mutant: number; readonly killer: string | null };

const switches = new Switches();
switches.install();

async function load(entry: string): Promise<Suite> {
  return (await import(`${pathToFileURL(entry).href}?mutant=${switches.active}`)) as Suite;
}

/** Runs every trial with nothing changed. What is run while the sources load is run by every trial. */
async function remember(entry: string, named: string): Promise<readonly Memory[]> {
  const { trials } = await load(entry);
  const atLoad = switches.taken();
  const names = trials.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`two trials are named ${twice}`);
  const some = trials.filter(({ name }) => name.includes(named));
  return some.map(({ name, only = null, remember: toRemember }) => {
    const start = performance.now();
    const facts = toRemember();
    const milliseconds = performance.now() - start;
    process.send?.({ what: "goes on" } satisfies Answer);
    return { name, milliseconds, differing: [...atLoad, ...switches.taken()], facts, only };
  });
}

/** The first trial that sees the mutant, and what it sees; the quickest come first. */
async function killerOf(entry: string, memories: readonly Memory[]): Promise<string | null> {
  try {
    const { trials } = await load(entry);
    for (const { name, facts } of memories) {
      const trial = trials.find((one) => one.name === name);
      if (trial === undefined) return `${name}: there is no such thing any more`;
      process.send?.({ what: "goes on" } satisfies Answer);
      const wrong = wrongIn(() => trial.wrong(facts));
      if (wrong !== null) return `${name}: ${wrong}`;
    }
    return null;
  } catch (thrown) {
    return `it does not load: ${messageOf(thrown)}`;
  }
}

function wrongIn(run: () => string | null): string | null {
  try {
    return run();
  } catch (thrown) {
    return messageOf(thrown);
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message.split("\n")[0] : String(thrown);
}

process.on("message", async (question: Question) => {
  switches.active = question.what === "try" ? question.mutant : -1;
  const answer: Answer =
    question.what === "remember"
      ? { what: "remembered", memories: await remember(question.entry, question.trials) }
      : {
          what: "tried",
          mutant: question.mutant,
          killer: await killerOf(question.entry, question.memories),
        };
  process.send?.(answer);
});
