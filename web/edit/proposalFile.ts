import type { Edit } from "./Edit.ts";
import { editedId, editedTexts, procedureNamed } from "./editedProposal.ts";
import { helpersOf, namesIn } from "./namesIn.ts";
import type { StepTexts } from "./StepTexts.ts";
import { doors, scope } from "./scope.ts";

/** Edited steps as a file that `ptecheck check --proposal FILE` takes; `options` name the system. */
export function proposalFile(edits: readonly Edit[], texts: StepTexts, options: string): string {
  const helpers = helpersOf(edits.map(({ text }) => text).join("\n"), texts);
  const changes = edits.map(({ place, text }) => {
    const [name, step] = place.split(".");
    const [exported] = procedureNamed(name);
    const body = text.replaceAll("\n", "\n        ");
    return [
      `    extend(${exported}, {`,
      "      steps: {",
      `        ${step}: ${body},`,
      "      },",
      "    }),",
    ].join("\n");
  });
  const { what, why } = editedTexts(edits);
  const written = [
    "export default proposal({",
    `  id: ${JSON.stringify(editedId)},`,
    `  what: ${JSON.stringify(what)},`,
    `  why: ${JSON.stringify(why)},`,
    `  changes: [\n${changes.join("\n")}\n  ],`,
    "});",
  ].join("\n");
  return [
    `// ${what}. Check it with`,
    `//   npx ptecheck check ${options} --proposal ./${editedId}.ts`,
    ...importsFor([...helpers, written].join("\n")),
    "",
    ...helpers.flatMap((helper) => [helper, ""]),
    written,
    "",
  ].join("\n");
}

function importsFor(code: string): string[] {
  const used = namesIn(code, scope);
  const doorOf = (name: string) =>
    Object.keys(doors).find((door) => Object.hasOwn(doors[door], name));
  return Object.keys(doors).flatMap((door) => {
    const names = used.filter((name) => doorOf(name) === door).sort();
    return names.length === 0 ? [] : [`import {\n  ${names.join(",\n  ")},\n} from "${door}";`];
  });
}
