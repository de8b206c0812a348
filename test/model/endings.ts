import { type Subject, subjectOf } from "../../checks/index.ts";
import { compile, noPasses } from "../../explorer/compile/index.ts";
import { endless } from "../../explorer/search/index.ts";
import { every } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { user_thread } from "../../model/operations/index.ts";
import type { Operation } from "../../model/state/index.ts";
import { scenario, systemOf, type Thread } from "../../scenarios/index.ts";
import { edgeOf } from "./edgeOf.ts";

// Whatever two threads do, each can come to the end of it: nobody goes round for ever, or waits for what never comes.

type Program = readonly Operation[];

const shared: readonly Program[] = [
  ["load"],
  ["store"],
  ["fork"],
  ["madvise_dontneed"],
  ["munmap"],
  ["fsync"],
  ["madvise_populate_read"],
  ["madvise_populate_write"],
  ["gup_write"],
  ["msync"],
];

const ofItsOwn: readonly Program[] = [
  ["load"],
  ["store"],
  ["fork"],
  ["madvise_dontneed"],
  ["munmap"],
  ["vmsplice", "put_reference"],
  ["pin_read", "put_reference"],
  ["pin_write", "write_pinned", "put_reference"],
  ["pin_write_fast", "put_reference"],
  ["pin_read_short", "put_reference"],
  ["pin_read_fast", "put_reference"],
  ["proc_mem_write"],
  ["mprotect"],
  ["clear_refs"],
];

/** What takes pages away, shares them, or faults. */
const others: readonly Program[] = [
  ["load"],
  ["store"],
  ["fork"],
  ["madvise_dontneed"],
  ["munmap"],
];

/** Nobody populates before 5.14. */
const withoutPopulate = shared.filter(
  (program) => !program.some((operation) => operation.startsWith("madvise_populate")),
);

/** Two threads of one process, each with one thing to do, over and over. */
function subjectOfTwo(mapping: MappingName, both: readonly Program[], kernel = "6.12"): Subject {
  const threads = both.map((program, cpu): Thread => {
    return { name: `thread${cpu}`, mm: "parent", cpu, program };
  });
  const resting = scenario({
    id: "endings",
    question: "Can everybody come to the end of what they do?",
    why: "Two threads, each with one thing to do, over and over.",
    mappings: [mapping],
    references: 2,
    threads,
    asks: [],
    covers: [
      {
        id: "at-rest",
        what: "no thread is in the middle of anything",
        expected: "reached",
        reached: ({ actors }) =>
          every(actors, (one) => !one.name.startsWith("thread") || one.at(user_thread, "next")),
      },
    ],
  });
  return subjectOf(resting, kernel, mapping, null, []);
}

/** Every two programs, each once. */
function everyTwo(mapping: MappingName, some: readonly Program[]): Subject[] {
  return some.flatMap((one, at) =>
    some.slice(at).map((other) => subjectOfTwo(mapping, [one, other])),
  );
}

/** Each program against itself: where only the faults are other ones. */
function everyTwice(mapping: MappingName, some: readonly Program[], kernel?: string): Subject[] {
  return some.map((one) => subjectOfTwo(mapping, [one, one], kernel));
}

/** One program against itself and each of the others. */
function each(mapping: MappingName, one: Program): Subject[] {
  return [one, ...others].map((other) => subjectOfTwo(mapping, [one, other]));
}

export const pairs: readonly Subject[] = [
  ...everyTwo("write-notify", shared),
  ...everyTwice("shmem-uffd-wp", shared),
  ...everyTwo("anonymous", ofItsOwn),
  ...everyTwice("private-file-ro", ofItsOwn),
  ...each("shmem-uffd-wp", ["uffd_continue"]),
  ...each("private-file-ro", ["proc_mem_write", "uffd_continue"]),
  ...each("anonymous-uffd-wp", ["uffd_writeprotect"]),
  ...each("write-notify-delalloc", ["gup_write_longterm"]),
  ...each("write-notify", ["pin_read", "put_reference"]),
  ...everyTwice("write-notify", withoutPopulate, "2.6.18"),
  // A reference for reading makes a copy first, which may stay read-only.
  ...everyTwice("private-file-ro", [["vmsplice", "put_reference"], ["proc_mem_write"]], "5.8"),
];

/** A pair by what its threads do. */
export function pairName({ kernel, mapping, scenario: { threads } }: Subject): string {
  return `${kernel}, ${mapping}: ${threads.map(({ program }) => program.join(" ")).join(" | ")}`;
}

/** Larger than any pair is; what a changed model makes larger is not looked at. */
const maxStates = 60_000;

/** The way to where somebody can never come to an end; null if there is no such place. */
export function wayToEndless({ scenario: one, kernel, mapping }: Subject): string | null {
  const compiled = compile(systemOf(one, kernel, mapping, []), {
    passes: { ...noPasses, constants: true },
  });
  const [{ reached }] = compiled.covers;
  const found = endless(compiled, reached, maxStates);
  if (found === null) return `more than ${maxStates} states`;
  return found.way?.map((id) => edgeOf(compiled.transitions[id])).join("\n") ?? null;
}
