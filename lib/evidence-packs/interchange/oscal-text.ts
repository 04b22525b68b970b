/** Texts as OSCAL takes them: never empty, and no white space at either end. */
export const oscalText = (text: string): string => text.trim() || 'Not said.'

/** A value of a property: of one line. */
export const oscalValue = (text: string): string => oscalText(text.replaceAll(/\s+/g, ' '))

/** The version of OSCAL that is written: its schema is the one of 1.2.2 but for the number. */
export const oscalVersion = '1.2.1'
