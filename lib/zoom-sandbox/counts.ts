/** How often was asked, since the start or the last reset. Only paths below /v2 and /oauth. */
export type Counts = {
  total: number
  /** By method and path with `{}` for ids: `GET /users/{}/settings`. */
  paths: Record<string, number>
  /** By Zoom's class of request: `Light`, `Medium`. */
  labels: Record<string, number>
  /** By HTTP status that was answered. */
  statuses: Record<string, number>
}

export const noCounts = (): Counts => ({ total: 0, paths: {}, labels: {}, statuses: {} })

/** Counts one request. Changes `counts`. */
export function count(
  counts: Counts,
  request: { path: string; label: string | undefined; status: number },
): void {
  const one = (record: Record<string, number>, key: string) => {
    record[key] = (record[key] ?? 0) + 1
  }
  counts.total += 1
  one(counts.paths, request.path)
  if (request.label !== undefined) one(counts.labels, request.label)
  one(counts.statuses, String(request.status))
}
