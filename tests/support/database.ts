import pg from 'pg'
import { roleUrl } from '#lib/database/role-url'
import type { LoginRole } from '#db/roles'

/** Runs statements on this test file's database as one of its roles, or as its superuser. */
export async function asRole<Result>(
  role: LoginRole | 'superuser',
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const url = role === 'superuser' ? process.env.DATABASE_URL : roleUrl(role)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
