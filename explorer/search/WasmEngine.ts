import {
  type Compiled,
  type Find,
  type FinderNames,
  type Independence,
  leafBits,
  none,
  registers,
  type WasmProgram,
} from "../compile/index.ts";
import { CoverCheck } from "./CoverCheck.ts";
import type { Engine } from "./Engine.ts";
import { Findings } from "./Findings.ts";
import { isFinished, isStuck } from "./isStuck.ts";
import type { Location } from "./Location.ts";
import { type CheckedProperty, PropertyCheck } from "./PropertyCheck.ts";
import type { Replay } from "./Replay.ts";
import { WasmTable } from "./WasmTable.ts";
import { wasmApi } from "./wasmApi.ts";

/** An engine of WebAssembly; null where there is none, where it is refused, or for a system that is too large. */
export function wasmEngineOf(compiled: Compiled, sleep: Independence | null): WasmEngine | null {
  const program = wasmApi === undefined ? null : compiled.wasm(sleep);
  if (program === null) return null;
  try {
    return new WasmEngine(compiled, program);
  } catch (error) {
    // Too large for the main thread of a browser, or forbidden there.
    if (error instanceof Error && !(error instanceof TypeError)) return null;
    throw error;
  }
}

/** Searches with the code that was emitted as WebAssembly: state by state, all actors of each. */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly table: WasmTable;
  readonly found: Findings;
  readonly chunk: number;
  private readonly compiled: Compiled;
  private readonly program: WasmProgram;
  /** The first new state that anything is wrong with. */
  private readonly alarm: Find;
  /** Checks of steps, in the order of their registers. */
  private readonly laws: PropertyCheck[] = [];

  constructor(compiled: Compiled, program: WasmProgram) {
    this.compiled = compiled;
    this.program = program;
    this.table = new WasmTable(program, compiled.transitions.length);
    this.chunk = program.plan.chunk;
    this.alarm = this.finder("alarm");
    const { properties, covers } = compiled.program.system;
    const checks = properties.map(({ id }, at) => this.checkOf(id, at));
    const reached = covers.map(({ id }, at) => new CoverCheck(id, this.seen(program.covers[at])));
    this.found = new Findings(checks, reached, compiled.transitions.length);
    this.prepare();
    this.begin();
  }

  get mostBytes(): number {
    const { plan } = this.program;
    return this.table.bytesWith(plan.chunk * this.compiled.fanout);
  }

  expand(from: number, to: number, replay: Replay | null): void {
    const { table, program } = this;
    const { plan } = program;
    this.load(from, to);
    const end = table.functions.expand();
    const looked = (end - plan.batch) / plan.stride;
    const first = table.levelStart + from;
    this.note(first, from, looked);
    const last = replay === null ? end : this.takenBy(replay, end, first);
    table.reserve((last - plan.batch) / plan.stride);
    this.look(last, first);
  }

  /** States are looked at as soon as they are found. */
  nextLevel(): void {
    const { table, found, program } = this;
    const { taken } = program.plan;
    table.nextLevel();
    found.taken.set(table.heap.subarray(taken, taken + found.taken.length));
  }

  /** Takes out of the batch what was not new when it was recorded; gives its new end. */
  private takenBy(replay: Replay, end: number, first: number): number {
    const { registers: words } = this.table;
    const { batch, stride, size } = this.program.plan;
    let kept = batch;
    for (let at = batch; at < end; at += stride) {
      const noted = words[(at + size) / 4];
      if (!replay.takes(first + (noted >>> leafBits), noted & (2 ** leafBits - 1))) continue;
      words.copyWithin(kept / 4, at / 4, (at + stride) / 4);
      kept += stride;
    }
    return kept;
  }

  /** What is asleep, and registers where nothing has been found yet. */
  private prepare(): void {
    const { table, program } = this;
    const { plan, sleep, alarms } = program;
    table.set(registers.error, none);
    table.set(registers.outOfScope, none);
    for (const at of this.laws.keys()) {
      table.set(registers.laws + 8 * at, none);
      table.set(registers.laws + 8 * at + 4, none);
    }
    table.registers.set(alarms, plan.alarms / 4);
    if (sleep === null) return;
    table.registers.set(sleep.rows, plan.rows / 4);
    const rows = sleep.classOf.map((one) => plan.rows + 4 * sleep.stride * one);
    table.registers.set(rows, plan.rowOf / 4);
  }

  /** The initial state, as if one transition that is none had led to it. */
  private begin(): void {
    const { table, compiled, program } = this;
    const { plan } = program;
    table.registers.set(compiled.initial, plan.batch / 4);
    table.registers[(plan.batch + plan.size) / 4] = compiled.transitions.length;
    this.look(plan.batch + plan.stride, -1);
  }

  /** States to expand, and the transitions that they were found by. */
  private load(from: number, to: number): void {
    const { table, program } = this;
    const { plan } = program;
    const { words, level, levelStart, leaves } = table;
    table.set(registers.count, to - from);
    for (const register of [registers.aside, registers.ended, registers.stills])
      table.set(register, 0);
    table.registers.set(level.subarray(from * words, to * words), plan.states / 4);
    const by = plan.leafSize === 2 ? Uint16Array : Uint32Array;
    const places = new by(table.heap.buffer, plan.leaves, to - from);
    places.set(leaves.subarray(levelStart + from, levelStart + to));
  }

  private look(end: number, firstParent: number): void {
    const { table, found } = this;
    const first = table.count;
    const fresh = table.insert(end, firstParent);
    const isCalm = this.alarm(table.registers, 0, fresh) < 0;
    found.lookAtStates(table.registers, [0, fresh], first, isCalm);
  }

  /** What was counted and noted of the states from a number on, which is that of a place in the level. */
  private note(first: number, from: number, looked: number): void {
    const { table, found } = this;
    found.lookups += looked;
    found.transitions += looked + table.get(registers.aside) - table.get(registers.ended);
    found.error ??= this.locationIn(registers.error, first);
    found.outOfScope ??= this.locationIn(registers.outOfScope, first);
    for (const [at, check] of this.laws.entries()) {
      const register = registers.laws + 8 * at;
      check.note(this.locationIn(register, first), this.locationIn(register + 4, first));
    }
    if (found.deadlock < 0) found.deadlock = this.findDeadlock(first, from);
  }

  private locationIn(register: number, first: number): Location | null {
    const noted = this.table.get(register);
    if (noted === none) return null;
    return { state: first + (noted >>> leafBits), transition: noted & (2 ** leafBits - 1) };
  }

  /** The first state of a chunk that nothing but starts leave, and that is a deadlock; or -1. */
  private findDeadlock(first: number, from: number): number {
    const { table, compiled, program } = this;
    const stills = program.plan.stills / 4;
    for (let at = 0; at < table.get(registers.stills); at += 1) {
      const place = table.registers[stills + 2 * at];
      const state = (from + place) * table.words;
      if (isFinished(compiled, table.level, state)) continue;
      const actors = bitsOf(table.registers[stills + 2 * at + 1]);
      if (compiled.starts.length === 0 || isStuck(compiled, actors, table.level, state))
        return first + place;
    }
    return -1;
  }

  private checkOf(id: string, at: number): PropertyCheck {
    const { antecedent, holds } = this.program.properties[at];
    const check = new PropertyCheck({
      id,
      antecedent: this.seen(antecedent),
      holds:
        "law" in holds ? { over: "steps elsewhere", relevant: holds.relevant } : this.broken(holds),
    });
    if ("law" in holds) this.laws[holds.law] = check;
    return check;
  }

  private seen({ wanted, throws }: FinderNames): { isTrue: Find; throws: Find | null } {
    return { isTrue: this.finder(wanted), throws: throws === null ? null : this.finder(throws) };
  }

  private broken({ wanted, throws }: FinderNames): CheckedProperty["holds"] {
    const isFalse = this.finder(wanted);
    return { over: "states", isFalse, throws: throws === null ? null : this.finder(throws) };
  }

  /** Looks at new states, which lie in the memory of the module. */
  private finder(name: string): Find {
    const find = this.table.functions[name];
    return (_, from, to) => {
      this.table.set(registers.from, from);
      this.table.set(registers.to, to);
      return find();
    };
  }
}

/** The numbers of the bits that are set. */
function bitsOf(bits: number): Set<number> {
  return new Set(Array.from({ length: 32 }, (_, at) => at).filter((at) => (bits >>> at) & 1));
}
