import { isSince, mainline } from "../../model/kernels/index.ts";

/** Kernels, each once: mainline ones in order, then stable ones by what their trees began with. */
export function inOrder(kernels: Iterable<string>): string[] {
  const some = [...new Set(kernels)];
  const stable = some.filter((name) => !mainline.includes(name));
  const began = (name: string) => mainline.findLastIndex((one) => isSince(name, one));
  return [
    ...mainline.filter((name) => some.includes(name)),
    ...stable.sort((a, b) => began(a) - began(b)),
  ];
}
