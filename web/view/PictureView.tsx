import { useMemo, useRef } from "preact/hooks";
import type { Walk } from "../../walk/index.ts";
import { type Part, parts, pictureOf, type Shown } from "./pictureOf.ts";
import { Ways } from "./Ways.tsx";
import { type Way, waysOf } from "./waysOf.ts";

interface Properties {
  readonly walk: Walk;
  readonly before: number;
  readonly at: number;
}

/** The state at the cursor, from the CPUs to the disk; what the last line changed is marked. */
export function PictureView({ walk, before, at }: Properties) {
  const picture = useMemo(() => pictureOf(walk, before, at), [walk, before, at]);
  const ways = useMemo(() => waysOf(walk, picture, at), [walk, picture, at]);
  const box = useRef<HTMLElement>(null);
  return (
    <section
      class={`picture ${ways.length > 0 ? "beside" : ""}`}
      aria-label="The state at the cursor"
      ref={box}
    >
      {parts
        .filter((part) => picture[part].length > 0)
        .map((part) => (
          <div class="part" key={part} data-part={part}>
            <h3>{titles[part]}</h3>
            <dl>
              {picture[part].map((piece) => (
                <PieceView key={piece.label} piece={piece} ways={ways} />
              ))}
            </dl>
          </div>
        ))}
      <Ways ways={ways} picture={box} />
    </section>
  );
}

const titles: Readonly<Record<Part, string>> = {
  CPUs: "TLBs: each CPU may hold",
  "page tables": "Page tables",
  memory: "Memory",
  "file and disk": "File and disk",
  else: "Else",
};

interface PieceProperties {
  readonly piece: Shown;
  readonly ways: readonly Way[];
}

function PieceView({ piece, ways }: PieceProperties) {
  const { label, kind, text, isAtRest, isNew } = piece;
  const isPte = /^[PC]\.pte/.test(label);
  const stale = ways.some(({ from }) => from === label);
  return (
    <div
      data-label={label}
      class={`piece ${isNew ? "new" : ""} ${isAtRest ? "rest" : ""} ${stale ? "stale" : ""}`}
    >
      <dt>{label}</dt>
      <dd>
        {isPte || kind === "translations" ? <Bits text={text} /> : text}
        {stale && <em title="a walk of the page table would not give this now">stale</em>}
        {isNew && <span class="hidden">, new</span>}
      </dd>
    </div>
  );
}

/** W and D as boxes that are full or empty; whatever else is said stays words. */
function Bits({ text }: { readonly text: string }) {
  const words = text.split(/(?<=,) | /);
  return (
    <>
      {words.map((word, at) => {
        const [, no, letter, comma] = /^(-?)([WDA])(,?)$/.exec(word) ?? [];
        const key = `${at} ${word}`;
        if (letter === undefined) return <span key={key}>{word} </span>;
        return (
          <span key={key}>
            <i class={`bit ${no === "-" ? "off" : "on"}`} title={bitNames[`${no}${letter}`]}>
              {no}
              {letter}
            </i>
            {comma}{" "}
          </span>
        );
      })}
    </>
  );
}

const bitNames: Readonly<Record<string, string>> = {
  W: "pte_write()",
  "-W": "not pte_write()",
  D: "pte_dirty()",
  "-D": "not pte_dirty()",
  "-A": "not pte_young()",
};
