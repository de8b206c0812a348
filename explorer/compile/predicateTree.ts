import {
  answerOf,
  LanguageError,
  languageErrorOf,
  type Moment,
} from "../../model/language/index.ts";
import { enumeratePaths } from "./enumeratePaths.ts";
import { onPath, valueOrError } from "./PathStore.ts";
import type { Tree } from "./Tree.ts";
import type { Unfolded } from "./unfold.ts";

/** The tree of a predicate: 1 where it is true, 0 where it is not, the code of an error where it throws. */
export function predicateTree<S>(
  { program, session }: Unfolded<S>,
  name: string,
  predicate: (before: Moment<S>, after: Moment<S>) => boolean,
): Tree<number> {
  try {
    const tree = enumeratePaths(
      (path) =>
        onPath(path, session, (store) => {
          const value = valueOrError(
            () => (answerOf(program.look(predicate, store)) ? 1 : 0),
            session,
          );
          const [written] = store.effects.keys();
          if (written === undefined && store.choices.length === 0) return value;
          const what =
            written === undefined ? "a predicate chose" : `a predicate assigned ${written.path}`;
          throw new LanguageError(
            written === undefined ? "choice" : "query-writes",
            what,
            "Predicates only read: compare with === and assign in steps.",
          );
        }),
      session.queries,
      session.isTwice,
    );
    if (tree === null) throw new Error("no path of it is possible");
    return tree;
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw languageErrorOf(error).at(name);
  }
}
