/**
 * Zoom credentials of the installation's own, for one club. Import it before anything of ours that
 * reads a setting, since settings are read once.
 */
export const serverClub = 'Hartley Own'
export const serverAccountId = 'test-server-account'

process.env.ZOOM_SERVER_ACCOUNT_ID = serverAccountId
process.env.ZOOM_SERVER_CLIENT_ID = 'test-server-client'
process.env.ZOOM_SERVER_CLIENT_SECRET = 'test-server-client-secret'

/** Says whose they are: settings are read once, and the club is founded after that. */
export async function bindServerTo(organisationId: string): Promise<void> {
  const { env } = await import('#lib/env')
  Object.assign(env(), { ZOOM_SERVER_ORGANISATION_ID: organisationId })
}
