import fc from "fast-check";
import type { SystemAst } from "../ast.ts";
import { smaller } from "../smaller.ts";
import { Dice } from "./Dice.ts";
import { systemAst } from "./system.ts";

/** Systems that use every form of the language, which shrink by losing parts. */
export class Systems extends fc.Arbitrary<SystemAst> {
  override generate(random: fc.Random): fc.Value<SystemAst> {
    return new fc.Value(systemAst(new Dice(random)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is SystemAst {
    return typeof value === "object" && value !== null && "procedures" in value;
  }

  override shrink(ast: SystemAst): fc.Stream<fc.Value<SystemAst>> {
    return fc.stream(smaller(ast)).map((one) => new fc.Value(one, undefined));
  }
}
