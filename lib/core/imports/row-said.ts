import type { Field } from './fields'

/** Something to say of a row, and of which of its fields; null where it is of the row as a whole. */
export type RowSaid = { readonly field: Field | null; readonly message: string }

/** A row that was not written, by its number in the file, and why. */
export type LeftOut = { readonly number: number; readonly why: string }
