import { isScalar } from "../../model/language/index.ts";
import type { Content, FrameContent } from "../Content.ts";
import { type Activation, chainOf } from "./Activation.ts";
import type { Compiled } from "./Compiled.ts";
import { decode } from "./codec.ts";
import type { Parts, ShapeInfo } from "./Shapes.ts";
import type { Slot } from "./Slot.ts";

/** What a packed state holds, for comparing engines. What passes dropped is shown at rest. */
export function contentOf<S>(compiled: Compiled<S>, words: Int32Array, at = 0): Content {
  const { program, layout, constants } = compiled;
  const read = (slot: Slot) => constants.get(slot) ?? layout.read(slot, words, at);
  return {
    s: fieldsOf(program.state.info.parts, program.state.cells.map(read)),
    actors: program.actors.map(({ pc, positions }) => {
      const { activation, step } = positions[read(pc)];
      return step === null ? null : framesOf(activation, step, read);
    }),
  };
}

function framesOf(
  activation: Activation,
  step: string,
  read: (slot: Slot) => number,
): FrameContent[] {
  const chain = chainOf(activation);
  return chain.map(({ procedure, local }, at) => {
    // Of a caller: where it goes on, and what it waits for.
    const inner = chain[at + 1]?.caller;
    return {
      procedure: procedure.name,
      step: inner?.then ?? step,
      results: Object.fromEntries(inner?.results ?? []),
      locals: fieldsOf(local.info.parts, local.cells.map(read)),
    };
  });
}

/** Codes as plain values; what can hold nothing is null. */
function plain(
  { shape, parts, variants, isInhabited }: ShapeInfo,
  codes: readonly number[],
): unknown {
  if (!isInhabited) return null;
  if (isScalar(shape)) return decode(shape, codes[0]);
  if (shape.form === "array") return Object.values(fieldsOf(parts, codes));
  if (shape.form === "record") return fieldsOf(parts, codes);
  const { name, parts: active } = variants[codes[0]];
  return { kind: name, ...fieldsOf(active, codes) };
}

function fieldsOf(parts: Parts, codes: readonly number[]): Record<string, unknown> {
  const values = [...parts].map(([name, { info, at }]): [string, unknown] => [
    name,
    plain(
      info,
      at.map((cell) => codes[cell]),
    ),
  ]);
  return Object.fromEntries(values);
}
