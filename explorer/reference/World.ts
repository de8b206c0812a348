import {
  type AnyProcedure,
  Changes,
  LanguageError,
  type RecordShape,
  type System,
} from "../../model/language/index.ts";

/** A system with its changes applied: the shapes of its state and locals, its procedures. */
export class World {
  readonly system: System;
  readonly state: RecordShape;
  private readonly changes: Changes;
  private readonly byName = new Map<string, AnyProcedure>();
  private readonly locals = new Map<AnyProcedure, RecordShape>();

  constructor(system: System) {
    this.system = system;
    this.changes = new Changes(system.changes);
    this.state = { form: "record", fields: this.changes.stateOf(system.state) };
  }

  /** A procedure as the changes make it. */
  effective(procedure: AnyProcedure): AnyProcedure {
    return this.changes.of(procedure);
  }

  /** The same of a procedure that somebody enters; refused if another one has its name. */
  entered(procedure: AnyProcedure): AnyProcedure {
    const effective = this.effective(procedure);
    const known = this.byName.get(effective.name) ?? effective;
    this.byName.set(effective.name, known);
    if (known === effective) return effective;
    throw new LanguageError(
      "declaration",
      `there are two procedures named ${effective.name}`,
      "Results are told by name: give each one of its own.",
    );
  }

  /** Parameters and locals of an effective procedure, together. */
  localsOf(procedure: AnyProcedure): RecordShape {
    const known = this.locals.get(procedure);
    if (known !== undefined) return known;
    const fields = { ...procedure.params, ...procedure.locals };
    const shape: RecordShape = { form: "record", fields };
    this.locals.set(procedure, shape);
    return shape;
  }
}
