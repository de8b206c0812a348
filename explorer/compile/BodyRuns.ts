import type { AnyOutcome, Call } from "../../model/language/index.ts";
import type { Activation } from "./Activation.ts";
import type { impossible, Path } from "./enumeratePaths.ts";
import { type Kept, onPath, type PathStore } from "./PathStore.ts";
import { Renaming } from "./Renaming.ts";
import type { Notes, Session } from "./Session.ts";
import type { Slot } from "./Slot.ts";
import type { Test, Tree } from "./Tree.ts";

/** How a body ended on a path: what it threw, or what it said, with all that the path knows by then. */
type End = { readonly kept: Kept } & (
  | { readonly kind: "threw"; readonly thrown: unknown }
  | { readonly kind: "said"; readonly outcome: AnyOutcome }
);

/** A point of the paths of a body: what was asked there, or how it ended. */
interface Point {
  test: Test | null;
  options: readonly number[];
  /** By the place of the answer among the options. */
  readonly next: Point[];
  end: End | null;
}

/** How the body of a step is run, path by path, and what that notes. */
export interface Body extends Notes {
  /** On one path: `take` takes the step with what `body` says. */
  on<T>(path: Path, take: Take<T>): T | typeof impossible;
}

type Take<T> = (store: PathStore, body: () => AnyOutcome) => T;

/**
 * What a step's body did on each of its paths. For another activation of its procedure by the same actor it
 * does the same with other locals, so it need not be run again: only how it goes on there is new.
 */
export class BodyRuns implements Body {
  readonly asked = new Set<Slot>();
  readonly read = new Set<Slot>();
  /** False if it said something that only means something in its own run: a view as an argument. */
  private isPlain = true;
  private readonly activation: Activation;
  private readonly session: Session;
  private readonly run: (store: PathStore) => AnyOutcome;
  private readonly root = newPoint();

  constructor(activation: Activation, session: Session, run: (store: PathStore) => AnyOutcome) {
    this.activation = activation;
    this.session = session;
    this.run = run;
  }

  on<T>(path: Path, take: Take<T>): T | typeof impossible {
    const along = new RecordedPath(path, this.root);
    return onPath(along, this.session, (store) =>
      take(store, () => this.session.noting(this, () => this.record(along, store))),
    );
  }

  /** What it did, as another activation does it; null if that cannot be said. */
  replay(to: Activation): Body | null {
    const { constants } = this.session;
    const names = this.activation.local.cells.map(
      (slot, at) => [slot, to.local.cells[at]] as const,
    );
    const isAlike = names.every(([slot, other]) => constants.get(slot) === constants.get(other));
    if (!this.isPlain || !isAlike) return null;
    const renaming = new Renaming(new Map(names), this.session.queries);
    return new Replay(this, this.root, renaming, this.session);
  }

  private record(path: RecordedPath, store: PathStore): AnyOutcome {
    try {
      const outcome = this.run(store);
      if (isCall(outcome) && Object.values(outcome.args).some(isObject)) this.isPlain = false;
      path.end({ kind: "said", outcome, kept: store.kept() });
      return outcome;
    } catch (thrown) {
      path.end({ kind: "threw", thrown, kept: store.kept() });
      throw thrown;
    }
  }
}

/** The runs of a body, told again with other locals. */
class Replay implements Body {
  readonly asked: Set<Slot>;
  readonly read: Set<Slot>;
  private readonly root: Point;
  private readonly renaming: Renaming;
  private readonly session: Session;
  private readonly tests = new Map<Point, Test>();

  constructor({ asked, read }: Notes, root: Point, renaming: Renaming, session: Session) {
    const renamed = (slots: ReadonlySet<Slot>) => new Set([...slots].map((s) => renaming.slot(s)));
    this.asked = renamed(asked);
    this.read = renamed(read);
    this.root = root;
    this.renaming = renaming;
    this.session = session;
  }

  on<T>(path: Path, take: Take<T>): T | typeof impossible {
    return onPath(path, this.session, (store) => take(store, () => this.body(path, store)));
  }

  /** Asks what the body asks, and leaves in the store what the body does. */
  private body(path: Path, store: PathStore): AnyOutcome {
    let point = this.root;
    while (point.end === null) {
      const { test, options } = point;
      if (test === null) throw new Error("a path that no run took");
      const answer = path.decide(this.testOf(point, test), () => options);
      point = point.next[options.indexOf(answer)];
    }
    store.restore(point.end.kept, this.renaming);
    if (point.end.kind === "threw") throw point.end.thrown;
    return point.end.outcome;
  }

  private testOf(point: Point, test: Test): Test {
    const known = this.tests.get(point);
    if (known !== undefined) return known;
    const made = this.renaming.test(test);
    this.tests.set(point, made);
    return made;
  }
}

/** Passes questions on, and keeps them until the body has ended. */
class RecordedPath implements Path {
  private readonly path: Path;
  private point: Point;

  constructor(path: Path, root: Point) {
    this.path = path;
    this.point = root;
  }

  decide(test: Test, options: () => readonly number[]): number {
    const { point } = this;
    if (point.end !== null) return this.path.decide(test, options);
    const answer = this.path.decide(test, () => {
      point.test = test;
      point.options = options();
      return point.options;
    });
    const at = point.options.indexOf(answer);
    point.next[at] ??= newPoint();
    this.point = point.next[at];
    return answer;
  }

  query(make: () => Tree<number>): Tree<number> {
    return this.path.query(make);
  }

  end(how: End): void {
    this.point.end ??= how;
  }
}

function newPoint(): Point {
  return { test: null, options: [], next: [], end: null };
}

function isCall(outcome: AnyOutcome): outcome is Call<string> {
  return isObject(outcome) && "args" in outcome;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
