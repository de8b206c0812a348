import { bytesOf, type Code, types, unsigned, type ValueType } from "./code.ts";

/** A function of a module: its parameters come first among its locals. */
export interface WasmFunction {
  readonly parameters: readonly ValueType[];
  readonly hasResult: boolean;
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** A function as bytes: its type, and its code with how long it is. */
interface Encoded {
  readonly type: Code;
  readonly code: Code;
}

/** A module with functions alone; its memory is given to it. */
export class WasmModule {
  private readonly functions: (Encoded | null)[] = [];
  private readonly exports = new Map<string, number>();

  /** The number of a function that is defined later. */
  reserve(): number {
    return this.functions.push(null) - 1;
  }

  define(number: number, made: WasmFunction): void {
    this.functions[number] = { type: typeOf(made), code: sized(codeOf(made)) };
  }

  add(made: WasmFunction): number {
    const number = this.reserve();
    this.define(number, made);
    return number;
  }

  export(name: string, made: WasmFunction): void {
    this.exports.set(name, this.add(made));
  }

  bytes(): Uint8Array {
    const all = this.functions.map((made) => {
      if (made === null) throw new Error("a function was never defined");
      return made;
    });
    const memory = [name("env"), name("memory"), 0x02, 0x01, 1, unsigned(65_536)];
    const exported = [...this.exports].map(([id, number]) => [name(id), 0x00, unsigned(number)]);
    const types = all.map(({ type }) => type);
    const numbers = all.map((_, at) => unsigned(at));
    const codes = all.map(({ code }) => code);
    return bytesOf([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      [types, [memory], numbers, exported, codes].map((entries, at) => [
        [1, 2, 3, 7, 10][at],
        sized([unsigned(entries.length), entries]),
      ]),
    ]);
  }
}

function sized(code: Code): Code {
  const bytes = bytesOf(code);
  return [unsigned(bytes.length), bytes];
}

function name(text: string): Code {
  return [unsigned(text.length), [...text].map((letter) => letter.charCodeAt(0))];
}

function typeOf({ parameters, hasResult }: WasmFunction): Code {
  const results = hasResult ? [1, types.i32] : [0];
  return [0x60, unsigned(parameters.length), parameters.map((type) => types[type]), results];
}

function codeOf({ locals, body }: WasmFunction): Code {
  const declared = locals.map((type) => [1, types[type]]);
  return [unsigned(locals.length), declared, body, 0x0b];
}
