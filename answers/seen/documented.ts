/** What all laws of the answer's own say of themselves: that one fails is no fault, it says what occurs. */
export const documented = {
  why: "The mail asks.",
  doesNotSay: "Anything beyond its statement: the kernel promises none of it.",
  mappings: ["write-notify", "shmem"],
} as const;
