import type { Progress } from "../explorer/search/index.ts";
import { count } from "./output.ts";

const everyMilliseconds = 100;

/** A line on stderr that tells how far a search is, only where a person looks at it. */
export function progressLine(label: string): {
  onLevel(progress: Progress): void;
  end(): void;
} {
  const isWatched = process.stderr.isTTY === true;
  let last = 0;
  return {
    onLevel: ({ states, depth, frontier }) => {
      const now = performance.now();
      if (!isWatched || now - last < everyMilliseconds) return;
      last = now;
      process.stderr.write(
        `\r\x1b[K${label}: ${count(states)} states, depth ${depth}, frontier ${count(frontier)}`,
      );
    },
    end: () => {
      if (isWatched) process.stderr.write("\r\x1b[K");
    },
  };
}
