import { useEffect, useRef } from "preact/hooks";
import { isChanged, type Row, type Verdict } from "../../checks/index.ts";

interface Properties {
  readonly kernel: string;
  /** In the order of the columns. */
  readonly kernels: readonly string[];
  readonly answers: ReadonlyMap<string, readonly Row[]>;
  /** Which property's trace is shown. */
  readonly shown: string | null;
  /** Are verdicts of threads of one's own? Nothing is expected of these. */
  readonly isOwn: boolean;
  readonly onOpen: (kernel: string, property: string) => void;
}

/** Laws and what must be reached, by kernels: a press on a verdict opens its trace. */
export function Verdicts(properties: Properties) {
  const { kernel, kernels, answers } = properties;
  const ids = [
    ...new Set([...answers.values()].flatMap((rows) => rows.map((row) => row.property))),
  ];
  const box = useRef<HTMLDivElement>(null);
  const isThere = ids.length > 0;
  useEffect(() => center(box.current), [kernel, kernels, isThere]);
  return (
    <div class="matrix" ref={box}>
      <table>
        <thead>
          <tr>
            <th scope="col">law</th>
            {kernels.map((name) => (
              <th key={name} scope="col" class={name === kernel ? "here" : ""}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <tr key={id} class={id === properties.shown ? "shown" : ""}>
              <th scope="row">{id}</th>
              {kernels.map((name) => (
                <td key={name} class={name === kernel ? "here" : ""}>
                  <Cell
                    {...properties}
                    name={name}
                    row={answers.get(name)?.find(({ property }) => property === id)}
                    isSearched={answers.has(name)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Scrolls the table, and not the page, to the kernel that is asked. */
function center(box: HTMLElement | null): void {
  const head = box?.querySelector<HTMLElement>("th.here");
  if (box && head) box.scrollLeft = head.offsetLeft - (box.clientWidth * 2) / 3;
}

interface CellProperties extends Properties {
  readonly name: string;
  readonly row: Row | undefined;
  readonly isSearched: boolean;
}

function Cell({ name, row, isSearched, isOwn, onOpen }: CellProperties) {
  if (row === undefined) {
    const what = isSearched ? "not asked of this kernel" : "not searched yet";
    return (
      <span class="none" title={what}>
        {isSearched ? "" : "·"}
      </span>
    );
  }
  const { before, verdict, met, property } = row;
  const change = before !== null && before !== verdict ? `${before}, with the proposal ` : "";
  const unmet = met || isOwn ? "" : ", not as expected";
  const text = `${property} on Linux ${name}: ${change}${verdict}${unmet}`;
  return (
    <button
      type="button"
      class={`cell ${isChanged(row) ? "changed" : ""} ${met || isOwn ? "" : "unmet"}`}
      title={text}
      aria-label={text}
      onClick={() => onOpen(name, property)}
    >
      {change !== "" && before !== null && <i class={before}>{letters[before]}</i>}
      <i class={verdict}>{letters[verdict]}</i>
    </button>
  );
}

const letters: Readonly<Record<Verdict, string>> = {
  holds: "h",
  violated: "V",
  vacuous: "–",
  incomplete: "?",
  deadlock: "D",
  error: "E",
  reached: "r",
  never: "n",
};

/** What the letters mean that are there. */
export function Legend({ rows }: { readonly rows: readonly Row[] }) {
  const seen = new Set(
    rows.flatMap(({ before, verdict }) => [verdict, ...((before ?? "") ? [before] : [])]),
  );
  return (
    <p class="legend">
      {Object.entries(letters)
        .filter(([verdict]) => [...seen].some((one) => one === verdict))
        .map(([verdict, letter]) => (
          <span key={verdict}>
            <i class={verdict}>{letter}</i> {verdict}
          </span>
        ))}
    </p>
  );
}
