import {
  type Actor,
  type AnyOutcome,
  type AnyProcedure,
  blocked,
  type Call,
  type Change,
  Changes,
  type Fields,
  LanguageError,
  type Moment,
  type System,
} from "../../model/language/index.ts";
import {
  type Activation,
  type ActorProgram,
  assertNotRecursive,
  assertStep,
  type Caller,
  entryOf,
  type Position,
  positionOf,
} from "./Activation.ts";
import { actorsOf } from "./actorsOf.ts";
import { assertResults, clear, enterWith } from "./enter.ts";
import { choiceIn, type PathStore } from "./PathStore.ts";
import { type Host, Place } from "./Place.ts";
import { join, type ShapeInfo, Shapes } from "./Shapes.ts";
import { mirrored, type Slot } from "./Slot.ts";

/** What came of a step on one path. */
export type Taken =
  | { readonly kind: "blocked" }
  | { readonly kind: "outOfScope"; readonly what: string }
  /** `unset`: the locals of a procedure that was entered, which have no value yet. */
  | { readonly kind: "taken"; readonly to: Position; readonly unset: readonly Slot[] };

type Body = (context: object) => AnyOutcome;

/**
 * A system unfolded: every field has a slot, every call site an activation, every actor a list of
 * positions. It runs steps and predicates over the store of one path.
 */
export class Program<S = unknown> {
  readonly system: System<S>;
  readonly changes: Changes;
  readonly shapes: Shapes;
  /** Of the state, then of the actors: their positions and the locals of every activation. */
  readonly slots: Slot[] = [];
  readonly state: Place;
  readonly actors: readonly ActorProgram[];
  /** The views that predicates see, and the same of the state after a step. */
  private readonly before: Moment<S>;
  private readonly after: Moment<S>;
  private readonly host: Host;
  private store: PathStore | null = null;
  private readonly names = new Map<string, AnyProcedure>();

  constructor(system: System<S>) {
    this.system = system;
    this.changes = new Changes(system.changes);
    this.shapes = new Shapes(system.sizes, system.nameOf);
    this.host = this.newHost();
    const fields = this.changes.stateOf(system.state);
    this.state = this.newPlace(fields, "");
    this.actors = system.actors.map((actor, index) => this.newActor(actor, index));
    const info = this.infoOf(fields, "the state");
    const mirror = new Place(info, "", this.state.cells.map(mirrored), this.host, null);
    const store = () => this.host.store;
    this.before = momentOf(
      this.state,
      actorsOf(this.actors, this.changes, store, (pc) => pc),
    );
    this.after = momentOf(mirror, actorsOf(this.actors, this.changes, store, mirrored));
  }

  /** Writes the initial state into `store`. */
  initialise(store: PathStore): void {
    this.using(store, () => {
      this.system.initialise(this.state.view as S);
      for (const { actor, root } of this.actors) enterWith(root, actor.args, actor.name);
    });
  }

  /**
   * Takes the step at `position`; what it writes means something only if it is taken. `body` does what the
   * step's body does, which `run` runs.
   */
  take(
    actor: ActorProgram,
    { activation }: Position,
    store: PathStore,
    body: () => AnyOutcome,
  ): Taken {
    return this.using(store, () => {
      const outcome = body();
      if (outcome === blocked) return { kind: "blocked" };
      if (isOutOfScope(outcome)) return { kind: "outOfScope", what: outcome.outOfScope };
      const { to, unset } = this.follow(actor, activation, outcome);
      store.write(actor.pc, to.code);
      return { kind: "taken", to, unset };
    });
  }

  /** Runs the body of the step at `position`, while it is taken. */
  run(actor: ActorProgram, { activation, step }: Position, store: PathStore): AnyOutcome {
    if (step === null) return blocked;
    const body = activation.procedure.steps[step] as Body;
    return orBlocked(() =>
      body({
        s: this.state.view,
        local: activation.local.view,
        self: actor.actor.self,
        kernel: this.system.kernel,
        choose: <T>(options: readonly T[]) => {
          if (this.store !== store) throw choiceIn("what runs outside the step");
          return options[store.choose(options)];
        },
      }),
    );
  }

  /** Looks at the state in `store`, and at the one after a step. */
  look<T>(body: (before: Moment<S>, after: Moment<S>) => T, store: PathStore): T {
    return this.using(store, () => body(this.before, this.after));
  }

  /** Those changes of whose steps no actor can ever be about to take one: they change nothing. */
  get unusedChanges(): Change[] {
    return this.system.changes.filter(
      (change) => this.unusedSteps(change).length === Object.keys(change.steps).length,
    );
  }

  /** The steps of a change that no actor can ever be about to take. */
  unusedSteps({ procedure, steps }: Change): string[] {
    const changed = this.changes.of(procedure);
    const positions = this.actors.flatMap((actor) => actor.positions);
    const used = positions.flatMap(({ activation, step }) =>
      activation.procedure === changed ? [step] : [],
    );
    return Object.keys(steps).filter((step) => !used.includes(step));
  }

  private newHost(): Host {
    const storeOf = () => {
      if (this.store !== null) return this.store;
      throw new Error("a view was used outside a step: views are only alive while a step runs");
    };
    return {
      shapes: this.shapes,
      undo: [],
      get store() {
        return storeOf();
      },
    };
  }

  private using<T>(store: PathStore, body: () => T): T {
    const outer = this.store;
    this.store = store;
    try {
      return body();
    } finally {
      this.store = outer;
      for (const undo of this.host.undo.splice(0).reverse()) undo();
    }
  }

  private follow(
    actor: ActorProgram,
    activation: Activation,
    outcome: string | Call<string>,
  ): { to: Position; unset: readonly Slot[] } {
    if (typeof outcome === "object") return this.enter(actor, activation, outcome);
    if (outcome !== "done") return { to: positionOf(actor, activation, outcome), unset: [] };
    const { caller, local } = activation;
    for (const [mine, theirs] of caller?.results ?? []) {
      caller?.activation.local.copyField(mine, local.view, theirs);
    }
    clear(activation);
    if (caller === null) return { to: positionOf(actor, activation, null), unset: [] };
    // A call in last position: the caller is done with it ("done"), or goes on.
    return this.follow(actor, caller.activation, caller.then);
  }

  private enter(
    actor: ActorProgram,
    caller: Activation,
    { procedure: named, args, then, results }: Call<string>,
  ): { to: Position; unset: readonly Slot[] } {
    const procedure = this.changes.of(named);
    const pairs = Object.entries(results);
    const key = JSON.stringify([procedure.name, then, pairs]);
    let callee = caller.callees.get(key);
    if (callee === undefined) {
      assertNotRecursive(caller, procedure);
      if (then !== "done") assertStep(caller.procedure, then);
      assertResults(caller.procedure, procedure, pairs);
      callee = this.activate(actor.actor, procedure, { activation: caller, then, results: pairs });
      caller.callees.set(key, callee);
    }
    enterWith(callee, args, procedure.name);
    callee.local.store.give(callee.given);
    return { to: positionOf(actor, callee, entryOf(procedure)), unset: callee.unset };
  }

  private newActor(actor: Actor, index: number): ActorProgram {
    const positions: Position[] = [];
    const pc: Slot = {
      id: this.slots.length,
      path: `${actor.name}.pc`,
      isLock: false,
      // Known only once the program is unfolded.
      get size() {
        return positions.length;
      },
    };
    this.slots.push(pc);
    const procedure = this.changes.of(actor.procedure);
    const root = this.activate(actor, procedure, null);
    const program: ActorProgram = { index, actor, pc, positions, root };
    positionOf(program, root, entryOf(procedure));
    return program;
  }

  private activate(actor: Actor, procedure: AnyProcedure, caller: Caller | null): Activation {
    this.assertOnly(procedure);
    const { name, params, locals } = procedure;
    const local = this.newPlace({ ...params, ...locals }, join(actor.name, name));
    const count = this.infoOf(params, name).cells.length;
    const [given, unset] = [local.cells.slice(0, count), local.cells.slice(count)];
    const alive = [...(caller?.activation.alive ?? []), ...local.cells];
    return { procedure, caller, local, given, unset, callees: new Map(), alive };
  }

  private assertOnly(procedure: AnyProcedure): void {
    const known = this.names.get(procedure.name) ?? procedure;
    this.names.set(procedure.name, procedure);
    if (known === procedure) return;
    throw new LanguageError(
      "declaration",
      `${this.system.name} runs two procedures named ${procedure.name}`,
      "Steps are told by the name of their procedure: give one of them another name.",
    );
  }

  private infoOf(fields: Fields, what: string): ShapeInfo {
    try {
      return this.shapes.infoOf({ form: "record", fields });
    } catch (error) {
      throw error instanceof LanguageError ? error.at(what) : error;
    }
  }

  private newPlace(fields: Fields, prefix: string): Place {
    const info = this.infoOf(fields, prefix === "" ? "the state" : prefix);
    const cells = info.cells.map(({ name, size, isLock }): Slot => {
      const slot = { id: this.slots.length, path: join(prefix, name), size, isLock };
      this.slots.push(slot);
      return slot;
    });
    return new Place(info, prefix, cells, this.host, null);
  }
}

function orBlocked(body: () => AnyOutcome): AnyOutcome {
  try {
    return body();
  } catch (thrown) {
    if (thrown === blocked) return blocked;
    throw thrown;
  }
}

function isOutOfScope(outcome: AnyOutcome): outcome is { readonly outOfScope: string } {
  return typeof outcome === "object" && outcome !== null && "outOfScope" in outcome;
}

function momentOf<S>({ view }: Place, actors: Moment<S>["actors"]): Moment<S> {
  return { s: view as S, actors };
}
