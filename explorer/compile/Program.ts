import {
  type Actor,
  type ActorView,
  type AnyProcedure,
  blocked,
  type Call,
  type Host,
  hostOf,
  LanguageError,
  type Moment,
  type Outcome,
  type Slot,
  type SlotMaker,
  type Store,
  type System,
  slotsOf,
  viewOf,
} from "../../model/language/index.ts";
import {
  type Activation,
  type ActorProgram,
  assertNotRecursive,
  type Caller,
  entryOf,
  isWithin,
  type Position,
  positionOf,
  slotNamed,
} from "./Activation.ts";

const noStore: Store = {
  read: () => outside(),
  write: () => outside(),
  link: () => outside(),
  query: () => outside(),
  isAmong: () => outside(),
  choose: () => outside(),
};

function outside(): never {
  throw new Error("a view was used outside a step: views are only alive while a step runs");
}

type Body = (context: object) => Outcome<string>;

/**
 * A system unfolded: every field has a slot, every call site an activation, every actor a list of
 * positions. It gives a step its meaning over any store; reference and compiler both run it.
 */
export class Program<S = unknown> {
  readonly system: System<S>;
  /** Of the state, then of the actors: their positions and the locals of every activation. */
  readonly slots: Slot[] = [];
  readonly stateSlots: readonly Slot[];
  readonly actors: readonly ActorProgram[];
  /** The views that steps and predicates see. */
  readonly moment: Moment<S>;
  /** The same of the state after a step: its slots are mirrors, with ids below zero. */
  readonly after: Moment<S>;
  private readonly host: Host = { store: noStore };
  private readonly replacements: ReadonlyMap<string, Body>;

  constructor(system: System<S>) {
    this.system = system;
    this.replacements = new Map(
      system.replacements.map(({ procedure, step, body }) => [
        `${procedure}.${step}`,
        body as Body,
      ]),
    );
    const { view } = this.viewOf(system.state, "", (slot) => this.register(slot));
    this.stateSlots = [...this.slots];
    this.actors = system.actors.map((actor, index) => this.newActor(actor, index));
    this.moment = { s: view as S, actors: this.actorViews(this.actors.map(({ pc }) => pc)) };
    this.after = this.mirror();
  }

  /** Writes the initial state through the views into `store`. */
  initialise(store: Store): void {
    this.using(store, () => {
      this.system.initialise(this.moment.s);
      for (const { actor, root } of this.actors) Object.assign(root.local, actor.args);
    });
  }

  /**
   * Takes the step at `position`: everything it reads and writes goes through `store`. False if it
   * is blocked, and then what it wrote means nothing.
   */
  take(actor: ActorProgram, position: Position, store: Store): boolean {
    const { activation, step } = position;
    if (step === null) return false;
    const body = this.bodyOf(activation.procedure, step);
    return this.using(store, () => {
      const outcome = body({
        s: this.moment.s,
        local: activation.local,
        self: actor.actor.self,
        kernel: this.system.kernel,
        choose: <T>(options: readonly T[]) => options[store.choose(options)],
      });
      if (outcome === blocked) return false;
      store.write(actor.pc, this.follow(actor, activation, outcome, store).code);
      return true;
    });
  }

  /** Looks at the state in `store`, and at the one after a step if asked: a predicate, a description. */
  look<T>(body: (before: Moment<S>, after: Moment<S>) => T, store: Store): T {
    return this.using(store, () => body(this.moment, this.after));
  }

  private using<T>(store: Store, body: () => T): T {
    const outer = this.host.store;
    this.host.store = store;
    try {
      return body();
    } finally {
      this.host.store = outer;
    }
  }

  private follow(
    actor: ActorProgram,
    activation: Activation,
    outcome: string | Call<string>,
    store: Store,
  ): Position {
    if (typeof outcome === "object") return this.enter(actor, activation, outcome);
    if (outcome !== "done") return positionOf(actor, activation, outcome);
    const { caller } = activation;
    for (const [to, from] of caller?.results ?? []) {
      store.link(slotNamed(caller?.activation ?? activation, to), slotNamed(activation, from));
    }
    // Locals end with their procedure, so that no dead value multiplies states.
    for (const slot of activation.slots) store.write(slot, 0);
    if (caller === null) return positionOf(actor, activation, null);
    // A call in last position: the caller is done with it.
    if (caller.then === "done") return this.follow(actor, caller.activation, "done", store);
    return positionOf(actor, caller.activation, caller.then);
  }

  private enter(
    actor: ActorProgram,
    caller: Activation,
    { procedure, args, then, results }: Call<string>,
  ): Position {
    const pairs = Object.entries(results);
    const key = `${procedure.name} ${then} ${pairs}`;
    let callee = caller.callees.get(key);
    if (callee === undefined) {
      assertNotRecursive(caller, procedure);
      callee = this.activate(actor.actor, procedure, {
        activation: caller,
        then,
        results: pairs,
      });
      caller.callees.set(key, callee);
    }
    Object.assign(callee.local, args);
    return positionOf(actor, callee, entryOf(procedure));
  }

  private newActor(actor: Actor, index: number): ActorProgram {
    const positions: Position[] = [];
    const pc: Slot = {
      id: this.slots.length,
      path: `${actor.name}.pc`,
      shape: {
        form: "scalar",
        what: "a position",
        size: () => 0,
        encode: () => -1,
        decode: String,
      },
      // Known only once the program is unfolded.
      get size() {
        return positions.length;
      },
      within: null,
      encode: () => -1,
    };
    this.slots.push(pc);
    const root = this.activate(actor, actor.procedure, null);
    const program: ActorProgram = { index, actor, pc, positions, root };
    positionOf(program, root, entryOf(actor.procedure));
    return program;
  }

  private activate(actor: Actor, procedure: AnyProcedure, caller: Caller | null): Activation {
    const prefix = `${actor.name}.${procedure.name}`;
    const { view, slots } = this.viewOf(procedure.locals, prefix, (slot) => this.register(slot));
    return { procedure, caller, local: view, slots, callees: new Map() };
  }

  private register(slot: Slot): Slot {
    this.slots.push(slot);
    return slot;
  }

  private mirror(): Moment<S> {
    let id = 0;
    const { view } = this.viewOf(this.system.state, "", (slot) => mirrored(slot, id++));
    const pcs = this.actors.map(({ pc }) => mirrored(pc, pc.id));
    return { s: view as S, actors: this.actorViews(pcs) };
  }

  private viewOf(fields: System["state"], prefix: string, keep: (slot: Slot) => Slot) {
    const { sizes, nameOf } = this.system;
    const slot: SlotMaker = (path, shape, within) =>
      keep({
        id: this.slots.length,
        path,
        shape,
        within,
        size: shape.size(sizes),
        encode: (value) => encodeOrRefuse(path, shape, value, shape.encode(value, sizes)),
      });
    return viewOf(fields, prefix, { host: this.host, sizes, nameOf, slot });
  }

  private bodyOf(procedure: AnyProcedure, step: string): Body {
    const body = this.replacements.get(`${procedure.name}.${step}`) ?? procedure.steps[step];
    return body as Body;
  }

  private actorViews(pcs: readonly Slot[]): Readonly<Record<number, ActorView>> {
    const asks = (program: ActorProgram, test: (position: Position) => boolean) => {
      const codes = program.positions.filter(test).map(({ code }) => code);
      return this.host.store.isAmong(pcs[program.index], new Set(codes));
    };
    const views = this.actors.map(
      (program): ActorView => ({
        name: program.actor.name,
        at: (procedure, step) =>
          asks(program, (p) => p.step === step && p.activation.procedure.name === procedure.name),
        within: (procedure) =>
          asks(program, (p) => p.step !== null && isWithin(p.activation, procedure)),
      }),
    );
    return Object.assign(Object.fromEntries(views.entries()), {
      [slotsOf]: [],
      [hostOf]: this.host,
    });
  }
}

/** The slot that stands for `slot` in the state after a step. */
function mirrored(slot: Slot, id: number): Slot {
  return {
    ...slot,
    id: -1 - id,
    get size() {
      return slot.size;
    },
  };
}

function encodeOrRefuse(path: string, shape: Slot["shape"], value: unknown, code: number): number {
  if (code >= 0) return code;
  throw new LanguageError(
    "domain",
    `${path} was given ${String(JSON.stringify(value))}, but holds ${shape.what}`,
    "Give it a value of its domain, or widen the domain where the field is declared.",
  );
}
