/** How a rule is known: its source was read, a mail of the list has the change, or only from memory. */
export type Evidence = "read" | "mail" | "recalled";

/** A stable release that took a rule's change over before mainline's next one. */
export interface Backport {
  /** The first one that has it, as in 6.1.8. */
  readonly release: string;
  readonly source: string;
  readonly evidence: Evidence;
}

/** Something that a release changed, as far as this model goes: false before it, true since (or until another). */
export interface Rule {
  /** What is so since then. */
  readonly meaning: string;
  readonly since: string;
  /** The release that took it back, if one did. */
  readonly until?: string;
  readonly commit: string;
  /** File and function, and what bounds the rule. */
  readonly source: string;
  readonly evidence: Evidence;
  readonly backports?: readonly Backport[];
  /** What it does not say. */
  readonly limit?: string;
}
