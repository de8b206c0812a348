import type { Walk } from "../../walk/index.ts";
import type { Picture } from "./pictureOf.ts";

/** The way from a translation that no walk would give any more to the folio that it still reaches. */
export interface Way {
  /** The labels of the pieces between which it goes; null: there is one folio, which has no piece of its own. */
  readonly from: string;
  readonly to: string | null;
  readonly says: string;
  /** Has the step at the cursor gone it? */
  readonly isTaken: boolean;
}

/** The stale ways after so many steps of a run. */
export function waysOf(walk: Walk, picture: Picture, at: number): Way[] {
  const taker = takerAt(walk, at);
  return picture.CPUs.filter(({ kind, isAtRest }) => kind === "translations" && !isAtRest).flatMap(
    ({ label, text }) => {
      const [cpu, mm] = label.split(" of ");
      const entry = picture["page tables"].find((piece) => piece.label === `${mm}.pte`)?.text;
      const stale = entry === undefined ? [] : staleIn(text, entry);
      return stale.map((one) => {
        const folio = frameOf(one) || null;
        const isTaken = taker?.from === label;
        const says = [
          `${cpu} still reaches ${folio ?? "the folio"} by the stale translation ${one}; ${mm}.pte is ${entry}`,
          ...(isTaken ? [`${taker.actor} has just gone this way`] : []),
        ].join(": ");
        return { from: label, to: folio, says, isTaken };
      });
    },
  );
}

/** Who has just stored or loaded through its TLB, and of which one. */
function takerAt({ steps, subject }: Walk, at: number): { actor: string; from: string } | null {
  const step = steps[at - 1];
  if (step === undefined || !["store", "load"].includes(step.procedure)) return null;
  const thread = subject.scenario.threads.find(({ name }) => name === step.actor);
  const [way] = step.chosen;
  if (thread === undefined || way === undefined || way === "walk") return null;
  return { actor: step.actor, from: `cpu${thread.cpu} of ${thread.mm === "parent" ? "P" : "C"}` };
}

/** Of the translations that a CPU may hold, those that a walk of the page table would not give. */
function staleIn(translations: string, entry: string): string[] {
  return translations.split(", ").filter((one) => {
    if (entry === "none" || frameOf(one) !== frameOf(entry)) return true;
    return ["W", "D"].some((flag) => has(one, flag) && has(entry, `-${flag}`));
  });
}

function has(text: string, flag: string): boolean {
  return text.split(" ").includes(flag);
}

function frameOf(text: string): string {
  return /folio\[\w+\]/.exec(text)?.[0] ?? "";
}
