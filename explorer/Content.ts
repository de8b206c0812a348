/** One procedure that an actor is in, as text can hold it. */
export interface FrameContent {
  readonly procedure: string;
  /** The next step; of a caller, where it goes on. */
  readonly step: string;
  /** Results that this frame waits for: a local of its own -> a local of the callee. */
  readonly results: Readonly<Record<string, string>>;
  readonly locals: unknown;
}

/** What a state holds, for comparing engines: equal states have equal JSON. */
export interface Content {
  readonly s: unknown;
  /** For each actor its procedures, the outermost first; null: it is finished. */
  readonly actors: readonly (readonly FrameContent[] | null)[];
}
