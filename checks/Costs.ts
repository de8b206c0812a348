/** What a system costs: the size of its search, and what happens in one plain run of its programs. */
export interface Costs {
  /** Of the search, in the system that passes have made smaller. */
  readonly states: number;
  /** Faults of CPUs; GUP's are none. */
  readonly pageFaults: number;
  /** Flushes of one page of one mm. */
  readonly tlbFlushes: number;
  /** How many of those have to reach a CPU other than the flusher's own. */
  readonly ipis: number;
  /** How often I/O was submitted. */
  readonly writebacks: number;
  /** Who cannot go on, and in what, if the run does not come to its end. */
  readonly stuck: string | null;
}
