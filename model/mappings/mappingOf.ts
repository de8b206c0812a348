import { match } from "ts-pattern";
import type { Switches } from "../Switches.ts";
import type { Mapping } from "./Mapping.ts";
import type { MappingName } from "./names.ts";
import {
  anonymous,
  anonymousUffdWp,
  privateFile,
  privateFileReadOnly,
  sharedFileReadOnly,
} from "./privateMemory.ts";
import { shmem, shmemUffdWp } from "./shmem.ts";
import {
  hookless,
  hooklessJournal,
  writeNotify,
  writeNotifyDelalloc,
  writeNotifyLate,
} from "./writeNotify.ts";

/** A mapping under the switches of a kernel. */
export function mappingOf(name: MappingName, switches: Switches): Mapping {
  return match(name)
    .with("write-notify", () => writeNotify(switches))
    .with("write-notify-late", () => writeNotifyLate(switches))
    .with("write-notify-delalloc", () => writeNotifyDelalloc(switches))
    .with("hookless", () => hookless(switches))
    .with("hookless-journal", () => hooklessJournal(switches))
    .with("shmem", () => shmem(switches))
    .with("shmem-uffd-wp", () => shmemUffdWp(switches))
    .with("anonymous", () => anonymous())
    .with("anonymous-uffd-wp", () => anonymousUffdWp())
    .with("private-file", () => privateFile())
    .with("private-file-ro", () => privateFileReadOnly())
    .with("shared-file-ro", () => sharedFileReadOnly())
    .exhaustive();
}
