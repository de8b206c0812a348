import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { endianness } from "node:os";
import { type CheckOptions, UsageError } from "../../checks/index.ts";
import { version } from "../../counterexamples/index.ts";
import type { Compiled } from "../../explorer/compile/index.ts";
import { MisfitError, type Progress, type Recording } from "../../explorer/search/index.ts";
import { count } from "../../render/index.ts";
import { cannotWrite } from "../reporters/index.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpointFile.ts";

/** Where the search of one system is, now and then, in a file; and where it was. */
export class Checkpoint {
  private readonly file: string;
  readonly of: string;
  private readonly everySeconds: number;
  private readonly options: CheckOptions;
  identity = "";
  private last = performance.now();
  private table: Progress["table"] | null = null;
  private readonly levelEnds: number[] = [1];
  /** As many levels are in the file. */
  private written = 0;

  /** `of` is the system for people. */
  constructor(file: string, of: string, everySeconds: number, options: CheckOptions) {
    this.file = file;
    this.of = of;
    this.everySeconds = everySeconds;
    this.options = options;
  }

  /** Where the search was, if there is such a file. */
  resume(compiled: Compiled): Recording | null {
    this.identity = identityOf(compiled, this.options);
    if (!existsSync(this.file)) return null;
    const recording = readCheckpoint(this.file, this);
    this.written = recording.levelEnds.length;
    const states = recording.levelEnds[recording.levelEnds.length - 1];
    process.stderr.write(`note: ${this.file}: goes on after ${count(states)} states\n`);
    return recording;
  }

  /** Notes a level, and writes if it is time for it. A level that a bound has ended is not whole. */
  note({ table, bound }: Progress): void {
    if (bound !== null) return;
    this.table = table;
    this.levelEnds.push(table.levelEnd);
    if (performance.now() - this.last >= 1000 * this.everySeconds) this.write();
  }

  /** Writes what there is more than in the file. */
  write(): void {
    const { file, table, levelEnds } = this;
    if (table === null || levelEnds.length <= this.written) return;
    const { parents, leaves } = table;
    try {
      writeCheckpoint(file, this, { parents, leaves, levelEnds });
    } catch (error) {
      throw cannotWrite(file, error);
    }
    this.written = levelEnds.length;
    this.last = performance.now();
  }

  /** What the error is for the user. */
  blamed(error: unknown): unknown {
    if (!(error instanceof MisfitError)) return error;
    return new UsageError(
      `${this.file} does not lead to the states that it is of`,
      "It was made by another engine, or is damaged: move it away to begin anew.",
    );
  }
}

/** Whatever numbers states: the code, the rule, the engine, the machine; and the laws, of which more is asked. */
function identityOf(compiled: Compiled, { sleep = true, engine = "wasm" }: CheckOptions): string {
  const { code, initial, layout, transitions, properties, covers } = compiled;
  const names = [...properties, ...covers].map(({ id }) => id);
  const facts = [version, endianness(), sleep, engine, layout.words, transitions.length, names];
  return createHash("sha256")
    .update(JSON.stringify([...facts, [...initial]]))
    .update(code)
    .digest("hex");
}
