import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { asRole } from '../support/database'

const x = randomUUID()
const y = randomUUID()

type Column = { name: string; type: string; needed: boolean }
let tables: Map<string, Column[]>

/** What stands in the catalogue, so that a table added tomorrow is tested tomorrow. */
async function tenantTables(client: pg.Client): Promise<Map<string, Column[]>> {
  const rows = await client.query<{
    table: string
    column: string
    type: string
    needed: boolean
  }>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      a.attnotnull and not a.atthasdef as needed
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`)
  const found = new Map<string, Column[]>()
  for (const row of rows.rows) {
    const column = { name: row.column, type: row.type, needed: row.needed }
    found.set(row.table, [...(found.get(row.table) ?? []), column])
  }
  return found
}

function valueOf({ name, type }: Column, organisation: string): unknown {
  if (name === 'organisation_id') return organisation
  if (type === 'uuid') return randomUUID()
  if (type === 'integer' || type === 'bigint') return 1
  if (type === 'boolean') return true
  if (type.startsWith('timestamp')) return new Date()
  if (type === 'date') return '2026-11-25'
  if (type === 'jsonb') return {}
  return `text ${randomUUID()}`
}

function insertOf(table: string, columns: Column[], organisation: string) {
  const needed = columns.filter((column) => column.needed)
  const names = needed.map((column) => `"${column.name}"`).join(', ')
  const places = needed.map((_, index) => `$${index + 1}`).join(', ')
  return {
    text: `insert into "${table}" (${names}) values (${places})`,
    values: needed.map((column) => valueOf(column, organisation)),
  }
}

/** As the application does it: the setting holds for one transaction. */
async function actingFor<Result>(
  organisation: string | null,
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return asRole('app', async (client) => {
    await client.query('begin')
    if (organisation) {
      await client.query("select set_config('app.organisation_id', $1, true)", [organisation])
    }
    const result = await run(client)
    await client.query('rollback')
    return result
  })
}

async function may(client: pg.Client, table: string, privilege: string): Promise<boolean> {
  const row = await client.query<{ may: boolean }>(
    'select has_any_column_privilege($1, $2) as may',
    [`public.${table}`, privilege],
  )
  return row.rows[0]?.may ?? false
}

/** Zero rows changed and a refusal are both "it did not happen". */
async function changed(client: pg.Client, text: string, values: unknown[]): Promise<number> {
  await client.query('savepoint before')
  try {
    return (await client.query(text, values)).rowCount ?? 0
  } catch {
    await client.query('rollback to before')
    return 0
  }
}

beforeAll(async () => {
  await asRole('superuser', async (client) => {
    tables = await tenantTables(client)
    // All checks aside: this is about whose row it is, whatever the row says.
    await client.query("set session_replication_role = 'replica'")
    const checks = await client.query<{ drop: string }>(`
      select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
      from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`)
    for (const each of checks.rows) await client.query(each.drop)
    for (const [table, columns] of tables) {
      for (const organisation of [x, y]) await client.query(insertOf(table, columns, organisation))
    }
  })
})

describe('every table of the public schema, as found in the catalogue', () => {
  test('there are tables, and each has a row of x and a row of y', async () => {
    expect(tables.size).toBeGreaterThan(25)
    await asRole('superuser', async (client) => {
      for (const table of tables.keys()) {
        const rows = await client.query(`select distinct organisation_id from "${table}"`)
        expect(rows.rowCount, table).toBe(2)
      }
    })
  })

  test('has organisation_id, never null, with row security enabled and forced', async () => {
    await asRole('superuser', async (client) => {
      const rows = await client.query<{ relname: string; ok: boolean }>(`
        select c.relname, c.relrowsecurity and c.relforcerowsecurity and exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id'
            and a.attnotnull) as ok
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`)
      expect(rows.rows.filter((row) => !row.ok)).toEqual([])
    })
  })

  test('acting for x, a query without a where sees the rows of x and no other', async () => {
    await actingFor(x, async (client) => {
      for (const table of tables.keys()) {
        const rows = await client.query<{ organisation_id: string }>(`select * from "${table}"`)
        expect(
          rows.rows.map((row) => row.organisation_id),
          table,
        ).toEqual([x])
      }
    })
  })

  test('nor does the past: every view of it asks as its reader', async () => {
    await asRole('superuser', async (client) => {
      const views = await client.query<{ ok: boolean }>(`
        select 'security_invoker=true' = any (reloptions) as ok from pg_class
        where relnamespace = 'as_of'::regnamespace and relkind in ('v', 'm', 'r')`)
      expect(views.rows.length).toBeGreaterThan(10)
      expect(views.rows.filter(({ ok }) => !ok)).toEqual([])
    })
  })

  test('acting for nobody, it sees nothing at all', async () => {
    await actingFor(null, async (client) => {
      for (const table of tables.keys()) {
        expect((await client.query(`select * from "${table}"`)).rowCount, table).toBe(0)
      }
    })
  })

  test('acting for x, nothing can be inserted for y', async () => {
    await actingFor(x, async (client) => {
      for (const [table, columns] of tables) {
        const insert = insertOf(table, columns, y)
        expect(await changed(client, insert.text, insert.values), table).toBe(0)
      }
    })
  })

  test('acting for x, no row of x can be moved to y, and no row of y changed or deleted', async () => {
    await actingFor(x, async (client) => {
      for (const table of tables.keys()) {
        const move = `update "${table}" set organisation_id = $1`
        expect(await changed(client, move, [y]), `${table}: move`).toBe(0)
        const touch = `update "${table}" set organisation_id = organisation_id where organisation_id = $1`
        expect(await changed(client, touch, [y]), `${table}: change`).toBe(0)
        const remove = `delete from "${table}" where organisation_id = $1`
        expect(await changed(client, remove, [y]), `${table}: delete`).toBe(0)
      }
    })
  })

  test('what may be inserted at all may be inserted for x: the test above can fail', async () => {
    await asRole('superuser', async (client) => {
      await client.query("set session_replication_role = 'replica'")
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [x])
      await client.query('set local role app')
      let inserted = 0
      for (const [table, columns] of tables) {
        if (!(await may(client, table, 'INSERT'))) continue
        const insert = insertOf(table, columns, x)
        inserted += await changed(client, insert.text, insert.values)
      }
      await client.query('rollback')
      expect(inserted).toBeGreaterThan(15)
    })
  })
})

describe('the application’s role', () => {
  test('owns nothing, bypasses nothing, and is a member of no other role', async () => {
    await asRole('app', async (client) => {
      const role = await client.query(`
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
          (select count(*)::int from pg_auth_members m where m.member = r.oid) as member_of,
          (select count(*)::int from pg_class c where c.relowner = r.oid) as owns,
          (select count(*)::int from pg_proc p where p.proowner = r.oid) as functions
        from pg_roles r where rolname = current_user`)
      expect(role.rows[0]).toEqual({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        member_of: 0,
        owns: 0,
        functions: 0,
      })
    })
  })

  test.each([
    'alter table coaches disable row level security',
    'alter table coaches no force row level security',
    'drop policy tenant on coaches',
    'create policy open on coaches for select using (true)',
    'alter policy tenant on coaches using (true)',
    'set role owner',
    'set role delivery',
    'set role migrator',
    "set session_replication_role = 'replica'",
    'select * from identity.users',
    'select * from system.due',
    'select * from system.public_tokens',
    'create table public.mine (id int)',
  ])('may not: %s', async (statement) => {
    await asRole('app', async (client) => {
      await expect(client.query(statement)).rejects.toThrow(
        /permission denied|must be (owner|member)/,
      )
    })
  })

  test('“set row_security = off” shows no more: it is refused', async () => {
    await asRole('app', async (client) => {
      await client.query('set row_security = off')
      await expect(client.query('select * from coaches')).rejects.toThrow(/row-level security/)
    })
  })

  test('functions that run as their owner have a fixed search path and are for named roles', async () => {
    await asRole('superuser', async (client) => {
      const rows = await client.query<{
        proname: string
        config: string[] | null
        open: boolean
        owner: string
      }>(`
        select p.proname, p.proconfig as config, r.rolname as owner,
          has_function_privilege('public', p.oid, 'execute') as open
        from pg_proc p join pg_roles r on r.oid = p.proowner
        where p.prosecdef and p.pronamespace = 'public'::regnamespace`)
      expect(rows.rowCount).toBeGreaterThan(15)
      for (const row of rows.rows) {
        expect(row.config, row.proname).toContain('search_path=""')
        expect(row.open, row.proname).toBe(false)
        const owner = row.proname.startsWith('erase_') ? 'eraser' : 'delivery'
        expect(row.owner, row.proname).toBe(owner)
      }
    })
  })
})

describe('append-only tables', () => {
  const appendOnly = [
    ...['readings', 'reading_confirmations', 'result_changes', 'finding_events'],
    'evidence_records',
    'mend_requests',
    'statement_events',
    ...['acceptance_events', 'exemption_events'],
    'profile_publications',
    'past_states',
    'result_ends',
    'checks_due',
    ...['policy_versions', 'adoptions', 'sign_offs', 'sign_off_events', 'register_events'],
    'record_check_views',
    'trail',
  ]

  test.each(appendOnly)(
    '%s refuses update, delete and truncate, even from the superuser',
    async (table) => {
      await asRole('superuser', async (client) => {
        for (const statement of [
          `update "${table}" set organisation_id = organisation_id`,
          `delete from "${table}"`,
          `truncate "${table}" cascade`,
        ]) {
          await expect(client.query(statement)).rejects.toThrow(/append-only/)
        }
      })
    },
  )
})
