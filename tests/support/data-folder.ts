import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where this test file's packs lie. To be imported before anything that reads the settings. */
export const dataFolder = mkdtempSync(join(tmpdir(), 'touchline-data-'))
process.env.DATA_FOLDER = dataFolder
