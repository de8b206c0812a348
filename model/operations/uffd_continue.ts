import { procedure } from "../current.ts";
import {
  folio_lock,
  folio_unlock,
  mmap_read_lock,
  mmap_read_unlock,
  page_add_file_rmap,
  pte_none,
  pte_offset_map_lock,
  pte_unmap_unlock,
  set_pte_at,
} from "../primitives/index.ts";

/** UFFDIO_CONTINUE of shmem: maps the page that the page cache has. That faults tell of themselves is left out. */
export const uffd_continue = procedure(
  "uffd_continue",
  "mm/userfaultfd.c: mcontinue_atomic_pte(), mfill_atomic_install_pte()",
  {
    steps: {
      mmap_read_lock: ({ s, mm }) => {
        if (!s.mm[mm].mapped) return "done";
        mmap_read_lock(mm);
        return "lock_page";
      },
      lock_page: ({ folio }) => {
        folio_lock(folio);
        return "mfill_atomic_install_pte";
      },
      mfill_atomic_install_pte: ({ mm, vma, folio, kernel }) => {
        const addr = vma.vm_start;
        const pte = pte_offset_map_lock(mm, addr);
        if (pte_none(pte)) {
          page_add_file_rmap(folio);
          const write = vma.vm_shared && vma.vm_write;
          const dirty = write || kernel.uffdContinueDirties;
          set_pte_at(mm, addr, { kind: "present", frame: folio, write, dirty, accessed: true });
        }
        pte_unmap_unlock(mm);
        folio_unlock(folio);
        return "mmap_read_unlock";
      },
      mmap_read_unlock: ({ mm }) => {
        mmap_read_unlock(mm);
        return "done";
      },
    },
    says: {
      mmap_read_lock: {
        done: "UFFDIO_CONTINUE: no VMA, -ENOENT",
        lock_page: "UFFDIO_CONTINUE: mmap_read_lock()",
      },
      lock_page: "folio_lock()",
      mfill_atomic_install_pte: ({ called }) =>
        called("set_pte_at")
          ? "set_pte_at() maps the page cache's page; folio_unlock()"
          : "the PTE is present: -EEXIST; folio_unlock()",
      mmap_read_unlock: "mmap_read_unlock()",
    },
  },
);
