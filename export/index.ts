export type { Ask, Model, Question } from "./Model.ts";
export { modelOf } from "./modelOf.ts";
export type { Options } from "./Options.ts";
export { toMurphi } from "./toMurphi.ts";
export { toPromela } from "./toPromela.ts";
export { invariantName, tlaConfig, toTla } from "./toTla.ts";
