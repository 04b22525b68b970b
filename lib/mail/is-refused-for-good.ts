/**
 * True where the mail server will not take mail for this address, now or later (RFC 5321, 4.2.1:
 * a reply from 500 on to the sender or recipient). A server that is away, or has no room, or does
 * not take our password, is none of that.
 */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  const { code, responseCode } = error
  return code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500
}
