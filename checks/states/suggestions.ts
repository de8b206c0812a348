import type { System } from "../../model/language/index.ts";
import type { State } from "../../model/state/index.ts";
import { UsageError } from "../UsageError.ts";
import { placeTexts, placeWords } from "./actorPlace.ts";
import { statePath, statePaths } from "./StatePath.ts";

/** More than these nobody reads. */
const most = 40;

/** How a condition that is being written may go on: the whole text each time, its last word completed. */
export function suggestions(system: System<State>, text: string): string[] {
  const [last] = /[\w.[\]"]*$/.exec(text) ?? [""];
  const before = text.slice(0, text.length - last.length);
  return wordsAfter(system, before)
    .filter((word) => word.startsWith(last) && word !== last)
    .slice(0, most)
    .map((word) => `${before}${word}`);
}

function wordsAfter(system: System<State>, before: string): string[] {
  const actors = system.actors.map(({ name }) => name);
  const [, left = "", word = ""] = /([\w.[\]]+)\s*(==|!=|\bat|\bin)\s*$/.exec(before) ?? [];
  if (placeWords.some((one) => one === word)) {
    const places = placeTexts(system);
    return word === "at" ? places : [...new Set(places.map((place) => place.replace(/\..*/, "")))];
  }
  if (word !== "") return valuesOf(system, left);
  const [, name = ""] = /([\w\]"]+)\s*$/.exec(before) ?? [];
  if (actors.includes(name)) return [...placeWords];
  return name === "" ? [...statePaths(system), ...actors] : [];
}

/** Nothing of a path that is none. */
function valuesOf(system: System<State>, path: string): string[] {
  try {
    const words = path.split(/[.[\]]+/).filter((word) => word !== "");
    return statePath(system, words).values.map((value) => JSON.stringify(value));
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
