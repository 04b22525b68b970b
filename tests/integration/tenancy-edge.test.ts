import { describe, expect, test } from 'vitest'
import { asRole } from '../support/database'

describe('the web server’s role for nobody in particular', () => {
  test.each([
    "select found_governing_body('Mine', 'mine', now())",
    'select * from due_find(now(), 1000)',
    "select * from tokens_under('{}', 1000)",
    "select resolve_slug('hartley')",
    'select * from organisations',
    'select * from system.due',
    'select * from system.webhook_inbox',
    'set role system',
    'set role delivery',
  ])('may not: %s', async (statement) => {
    await asRole('edge', async (client) => {
      await expect(client.query(statement)).rejects.toThrow(/permission denied/)
    })
  })

  test('says how all is', async () => {
    await asRole('edge', async (client) => {
      const found = await client.query('select last_webhook_at(), * from system_health(now())')
      expect(found.rowCount).toBe(1)
    })
  })

  test.each(['app', 'auth', 'system'] as const)(
    '%s takes no webhook in its place',
    async (role) => {
      await asRole(role, async (client) => {
        const call = `select * from receive_webhook('h', 'e', now(), 'a', null, null, null, null, '{}',
        null, now())`
        await expect(client.query(call)).rejects.toThrow(/permission denied/)
      })
    },
  )
})
