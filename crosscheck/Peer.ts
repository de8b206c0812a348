import type { Model } from "../export/index.ts";

/** What another engine found. */
export interface Found {
  readonly states: number;
  readonly transitions: number;
  /** The texts of the questions whose condition is true in some state. */
  readonly seen: ReadonlySet<string>;
  /** Of the search alone. */
  readonly seconds: number;
}

/** What is known before: it sets how much memory an engine may have. */
export interface Size {
  readonly states: number;
}

/** Another engine that searches what we export. */
export interface Peer {
  readonly name: string;
  /** Programs that it needs, with the Debian package that each is in. */
  readonly needs: readonly { readonly program: string; readonly debian: string }[];
  /** Builds the model in an empty folder, and searches it. */
  search(folder: string, model: Model, size: Size): Promise<Found>;
}
