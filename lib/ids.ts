import { v7 } from 'uuid'
import { z } from 'zod'

/** A new UUIDv7: sorted by when it was made. */
export const newId = (): string => v7()

/** An id from outside; anything else is simply not found. */
export const id = z.uuid()
