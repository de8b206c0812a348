import { indexOf } from "../../model/language/index.ts";
import {
  clear_refs,
  do_anonymous_page,
  do_wp_page,
  dup_mmap,
  get_user_pages,
  gup_fast,
  gup_write,
  mem_write,
  store,
  take_reference,
  use_reference,
  zap_pte_range,
} from "../../model/operations/index.ts";
import {
  Actor,
  Cpu,
  cached,
  child,
  type Mm,
  page,
  parent,
  Ref,
  type State,
} from "../../model/state/index.ts";
import { other } from "./plainState.ts";
import { type Asked, asked, type Make } from "./singleSteps.ts";

// Single steps of private memory. Frame 0 is the page cache's or the zero page, frame 1 anonymous memory or free.

const me = indexOf(Actor, 0);

/** Frame 1 belongs to an mm, which maps it. */
const own =
  (mm: Mm, write: boolean, folio: Partial<State["folio"][typeof other]> = {}): Make =>
  (s) => {
    s.mm[mm].pte[page] = { kind: "present", frame: other, write, dirty: true, accessed: true };
    s.mm[mm].anon_vma = true;
    Object.assign(s.folio[other], { kind: "anon", mapcount: 1, refcount: 1, ...folio });
    s.holdsOwn[mm][page][other] = true;
  };
/** The page cache's page, or the zero page, is mapped. */
const common =
  (kind: "file" | "zero", write = false): Make =>
  (s) => {
    s.mm[parent].pte[page] = {
      kind: "present",
      frame: cached,
      write,
      dirty: write,
      accessed: true,
    };
    s.folio[cached].kind = kind;
    if (kind === "file") s.folio[cached].mapcount = 1;
  };
const held =
  (mm: Mm, fields: { readonly zapped?: true; readonly write?: true }): Make =>
  (s) => {
    const flags = { write: false, pin: true, longterm: true, foreign: false, zapped: false };
    s.ref[indexOf(Ref, 0)] = { kind: "held", by: me, mm, frame: other, ...flags, ...fields };
  };
const pinned: Make = (s) => {
  s.mm[parent].has_pinned = true;
  s.folio[other].pincount = 1;
};
const forking: Make = (s) => {
  s.forking[child] = true;
};
const zapping: Make = (s) => {
  s.mm[parent].tlb_flush_pending = 1;
};
const protecting: Make = (s) => {
  s.mm[parent].wrprotect_pending = 1;
};
const nobody: Make = () => {};
const translates: Make = (s) => {
  s.tlb[indexOf(Cpu, 0)][parent][page][other].writeDirty = true;
};
const childGone: Make = (s) => {
  s.mm[child].mapped = false;
  s.mm[child].linked = false;
};

const looking = {
  addr: page,
  write: false,
  force: false,
  grab: "none",
  foll_cow: false,
  fault_write: false,
};

/** How a driver pins. */
const lasting = { grab: "FOLL_PIN | FOLL_LONGTERM" };

function entry(write: boolean, frame = other) {
  return { kind: "present", frame, write, dirty: true, accessed: true };
}

const anonymous = ["anonymous", "6.12"] as const;
const file = ["private-file", "6.12"] as const;
const readOnly = ["private-file-ro", "6.12"] as const;
const lookup: Asked["of"] = [get_user_pages, "follow_page_pte"];
const copying = { addr: page, orig_pte: entry(false), unshare: false };

export const privateSteps: readonly Asked[] = [
  asked("a store into one's own page", [store, "access"], anonymous, [own(parent, true)], {
    addr: page,
    killed: false,
  }),
  asked(
    "a store while another thread zaps",
    [store, "access"],
    anonymous,
    [own(parent, true), zapping, (s) => (s.holdsOwn[parent][page][cached] = true)],
    { addr: page, killed: false },
  ),
  asked(
    "a store while a child is made, which has the page too",
    [store, "access"],
    anonymous,
    [own(parent, true), forking, (s) => (s.holdsOwn[child][page][other] = true)],
    { addr: page, killed: false },
  ),
  asked(
    "a store into what the child has a reference to",
    [store, "access"],
    anonymous,
    [own(parent, true), held(child, {}), (s) => (s.holdsOwn[child][page][other] = true)],
    { addr: page, killed: false },
  ),
  asked(
    "a store into what one has a reference to oneself",
    [store, "access"],
    anonymous,
    [own(parent, true), held(parent, {})],
    { addr: page, killed: false },
  ),
  asked(
    "a device writes",
    [use_reference, "use"],
    anonymous,
    [own(parent, true), held(parent, { write: true })],
    { write: true },
  ),
  asked(
    "a device writes into what was taken away",
    [use_reference, "use"],
    anonymous,
    [own(child, true), held(parent, { write: true, zapped: true })],
    { write: true },
  ),
  asked(
    "a pin is given back",
    [use_reference, "use"],
    anonymous,
    [own(parent, true, { refcount: 2 }), pinned, held(parent, {})],
    { write: false },
  ),
  asked(
    "the last reference is given back",
    [use_reference, "use"],
    anonymous,
    [own(parent, true, { mapcount: 0, exclusive: true, dirty: true }), pinned, held(parent, {})],
    { write: false },
  ),
  asked("fork begins", [dup_mmap, "mmap_write_lock"], anonymous, [own(parent, true), childGone]),
  asked(
    "fork begins before 6.5",
    [dup_mmap, "mmap_write_lock"],
    ["anonymous", "6.4"],
    [own(parent, true), childGone],
  ),
  asked(
    "fork begins, of a file",
    [dup_mmap, "mmap_write_lock"],
    ["private-file", "6.1"],
    [childGone],
  ),
  asked("fork begins, and there is a child", [dup_mmap, "mmap_write_lock"], anonymous, [
    own(parent, true),
  ]),
  asked(
    "fork begins, and the child's VMA is still in i_mmap",
    [dup_mmap, "mmap_write_lock"],
    file,
    [childGone, (s) => (s.mm[child].linked = true)],
  ),
  asked("fork of a private VMA without pages of its own", [dup_mmap, "vma_needs_copy"], file, [
    common("file"),
  ]),
  asked("fork of one with such pages", [dup_mmap, "vma_needs_copy"], file, [own(parent, true)]),
  asked(
    "fork shares a page",
    [dup_mmap, "page_try_dup_anon_rmap"],
    anonymous,
    [own(parent, true, { exclusive: true })],
    { page: cached },
  ),
  asked(
    "fork shares the zero page",
    [dup_mmap, "page_try_dup_anon_rmap"],
    anonymous,
    [common("zero")],
    { page: other },
  ),
  asked(
    "fork shares the page cache's page",
    [dup_mmap, "page_try_dup_anon_rmap"],
    file,
    [common("file")],
    { page: other },
  ),
  asked(
    "fork finds a pinned page",
    [dup_mmap, "page_try_dup_anon_rmap"],
    anonymous,
    [own(parent, true, { exclusive: true }), pinned],
    { page: cached },
  ),
  asked(
    "fork finds a pinned page that is shared",
    [dup_mmap, "page_try_dup_anon_rmap"],
    anonymous,
    [own(parent, false), pinned],
    { page: cached },
  ),
  asked(
    "fork finds a pinned page, before 5.19",
    [dup_mmap, "page_try_dup_anon_rmap"],
    ["anonymous", "5.12"],
    [own(parent, true), pinned],
    { page: cached },
  ),
  asked(
    "fork finds a page pinned by another mm",
    [dup_mmap, "page_try_dup_anon_rmap"],
    anonymous,
    [own(parent, true, { exclusive: true }), pinned, (s) => (s.mm[parent].has_pinned = false)],
    { page: cached },
  ),
  asked(
    "fork finds a pinned page, before 5.9",
    [dup_mmap, "page_try_dup_anon_rmap"],
    ["anonymous", "5.8"],
    [own(parent, true), pinned],
    { page: cached },
  ),
  asked("fork finds no page", [dup_mmap, "page_try_dup_anon_rmap"], anonymous, [], {
    page: cached,
  }),
  asked(
    "zap of one's own page",
    [zap_pte_range, "ptep_get_and_clear"],
    anonymous,
    [own(parent, true)],
    { addr: page, force_flush: true, cleared_ptes: false, page: null },
  ),
  asked(
    "zap of a page that is pinned",
    [zap_pte_range, "ptep_get_and_clear"],
    anonymous,
    [own(parent, true), held(parent, {})],
    { addr: page, force_flush: true, cleared_ptes: false, page: null },
  ),
  asked(
    "zap of a page that the child has pinned",
    [zap_pte_range, "ptep_get_and_clear"],
    anonymous,
    [own(parent, true), held(child, {})],
    { addr: page, force_flush: true, cleared_ptes: false, page: null },
  ),
  asked(
    "zap of the zero page",
    [zap_pte_range, "ptep_get_and_clear"],
    anonymous,
    [common("zero")],
    { addr: page, force_flush: true, cleared_ptes: false, page: other },
  ),
  asked(
    "zap of the page cache's page",
    [zap_pte_range, "ptep_get_and_clear"],
    file,
    [common("file")],
    { addr: page, force_flush: true, cleared_ptes: false, page: other },
  ),
  asked("zap of no page", [zap_pte_range, "ptep_get_and_clear"], file, [], {
    addr: page,
    force_flush: true,
    cleared_ptes: true,
    page: other,
  }),
  ...(
    [
      ["6.12", true],
      ["6.12", false],
      ["5.12", false],
      ["5.8", false],
      ["4.8", false],
    ] as const
  ).map(([kernel, exclusive]) =>
    asked(
      `a write fault, ${exclusive ? "exclusive" : "not exclusive"}, two references`,
      [do_wp_page, "do_wp_page"],
      ["anonymous", kernel],
      [own(parent, false, { exclusive, refcount: 2 })],
      { ...copying, old_folio: cached, new_folio: cached, fault_write: false },
    ),
  ),
  ...["6.12", "5.12"].map((kernel) =>
    asked(
      "a write fault, one reference",
      [do_wp_page, "do_wp_page"],
      ["anonymous", kernel],
      [own(parent, false)],
      { ...copying, old_folio: cached, new_folio: cached, fault_write: false },
    ),
  ),
  asked(
    "a forced write fault on one's own page",
    [do_wp_page, "do_wp_page"],
    readOnly,
    [own(parent, false, { exclusive: true })],
    { ...copying, old_folio: cached, new_folio: cached, fault_write: false },
  ),
  asked(
    "a fault for a pin, on one's own page",
    [do_wp_page, "do_wp_page"],
    anonymous,
    [own(parent, false, { exclusive: true })],
    { ...copying, unshare: true, old_folio: cached, new_folio: cached, fault_write: false },
  ),
  asked(
    "a write fault on the page cache's page",
    [do_wp_page, "do_wp_page"],
    file,
    [common("file"), (s) => (s.mm[parent].pte[page] = entry(false, cached) as never)],
    {
      ...copying,
      orig_pte: entry(false, cached),
      old_folio: other,
      new_folio: other,
      fault_write: true,
    },
  ),
  asked(
    "a write fault on another entry than it was",
    [do_wp_page, "do_wp_page"],
    anonymous,
    [own(parent, true)],
    { ...copying, old_folio: cached, new_folio: cached, fault_write: true },
  ),
  ...(["6.12", "5.12", "4.8"] as const).flatMap((kernel) => [
    asked("a lookup for writing, read-only", lookup, ["anonymous", kernel], [own(parent, false)], {
      ...looking,
      write: true,
    }),
    asked("a lookup for writing, writable", lookup, ["anonymous", kernel], [own(parent, true)], {
      ...looking,
      write: true,
    }),
    asked(
      "a forced lookup, read-only, not exclusive",
      lookup,
      ["private-file-ro", kernel],
      [own(parent, false)],
      { ...looking, write: true, force: true },
    ),
    asked(
      "a forced lookup, read-only, exclusive",
      lookup,
      ["private-file-ro", kernel],
      [own(parent, false, { exclusive: true })],
      { ...looking, write: true, force: true, grab: "FOLL_GET" },
    ),
    asked(
      "a forced lookup after its copy",
      lookup,
      ["private-file-ro", kernel],
      [own(parent, false)],
      { ...looking, write: true, force: true, fault_write: true, grab: "FOLL_GET" },
    ),
    asked(
      "a forced lookup after its copy, of the page cache's page",
      lookup,
      ["private-file-ro", kernel],
      [common("file")],
      { ...looking, write: true, force: true, fault_write: true, grab: "FOLL_GET" },
    ),
    asked("a pin for reading, not exclusive", lookup, ["anonymous", kernel], [own(parent, false)], {
      ...looking,
      grab: "FOLL_PIN",
    }),
    asked(
      "a pin for reading, exclusive",
      lookup,
      ["anonymous", kernel],
      [own(parent, false, { exclusive: true })],
      { ...looking, grab: "FOLL_PIN" },
    ),
    asked("a pin for reading, writable", lookup, ["anonymous", kernel], [own(parent, true)], {
      ...looking,
      grab: "FOLL_PIN | FOLL_LONGTERM",
    }),
    asked(
      "a reference for reading, not exclusive",
      lookup,
      ["anonymous", kernel],
      [own(parent, false)],
      { ...looking, grab: "FOLL_GET" },
    ),
    asked(
      "a short pin for reading of the zero page",
      lookup,
      ["anonymous", kernel],
      [common("zero")],
      { ...looking, grab: "FOLL_PIN" },
    ),
    asked(
      "a long pin for reading of the zero page",
      lookup,
      ["anonymous", kernel],
      [common("zero")],
      { ...looking, grab: "FOLL_PIN | FOLL_LONGTERM" },
    ),
    asked("a lookup for reading, none", lookup, ["anonymous", kernel], [], looking),
  ]),
  asked("a reference for reading in 5.8", lookup, ["anonymous", "5.8"], [own(parent, false)], {
    ...looking,
    grab: "FOLL_GET",
  }),
  asked(
    "a lookup without a reference in 5.8",
    lookup,
    ["anonymous", "5.8"],
    [own(parent, false)],
    looking,
  ),
  asked(
    "a reference for writing where one may not",
    [take_reference, "mmap_read_lock"],
    readOnly,
    [],
    { write: true, grab: "FOLL_GET" },
  ),
  asked(
    "a reference for reading where one may not write",
    [take_reference, "mmap_read_lock"],
    readOnly,
    [],
    { write: false, grab: "FOLL_GET" },
  ),
  asked("a reference for reading", [take_reference, "mmap_read_lock"], anonymous, [], {
    write: false,
    grab: "FOLL_GET",
  }),
  asked(
    "a reference for writing without a VMA",
    [take_reference, "mmap_read_lock"],
    anonymous,
    [(s) => (s.mm[parent].mapped = false)],
    { write: true, grab: "FOLL_GET" },
  ),
  asked(
    "/proc/self/mem of a shared file",
    [mem_write, "mmap_read_lock"],
    ["shared-file-ro", "6.12"],
    [],
  ),
  asked(
    "/proc/self/mem of a shared file, before 3.16",
    [mem_write, "mmap_read_lock"],
    ["shared-file-ro", "3.2"],
    [],
  ),
  asked("/proc/self/mem of a private one", [mem_write, "mmap_read_lock"], readOnly, []),
  asked(
    "a long-term write to a file",
    [gup_write, "mmap_read_lock"],
    ["write-notify", "6.12"],
    [],
    { longterm: true },
  ),
  asked(
    "a long-term write to a file, before 6.5",
    [gup_write, "mmap_read_lock"],
    ["write-notify", "6.1"],
    [],
    { longterm: true },
  ),
  asked("a long-term write to shmem", [gup_write, "mmap_read_lock"], ["shmem", "6.12"], [], {
    longterm: true,
  }),
  asked("a short write to a file", [gup_write, "mmap_read_lock"], ["write-notify", "6.12"], [], {
    longterm: false,
  }),
  ...(
    [
      ["6.12", true],
      ["6.12", false],
      ["5.12", true],
      ["5.9", true],
    ] as const
  ).map(([kernel, isPinned]) =>
    asked(
      `clear_refs of a page that is ${isPinned ? "" : "not "}pinned`,
      [clear_refs, "clear_soft_dirty"],
      ["anonymous", kernel],
      [own(parent, true), ...(isPinned ? [pinned] : [])],
    ),
  ),
  asked(
    "clear_refs of a page that another mm has pinned",
    [clear_refs, "clear_soft_dirty"],
    anonymous,
    [own(parent, true), pinned, (s) => (s.mm[parent].has_pinned = false)],
  ),
  asked(
    "clear_refs of a page that is pinned and read-only",
    [clear_refs, "clear_soft_dirty"],
    anonymous,
    [own(parent, false), pinned],
  ),
  asked("gup_fast begins", [gup_fast, "local_irq_save"], anonymous, [own(parent, true)], {
    addr: page,
    write: true,
    ...lasting,
    pte: { kind: "none" },
    seq: 2,
  }),
  asked("gup_fast of no entry", [gup_fast, "try_grab_page"], anonymous, [], {
    addr: page,
    write: true,
    ...lasting,
    pte: { kind: "none" },
    seq: 0,
  }),
  asked(
    "gup_fast of a read-only one",
    [gup_fast, "try_grab_page"],
    anonymous,
    [own(parent, false)],
    { addr: page, write: true, ...lasting, pte: entry(false), seq: 0 },
  ),
  asked("gup_fast of a writable one", [gup_fast, "try_grab_page"], anonymous, [own(parent, true)], {
    addr: page,
    write: true,
    ...lasting,
    pte: entry(true),
    seq: 0,
  }),
  asked("gup_fast of a frame that is free by now", [gup_fast, "try_grab_page"], anonymous, [], {
    addr: page,
    write: true,
    ...lasting,
    pte: entry(true),
    seq: 0,
  }),
  asked("gup_fast during fork", [gup_fast, "try_grab_page"], anonymous, [own(parent, true)], {
    addr: page,
    write: true,
    ...lasting,
    pte: entry(true),
    seq: 1,
  }),
  asked(
    "gup_fast during fork, before 5.11",
    [gup_fast, "try_grab_page"],
    ["anonymous", "5.9"],
    [own(parent, true)],
    { addr: page, write: true, ...lasting, pte: entry(true), seq: 1 },
  ),
  asked("gup_fast looks again", [gup_fast, "pte_same"], anonymous, [own(parent, true)], {
    addr: page,
    write: true,
    ...lasting,
    pte: entry(true),
    seq: 0,
  }),
  asked("gup_fast finds another entry", [gup_fast, "pte_same"], anonymous, [own(parent, false)], {
    addr: page,
    write: true,
    ...lasting,
    pte: entry(true),
    seq: 0,
  }),
  asked(
    "gup_fast finds that fork began",
    [gup_fast, "pte_same"],
    anonymous,
    [own(parent, true), (s) => (s.mm[parent].write_protect_seq = 1)],
    { addr: page, write: true, ...lasting, pte: entry(true), seq: 0 },
  ),
  asked(
    "a lookup for writing, read-only and exclusive",
    lookup,
    anonymous,
    [own(parent, false, { exclusive: true })],
    { ...looking, write: true },
  ),
  asked(
    "a write fault on memory that is not there",
    [do_anonymous_page, "alloc_zeroed_user_highpage"],
    anonymous,
    [],
    { addr: page, write: true, page: cached },
  ),
  asked(
    "a write fault, no frame is free",
    [do_anonymous_page, "alloc_zeroed_user_highpage"],
    anonymous,
    [own(child, true)],
    { addr: page, write: true, page: cached },
  ),
  asked(
    "the new page is mapped",
    [do_anonymous_page, "set_pte_at"],
    anonymous,
    [own(child, true), (s) => (s.folio[other].mapcount = 0)],
    { addr: page, write: true, page: other },
  ),
  asked("the zero page is mapped", [do_anonymous_page, "set_zero_pte"], anonymous, [], {
    addr: page,
    write: false,
    page: other,
  }),
  asked(
    "a copy, no frame is free",
    [do_wp_page, "alloc_page_vma"],
    anonymous,
    [own(parent, false)],
    { ...copying, old_folio: other, new_folio: cached, fault_write: false },
  ),
  asked(
    "fork copies, no frame is free",
    [dup_mmap, "copy_present_page"],
    anonymous,
    [own(parent, true)],
    { page: other },
  ),
  ...[zapping, protecting, nobody].flatMap((make) =>
    ["5.12", "6.12"].map((kernel) =>
      asked(
        `a write fault under userfaultfd-wp, ${make.name}`,
        [do_wp_page, "do_wp_page"],
        ["anonymous-uffd-wp", kernel],
        [own(parent, false, { refcount: 2 }), translates, make],
        { ...copying, old_folio: cached, new_folio: cached, fault_write: false },
      ),
    ),
  ),
  asked(
    "zap while a child is made",
    [zap_pte_range, "ptep_get_and_clear"],
    anonymous,
    [own(parent, true), forking],
    { addr: page, force_flush: true, cleared_ptes: false, page: null },
  ),
];
