import * as words from "../../model/language/index.ts";
import type { SystemAst } from "./ast.ts";
import { printBody } from "./printSystem.ts";

/**
 * The system that its data describe. What is printed is run: so that a model that is pasted somewhere is
 * the one that was tested, and there is no second meaning beside it.
 */
export function buildSystem(ast: SystemAst): words.System {
  const names = Object.keys(words).filter((name) => /^[a-z]/.test(name));
  const build = new Function(...names, printBody(ast));
  return build(...names.map((name) => Reflect.get(words, name))) as words.System;
}
