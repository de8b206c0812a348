import type { ActorProgram, Compiled, Slot } from "../explorer/compile/index.ts";
import { type Meaning, meaningsOf } from "./meaningsOf.ts";
import type { Names } from "./Names.ts";
import type { Variable } from "./Variable.ts";

/** The most codes of a number whose meanings are listed. */
const mostListed = 40;

/** A variable for each slot that a compiled system keeps. */
export class Variables {
  /** In the order of the state, then by actor: where it is, and its locals. */
  readonly list: Variable[] = [];
  private readonly compiled: Compiled;
  private readonly names: Names;
  private readonly bySlot = new Map<number, Variable>();
  /** Words that stand for a code, by word and code: one for all variables in which they mean that. */
  private readonly constants = new Map<string, string>();

  constructor(compiled: Compiled, names: Names) {
    this.compiled = compiled;
    this.names = names;
    const { program } = compiled;
    this.addPlace(program.state);
    for (const actor of program.actors) this.addActor(actor);
  }

  /** The variable of a slot; undefined if nothing keeps it, and it holds 0 always. */
  of(slot: Slot): Variable | undefined {
    return this.bySlot.get(slot.id);
  }

  private addActor({ actor, pc, positions }: ActorProgram): void {
    const places = new Set(positions.map(({ activation }) => activation));
    const constants = positions.map(({ activation, step }) => {
      const place = step === null ? "end" : `${activation.procedure.name}.${step}`;
      return this.names.unique(`${actor.name}_at_${place}`);
    });
    this.add(pc, null, constants);
    for (const { local } of places) this.addPlace(local);
  }

  private addPlace({ info, cells }: Compiled["program"]["state"]): void {
    const meanings = meaningsOf(info, this.compiled.program.system);
    for (const [at, slot] of cells.entries()) {
      const meaning = meanings[at];
      this.add(slot, textsOf(slot, meaning), meaning?.areWords ? this.constantsOf(meaning) : []);
    }
  }

  private add(slot: Slot, meanings: Variable["meanings"], constants: readonly string[]): void {
    const { layout, initial } = this.compiled;
    if (layout.placeOf(slot).mask === 0) return;
    const variable: Variable = {
      name: this.names.unique(slot.path),
      path: slot.path,
      size: slot.size,
      initial: layout.read(slot, initial),
      meanings,
      constants,
    };
    this.bySlot.set(slot.id, variable);
    this.list.push(variable);
  }

  private constantsOf({ texts }: Meaning): string[] {
    return texts.map((text, code) => {
      const key = `${code} ${text}`;
      const name = this.constants.get(key) ?? this.names.unique(text);
      this.constants.set(key, name);
      return name;
    });
  }
}

/** What a slot's codes mean, unless they say it themselves. */
function textsOf({ size }: Slot, meaning: Meaning | null): Variable["meanings"] {
  if (meaning === null || meaning.areWords || size > mostListed) return null;
  return meaning.texts.every((text, code) => text === String(code)) ? null : meaning.texts;
}
