import type { z } from "zod";
import type { FromFile } from "../../model/FromFile.ts";

/** A kind of thing that users write in files of their own. */
export interface Kind<T extends FromFile> {
  readonly what: "proposal" | "scenario" | "invariant";
  /** What the file should be, for errors. */
  readonly instead: string;
  /** Checks its shape; the types keep it in step with what one is. */
  readonly schema: z.ZodType<T, unknown>;
  /** What may be left out, filled in. */
  complete(written: T): T;
  /** Refuses what has the shape, and would show nothing, or be taken for something else. */
  assertFits(file: string, one: T): void;
}
