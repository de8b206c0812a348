export const mappingNames = [
  "write-notify",
  "write-notify-late",
  "write-notify-delalloc",
  "hookless",
  "hookless-journal",
  "shmem",
  "shmem-uffd-wp",
  "anonymous",
  "anonymous-uffd-wp",
  "private-file",
  "private-file-ro",
  "shared-file-ro",
] as const;
export type MappingName = (typeof mappingNames)[number];

/** Files with writeback, whose stores the kernel wants to hear of. */
export const writeNotifying: readonly MappingName[] = [
  "write-notify",
  "write-notify-late",
  "write-notify-delalloc",
  "hookless",
  "hookless-journal",
];

/** MAP_SHARED. */
export const sharedMappings: readonly MappingName[] = [...writeNotifying, "shmem", "shmem-uffd-wp"];

/** MAP_PRIVATE. */
export const privateMappings: readonly MappingName[] = [
  "anonymous",
  "anonymous-uffd-wp",
  "private-file",
  "private-file-ro",
];
