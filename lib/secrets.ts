import { hkdfSync } from 'node:crypto'
import type { LoginRole } from '#db/roles'

/** 32 bytes for one purpose from the deployment's secret (HKDF-SHA-256, RFC 5869), as base64url. */
export function derivedSecret(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'touchline', purpose, 32)).toString('base64url')
}

/**
 * The password of a database role. From a secret of its own: who has it is every role, the owner of
 * everything among them, so no process that answers people or reads Zoom does.
 */
export const rolePassword = (rolesSecret: string, role: LoginRole) =>
  derivedSecret(rolesSecret, `database-role:${role}`)
