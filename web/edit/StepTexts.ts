/** What steps are, as text without types. */
export interface StepTexts {
  /** By "procedure.step". */
  readonly steps: Readonly<Record<string, string>>;
  /** What steps use of their own files, by name. */
  readonly helpers: Readonly<Record<string, string>>;
}
