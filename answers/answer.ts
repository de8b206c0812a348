import { match } from "ts-pattern";
import type { Verdict } from "../checks/index.ts";
import { rules } from "../model/kernels/index.ts";
import type { MappingName } from "../model/mappings.ts";
import type { Evidence } from "./Evidence.ts";
import type { PopulateCase } from "./populateCases.ts";

/** A question of the mail and its answer, in sentences that are chosen by verdicts. */
export interface Answer {
  readonly question: string;
  readonly sentences: readonly string[];
}

/** The answers, in the order of the mail. */
export function answersFrom(evidence: Evidence): Answer[] {
  return [
    populateAnswer(evidence),
    branchAnswer(evidence),
    premiseAnswer(evidence),
    lossAnswer(evidence),
    zapAnswer(evidence),
    proposalAnswer(evidence),
  ];
}

const names: Record<MappingName, string> = {
  "write-notify": "a file with write notification (ext4, XFS, …)",
  shmem: "shmem",
  "shmem-uffd-wp": "shmem under userfaultfd-wp",
};

function populateAnswer(evidence: Evidence): Answer {
  const sentences = (["write-notify", "shmem"] as const).flatMap((mapping) => {
    const always = says(evidence.verdicts("populate", mapping, "populate-write-dirties"), {
      holds: "MADV_POPULATE_WRITE always leaves its page dirty",
      violated: "MADV_POPULATE_WRITE can leave its page clean",
    });
    const without = says(
      evidence.verdicts("populate", mapping, "populate-write-dirties", "no-foll-touch"),
      { holds: "without FOLL_TOUCH it still would", violated: "without FOLL_TOUCH it would not" },
    );
    const meets = findings(evidence.populateCases(mapping, null), ({ occurs }) => occurs);
    const spoiled = findings(
      evidence.populateCases(mapping, "no-foll-touch"),
      ({ isDirtyAfter }) => !isDirtyAfter,
    );
    const where = spoiled.length === 0 ? "" : `, where it finds ${list(spoiled)}`;
    return [
      `For ${names[mapping]} ${always}; ${without}${where}.`,
      `Where no fault is needed any more it finds ${list(meets)}.`,
    ];
  });
  const lost = evidence
    .changedBy("no-foll-touch")
    .filter(({ row }) => row.property === "no-lost-store" && row.verdict === "violated");
  const loss =
    lost.length === 0
      ? "No store is lost without it: a page that was only populated holds none"
      : "Without it stores are lost";
  return {
    question: "Does MADV_POPULATE_WRITE dirty the page, and is FOLL_TOUCH needed?",
    sentences: [...sentences, `${loss}.`],
  };
}

/** What MADV_POPULATE_WRITE finds in some case, on any kernel. */
function findings(
  cases: readonly PopulateCase[],
  isSo: (one: PopulateCase) => boolean,
): readonly string[] {
  return [...new Set(cases.filter(isSo).map(({ finds }) => finds))];
}

function branchAnswer(evidence: Evidence): Answer {
  const cover = "fork-copies-writable-pte";
  const ordinary = (["write-notify", "shmem"] as const).map((mapping) => {
    const verdict = says(evidence.verdicts("fork-shared", mapping, cover), {
      never: "fork never copies a writable PTE of an ordinary mapping: the child faults instead",
      reached: "fork copies writable PTEs of an ordinary mapping",
    });
    return `For ${names[mapping]} ${verdict}.`;
  });
  const copied = says(evidence.verdicts("fork-copied", "shmem", cover), {
    reached: "the branch is live",
    vacuous: "the branch is dead even there",
  });
  const uffd = says(evidence.verdicts("fork-uffd-wp", "shmem-uffd-wp", cover), {
    reached: "does so",
    vacuous: "does not",
  });
  return {
    question: "Is the branch of copy_present_pte() reached at all?",
    sentences: [
      ...ordinary,
      `Where the VMA must be copied (VM_MIXEDMAP, VM_PFNMAP, guard regions) ${copied}; userfaultfd-wp on shmem ${uffd}.`,
    ],
  };
}

function premiseAnswer(evidence: Evidence): Answer {
  const law = "writable-implies-dirty-somewhere";
  const sentences = (["write-notify", "shmem"] as const).map((mapping) => {
    const [plain, copied] = (["fork-shared", "fork-copied"] as const).map((scenario) =>
      says(evidence.verdicts(scenario, mapping, law), {
        holds: "it is true",
        violated: "it is false",
      }),
    );
    return `For ${names[mapping]} ${plain}${plain === copied ? ", whether or not fork copies PTEs" : `; where fork copies PTEs ${copied}`}.`;
  });
  const strong = says(evidence.verdicts("fork-copied", "write-notify", "writable-implies-dirty"), {
    holds: "never is",
    violated: "may indeed be",
  });
  return {
    question: 'Is "writable in some parent" always "dirty in some parent" (or PG_dirty)?',
    sentences: [
      ...sentences,
      `The child's PTE itself ${strong} writable but clean after the copy.`,
    ],
  };
}

function lossAnswer(evidence: Evidence): Answer {
  const sentences = (
    [
      ["fork-copied", "write-notify"],
      ["fork-race", "write-notify"],
      ["fork-copied", "shmem"],
      ["fork-uffd-wp", "shmem-uffd-wp"],
    ] as const
  ).map(([scenario, mapping]) => {
    const also = scenario === "fork-race" ? ", also while another thread stores," : "";
    const lost = says(evidence.verdicts(scenario, mapping, "no-lost-store"), {
      holds: "no store is lost",
      violated: "a store is lost",
    });
    const kept = says(evidence.verdicts(scenario, mapping, "fork-keeps-dirty"), {
      holds: "fork never makes the page clean",
      violated: "fork makes the page clean",
    });
    return `For ${names[mapping]}${also} ${lost}, and ${kept}.`;
  });
  const durable = says(evidence.verdicts("fsync", "write-notify", "fsync-durable"), {
    holds: "also finds every store of the child",
    violated: "misses a store",
  });
  return {
    question: "Where the child's PTE is writable but clean: is anything lost?",
    sentences: [...sentences, `fsync() ${durable}.`],
  };
}

function zapAnswer(evidence: Evidence): Answer {
  const lost = evidence.verdicts("zap-race", "write-notify", "no-lost-store");
  const fixed = evidence.verdicts("zap-race", "write-notify", "no-lost-store", "flush-before-rmap");
  const broken = [...lost].filter(([, verdict]) => verdict === "violated").map(([name]) => name);
  const isCause = broken.length > 0 && broken.every((kernel) => fixed.get(kernel) === "holds");
  const { since, meaning, source, commit } = rules.delayRmap;
  const durable = says(evidence.verdicts("zap-fsync", "write-notify", "fsync-durable"), {
    holds: "fsync() keeps its promise",
    violated: "even fsync() returns without a store that was complete before it",
  });
  return {
    question: "Is it enough that zap syncs the dirty flag back?",
    sentences: [
      `${capital(says(lost, { holds: "yes", violated: "no, a store that races with zap and writeback is lost" }))}; ${durable}.`,
      isCause
        ? `One change makes the difference: since ${since} ${meaning} (${source}; ${commit}); with that alone nothing is lost on ${list(broken)} either.`
        : "No single switch of the model explains the difference between the kernels.",
    ],
  };
}

function proposalAnswer(evidence: Evidence): Answer {
  const id = "fork-write-protects";
  const changes = evidence
    .changedBy(id)
    .map(
      ({ row, was }) =>
        `${row.property} (${row.scenario}, ${row.mapping}, ${row.kernel}): ${was} → ${row.verdict}`,
    );
  const faults = (["write-notify", "shmem"] as const).map((mapping) => {
    const [today, proposed] = [null, id].map((change) =>
      evidence.faultsAfterFork("6.12", mapping, change),
    );
    return `${names[mapping]}: ${proposed - today} more (${proposed} instead of ${today})`;
  });
  return {
    question: "What if the child's PTE were pte_mkclean(pte_wrprotect(pte))?",
    sentences: [
      changes.length === 0
        ? "No verdict changes."
        : `These verdicts change: ${changes.join("; ")}.`,
      `Page faults when the parent stores, forks, and child and parent store again, on 6.12: ${faults.join("; ")}.`,
    ],
  };
}

/** The text for each verdict, with the kernels of which it is true; one text says "on every kernel". */
function says(
  verdicts: ReadonlyMap<string, Verdict>,
  texts: Partial<Record<Verdict, string>>,
): string {
  const groups = new Map<string, string[]>();
  for (const [kernel, verdict] of verdicts) {
    const text = texts[verdict] ?? `the answer is missing (${verdict})`;
    groups.set(text, [...(groups.get(text) ?? []), kernel]);
  }
  return match([...groups])
    .with([], () => "nothing was checked")
    .when(
      (all) => all.length === 1,
      ([[text]]) => text,
    )
    .otherwise((all) => all.map(([text, kernels]) => `on ${list(kernels)} ${text}`).join(", but "));
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function capital(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
