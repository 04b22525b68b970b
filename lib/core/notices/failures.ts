/** Why a notice did not reach anybody: at once, or as the receiving server said afterwards. */
export const noticeFailures = [
  'refused',
  'not_reached',
  'no_address',
  'bounced',
  'complained',
] as const

export type NoticeFailure = (typeof noticeFailures)[number]
