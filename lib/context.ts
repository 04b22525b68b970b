import type { Role } from './core/permissions'

export type OrganisationKind = 'governing_body' | 'region' | 'club' | 'person'

export type Actor =
  | {
      readonly kind: 'user'
      readonly userId: string
      readonly name: string
      readonly email: string
    }
  | { readonly kind: 'worker'; readonly job: string }
  | { readonly kind: 'server'; readonly command: string }

/**
 * Who is asking, for which organisation, and when. Made in three places only:
 * `auth/require-context.ts` from a login, `jobs/worker-context.ts` from what is due, and
 * `server-context.ts` for commands typed on the server or proved by an invitation.
 */
export type Context = {
  readonly organisation: {
    readonly id: string
    readonly kind: OrganisationKind
    readonly name: string
    readonly slug: string
  }
  readonly actor: Actor
  readonly roles: readonly Role[]
  /** The row of the register that a coach is here; null for everybody else. */
  readonly coachId: string | null
  /** The only clock that verbs know. */
  readonly now: Date
}

/** The user's id, or null where a worker or the server acts. */
export const actorUserId = (ctx: Context) => (ctx.actor.kind === 'user' ? ctx.actor.userId : null)
