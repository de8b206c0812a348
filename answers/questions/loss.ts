import type { MappingName } from "../../model/mappings/index.ts";
import type { Evidence } from "../Evidence.ts";
import type { Question } from "../Question.ts";
import { perMapping, sentence } from "../words/index.ts";

const hazard = {
  scenario: "zap-race",
  mapping: "shmem",
  property: "unmapped-has-no-writable-tlb",
} as const;

/** What comes of a child's PTE that is writable but clean. */
export const loss: Question = {
  asked: "Am I right or is there some other magic going on? :) [Is anything lost by it?]",
  needs: [
    {
      scenario: "fork-copied",
      mappings: ["write-notify", "shmem"],
      laws: ["no-lost-store", "fork-keeps-dirty"],
    },
    {
      scenario: "fork-race",
      mappings: ["write-notify", "shmem"],
      laws: ["no-lost-store", "fork-keeps-dirty"],
    },
    {
      scenario: "fork-uffd-wp",
      mappings: ["shmem-uffd-wp"],
      laws: ["no-lost-store", "fork-keeps-dirty"],
    },
    { scenario: "fsync", mappings: ["write-notify"], laws: ["fsync-durable"] },
    {
      scenario: "fsync-threads",
      mappings: ["write-notify", "write-notify-late"],
      laws: ["fsync-durable"],
    },
    {
      scenario: "cow",
      mappings: ["anonymous", "private-file"],
      laws: ["private-memory-is-own"],
      isNewestOnly: true,
    },
    { scenario: "zap-race", mappings: ["shmem"], laws: ["unmapped-has-no-writable-tlb"] },
  ],
  commands: [
    "check fork-copied fork-race fork-uffd-wp -i no-lost-store",
    "check fsync fsync-threads -i fsync-durable",
    "check zap-race -m shmem",
    "check cow -i private-memory-is-own",
  ],
  answer: (evidence) => ({
    sentences: [
      sentence(
        perMapping(["write-notify", "shmem", "shmem-uffd-wp"], (mapping) =>
          mapping === "shmem-uffd-wp"
            ? kept(evidence, "fork-uffd-wp", mapping)
            : alsoRacing(evidence, mapping),
        ),
      ),
      sentence(
        `of shmem that says little, as nothing here clears PG_dirty there; its hazard is a CPU that can store into an unmapped page: ${evidence.says(
          hazard,
          { holds: "there is none", violated: "there is one" },
        )}`,
      ),
      sentence(
        evidence.says(
          { scenario: "fsync", mapping: "write-notify", property: "fsync-durable" },
          {
            holds: "every store of the child is on disk when the fsync() that follows it returns",
            violated: "a store of the child may be missing when the fsync() after it returns",
          },
        ),
      ),
      sentence(
        perMapping(["write-notify", "write-notify-late"], (mapping) =>
          evidence.says(
            { scenario: "fsync-threads", mapping, property: "fsync-durable" },
            {
              holds:
                "what a thread stores through the PTE of another thread's fault is found by its fsync()",
              violated: "its fsync() may miss it while that fault is not over",
            },
          ),
        ),
      ),
      sentence(
        `of private memory, anonymous or a file's, ${perMapping(
          ["anonymous", "private-file"],
          (mapping) =>
            evidence.says(
              { scenario: "cow", mapping, property: "private-memory-is-own" },
              {
                holds: "parent and child each find what they stored themselves",
                violated: "one of the two may find what the other one stored",
              },
            ),
        )}`,
      ),
    ],
    limits: [],
  }),
};

function alsoRacing(evidence: Evidence, mapping: MappingName): string {
  const [alone, racing] = ["fork-copied", "fork-race"].map((scenario) =>
    kept(evidence, scenario, mapping),
  );
  return alone === racing
    ? `${alone}, also while another thread stores`
    : `${alone}; while another thread stores ${racing}`;
}

function kept(evidence: Evidence, scenario: string, mapping: MappingName): string {
  return evidence.saysAll([
    {
      scenario,
      mapping,
      property: "no-lost-store",
      texts: { holds: "no store is lost", violated: "a store is lost" },
    },
    {
      scenario,
      mapping,
      property: "fork-keeps-dirty",
      texts: { holds: "fork makes no page clean", violated: "fork makes a page clean" },
    },
  ]);
}
