import { zoomWebhook } from './paths'

/** What a request says of where it comes from, as its headers have it. */
export type Asking = {
  method: string
  path: string
  origin: string | null
  /** X-Forwarded-Host: what the nearest server says was asked for or, without one, Host. */
  host: string | null
  contentType: string | null
  /** Next's own header of a Server Action. */
  serverAction: boolean
}

/** These change nothing here. */
const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Machines that send without a browser; each proves itself by a signature. Paths, whole. */
export const exempt: readonly string[] = [zoomWebhook()]

/**
 * True where a request that changes something comes from a page of ours, at the address in the
 * settings: its Origin is exactly that (neither missing nor `null`), and so is the host asked for.
 * The framework itself lets a missing Origin pass, and compares with a host that a sender can forge.
 */
export function mayPass(asking: Asking, appUrl: string): boolean {
  if (safeMethods.includes(asking.method)) return true
  if (isExempt(asking)) return true
  const { origin, host } = new URL(appUrl)
  return asking.origin === origin && asking.host === host
}

// Nothing that a form can send, and nothing that runs a Server Action, whatever the path.
const isExempt = ({ path, contentType, serverAction }: Asking) =>
  exempt.includes(path) && !serverAction && /^application\/json\s*(;|$)/i.test(contentType ?? '')
