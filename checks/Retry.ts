/** Somebody who can go round for ever without coming to rest. */
export interface Retry {
  readonly actor: string;
  /** After how many steps of a shortest run. */
  readonly after: number;
  /** One round, a shortest one from there: "actor: procedure.step". */
  readonly cycle: readonly string[];
}
