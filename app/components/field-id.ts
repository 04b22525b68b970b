/** The id of a field's control, so that the summary's link and the label find it. */
export const fieldId = (name: string) => `field-${name}`
export const hintId = (name: string) => `hint-${name}`
export const problemId = (name: string) => `problem-${name}`

/** What describes a control: its hint and its problem, those that are there. */
export const describedBy = (name: string, hint: unknown, problem: unknown) =>
  [hint ? hintId(name) : '', problem ? problemId(name) : ''].filter(Boolean).join(' ') || undefined
