import type { Progress } from "../explorer/search/index.ts";
import { count } from "./output.ts";

const everyMilliseconds = 100;

/** A line on stderr that is written over by the next, only where a person looks at it. */
export function showStatus(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\x1b[K${text}`);
}

/** A line on stderr that tells how far a search is, only where a person looks at it. */
export function progressLine(label: string): {
  onLevel(progress: Progress): void;
  end(): void;
} {
  let last = 0;
  return {
    onLevel: ({ states, depth, frontier }) => {
      const now = performance.now();
      if (now - last < everyMilliseconds) return;
      last = now;
      showStatus(`${label}: ${count(states)} states, depth ${depth}, frontier ${count(frontier)}`);
    },
    end: () => showStatus(""),
  };
}
