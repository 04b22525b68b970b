import { asRole } from './database'

/** What the trail of an organisation says was done, oldest first, each with the kind of actor. */
export async function trailOf(organisationId: string): Promise<string[]> {
  return asRole('superuser', async (client) => {
    const found = await client.query<{ line: string }>(
      `select command || ' ' || actor as line from trail where organisation_id = $1
        order by at, id`,
      [organisationId],
    )
    return found.rows.map((row) => row.line)
  })
}
