/** What a user may write in a file: that file, as it was named. What is ptecheck's own has none. */
export interface FromFile {
  readonly file?: string;
}
