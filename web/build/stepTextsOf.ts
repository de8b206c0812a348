import { type ESTree, parseSync, transformWithOxc } from "vite";
import type { StepTexts } from "../edit/index.ts";

/** The texts of the steps in a file of the model, and of what stands beside its procedures, types stripped. */
export async function stepTextsOf(source: string, file: string): Promise<StepTexts> {
  const { code: tabbed } = await transformWithOxc(source, file, { sourcemap: false });
  const code = tabbed.replaceAll("\t", "  ");
  const { program } = parseSync(file.replace(/ts$/, "js"), code);
  const declared = program.body.map((node) =>
    node.type === "ExportNamedDeclaration" ? node.declaration : node,
  );
  const steps: Record<string, string> = {};
  const helpers: Record<string, string> = {};
  for (const node of declared) {
    if (node?.type === "FunctionDeclaration" && node.id !== null) {
      helpers[node.id.name] = textOf(code, node);
    }
    if (node?.type !== "VariableDeclaration") continue;
    for (const { id, init } of node.declarations) {
      const found = init === null ? null : stepsIn(init);
      for (const [place, body] of found ?? []) steps[place] = textOf(code, body);
      if (found === null && id.type === "Identifier") helpers[id.name] = textOf(code, node);
    }
  }
  return { steps, helpers };
}

/** The steps of `procedure("name", "source", { steps: { … } })`, by their places; null of anything else. */
function stepsIn(init: ESTree.Expression): [string, ESTree.Expression][] | null {
  if (init.type !== "CallExpression" || init.callee.type !== "Identifier") return null;
  const [name, , definition] = init.arguments;
  if (init.callee.name !== "procedure" || name?.type !== "Literal") return null;
  return propertiesOf(definition)
    .filter(([key]) => key === "steps")
    .flatMap(([, steps]) => propertiesOf(steps))
    .map(([step, body]) => [`${name.value}.${step}`, body]);
}

function propertiesOf(node: ESTree.Node | undefined): [string, ESTree.Expression][] {
  if (node?.type !== "ObjectExpression") return [];
  return node.properties.flatMap((one): [string, ESTree.Expression][] =>
    one.type === "Property" && one.key.type === "Identifier" ? [[one.key.name, one.value]] : [],
  );
}

/** As it is written, from the margin on. */
function textOf(code: string, { start, end }: { readonly start: number; readonly end: number }) {
  const text = code.slice(start, end);
  const [indent] = /^ */.exec(text.split("\n").at(-1) ?? "") ?? [""];
  return text.replaceAll(`\n${indent}`, "\n");
}
