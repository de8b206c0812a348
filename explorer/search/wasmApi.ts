/** A memory of WebAssembly. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of WebAssembly. Its types are part of no library that both Node and browsers have. */
interface WasmApi {
  readonly Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, (...values: number[]) => number>> };
}

/** WebAssembly, or undefined where there is none. */
export const wasmApi = (globalThis as unknown as { readonly WebAssembly?: WasmApi }).WebAssembly;

/** Bytes of a page of memory, and how many pages there can be: one less than 4 GiB, so that no address is 0 again. */
export const pageBytes = 65_536;
export const mostPages = 65_535;
