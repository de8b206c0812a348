import { oneOf, type ScalarShape, type Shape, type Sizes, sizeOf } from "./fields.ts";
import { LanguageError } from "./LanguageError.ts";
import type { Slot, Store } from "./Store.ts";

/** The store that views read and write at the moment. One host serves all views of a system. */
export interface Host {
  store: Store;
}

export const slotsOf = Symbol("slots");
export const hostOf = Symbol("host");

/** What every view of a record, union or array carries, out of the model's sight. */
export interface View {
  readonly [slotsOf]: readonly Slot[];
  readonly [hostOf]: Host;
}

export type SlotMaker = (path: string, shape: ScalarShape, within: Slot["within"]) => Slot;
export type NameOf = (domain: string, index: number) => string;

interface Build {
  readonly host: Host;
  readonly sizes: Sizes;
  readonly slot: SlotMaker;
  readonly nameOf: NameOf;
}

/** A property of a view: how to read it, how to assign it, and the slots behind it. */
interface Member {
  get(): unknown;
  set(value: unknown): void;
  readonly slots: readonly Slot[];
}

/** A typed view of `fields` over slots that `build` makes; reading and writing go to the host's store. */
export function viewOf(
  fields: Readonly<Record<string, Shape>>,
  prefix: string,
  build: Build,
): { view: View; slots: readonly Slot[] } {
  const members = Object.entries(fields).map(
    ([name, shape]) => [name, memberOf(shape, join(prefix, name), build)] as const,
  );
  const slots = members.flatMap(([, member]) => member.slots);
  return { view: assemble(members, slots, build.host), slots };
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

function assemble(
  members: readonly (readonly [string, Member])[],
  slots: readonly Slot[],
  host: Host,
): View {
  const view = Object.defineProperties({} as View, {
    [slotsOf]: { value: slots },
    [hostOf]: { value: host },
  });
  for (const [name, { get, set }] of members) {
    Object.defineProperty(view, name, { get, set, enumerable: true });
  }
  return Object.preventExtensions(view);
}

function memberOf(shape: Shape, path: string, build: Build): Member {
  switch (shape.form) {
    case "scalar":
      return scalarMember(build.slot(path, shape, null), build.host);
    case "record":
      return compositeMember(shape.fields, path, build);
    case "array": {
      const count = sizeOf(shape.domain, build.sizes);
      const elements = Array.from({ length: count }, () => shape.element);
      return compositeMember(elements, path, build, (at) => build.nameOf(shape.domain, Number(at)));
    }
    case "union":
      return unionMember(shape.variants, path, build);
  }
}

function scalarMember(slot: Slot, host: Host): Member {
  return {
    get: () => slot.shape.decode(host.store.read(slot)),
    set: (value) => host.store.write(slot, slot.encode(value)),
    slots: [slot],
  };
}

function compositeMember(
  fields: Readonly<Record<string, Shape>> | readonly Shape[],
  path: string,
  build: Build,
  pathName: (name: string) => string = (name) => name,
): Member {
  const members = Object.entries(fields).map(
    ([name, shape]) => [name, memberOf(shape, join(path, pathName(name)), build)] as const,
  );
  const slots = members.flatMap(([, member]) => member.slots);
  const view = assemble(members, slots, build.host);
  return {
    get: () => view,
    set: (value) => {
      if (isView(value)) return link(slots, value[slotsOf], build.host.store);
      for (const [name, member] of members) member.set((value as Record<string, unknown>)[name]);
    },
    slots,
  };
}

/** A union's slots: its kind, then the payload of every variant; only the active one is ever nonzero. */
function unionMember(
  variants: Extract<Shape, { form: "union" }>["variants"],
  path: string,
  { host, slot }: Build,
): Member {
  const kinds = Object.keys(variants);
  const kind = slot(join(path, "kind"), oneOf(...kinds), null);
  const payload = kinds.map((name, code) =>
    Object.fromEntries(
      Object.entries(variants[name]).map(([field, shape]) => [
        field,
        slot(join(path, field), shape, { kind, code }),
      ]),
    ),
  );
  const slots = [kind, ...payload.flatMap((fields) => Object.values(fields))];
  const activeSlot = (field: string): Slot | undefined => payload[host.store.read(kind)][field];
  const names = [...new Set(payload.flatMap((fields) => Object.keys(fields)))];
  const members = names.map((name): readonly [string, Member] => [
    name,
    {
      get: () => {
        const at = activeSlot(name);
        return at?.shape.decode(host.store.read(at));
      },
      set: (value) => {
        const at = activeSlot(name);
        if (at === undefined) throw inactive(path, name, kinds[host.store.read(kind)]);
        host.store.write(at, at.encode(value));
      },
      slots: [],
    },
  ]);
  const kindMember: Member = {
    get: () => kinds[host.store.read(kind)],
    set: () => {
      throw inactive(path, "kind", "the present one");
    },
    slots: [kind],
  };
  const view = assemble([["kind", kindMember], ...members], slots, host);
  return {
    get: () => view,
    set: (value) => {
      if (isView(value)) return link(slots, value[slotsOf], host.store);
      assignUnion(value as Record<string, unknown>, kind, payload, host.store);
    },
    slots,
  };
}

/** Is this a view, and not a plain value? */
export function isView(value: unknown): value is View {
  return typeof value === "object" && value !== null && slotsOf in value;
}

/** Makes each slot what the other one is, without looking at it. */
export function link(to: readonly Slot[], from: readonly Slot[], store: Store): void {
  to.forEach((slot, at) => {
    store.link(slot, from[at]);
  });
}

function assignUnion(
  value: Record<string, unknown>,
  kind: Slot,
  payload: readonly Record<string, Slot>[],
  store: Store,
): void {
  const code = kind.encode(value.kind);
  // Encode first: the value may be read from the union that is being assigned.
  const codes = Object.entries(payload[code]).map(
    ([name, at]) => [at, at.encode(value[name])] as const,
  );
  store.write(kind, code);
  for (const fields of payload) for (const at of Object.values(fields)) store.write(at, 0);
  for (const [at, encoded] of codes) store.write(at, encoded);
}

function inactive(path: string, field: string, kind: string): LanguageError {
  return new LanguageError(
    "variant",
    `${path}.${field} was assigned while ${path} is ${kind}`,
    "Assign the whole value, with its kind: owner.field = { kind: …, … }.",
  );
}
