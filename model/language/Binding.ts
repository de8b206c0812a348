import { LanguageError } from "./LanguageError.ts";
import type { AnyWording } from "./wording.ts";

/**
 * Runs the bodies of steps with more at hand than their context, and knows which context is current.
 * It is the same for whoever runs a step: an engine, a test, or another step, whose own comes back.
 */
export class Binding<Context extends object, Bound extends object> {
  private readonly bind: ((context: Context) => Bound) | undefined;
  private running: Context | null = null;

  constructor(bind: ((context: Context) => Bound) | undefined) {
    this.bind = bind;
  }

  /** The context of the step that runs now: a function that a step calls may ask for it. */
  get current(): Context {
    if (this.running !== null) return this.running;
    throw new LanguageError(
      "choice",
      "what is current was asked for where no step with bound words runs",
      "Only steps have it: a predicate reads `s` of its moment, and takes nothing else.",
    );
  }

  /** The body as a function of the plain context. Without anything to bind it is that already. */
  body<C extends Context, Rest extends unknown[], Out>(
    body: (context: C & Bound, ...rest: Rest) => Out,
  ): (context: C, ...rest: Rest) => Out {
    const { bind } = this;
    if (bind === undefined) return body as (context: C, ...rest: Rest) => Out;
    const run = (context: C, ...rest: Rest): Out => {
      const outer = this.running;
      this.running = context;
      try {
        return body({ ...context, ...bind(context) }, ...rest);
      } finally {
        this.running = outer;
      }
    };
    // It reads as what was written, for those who ask which steps it names.
    return Object.assign(run, { toString: () => body.toString() });
  }

  /** The same for all bodies of a procedure. */
  bodies<K extends string, C extends Context, Rest extends unknown[], Out>(
    steps: Readonly<Record<K, (context: C & Bound, ...rest: Rest) => Out>>,
  ): Readonly<Record<K, (context: C, ...rest: Rest) => Out>> {
    const bodies = Object.entries<(context: C & Bound, ...rest: Rest) => Out>(steps).map(
      ([name, body]) => [name, this.body(body)] as const,
    );
    return Object.fromEntries(bodies) as Record<K, (context: C, ...rest: Rest) => Out>;
  }

  /** The same for what is said of steps: it has at hand what the step had. */
  wordings(says: Readonly<Record<string, unknown>>): Readonly<Record<string, AnyWording>> {
    const bound = Object.entries(says).map(([step, wording]) => [step, this.wording(wording)]);
    return Object.fromEntries(bound);
  }

  private wording(wording: unknown): unknown {
    if (typeof wording === "function")
      return this.body(wording as (context: Context & Bound) => string);
    return typeof wording === "object" && wording !== null
      ? this.wordings(wording as Readonly<Record<string, unknown>>)
      : wording;
  }
}
