import { atRest } from "../model/facts.ts";
import { type ActorView, every, indexes, is, some } from "../model/language/index.ts";
import { privateMappings } from "../model/mappings/index.ts";
import type { Self } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { referencesTo } from "./questions.ts";

/** Threads have a program; hardware has none, and holds no reference. */
function isIdle(actor: ActorView<Self>): boolean {
  return actor.self.program.length === 0 || actor.is(atRest);
}

export const refcountBalances: Invariant = {
  id: "refcount-balances",
  statement:
    "With every thread in user space, the refcount of a page of anonymous memory is its mapcount and the references that are held, and not 0; that of a free page is 0.",
  why: "One that is too high is a page that nobody ever frees, and since 5.9 one that each write fault copies.",
  source: "include/linux/mm.h: folio_get(), folio_put(); mm/memory.c: do_wp_page()",
  doesNotSay:
    "Anything while a thread is in the kernel: who is at work on a page holds a reference.",
  mappings: privateMappings,
  over: "states",
  antecedent: ({ s, actors }) =>
    every(actors, isIdle) && some(s.folio, ({ kind }) => kind === "anon"),
  holds: ({ s, actors }) =>
    !every(actors, isIdle) ||
    every(s.folio, (folio, frame) => {
      const references = referencesTo(s, frame);
      return is(folio, ({ kind, refcount, mapcount }) =>
        kind === "anon" ? refcount > 0 && refcount === mapcount + references : refcount === 0,
      );
    }),
  wrong: ({ s }) =>
    indexes(s.folio)
      .filter((frame) => ["anon", "free"].includes(s.folio[frame].kind))
      .map((frame) => {
        const { kind, refcount, mapcount } = s.folio[frame];
        const references = referencesTo(s, frame);
        return `folio[${frame}] (${kind}): refcount ${refcount}, mapcount ${mapcount}, references ${references}`;
      })
      .join("; "),
};
