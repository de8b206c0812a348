import { useEffect, useState } from "preact/hooks";
import { procedureNamed, proposalFile } from "../edit/index.ts";
import { type Question, scenarioOf } from "../question/index.ts";
import { texts } from "../texts.ts";
import { Combobox } from "./Combobox.tsx";
import { Copy } from "./Copy.tsx";
import type { Option } from "./Options.tsx";
import type { Answers } from "./useAnswers.ts";
import type { Change } from "./useQuestion.ts";

interface Properties {
  readonly question: Question;
  readonly change: Change;
  readonly answers: Answers;
  /** The step under the cursor of the run. */
  readonly here: string | null;
}

/** The kernel's step beside one's own: what one writes is checked as a proposal. */
export function Editor({ question, change, answers, here }: Properties) {
  const { edits } = question;
  const [chosen, setChosen] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const isEdited = edits.length > 0;
  useEffect(() => {
    if (isEdited) setOpen(true); // It stays so when the last edit is taken back.
  }, [isEdited]);
  const options = optionsOf(answers.places);
  const known = [chosen, edits[0]?.place, here, options[0].value];
  const place = known.find((one) => one != null && Object.hasOwn(texts.steps, one)) ?? "";
  const write = (text: string) => {
    const others = edits.filter((one) => one.place !== place);
    const isKernels = text === texts.steps[place];
    setChosen(place);
    change({ edits: isKernels ? others : [...others, { place, text }], at: null });
  };
  return (
    <details
      class="editor"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>edit a step of the kernel, and check it as a proposal</summary>
      <p>
        Step <Combobox label="step" value={place} options={options} onChoose={setChosen} />{" "}
        <code>{procedureNamed(place.split(".")[0])[1].source}</code>
      </p>
      <Sides
        key={place}
        place={place}
        text={edits.find((one) => one.place === place)?.text ?? null}
        onWrite={write}
      />
      {isEdited && <Wrong answers={answers} />}
      {isEdited && (
        <Copy texts={{ file: () => proposalFile(edits, texts, optionsFor(question)) }} />
      )}
    </details>
  );
}

/** Every step: those that somebody comes to in this system first. */
function optionsOf(places: readonly string[]): Option[] {
  const used = places.filter((place) => Object.hasOwn(texts.steps, place));
  const others = Object.keys(texts.steps).filter((place) => !used.includes(place));
  return [
    ...used.map((value) => ({ value })),
    ...others.map((value) => ({ value, about: "nobody comes to it here" })),
  ];
}

/** On the command line. */
function optionsFor(question: Question): string {
  const { kernel, mapping, proposals } = question;
  const { id, file = id } = scenarioOf(question);
  const others = proposals.map((id) => ` --proposal ${id}`).join("");
  return `${file} --kernel ${kernel} --mapping ${mapping}${others}`;
}

/** So long after the last key what is written is checked. */
const calm = 600;

interface SidesProperties {
  readonly place: string;
  /** Null: as in the kernel. */
  readonly text: string | null;
  readonly onWrite: (text: string) => void;
}

function Sides({ place, text, onWrite }: SidesProperties) {
  const original = texts.steps[place];
  const saved = text ?? original;
  const [written, setWritten] = useState(saved);
  useEffect(() => setWritten(saved), [text]);
  useEffect(() => {
    if (written === saved) return;
    const later = setTimeout(() => onWrite(written), calm);
    return () => clearTimeout(later);
  }, [written, text]);
  const lines = Math.max(...[original, written].map((one) => one.split("\n").length));
  return (
    <div class="sides">
      <div>
        <h3>The kernel's step</h3>
        <pre>{original}</pre>
      </div>
      <div>
        <h3>
          Yours{" "}
          {written !== original && (
            <button type="button" class="quiet" onClick={() => onWrite(original)}>
              back to the kernel's
            </button>
          )}
        </h3>
        <textarea
          aria-label={`${place}, edited`}
          rows={lines + 1}
          spellcheck={false}
          value={written}
          onInput={({ currentTarget }) => setWritten(currentTarget.value)}
          onBlur={() => {
            if (written !== saved) onWrite(written);
          }}
        />
      </div>
    </div>
  );
}

/** What is wrong with what is written: it cannot be read or compiled, or breaks a rule where it is taken. */
function Wrong({ answers: { failed, rows } }: { readonly answers: Answers }) {
  const error = rows?.find(({ verdict }) => verdict === "error")?.trace?.error ?? null;
  const wrong = failed ?? (error === null ? null : `In the run below: ${error}.`);
  return wrong === null ? null : <p role="alert">{wrong}</p>;
}
