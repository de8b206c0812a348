/**
 * A kernel that notes what of it is asked: fields, and their names. What a system never asks cannot change it:
 * to compile it is to run its steps and laws on every path, and they have no other kernel than this one.
 */
export function noting(kernel: object): { kernel: object; asked: ReadonlySet<string> } {
  const asked = new Set<string>();
  const note = (name: string | symbol) => asked.add(String(name));
  const noted = new Proxy(kernel, {
    get: (fields, name) => {
      note(name);
      return Reflect.get(fields, name);
    },
    has: (fields, name) => {
      note(name);
      return Reflect.has(fields, name);
    },
    ownKeys: (fields) => {
      const names = Reflect.ownKeys(fields);
      for (const name of names) note(name);
      return names;
    },
  });
  return { kernel: noted, asked };
}
