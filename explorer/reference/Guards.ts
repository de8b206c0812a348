import type { RecordShape } from "../../model/language/index.ts";
import type { Scope } from "./accept.ts";
import type { Composite } from "./Data.ts";
import { Guard } from "./Guard.ts";

/**
 * What the model's code holds of one state while it runs: one guard for each piece of data, so that
 * reading twice gives the same object.
 */
export class Guards {
  readonly scope: Scope;
  /** While predicates run, and when a step is over. */
  isReadOnly: boolean;
  private readonly proxies = new Map<Composite, object>();

  constructor(scope: Scope, isReadOnly: boolean) {
    this.scope = scope;
    this.isReadOnly = isReadOnly;
  }

  /** The guard of a state, or of an actor's locals; paths into it start with `name`. */
  root(data: Composite, shape: RecordShape, name: string): object {
    return this.of(data, () => new Guard(this, shape, data, { owner: null, name }));
  }

  /** The guard of this data; made when it is first asked for. */
  of(data: Composite, make: () => Guard): object {
    const known = this.proxies.get(data);
    if (known !== undefined) return known;
    // The target stays empty: a trap may then answer whatever the data says.
    const proxy = new Proxy({}, make());
    this.proxies.set(data, proxy);
    return proxy;
  }
}
