import { blocked } from "../language/index.ts";
import {
  flush_tlb_page,
  isPtlFree,
  mmap_write_trylock,
  mmap_write_unlock,
  set_pte_at,
} from "../primitives/index.ts";
import { child, type Mm, page, procedure, type State } from "../state.ts";

/** Is the child's mm in use: not yet unmapped, or its munmap() not yet over? */
function isAlive({ linked, mmap_lock }: State["mm"][Mm]): boolean {
  return linked || mmap_lock.readers > 0;
}

/** fork() of a process with one shared VMA. The child's threads run only after it. */
export const dup_mmap = procedure("dup_mmap", "kernel/fork.c: dup_mmap()", {
  locals: {},
  steps: {
    mmap_write_lock: (c) => {
      const { s, self } = c;
      if (!s.mm[self.mm].mapped || isAlive(s.mm[child])) return "done"; // One child at a time.
      return mmap_write_trylock(c, self.mm) ? "vma_interval_tree_insert_after" : blocked;
    },
    // Under i_mmap_rwsem for writing: not while rmap walks the tree.
    vma_interval_tree_insert_after: ({ s }) => {
      if (s.i_mmap_reader !== null) return blocked;
      s.mm[child].linked = true;
      return "vma_needs_copy";
    },
    vma_needs_copy: ({ kernel }) =>
      kernel.mapping.needsCopy ? "copy_present_pte" : "flush_tlb_mm",
    // mm/memory.c: copy_present_pte(), under both page-table locks. "If it's a shared mapping, mark it
    // clean in the child", and old always; write stays as it is in the parent.
    copy_present_pte: (c) => {
      const { s, self, kernel } = c;
      if (!isPtlFree(c, self.mm) || !isPtlFree(c, child)) return blocked;
      const pte = s.mm[self.mm].pte[page];
      if (pte.kind === "present") {
        s.folio[pte.frame].mapcount += 1;
        set_pte_at(c, child, page, {
          kind: "present",
          frame: pte.frame,
          write: pte.write && !kernel.forkWriteProtects,
          dirty: false,
          accessed: false,
        });
      }
      return "flush_tlb_mm";
    },
    flush_tlb_mm: (c) => {
      flush_tlb_page(c, c.self.mm, page);
      return "mmap_write_unlock";
    },
    mmap_write_unlock: (c) => {
      mmap_write_unlock(c, c.self.mm);
      c.s.mm[child].mapped = true;
      return "done";
    },
  },
});
