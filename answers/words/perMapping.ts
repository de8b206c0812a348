import type { MappingName } from "../../model/mappings/index.ts";
import { listed } from "./listed.ts";

const names: Record<MappingName, string> = {
  "write-notify": "a file",
  "write-notify-late": "ext4 with nodelalloc or near ENOSPC",
  "write-notify-delalloc": "ext4 with delayed allocation",
  hookless: "a file without page_mkwrite",
  "hookless-journal": "a file of ext3",
  shmem: "shmem",
  "shmem-uffd-wp": "shmem under userfaultfd-wp",
  anonymous: "private anonymous memory",
  "anonymous-uffd-wp": "private anonymous memory under userfaultfd-wp",
  "private-file": "a private mapping of a file",
  "private-file-ro": "a private mapping of a file, read-only",
  "shared-file-ro": "a shared mapping of a file, read-only",
};

/** What the short names stand for. */
export const fileMeans = "a file with write notification (ext4, XFS, …)";

/** A mapping as the answer speaks of it. */
export function nameOfMapping(mapping: MappingName): string {
  return names[mapping];
}

/** "for a file …; for shmem …": mappings of which the same is true are named together, all of them not at all. */
export function perMapping(
  mappings: readonly MappingName[],
  textOf: (mapping: MappingName) => string,
): string {
  const groups = new Map<string, MappingName[]>();
  for (const mapping of mappings) {
    const text = textOf(mapping);
    groups.set(text, [...(groups.get(text) ?? []), mapping]);
  }
  const [first, ...others] = [...groups];
  if (others.length === 0 && mappings.length > 1) return first[0];
  return [...groups].map(([text, of]) => `for ${listed(of.map(nameOfMapping))} ${text}`).join("; ");
}
