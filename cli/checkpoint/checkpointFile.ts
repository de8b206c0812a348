import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { UsageError } from "../../checks/index.ts";
import type { Recording } from "../../explorer/search/index.ts";

// A line that says what the file is, one of JSON that says of what, then parents and transitions, 4 bytes and 2 or 4 of
// each state, as this machine has them in memory.

const name = "ptecheck checkpoint";
const version = 1;

/** Of which system it is, for people and by what it is made of, and how its bytes are to be read. */
interface Head {
  readonly of: string;
  readonly identity: string;
  readonly leafBytes: 2 | 4;
  readonly levelEnds: readonly number[];
}

type Arrays = Pick<Recording, "parents" | "leaves">;

/** Writes it beside, and puts it in the place of the last one when all of it is on the disk. */
export function writeCheckpoint(
  file: string,
  { of, identity }: Pick<Head, "of" | "identity">,
  { parents, leaves, levelEnds }: Recording,
): void {
  const states = levelEnds[levelEnds.length - 1];
  const leafBytes = leaves.BYTES_PER_ELEMENT === 2 ? 2 : 4;
  const head: Head = { of, identity, leafBytes, levelEnds };
  const arrays = { parents: parents.subarray(0, states), leaves: leaves.subarray(0, states) };
  const checksum = checksumOf(head, arrays);
  const beside = `${file}.new`;
  const to = openSync(beside, "w");
  try {
    writeAll(to, Buffer.from(`${name} ${version}\n${JSON.stringify({ ...head, checksum })}\n`));
    for (const array of [arrays.parents, arrays.leaves]) writeAll(to, bytesOf(array));
    fsyncSync(to);
  } finally {
    closeSync(to);
  }
  renameSync(beside, file);
}

/**
 * What was written.
 *
 * @throws {UsageError} It is no checkpoint, or not all of one, or of another system.
 */
export function readCheckpoint(
  file: string,
  { of, identity }: Pick<Head, "of" | "identity">,
): Recording {
  const bytes = readFileSync(file);
  const first = bytes.indexOf("\n");
  const second = bytes.indexOf("\n", first + 1);
  const line = bytes.toString("utf8", 0, Math.min(Math.max(first, 0), 100));
  if (!line.startsWith(`${name} `)) throw refused(file, "is no checkpoint");
  if (line !== `${name} ${version}`) throw refused(file, `is a ${line}, and this is ${version}`);
  if (second < 0) throw refused(file, "is truncated");
  const { checksum, ...head } = headIn(file, bytes.toString("utf8", first + 1, second));
  const { leafBytes, levelEnds } = head;
  const states = levelEnds[levelEnds.length - 1];
  const body = bytes.subarray(second + 1);
  const size = states * (4 + leafBytes);
  if (body.length < size) {
    throw refused(file, `is truncated: ${body.length} of ${size} bytes of states are there`);
  }
  const copy = body.buffer.slice(body.byteOffset, body.byteOffset + size);
  const parents = new Int32Array(copy, 0, states);
  const leaves = new (leafBytes === 2 ? Uint16Array : Uint32Array)(copy, 4 * states, states);
  if (body.length > size || checksum !== checksumOf(head, { parents, leaves })) {
    throw refused(file, "is damaged: its checksum is another");
  }
  if (head.identity !== identity) {
    throw refused(file, `is of another system or model (${head.of}), not of this (${of})`);
  }
  return { parents, leaves, levelEnds };
}

function headIn(file: string, text: string): Head & { readonly checksum: string } {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(file, "is damaged: its second line is no JSON");
  }
}

function checksumOf(head: Head, { parents, leaves }: Arrays): string {
  const { of, identity, leafBytes, levelEnds } = head;
  return createHash("sha256")
    .update(JSON.stringify({ of, identity, leafBytes, levelEnds }))
    .update(bytesOf(parents))
    .update(bytesOf(leaves))
    .digest("hex");
}

function bytesOf(array: Int32Array | Recording["leaves"]): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function writeAll(to: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(to, bytes, at);
}

function refused(file: string, why: string): UsageError {
  return new UsageError(
    `${file} ${why}`,
    "Give the file of this very command, or move it away to begin anew.",
  );
}
