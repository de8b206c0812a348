import { type Answers, answers, LanguageError } from "../../model/language/index.ts";
import type { PathStore } from "./PathStore.ts";

/** What a view shows: fields or elements by name, and how they answer quantifiers. */
export interface Viewed {
  readonly view: object;
  readonly store: PathStore;
  /** Names of the fields or elements that exist now. */
  keys(): readonly string[];
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  same(other: object): boolean;
  sameField(name: string, other: object, otherName: string): boolean;
  become(value: object): void;
  copyField(name: string, from: object, fromName: string): void;
  update(name: string, change: (value: unknown) => unknown): void;
}

/** A view is as near to a plain object as can be: what exists now can be listed, spread and matched. */
export function viewOf(viewed: Viewed): object {
  return new Proxy({}, handlerOf(viewed));
}

function handlerOf(viewed: Viewed): ProxyHandler<object> {
  let own: Answers | undefined;
  return {
    get: (_, name) => {
      if (typeof name === "string") return viewed.get(name);
      if (name === answers) {
        own ??= answersOf(viewed);
        return own;
      }
      return undefined;
    },
    set: (_, name, value) => {
      viewed.set(String(name), value);
      return true;
    },
    has: (_, name) => typeof name === "string" && viewed.keys().includes(name),
    ownKeys: () => [...viewed.keys()],
    getOwnPropertyDescriptor: (_, name) => {
      if (typeof name !== "string" || !viewed.keys().includes(name)) return undefined;
      // With a getter: to ask which fields there are does not read them.
      return { get: () => viewed.get(name), enumerable: true, configurable: true };
    },
    deleteProperty: (_, name) => {
      throw new LanguageError(
        "outside",
        `${String(name)} was deleted`,
        "Fields cannot be deleted: assign another value.",
      );
    },
  };
}

/** How a view answers quantifiers: each as one node. */
function answersOf(viewed: Viewed): Answers {
  const ask = (predicate: (element: unknown, at: number) => boolean) => {
    const names = viewed.keys();
    const body = (at: number) => {
      const index = Number(names[at]);
      return predicate(viewed.get(String(index)), index) ? 1 : 0;
    };
    return [names.length, body, names] as const;
  };
  return {
    indexes: () => viewed.keys().map(Number),
    some: (predicate) => {
      const [length, body] = ask(predicate);
      return viewed.store.first(length, body) > 0;
    },
    first: (predicate) => {
      const [length, body, names] = ask(predicate);
      const found = viewed.store.first(length, body);
      return found === 0 ? null : Number(names[found - 1]);
    },
    count: (predicate) => {
      const [length, body] = ask(predicate);
      return viewed.store.count(length, body);
    },
    is: (predicate) => viewed.store.query(() => (predicate(viewed.view) ? 1 : 0)) === 1,
    same: (other) => viewed.same(other),
    sameField: (name, other, otherName) => viewed.sameField(name, other, otherName),
    become: (value) => viewed.become(value),
    copyField: (name, from, fromName) => viewed.copyField(name, from, fromName),
    update: (name, change) => viewed.update(name, change),
  };
}
