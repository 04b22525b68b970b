/** Who or what needs the records kept. A word from this list, and never what the matter is. */
export const holdReasons = ['authority', 'court', 'insurance', 'complaint', 'inquiry'] as const
export type HoldReason = (typeof holdReasons)[number]

/** Each reason in words. */
export const holdWords: { readonly [reason in HoldReason]: string } = {
  authority: 'The police or a local authority asked us to keep records',
  court: 'A court, or a claim, needs them',
  insurance: 'Our insurer asked us to keep them',
  complaint: 'A complaint is being looked into',
  inquiry: 'An inquiry asked organisations to keep records',
}
