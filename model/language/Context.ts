/** What a step sees: the state, its procedure's locals, who runs it, and the kernel's switches. */
export interface Context<S, L, Self, Kernel> {
  readonly s: S;
  /** Parameters and locals. A local has no value until it is assigned. */
  readonly local: L;
  readonly self: Self;
  readonly kernel: Kernel;
  /** Nondeterminism: each option is a transition of its own; without options the step waits. */
  choose<const T>(options: readonly T[]): T;
}
