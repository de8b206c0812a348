import type { Compiled } from "../compile/index.ts";
import type { Engine, EngineName } from "./Engine.ts";
import { JsEngine } from "./JsEngine.ts";
import { wasmEngineOf } from "./WasmEngine.ts";

/** The engine that is asked for; where there is no WebAssembly, JavaScript. */
export function engineFor(
  compiled: Compiled,
  { sleep = true, engine = "wasm" }: { readonly sleep?: boolean; readonly engine?: EngineName },
): Engine {
  const independence = sleep ? compiled.independence() : null;
  const made = engine === "wasm" ? wasmEngineOf(compiled, independence) : null;
  return made ?? new JsEngine(compiled, independence);
}
