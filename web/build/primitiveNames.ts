import type { Plugin } from "vite";

const aPrimitive = /\bprimitive\((?=\s*"[^"]*",\s*function (\w+)\()/g;
const anyPrimitive = /= primitive\(/g;

/** Added where primitives are: the name is given to the function again, whatever it was shortened to. */
const giveName = `function named(name, make) {
  return (source, f) => make(source, Object.defineProperty(f, "name", { value: name }));
}`;

/** Writes down what primitives are called, as traces tell these names and the page is made of shortened ones. */
export const primitiveNames: Plugin = {
  name: "primitive-names",
  enforce: "pre",
  transform(code, id) {
    const all = code.match(anyPrimitive)?.length ?? 0;
    if (all === 0 || !/\/model\/[^?]+\.ts$/.test(id)) return null;
    const found = code.match(aPrimitive)?.length ?? 0;
    if (found !== all) throw new Error(`${id}: a primitive is no function with a name`);
    const renamed = code.replaceAll(aPrimitive, (_, name) => `named("${name}", primitive)(`);
    return { code: `${renamed}\n${giveName}`, map: null };
  },
};
