export { leafBits, type MemoryPlan, none, registers, windowLines } from "./MemoryPlan.ts";
export { type FinderNames, type WasmProgram, wasmOf } from "./wasmOf.ts";
