import type { MendChange } from '../core/mends/plan-mend'

/** The changes by the request that Zoom takes them in: its security settings are one of their own. */
export function requestsOf(changes: readonly MendChange[]): MendChange[][] {
  const isSecurity = ({ path }: MendChange) => path.startsWith('meeting_security.')
  const parts = [changes.filter((each) => !isSecurity(each)), changes.filter(isSecurity)]
  return parts.filter((part) => part.length > 0)
}
