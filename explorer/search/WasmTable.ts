import { type MemoryPlan, registers, type WasmProgram, windowLines } from "../compile/index.ts";
import { Levels } from "./Levels.ts";
import { mostPages, pageBytes, type WasmMemory, wasmApi } from "./wasmApi.ts";

const initialBytes = 65_536;
/** Smaller tables double, larger ones grow by half. */
const doublingBytes = 2 ** 26;

type Functions = Readonly<Record<string, (...values: number[]) => number>>;

/**
 * Every state found so far, in the memory of a module: exact, as whole states are compared. The table is the
 * last thing there, and grows in place: the line where a state is looked for first never gets lower.
 */
export class WasmTable extends Levels {
  readonly functions: Functions;
  readonly plan: MemoryPlan;
  /** The memory as bytes and as registers: other views whenever it grows. */
  heap: Uint8Array<ArrayBuffer>;
  registers: Int32Array;
  private readonly memory: WasmMemory;
  private lines: number;

  constructor(program: WasmProgram, transitions: number) {
    super(program.plan.words, transitions);
    if (wasmApi === undefined) throw new Error("there is no WebAssembly");
    const { plan } = program;
    this.plan = plan;
    this.lines = Math.ceil(initialBytes / plan.line);
    const initial = Math.ceil((plan.table + this.lines * plan.line) / pageBytes);
    this.memory = new wasmApi.Memory({ initial, maximum: mostPages });
    this.heap = new Uint8Array(this.memory.buffer);
    this.registers = new Int32Array(this.memory.buffer);
    const module = new wasmApi.Module(program.bytes);
    this.functions = new wasmApi.Instance(module, { env: { memory: this.memory } }).exports;
    this.noteSize();
  }

  get bytes(): number {
    return this.heap.length + this.bytesOfLevels;
  }

  /** What `bytes` would be with room for `more` states. */
  bytesWith(more: number): number {
    const added = this.linesFor(this.count + more) - this.lines;
    return this.bytes + added * this.plan.line;
  }

  set(register: number, value: number): void {
    this.registers[register >> 2] = value;
  }

  get(register: number): number {
    return this.registers[register >> 2];
  }

  /** Makes room for `more` states. */
  reserve(more: number): void {
    const lines = this.linesFor(this.count + more);
    if (lines > this.lines) this.grow(lines);
  }

  /** Looks up what is in the batch up to an address; gives how many states were new. */
  insert(end: number, firstParent: number): number {
    this.set(registers.firstParent, firstParent);
    this.functions.insert(0, end, 0);
    const fresh = this.get(registers.fresh);
    this.keep(fresh);
    return fresh;
  }

  *all(): Generator<Int32Array> {
    const { plan, words } = this;
    for (let line = 0; line < this.lines; line += 1) {
      for (let at = 0; at < plan.perLine; at += 1) {
        const from = (plan.table + line * plan.line + at * plan.size) / 4;
        if (this.registers[from] !== 0) yield this.registers.slice(from, from + words);
      }
    }
  }

  /** New states, from the memory of the module to the next level. */
  private keep(fresh: number): void {
    this.reserveNumbers(fresh);
    const { plan, words, count, memory } = this;
    const { freshStates, freshParents, freshLeaves, leafSize } = plan;
    const leaves = new (leafSize === 2 ? Uint16Array : Uint32Array)(
      memory.buffer,
      freshLeaves,
      fresh,
    );
    this.next.set(this.numbers(freshStates, fresh * words), this.nextCount * words);
    this.parents.set(this.numbers(freshParents, fresh), count);
    this.leaves.set(leaves, count);
    this.nextCount += fresh;
  }

  private numbers(from: number, count: number): Int32Array {
    return this.registers.subarray(from / 4, from / 4 + count);
  }

  /** A line is compared at once, so it may be full; one state after the other is better with some space between. */
  private linesFor(states: number): number {
    const { perLine, line } = this.plan;
    const load = perLine > 1 ? 0.85 : 0.75;
    let { lines } = this;
    while (lines * perLine * load < states) {
      lines = Math.ceil(lines * (lines * line < doublingBytes ? 2 : 1.5));
    }
    return lines;
  }

  /** From the last window down, each is taken out, and its states are put where they belong now. */
  private grow(lines: number): void {
    const { plan, lines: before } = this;
    const pages = Math.ceil((plan.table + lines * plan.line) / pageBytes);
    if (pages > mostPages) throw new RangeError("the table is larger than a memory can be");
    const more = pages - this.heap.length / pageBytes;
    if (more > 0) this.memory.grow(more);
    this.heap = new Uint8Array(this.memory.buffer);
    this.registers = new Int32Array(this.memory.buffer);
    this.lines = lines;
    this.noteSize();
    for (let from = windowLines * Math.floor((before - 1) / windowLines); from >= 0; ) {
      const first = plan.table + from * plan.line;
      const end = plan.table + Math.min(before, from + windowLines) * plan.line;
      this.heap.copyWithin(plan.window, first, end);
      this.heap.fill(0, first, end);
      this.functions.reinsert(0, plan.window + end - first, first);
      from -= windowLines;
    }
  }

  private noteSize(): void {
    const { plan, lines } = this;
    this.set(registers.lines, lines);
    this.set(registers.tableEnd, plan.table + lines * plan.line);
  }
}
