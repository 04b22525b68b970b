import { DrizzleQueryError } from 'drizzle-orm'
import pg from 'pg'

/**
 * What may leave this layer of an error of the database: which, and of what. Its message, its
 * detail and the parameters of its query hold addresses, names and topics, and the web server logs
 * whatever is thrown whole. Anything else is returned as it is.
 */
export function withoutValues(error: unknown): unknown {
  const wrapped = error instanceof DrizzleQueryError
  const told: unknown = wrapped ? error.cause : error
  if (!wrapped && !(told instanceof pg.DatabaseError)) return error
  const { code, constraint, table } = labelsOf(told)
  const about = [code, constraint ?? table].filter((each) => each !== undefined)
  const bare = new Error(['The database refused', ...about].join(' '))
  bare.name = 'DatabaseError'
  bare.stack = `${String(bare)}${framesOf(error)}`
  return Object.assign(bare, { code, constraint, table })
}

function labelsOf(told: unknown) {
  const label = (name: string): string | undefined => {
    if (typeof told !== 'object' || told === null) return undefined
    const value: unknown = Reflect.get(told, name)
    return typeof value === 'string' ? value : undefined
  }
  return { code: label('code'), constraint: label('constraint'), table: label('table') }
}

/** Where it was thrown. The head of a stack repeats the message, which can have many lines. */
function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const head = String(error)
  return error.stack?.startsWith(head) ? error.stack.slice(head.length) : ''
}
