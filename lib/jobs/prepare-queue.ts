import { runMigrations } from 'bullmq'
import { Client } from 'pg'
import { roleUrl } from '../database/role-url'
import { log } from '../log'
import { queueSchema, redisUrl } from './queue-place'

/**
 * Brings BullMQ's tables in PostgreSQL up to date; nothing to do on Redis. Safe to run again, by
 * several processes at once, and whatever has become of the tables: what does not fit is dropped
 * and made anew, since the queue holds nothing but hints.
 */
export async function prepareQueue(): Promise<void> {
  if (redisUrl()) return
  const client = new Client({ connectionString: roleUrl('queue') })
  // A server that shuts down is heard by the query that follows; unheard here, it ends the process.
  client.on('error', () => {})
  await client.connect()
  try {
    const version = await migrate(client).catch(async (error: unknown) => {
      log.warn({ error: String(error) }, 'the queue did not fit and is made anew')
      await client.query(dropEverything)
      return migrate(client)
    })
    log.debug({ version }, 'the queue is prepared')
  } finally {
    await client.end()
  }
}

/**
 * The schema is there already, and BullMQ's wish to create it is left out: PostgreSQL asks for the
 * right to create schemas even where there is nothing to create, and this role has no such right.
 */
const migrate = (client: Client) => {
  const nothing = async () => ({ rows: [] })
  const run = client.query.bind(client)
  const query = (text: string, values: readonly unknown[] = []) =>
    text.startsWith('CREATE SCHEMA') ? nothing() : run(text, [...values])
  return runMigrations({ query }, queueSchema)
}

/** Everything in the schema, as its owner; the schema itself could not be made again. */
const dropEverything = `
  do $$
  declare it record;
  begin
    perform pg_advisory_xact_lock(hashtext('touchline queue'));
    for it in select c.oid::regclass as name, c.relkind from pg_class c
      where c.relnamespace = 'queue'::regnamespace and c.relkind in ('r', 'S', 'v')
      order by c.relkind = 'S'
    loop
      if it.relkind = 'r' then execute format('drop table if exists %s cascade', it.name);
      elsif it.relkind = 'v' then execute format('drop view if exists %s cascade', it.name);
      else execute format('drop sequence if exists %s cascade', it.name);
      end if;
    end loop;
    for it in select p.oid::regprocedure as name from pg_proc p
      where p.pronamespace = 'queue'::regnamespace
    loop execute format('drop routine if exists %s cascade', it.name);
    end loop;
    for it in select t.oid::regtype as name from pg_type t
      where t.typnamespace = 'queue'::regnamespace and t.typtype in ('e', 'd')
    loop execute format('drop type if exists %s cascade', it.name);
    end loop;
  end $$`
