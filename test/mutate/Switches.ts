// What instrumented code calls: each call names a mutant. With nothing changed it is noted where a mutant would
// have made a difference, as far as that can be told without it; who never sees a difference cannot kill.

/** Which mutant is on, and which ones would have made a difference to what was run. */
export class Switches {
  active = -1;
  private differing = new Set<number>();
  private readonly lefts = new Map<number, unknown>();

  /** Those that would have made a difference since the last call. */
  taken(): ReadonlySet<number> {
    const { differing } = this;
    this.differing = new Set();
    return differing;
  }

  /** As instrumented code knows them. */
  install(): void {
    const isOn = (id: number) => id === this.active;
    const differs = (id: number) => this.differing.add(id);
    Object.assign(globalThis, {
      /** Is it on? Where it stands it makes a difference. */
      __mutant: (id: number) => {
        differs(id);
        return isOn(id);
      },
      __isOn: isOn,
      /** It stands for a constant: a difference where the value is another one. */
      __unlike: (id: number, constant: unknown, value: unknown) => {
        if (value !== constant) differs(id);
        return value;
      },
      /** It is the right side of a && or || alone: a difference where the left side decides. */
      __decides: (id: number, decisive: boolean, left: unknown) => {
        if (Boolean(left) === decisive) differs(id);
        return left;
      },
      /** It is the left side alone: a difference where the whole is not as true as that. */
      __left: (id: number, left: unknown) => {
        this.lefts.set(id, left);
        return left;
      },
      __unlikeLeft: (id: number, whole: unknown) => {
        if (Boolean(whole) !== Boolean(this.lefts.get(id))) differs(id);
        return whole;
      },
    });
  }
}
