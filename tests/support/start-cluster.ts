import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#db/embedded'
import { removeCluster } from '#db/embedded-place'
import { prepareDatabase } from '#lib/database/prepare-database'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    rolesSecret: string
  }
}

/** Of the throw-away cluster's roles; nothing else has ever used it. */
const rolesSecret = 'a-secret-of-the-roles-of-a-throw-away-cluster'

/** One throw-away PostgreSQL a run, with a migrated database that every test file copies. */
export default async function startCluster(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-tests-'))
  const server = await startEmbedded({ folder, password: rolesSecret, throwAway: true })
  await prepareDatabase(server.adminUrl, 'template_touchline', rolesSecret)
  project.provide('adminUrl', server.adminUrl)
  project.provide('rolesSecret', rolesSecret)
  return async () => {
    await server.stop()
    removeCluster(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
