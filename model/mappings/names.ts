export const mappingNames = [
  "write-notify",
  "write-notify-late",
  "shmem",
  "shmem-uffd-wp",
  "anonymous",
  "private-file",
  "private-file-ro",
] as const;
export type MappingName = (typeof mappingNames)[number];

/** Those with page_mkwrite and writeback. */
export const writeNotifying: readonly MappingName[] = ["write-notify", "write-notify-late"];

/** MAP_SHARED. */
export const sharedMappings: readonly MappingName[] = [...writeNotifying, "shmem", "shmem-uffd-wp"];

/** MAP_PRIVATE. */
export const privateMappings: readonly MappingName[] = [
  "anonymous",
  "private-file",
  "private-file-ro",
];
