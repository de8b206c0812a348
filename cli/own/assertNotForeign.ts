import { UsageError } from "../../checks/index.ts";
import type { AnyProcedure } from "../../model/language/index.ts";
import * as operations from "../../model/operations/index.ts";

/** Refuses procedures that come from another copy of ptecheck: they are known by identity, and never run. */
export function assertNotForeign(what: string, procedures: readonly AnyProcedure[]): void {
  const own: readonly unknown[] = Object.values(operations);
  const foreign = procedures.find(
    (procedure) => Object.hasOwn(operations, procedure.name) && !own.includes(procedure),
  );
  if (foreign === undefined) return;
  throw new UsageError(
    `${what} the ${foreign.name} of another copy of ptecheck, which does not run here`,
    'Import it from "ptecheck/model", with import and not with require().',
  );
}
