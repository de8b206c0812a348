// Instructions of WebAssembly as nested lists of bytes: an expression is its operands, then its opcode.

export type Code = readonly (number | Code | Uint8Array)[];

/** Bytes as they are written, in a buffer that grows. */
class Bytes {
  private bytes = new Uint8Array(1 << 12);
  private length = 0;

  write(code: Code): void {
    for (const part of code) {
      if (typeof part === "number") {
        if (this.length === this.bytes.length) this.reserve(1);
        this.bytes[this.length] = part;
        this.length += 1;
      } else if (part instanceof Uint8Array) {
        this.reserve(part.length);
        this.bytes.set(part, this.length);
        this.length += part.length;
      } else this.write(part);
    }
  }

  all(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const bigger = new Uint8Array(2 * (this.length + more));
    bigger.set(this.bytes);
    this.bytes = bigger;
  }
}

/** A piece of code as bytes: the lists that it was made of are gone. */
export function bytesOf(code: Code): Uint8Array {
  const bytes = new Bytes();
  bytes.write(code);
  return bytes.all();
}

/** A number without sign, in LEB128. */
export function unsigned(value: number): number[] {
  if (value < 128) return [value];
  return [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}

/** A number with a sign, in LEB128. */
function signed(value: number): number[] {
  if (value >= -64 && value < 64) return [value & 127];
  return [(value & 127) + 128, ...signed(value >> 7)];
}

function signed64(value: bigint): number[] {
  if (value >= -64n && value < 64n) return [Number(value & 127n)];
  return [Number(value & 127n) + 128, ...signed64(value >> 7n)];
}

export const types = { i32: 0x7f, i64: 0x7e, v128: 0x7b, nothing: 0x40 } as const;
export type ValueType = "i32" | "i64" | "v128";

export const i32 = (value: number): Code => [0x41, signed(value | 0)];
export const i64 = (value: bigint): Code => [0x42, signed64(BigInt.asIntN(64, value))];

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];

const binary =
  (...opcode: readonly number[]) =>
  (a: Code, b: Code): Code => [a, b, opcode];
const unary =
  (...opcode: readonly number[]) =>
  (a: Code): Code => [a, opcode];

export const not = unary(0x45);
export const equal = binary(0x46);
export const unequal = binary(0x47);
export const less = binary(0x49);
export const add = binary(0x6a);
export const mul = binary(0x6c);
export const and = binary(0x71);
export const or = binary(0x72);
export const shl = binary(0x74);
export const shr = binary(0x76);
export const not64 = unary(0x50);
export const mul64 = binary(0x7e);
export const or64 = binary(0x84);
export const xor64 = binary(0x85);
export const shr64 = binary(0x88);
export const narrow = unary(0xa7);
export const widen = unary(0xad);

const vector = (opcode: number) => [0xfd, unsigned(opcode)];
export const splat64 = (a: Code): Code => [a, vector(0x12)];
export const equalLanes64 = (a: Code, b: Code): Code => [a, b, vector(0xd6)];
export const orLanes = (a: Code, b: Code): Code => [a, b, vector(0x50)];
export const anyLane = (a: Code): Code => [a, vector(0x53)];
export const allLanes64 = (a: Code): Code => [a, vector(0xc3)];

/** Alignment is only a hint: none is promised. */
const loads = (...opcode: Code) => {
  return (at: Code, offset = 0): Code => [at, opcode, 0, unsigned(offset)];
};
const stores =
  (...opcode: Code) =>
  (at: Code, value: Code, offset = 0): Code => [at, value, opcode, 0, unsigned(offset)];

export const load = loads(0x28);
export const load64 = loads(0x29);
export const load8 = loads(0x2d);
export const load16 = loads(0x2f);
/** 32 bits, as 64. */
export const load32to64 = loads(0x35);
export const loadVector = loads(vector(0));
export const store = stores(0x36);
export const store8 = stores(0x3a);
export const store16 = stores(0x3b);

export const block = (...body: Code): Code => [0x02, types.nothing, body, 0x0b];
export const loop = (...body: Code): Code => [0x03, types.nothing, body, 0x0b];
export const br = (depth: number): Code => [0x0c, unsigned(depth)];
export const brIf = (condition: Code, depth: number): Code => [condition, 0x0d, unsigned(depth)];
export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  condition,
  0x04,
  types.nothing,
  then,
  otherwise.length === 0 ? [] : [0x05, otherwise],
  0x0b,
];
export const select = (yes: Code, no: Code, condition: Code): Code => [yes, no, condition, 0x1b];
export const give = (value: Code): Code => [value, 0x0f];
export const call = (number: number, ...values: Code): Code => [values, 0x10, unsigned(number)];
export const trap: Code = [0x00];

/** Goes to the body of the subject's code; codes that no body is for go to the last. */
export function choose(
  subject: Code,
  bodies: readonly { readonly codes: readonly number[]; readonly body: Code }[],
): Code {
  const last = bodies.length - 1;
  const highest = Math.max(...bodies.flatMap(({ codes }) => codes));
  const targets = new Array<number>(highest + 1).fill(last);
  for (const [at, { codes }] of bodies.entries()) for (const code of codes) targets[code] = at;
  const table = [0x0e, unsigned(targets.length), targets.map(unsigned), unsigned(last)];
  // Blocks one in the other: to leave the innermost is to come to the first body.
  const cases = bodies.reduce<Code>(
    (inner, { body }, at) => [block(inner), body, at === last ? [] : br(last - at)],
    [subject, table],
  );
  return block(cases);
}
