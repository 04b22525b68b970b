import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { verifierPage } from './page'

/** Browsers that have had what it needs for two years and more. */
const target = 'es2022'

/** Makes the verifier's page, one file, and gives its text: the same sources, the same bytes. */
export async function buildVerifierPage(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'lib', 'verify-page', 'browser.ts')],
    ...{ bundle: true, minify: true, format: 'iife', target, charset: 'utf8' },
    ...{ legalComments: 'none', write: false, logLevel: 'silent', absWorkingDir: root },
  })
  return verifierPage(outputFiles[0]?.text ?? '')
}

/** Puts the page where the web server finds it, at `/verify`. */
export async function writeVerifierPage(root: string): Promise<void> {
  const folder = join(root, 'public')
  mkdirSync(folder, { recursive: true })
  const half = join(folder, '.verify.html')
  writeFileSync(half, await buildVerifierPage(root))
  renameSync(half, join(folder, 'verify.html'))
}
