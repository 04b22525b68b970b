/** An IPv6 customer gets a /64 or more: its first four groups. */
const groupsKept = 4

/** What a request and its connection say of where it comes from. */
type Sending = { forwardedFor: string; socket: string; proxiesInFront: number }

/**
 * The address to believe: each server in front appends to X-Forwarded-For the address that it was
 * asked from, so that with so many the one that far from the right is the sender's, and whatever
 * stands before it is the sender's own word. With none in front, or fewer addresses than servers,
 * the other end of the connection.
 */
export function senderAddress({ forwardedFor, socket, proxiesInFront }: Sending): string {
  if (proxiesInFront === 0) return socket
  return forwardedFor.split(',').at(-proxiesInFront)?.trim() || socket
}

/**
 * The network that a request came from, for limits, of the address that `senderAddress` found. An
 * IPv4 address as it is, of an IPv6 address its /64. `unknown` where there is none, and all of
 * those share one limit.
 */
export function networkOf(forwardedFor: string | null): string {
  const last = forwardedFor?.split(',').at(-1)?.trim().toLowerCase() ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(last)?.[1]
  if (mapped) return mapped
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(last)) return last
  if (!/^[0-9a-f:]+$/.test(last) || !last.includes(':')) return 'unknown'
  const [before = '', after] = last.split('::')
  const groups = before.split(':').filter(Boolean)
  const behind = after?.split(':').filter(Boolean) ?? []
  const middle = after === undefined ? 0 : Math.max(0, 8 - groups.length - behind.length)
  const all = [...groups, ...Array.from({ length: middle }, () => '0'), ...behind]
  const kept = all.slice(0, groupsKept).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${kept.join(':')}::/64`
}
