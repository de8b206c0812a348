/** The mail that is answered. */
export const mail = {
  from: "David Hildenbrand",
  to: "Jann Horn",
  date: "15 April 2021",
  subject:
    "Re: [PATCH v1 2/5] mm/madvise: introduce MADV_POPULATE_(READ|WRITE) to prefault/prealloc memory",
  messageId: "273f9c4b-2a1a-23e7-53b9-0da5441895b3@redhat.com",
  question: "Am I right or is there some other magic going on? :)",
} as const;
