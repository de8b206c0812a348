import { current } from "../current.ts";
import { primitive, waitUntil } from "../language/index.ts";

/** Waits for the buffer's lock, which is held until its I/O is over; gives BH_Dirty as it was. */
export const test_clear_buffer_dirty = primitive(
  "include/linux/buffer_head.h",
  function test_clear_buffer_dirty(): boolean {
    const { s } = current();
    waitUntil(s.io.phase === "none");
    const { dirty } = s.buffers;
    s.buffers.dirty = false;
    return dirty;
  },
);

/** The I/O is submitted: the device reads the data when it likes. */
export function submit_bh(): void {
  current().s.io.phase = "submitted";
}

/** fs/ext4/inode.c: ext4_da_reserve_space(). page_mkwrite of a file with delayed allocation. */
export function reserve_blocks(): void {
  current().s.buffers.reserved = true;
}

/** fs/ext4/inode.c: mpage_map_and_submit_extent(). Writeback uses up what was reserved. */
export function allocate_blocks(): void {
  current().s.buffers.reserved = false;
}
