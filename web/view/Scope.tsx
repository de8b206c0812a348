import { useMemo } from "preact/hooks";
import { mappingOf } from "../../model/mappings/index.ts";
import { switchesOf } from "../../model/Switches.ts";
import { scopeText } from "../../render/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { type Question, scenarioOf } from "../question/index.ts";

/** How far the verdicts of a question go, and what is left out of its mapping. */
export function Scope({ question }: { readonly question: Question }) {
  const { kernel, mapping } = question;
  const sizes = useMemo(
    () => systemOf(scenarioOf(question), kernel, mapping, []).sizes,
    [question],
  );
  const { what, caveats } = mappingOf(mapping, switchesOf(kernel));
  return (
    <p class="caveat">
      Scope: {scopeText(sizes)}. {mapping}: {what}. {caveats.join(" ")}
    </p>
  );
}
