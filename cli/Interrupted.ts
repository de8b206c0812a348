/** Somebody ended the command (SIGINT), and what it found until then says nothing. */
export class Interrupted extends Error {}
