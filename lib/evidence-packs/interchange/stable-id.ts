import { v5 } from 'uuid'

/** Of this project's own ids in the formats of others, made once at random. */
const namespace = '5f2f0f3e-6c0b-4b8e-9a43-8d4d0f0f6a51'

/**
 * An id for a format that takes versions 4 and 5 only (OSCAL refuses version 7): the same parts, the
 * same id, on every machine.
 */
export const stableId = (...parts: readonly string[]): string => v5(parts.join('\n'), namespace)
