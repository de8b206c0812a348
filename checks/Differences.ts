import type { Bounds, Progress } from "../explorer/search/index.ts";
import type { Apart } from "./Apart.ts";
import { apartTrace } from "./apartTrace.ts";
import { type Difference, differenceOf } from "./differenceOf.ts";
import { isSameSystem } from "./isSameSystem.ts";
import type { Subject } from "./Subject.ts";

/** It keeps of every state what it holds, as text: beyond this many that is not worth its memory. */
const mostStates = 100_000;

/** Where proposals make a difference that no verdict shows; searched once for kernels that agree. */
export class Differences {
  private readonly bounds: Bounds;
  private readonly known: { readonly subject: Subject; readonly difference: Difference }[] = [];

  constructor(bounds: Bounds = {}) {
    const { maxStates = mostStates } = bounds;
    this.bounds = { ...bounds, maxStates: Math.min(maxStates, mostStates) };
  }

  of(subject: Subject, onLevel?: (progress: Progress) => void): Apart {
    const { reached, moves } = this.search(subject, onLevel);
    if (moves === null || reached === "nowhere" || reached === "unknown") {
      return { reached, trace: null };
    }
    return { reached, trace: apartTrace(subject, reached, moves) };
  }

  private search(subject: Subject, onLevel?: (progress: Progress) => void): Difference {
    const found = this.known.find(({ subject: one, difference: { asked } }) =>
      isSameSystem(one, subject, asked),
    );
    if (found !== undefined) return found.difference;
    const difference = differenceOf(subject, this.bounds, onLevel);
    this.known.push({ subject, difference });
    return difference;
  }
}
