import { describe, expect, it } from "vitest";
import { current, untold as procedure } from "../../model/current.ts";
import { defaultKernels } from "../../model/kernels/index.ts";
import { blocked, indexOf } from "../../model/language/index.ts";
import { do_shared_fault, handle_mm_fault, zap_pte_range } from "../../model/operations/index.ts";
import {
  folio_unlock,
  mmap_read_lock,
  mmap_read_unlock,
  mmap_write_downgrade,
  mmap_write_lock,
  mmap_write_unlock,
  pte_offset_map_lock,
  pte_unmap_unlock,
} from "../../model/primitives/index.ts";
import { Actor, Cpu, cached, type Pte, page, parent, type State } from "../../model/state/index.ts";
import { accessed, accesses } from "./accesses.ts";
import { plainKernel } from "./plainKernel.ts";
import { plainState } from "./plainState.ts";

// A step is a plain function: it can be called with plain objects, and stepped through in a debugger.

const none = { kind: "none" } as const;
const present = {
  kind: "present",
  frame: cached,
  write: true,
  dirty: true,
  accessed: true,
} as const;

/** The parent has the page mapped. */
function mappedState(): State {
  const s = plainState();
  s.mm[parent].pte[page] = { ...present };
  s.folio[cached].mapcount = 1;
  return s;
}

const me = { id: indexOf(Actor, 0), mm: parent, cpu: indexOf(Cpu, 0), program: [] };

function context<L>(s: State, local: L, kernelName = "6.1") {
  const kernel = plainKernel(kernelName);
  const choose = <T>([first]: readonly T[]): T => first;
  return { s, local, self: me, kernel, choose };
}

/** Runs kernel functions as a step does. */
function inStep(at: ReturnType<typeof context<object>>, run: () => void): void {
  const body = () => {
    run();
    return "done" as const;
  };
  procedure("test", "a test", { steps: { body } }).steps.body(at);
}

/** What a step throws: to wait is one such thing. */
function signalOf(run: () => unknown): unknown {
  try {
    run();
  } catch (signal) {
    return signal;
  }
  return undefined;
}

describe("a step called as the function that it is", () => {
  it("zap takes the entry and remembers that it was dirty", () => {
    const s = mappedState();
    const local = { addr: page, force_flush: false, cleared_ptes: false, page: null };
    const next = zap_pte_range.steps.ptep_get_and_clear(context(s, local));
    expect(next).toBe("set_page_dirty");
    expect(local).toEqual({ addr: page, force_flush: true, cleared_ptes: true, page: null });
    expect(s.mm[parent]).toMatchObject({ ptl: 0, pte: { 0: none } });
  });

  it("zap drops the rmap before the flush until 6.1, and after it since 6.2", () => {
    const local = { addr: page, force_flush: true, cleared_ptes: true, page: null };
    const next = defaultKernels.map((name) =>
      zap_pte_range.steps.set_page_dirty(context(mappedState(), local, name)),
    );
    expect(next).toEqual(["page_remove_rmap", "page_remove_rmap", "tlb_flush_mmu_tlbonly"]);
  });

  it("a fault compares the entry with what it saw before", () => {
    const handle = (orig: object) => {
      const s = mappedState();
      const local = {
        addr: page,
        write: true,
        unshare: false,
        fault_write: false,
        orig_pte: { ...orig } as Pte,
      };
      const next = handle_mm_fault.steps.handle_pte_fault(context(s, local));
      const after = handle_mm_fault.steps.mkdirty(context(s, local));
      return [next, after, local.orig_pte];
    };
    expect(handle(none)).toEqual(["mkdirty", "done", present]);
  });

  it("a write fault waits for the page-table lock", () => {
    const s = mappedState();
    s.mm[parent].ptl = indexOf(Actor, 1);
    expect(signalOf(() => do_shared_fault.steps.finish_fault(context(s, { addr: page })))).toBe(
      blocked,
    );
    expect(s.mm[parent].ptl).toBe(1);
  });

  it("and lets go of it", () => {
    const s = mappedState();
    s.folio[cached].locked = me.id;
    expect(do_shared_fault.steps.finish_fault(context(s, { addr: page }))).toBe("unlock_page");
    expect(s.mm[parent].ptl).toBe(null);
  });

  it("readers exclude a writer, and each lets go of its own share", () => {
    const s = mappedState();
    const reader = context(s, {});
    const writer = { ...reader, self: { ...me, id: indexOf(Actor, 1) } };
    const asWriter = (run: () => void) => inStep(writer, run);
    inStep(reader, () => mmap_read_lock(parent));
    expect(signalOf(() => asWriter(() => mmap_write_lock(parent)))).toBe(blocked);
    expect(() => asWriter(() => mmap_read_unlock(parent))).toThrow("mmap_read_unlock()");
    inStep(reader, () => mmap_read_unlock(parent));
    asWriter(() => mmap_write_lock(parent));
    expect(() => inStep(reader, () => mmap_write_unlock(parent))).toThrow("mmap_write_unlock()");
    asWriter(() => mmap_write_downgrade(parent));
    expect(s.mm[parent].mmap_lock).toEqual({ writer: null, readers: { 0: false, 1: true } });
  });

  it("only its owner drops a lock", () => {
    const s = mappedState();
    s.mm[parent].ptl = indexOf(Actor, 1);
    const at = context(s, {});
    expect(() => inStep(at, () => pte_unmap_unlock(parent))).toThrow("pte_unmap_unlock()");
    expect(() => inStep(at, () => folio_unlock(cached))).toThrow("folio_unlock()");
  });

  it("steps of different systems interleave, and outside of steps nothing is current", () => {
    const [one, other] = [mappedState(), mappedState()];
    inStep(context(one, {}), () => {
      pte_offset_map_lock(parent, page);
      inStep(context(other, {}), () => mmap_read_lock(parent));
      pte_unmap_unlock(parent);
    });
    expect([one.mm[parent].ptl, one.mm[parent].mmap_lock.readers]).toEqual([
      null,
      { 0: false, 1: false },
    ]);
    expect(other.mm[parent].mmap_lock.readers).toEqual({ 0: true, 1: false });
    expect(() => current()).toThrow("what is current");
    expect(() => pte_offset_map_lock(parent, page)).toThrow("what is current");
  });
});

describe("an access", () => {
  it.each(accesses)("does what a CPU may do: $by, PTE $pte, cached $cached", (access) => {
    expect(accessed(access)).toEqual(access.may);
  });
});
