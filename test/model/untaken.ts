// What no scenario takes is code that no verdict says anything about.

/** Edges that no scenario takes, and why none can. */
export const untaken: readonly (readonly [edge: RegExp, reason: string])[] = [
  [
    /^user_thread > load > .* > do_no_page(: (.* → set_page_dirty_balance|set_page_dirty_balance → .*|nopage → call .*)| > do_page_mkwrite: .*)$/,
    "what a load asks for is a read fault",
  ],
  [
    /: (alloc_page_vma|alloc_zeroed_user_highpage|copy_present_page) → \1$/,
    "a scenario has as many frames as it needs: none is out of scope",
  ],
  [
    /^user_thread > store: access #\d #5 → /,
    "the last of six frames is never mapped while another one is stored into",
  ],
  [
    /^user_thread > internal_get_user_pages_fast > .*do_read_fault/,
    "of a file the scenarios pin without a lock for writing only",
  ],
  [
    /^user_thread > mem_write > .*(do_read_fault|set_zero_pte|unshare|handle_pte_fault → (done|call do_read_fault))/,
    "/proc/self/mem looks pages up for writing; only before 4.9 it could go on as if for reading",
  ],
  [
    /^user_thread > load > .* > (do_wp_page|do_cow_fault|do_anonymous_page: (set_pte_at|folio_put))\b/,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > load > .* → (set_pte_at|call do_cow_fault)$/,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > store > .* > do_anonymous_page: (set_zero_pte → |.* → set_zero_pte)/,
    "what a store asks for is a write fault",
  ],
  [
    /^speculation: walk #0 → walk$/,
    "the parent's entries are always young: only fork makes one old, and only the child's",
  ],
  [
    /^user_thread > (store|gup_write) > .*do_read_fault/,
    "what a store or a write through a reference asks for is a write fault",
  ],
  [
    /^user_thread > (store|gup_write) > .* > handle_mm_fault: handle_pte_fault → (call do_read_fault|done)$/,
    "what a store or a write through a reference asks for is a write fault",
  ],
  [
    /^user_thread > load > .* > handle_mm_fault: handle_pte_fault → (call do_shared_fault|do_wp_page|mkdirty)$/,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > load > .* > handle_mm_fault: (do_wp_page|mkdirty) → /,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > load > .* (> (do_shared_fault|wp_page_shared|__do_fault)\b|→ call __do_fault$)/,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > gup_write > .* > wp_page_shared: (do_wp_page → (lock_page|wait_on_page_locked|set_page_dirty_balance)|lock_page → .*)$/,
    "no scenario writes through a reference where entries are read-only and there is no page_mkwrite; populate and store do",
  ],
  [
    /^user_thread > madvise_populate > .* > wp_page_shared: do_wp_page → (wait_on_page_locked|set_page_dirty_balance)$/,
    "on kernels before 3.19 no scenario populates a file without page_mkwrite",
  ],
  [
    /^user_thread > madvise_populate > .* > __do_fault: (set_pte_at → unlock_unused_page|unlock_unused_page → done)$/,
    "before 2.6.30 nobody else maps the page where a scenario populates it",
  ],
];
