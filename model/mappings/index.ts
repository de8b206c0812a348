export type { Mapping } from "./Mapping.ts";
export { mappingOf } from "./mappingOf.ts";
export {
  type MappingName,
  mappingNames,
  privateMappings,
  sharedMappings,
  writeNotifying,
} from "./names.ts";
