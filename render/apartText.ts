import type { Apart, Row } from "../checks/index.ts";
import { toldSystems } from "./toldSystems.ts";

const texts: Readonly<Record<Apart["reached"], string>> = {
  with: "Where no verdict changes, memory holds something only with the proposal",
  without: "Where no verdict changes, memory holds something only without the proposal",
  nowhere:
    "Where no verdict changes, memory holds the same in all states with the proposal as without",
  unknown:
    "Where no verdict changes, it is not known whether memory holds something else, as a bound was met first",
};

/** Where a proposal makes a difference that no verdict shows, in a paragraph for each answer. */
export function apartText(rows: readonly Row[]): string {
  return toldSystems(rows, ({ apart }) => (apart === null ? null : `${texts[apart.reached]}:`));
}
