/** What came of reading or checking something: its value, or the one reason why not. */
export type Outcome<Value, Fault extends string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault }

/** It went well. */
export const good = <Value>(value: Value) => ({ ok: true, value }) as const

/** It did not, and this is why. */
export const bad = <Fault extends string>(fault: Fault) => ({ ok: false, fault }) as const
