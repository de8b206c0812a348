import type { ComponentChildren } from "preact";
import { findProposal, findScenario, UsageError } from "../../checks/index.ts";
import { keyKernels, mainline, rules } from "../../model/kernels/index.ts";
import { type MappingName, mappingNames } from "../../model/mappings/index.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { kernelsOf, type Scenario, scenarios } from "../../scenarios/index.ts";
import { kernelFor, type Question } from "../question/index.ts";
import { Combobox } from "./Combobox.tsx";
import type { Change } from "./useQuestion.ts";

interface Properties {
  readonly question: Question;
  readonly change: Change;
}

/** The question as a sentence: what, on which kernel, in which memory, with which changes. */
export function Sentence({ question, change }: Properties) {
  const { scenario, mapping, kernel, proposals: chosen, edits, asks } = question;
  const { mappings } = findScenario(scenario);
  const without = (id: string) =>
    change({ proposals: chosen.filter((one) => one !== id), at: null });
  const unedited = (place: string) =>
    change({ edits: edits.filter((one) => one.place !== place), at: null });
  return (
    <p class="sentence">
      Check{" "}
      <Combobox
        label="scenario"
        value={scenario}
        options={scenarios.map(({ id, question: about }) => ({ value: id, about }))}
        onChoose={(id) => change(afresh(findScenario(id), question))}
      />{" "}
      on Linux{" "}
      <Combobox
        label="kernel"
        value={kernel}
        options={kernelOptions(findScenario(scenario), mapping)}
        onChoose={(name) => change({ kernel: name, at: null })}
      />{" "}
      in{" "}
      <Combobox
        label="mapping"
        value={mapping}
        options={mappings.map((value) => ({ value }))}
        onChoose={(name) => change(inMapping(findScenario(scenario), question, name))}
      />{" "}
      {asks.length > 0 && (
        <Chip without="ask all laws of the scenario" onDrop={() => change({ asks: [] })}>
          asking {asks.join(", ")}
        </Chip>
      )}{" "}
      {chosen.map((id) => (
        <Chip
          key={id}
          about={findProposal(id).what}
          without={`without ${id}`}
          onDrop={() => without(id)}
        >
          with {id}
        </Chip>
      ))}{" "}
      {edits.map(({ place }) => (
        <Chip key={place} without={`without the edited ${place}`} onDrop={() => unedited(place)}>
          with {place} edited
        </Chip>
      ))}{" "}
      <Combobox
        label="proposal"
        value={chosen.length + edits.length === 0 ? "as it is" : "and …"}
        options={[...proposals, ...brokenVariants]
          .filter(({ id }) => !chosen.includes(id))
          .map(({ id, what }) => ({ value: id, about: what }))}
        onChoose={(id) => change({ proposals: [...chosen, id], at: null })}
      />
    </p>
  );
}

interface ChipProperties {
  readonly about?: string;
  /** What a press on its cross does. */
  readonly without: string;
  readonly onDrop: () => void;
  readonly children: ComponentChildren;
}

/** A part of the question that can be dropped. */
function Chip({ about, without, onDrop, children }: ChipProperties) {
  return (
    <span class="chip" title={about}>
      {children}
      <button type="button" aria-label={without} onClick={onDrop}>
        ×
      </button>
    </span>
  );
}

/** Another scenario, with the kernel that was, if it makes sense there. */
function afresh(scenario: Scenario, { kernel, mapping }: Question): Partial<Question> {
  const name = scenario.mappings.includes(mapping) ? mapping : scenario.mappings[0];
  const has = kernelsOf(scenario, name, [...mainline, ...keyKernels]).includes(kernel);
  return {
    scenario: scenario.id,
    mapping: name,
    kernel: has ? kernel : kernelFor(scenario, name),
    threads: null,
    asks: [],
    law: null,
    at: null,
    moves: null,
    state: null,
  };
}

function inMapping(scenario: Scenario, { kernel }: Question, name: string): Partial<Question> {
  const mapping = mappingNames.find((one) => one === name);
  if (mapping === undefined) throw new UsageError(`no mapping ${name}`, "Choose another.");
  const has = kernelsOf(scenario, mapping, [...mainline, ...keyKernels]).includes(kernel);
  return { mapping, kernel: has ? kernel : kernelFor(scenario, mapping), at: null };
}

/** Every release, the newest first, with what came in it. */
function kernelOptions(scenario: Scenario, mapping: MappingName) {
  const trees = keyKernels.filter((name) => !mainline.includes(name));
  return kernelsOf(scenario, mapping, [...mainline, ...trees])
    .toReversed()
    .map((value) => {
      const came = Object.values(rules).filter(({ since }) => since === value);
      return {
        value,
        ...(came.length > 0 && { about: came.map(({ meaning }) => meaning).join("; ") }),
      };
    });
}
