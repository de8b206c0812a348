import { domain, type Index } from "../language/index.ts";

// What there is some of: how many a scenario says.

export const Mm = domain("Mm");
export const Vaddr = domain("Vaddr");
export const Frame = domain("Frame");
export const Cpu = domain("Cpu");
export const Actor = domain("Actor");
/** References that get_user_pages() gave out and that outlive the call; none where no thread takes any. */
export const Ref = domain("Ref");

export type Mm = Index<"Mm">;
export type Vaddr = Index<"Vaddr">;
export type Frame = Index<"Frame">;
export type Cpu = Index<"Cpu">;
export type Actor = Index<"Actor">;
export type Ref = Index<"Ref">;
