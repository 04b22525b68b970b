import { setTimeout as wait } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { inTenant } from '#db/tenant'
import { zoomConnections, zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { appPool } from '../database/pools'
import { contextFor } from '../server-context'
import type { ZoomApp } from '../zoom/apps'
import type { Access } from '../zoom/client'
import { refreshTokens, serverTokens } from './ask-zoom'
import { connectionWithTokens } from './connection-with-tokens'
import { keepRefreshed } from './keep-refreshed'
import { markDisconnected, markWithoutTokens } from './mark-disconnected'
import { claimRefresh, releaseRefresh } from './refresh-lease'
import { tokenKeeper } from './token-keeper'
import { openTokens, type TokenRow } from './token-rows'
import { unlessConflict } from './unless-conflict'

/** A token with less time left than this is renewed first: an audit takes minutes. */
const margin_ms = 10 * 60_000
/** How often, and how many times, the others look for what it got: 20 seconds in all. */
const lookEvery_ms = 100
const looks_max = 200

type Held = { app: ZoomApp; apiUrl: string; tokens: TokenRow }

/**
 * An access token of the connection that is good for some minutes, renewed at Zoom where needed.
 * However many ask at once, in however many processes, Zoom is asked once: a lease on the row and
 * its version decide who, and the others wait for what that one gets. A failure of Zoom's or of the
 * network never ends a connection (`zoom_down`); only Zoom's word that the grant is invalid does,
 * and only where nobody has newer tokens meanwhile (`not_connected`, with trail and delivery).
 * `refusedVersion`: Zoom refused these tokens though they should be good; renews them.
 */
export async function freshAccessToken(
  ctx: Context,
  connectionId: string,
  refusedVersion?: number,
): Promise<Access> {
  if (!mayRole(ctx.roles, 'connection.work')) throw notFound()
  for (let looked = 0; looked < looks_max; looked += 1) {
    const held = await readTokens(ctx, connectionId)
    if (!held) return withAnothers(ctx, connectionId, refusedVersion)
    if (isGood(ctx, held, refusedVersion)) return opened(ctx, held)
    if (await claimRefresh(ctx, held.tokens)) {
      const answer = await refresh(ctx, held)
      if (answer) return answer
    } else {
      await wait(lookEvery_ms)
    }
  }
  return { ok: false, reason: 'zoom_down' }
}

/**
 * Somebody else consented for the same Zoom user after this one: then Zoom takes theirs. Where those
 * are gone, too, the consent is over for all.
 */
async function withAnothers(
  ctx: Context,
  connectionId: string,
  refusedVersion: number | undefined,
): Promise<Access> {
  const asked = await connectionWithTokens(ctx, connectionId)
  const keeper = await tokenKeeper(ctx, asked)
  if (!keeper) {
    await markWithoutTokens(ctx, asked)
    return { ok: false, reason: 'not_connected' }
  }
  const worker = await contextFor(keeper.organisationId, ctx.actor, 'worker', ctx.now)
  return freshAccessToken(worker, keeper.connectionId, refusedVersion)
}

const isGood = (ctx: Context, { tokens }: Held, refusedVersion: number | undefined) =>
  tokens.version !== refusedVersion && tokens.expiresAt.getTime() - ctx.now.getTime() > margin_ms

function opened(ctx: Context, { tokens, apiUrl }: Held): Access {
  const { accessToken } = openTokens(ctx.organisation.id, tokens)
  return { ok: true, accessToken, apiUrl, version: tokens.version }
}

/** A host of a club's account is read with the account's tokens. */
async function readTokens(ctx: Context, connectionId: string): Promise<Held | undefined> {
  const asked = alias(zoomConnections, 'asked')
  return inTenant(appPool(), ctx.organisation.id, async (tx) => {
    const rows = await tx
      .select({ app: zoomConnections.app, apiUrl: zoomConnections.apiUrl, tokens: zoomTokens })
      .from(asked)
      .innerJoin(
        zoomConnections,
        sql`${zoomConnections.id} = coalesce(${asked.viaConnectionId}, ${asked.id})`,
      )
      .innerJoin(zoomTokens, eq(zoomTokens.connectionId, zoomConnections.id))
      .where(
        and(
          eq(asked.id, connectionId),
          eq(asked.state, 'connected'),
          eq(zoomConnections.state, 'connected'),
        ),
      )
    return rows[0]
  })
}

/** Null where somebody else changed the tokens meanwhile: then look again. */
async function refresh(ctx: Context, { app, tokens, apiUrl }: Held): Promise<Access | null> {
  const { connectionId, version } = tokens
  const { refreshToken } = openTokens(ctx.organisation.id, tokens)
  const answer =
    app === 'server' ? await serverTokens(ctx.now) : await refreshTokens(app, refreshToken, ctx.now)
  if (answer.ok) {
    const { accessToken } = answer.tokens
    const kept = await unlessConflict(() =>
      keepRefreshed(ctx, { connectionId, version, tokens: answer.tokens }),
    )
    return kept ? { ok: true, accessToken, apiUrl, version: version + 1 } : null
  }
  if (answer.dead) {
    const ended = await markDisconnected(ctx, connectionId, version)
    return ended ? { ok: false, reason: 'not_connected' } : null
  }
  await releaseRefresh(ctx, tokens)
  return { ok: false, reason: 'zoom_down' }
}
