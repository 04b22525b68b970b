/** How large a PDF may be. */
export const pdf_bytes_max = 2 * 1024 * 1024

const head = '%PDF-'

/** What is wrong with a file that is meant to be a PDF, in a sentence; null where it is one. */
export function whyNotPdf(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'The file is empty.'
  if (bytes.length > pdf_bytes_max) return 'The file is too large. A PDF may have up to 2 MB.'
  const start = String.fromCharCode(...bytes.subarray(0, head.length))
  if (start !== head) return 'This is no PDF. Save it as a PDF first, then choose it again.'
  return null
}
