import { useMemo } from "preact/hooks";
import { type Light, lightsAt, type Walk } from "../../walk/index.ts";

/** Every law as a light at the cursor, with what is against the one that fails. */
export function Lights({ walk, at }: { readonly walk: Walk; readonly at: number }) {
  const lights = useMemo(() => lightsAt(walk, at), [walk, at]);
  return (
    <section class="lights" aria-label="Laws at the cursor">
      <h3>Laws here</h3>
      <ul>
        {lights.map(({ law: { id, statement }, light, wrong }) => (
          <li key={id} class={light}>
            <i aria-hidden="true" />
            <span title={statement}>{id}</span>
            <span class="hidden">: {meanings[light]}</span>
            {light !== "holds" && light !== "silent" && <p>{wrong ?? statement}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const meanings: Readonly<Record<Light, string>> = {
  holds: "holds here",
  silent: "says nothing of this state",
  violated: "violated here",
  error: "breaks a rule of the model here",
};
