import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Way } from "./waysOf.ts";

interface Properties {
  readonly ways: readonly Way[];
  /** The picture over which they are drawn; its pieces tell their labels. */
  readonly picture: RefObject<HTMLElement | null>;
}

/** The ways of stale translations, past the page tables, and what they are in words. */
export function Ways({ ways, picture }: Properties) {
  const [paths, setPaths] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    const box = picture.current;
    if (box === null) return;
    const draw = () => setPaths(ways.map((way, at) => pathOf(box, way, at)));
    const watching = new ResizeObserver(draw);
    watching.observe(box);
    draw();
    return () => watching.disconnect();
  }, [ways]);
  if (ways.length === 0) return null;
  return (
    <>
      <svg class="ways" aria-hidden="true">
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 6 6"
            refX="5"
            refY="3"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
          >
            <path d="M0 0 L6 3 L0 6 z" />
          </marker>
        </defs>
        {paths.map((path, at) => (
          <path
            key={path}
            d={path}
            class={ways[at]?.isTaken ? "taken" : ""}
            marker-end="url(#arrow)"
          />
        ))}
      </svg>
      <ul class="wayTexts">
        {ways.map(({ says, isTaken }) => (
          <li key={says} class={isTaken ? "taken" : ""}>
            {says}.
          </li>
        ))}
      </ul>
    </>
  );
}

/** From the left of the one piece, down beside the picture, to the left of the other. */
function pathOf(box: HTMLElement, { from, to }: Way, at: number): string {
  const frame = box.getBoundingClientRect();
  const [start, end] = [
    pieceOf(box, from),
    to === null ? box.querySelector('[data-part="memory"] h3') : pieceOf(box, to),
  ];
  if (!start || !end) return "";
  const [a, b] = [start, end].map((one) => {
    const { left, top, height } = one.getBoundingClientRect();
    return { x: left - frame.left, y: top - frame.top + height / 2 };
  });
  return `M${a.x} ${a.y} H${12 - 4 * (at % 3)} V${b.y} H${b.x - 4}`;
}

function pieceOf(box: HTMLElement, label: string): Element | null {
  return box.querySelector(`[data-label="${label}"]`);
}
