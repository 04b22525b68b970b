import { join } from 'node:path'
import { signatureTypes, signerKeyText } from '../core/transparency/note-keys'
import { withRole } from '../database/role-url'
import { derivedSecret } from '../secrets'
import type { DemoSecrets } from './demo-files'

export type Ports = { web: number; outbox: number; sandbox: number }

export type DemoOptions = {
  /** The project's root, where the processes find their code. */
  root: string
  folder: string
  fresh: boolean
  /** Never a database of somebody's own, and one that need not survive a power cut. */
  throwAway?: boolean
  /** The web server's port; outbox and stand-in Zoom have the next two. Null: any that are free. */
  port: number | null
  /** Built and in production mode, or compiled as it is asked for, with its sources watched. */
  mode: 'production' | 'development'
  /** More settings for the processes, for a run that must be quick. */
  settings: Record<string, string>
  say: (line: string) => void
}

export const origin = (port: number) => `http://localhost:${port}`

/** The settings of a demo's processes; `url` is the migrator's and is not among them. */
export function demoEnvironment(of: {
  mode: 'production' | 'development'
  folder: string
  secrets: DemoSecrets
  ports: Ports
  url: string
}): Record<string, string> {
  const { secret, rolesSecret, sealingKeys, zoomClientId, zoomClientSecret } = of.secrets
  const url = (role: 'app' | 'auth' | 'edge' | 'system' | 'queue' | 'sequencer') =>
    withRole(of.url, role, rolesSecret)
  const zoom = origin(of.ports.sandbox)
  return {
    NODE_ENV: of.mode,
    APP_URL: origin(of.ports.web),
    TOUCHLINE_SECRET: secret,
    TOUCHLINE_SEALING_KEYS: sealingKeys,
    // Each process gets the roles' own addresses, and none the one that may do everything.
    DATABASE_URL: '',
    DATABASE_ROLES_SECRET: '',
    APP_DATABASE_URL: url('app'),
    AUTH_DATABASE_URL: url('auth'),
    EDGE_DATABASE_URL: url('edge'),
    SYSTEM_DATABASE_URL: url('system'),
    QUEUE_DATABASE_URL: url('queue'),
    SEQUENCER_DATABASE_URL: url('sequencer'),
    LOG_SIGNING_KEYS: demoLogKey(secret),
    LOG_POLICY_FILE: '',
    TSA_URL: '',
    DATA_FOLDER: of.folder,
    // Mail of a demo never leaves the machine, whatever is set around it.
    SMTP_URL: '',
    OUTBOX_FOLDER: join(of.folder, 'outbox'),
    ZOOM_OAUTH_URL: zoom,
    ZOOM_API_URL: `${zoom}/v2`,
    // The stand-in is nobody else's, and a demo is not to be waited for.
    ZOOM_BUDGET_SHARE: '1',
    ZOOM_CLIENT_ID: zoomClientId,
    ZOOM_CLIENT_SECRET: zoomClientSecret,
    ZOOM_ADMIN_CLIENT_ID: 'touchline-demo-for-accounts',
    ZOOM_ADMIN_CLIENT_SECRET: derivedSecret(secret, 'demo-zoom-admin-app'),
    ZOOM_WEBHOOK_SECRETS: derivedSecret(secret, 'demo-zoom-webhook'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** A key of the demo's own, the same whatever its ports are. */
const demoLogKey = (secret: string) =>
  signerKeyText({
    name: 'demo.touchline.invalid/log',
    type: signatureTypes.ed25519,
    seed: Buffer.from(derivedSecret(secret, 'demo-log-key'), 'base64url'),
  })

/** Those of the web server: who breaks it can neither found a body, nor list what is due, nor sign the log. */
export const webEnvironment = (
  environment: Record<string, string>,
  { web }: Ports,
): Record<string, string> => ({
  ...environment,
  SYSTEM_DATABASE_URL: '',
  SEQUENCER_DATABASE_URL: '',
  LOG_SIGNING_KEYS: '',
  PORT: String(web),
  HOSTNAME: '127.0.0.1',
})
