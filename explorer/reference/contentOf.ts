import type { Shape, Sizes } from "../../model/language/index.ts";
import type { Content } from "../Content.ts";
import { type Data, isComposite, unset } from "./Data.ts";
import type { RunState } from "./RunState.ts";
import { rest } from "./rest.ts";
import type { World } from "./World.ts";

/** What a state holds, as plain values that nobody shares; what is unset as if it were at rest. */
export function contentOf(world: World, { s, stacks }: RunState): Content {
  const { sizes } = world.system;
  return {
    s: printed(s, world.state, sizes),
    actors: stacks.map(
      (stack) =>
        stack?.map(({ procedure, step, results, locals }) => ({
          procedure: procedure.name,
          step,
          results: { ...results },
          locals: printed(locals, world.localsOf(procedure), sizes),
        })) ?? null,
    ),
  };
}

function printed(data: Data, shape: Shape, sizes: Sizes): unknown {
  if (data === unset) return rest(shape, sizes);
  if (!isComposite(data)) return data;
  if (shape.form === "array") {
    return Object.values(data).map((element) => printed(element, shape.element, sizes));
  }
  if (shape.form === "union") {
    if (data.kind === unset) return printed(rest(shape, sizes), shape, sizes);
    return { kind: data.kind, ...printedFields(data, shape.variants[String(data.kind)], sizes) };
  }
  return shape.form === "record" ? printedFields(data, shape.fields, sizes) : data;
}

function printedFields(
  data: { readonly [field: string]: Data },
  fields: Readonly<Record<string, Shape>>,
  sizes: Sizes,
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) made[name] = printed(data[name], fields[name], sizes);
  return made;
}
