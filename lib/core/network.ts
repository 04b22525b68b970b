/** An IPv6 customer gets a /64 or more: its first four groups. */
const groupsKept = 4

/**
 * The network that a request came from, for limits: the last address in X-Forwarded-For, which the
 * nearest server wrote; what stands before it is the sender's own word. An IPv4 address as it is,
 * of an IPv6 address its /64. `unknown` where there is none, and all of those share one limit.
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
