import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, sourceFiles, type SourceFile } from './support/source-files'

/** The house's limits. A file that meets one has an idea in the wrong place. */
const limits = { fileLines: 300, medianLines: 60, p90Lines: 150, functionLines: 60, columns: 100 }

const files = sourceFiles()
const product = files.filter((file) =>
  /^(app|lib|db|workers|proxy\.ts|instrumentation\.ts)/.test(file.path),
)
const inFolder = (folder: string) => product.filter((file) => file.path.startsWith(`${folder}/`))
const layerOf = (path: string) => /^(lib\/core|app|lib|db|workers)(\/|$)/.exec(path)?.[1]

/** Each layer, and what it may import of the others. Nobody imports app or workers. */
const arrows: Record<string, readonly string[]> = {
  app: ['app', 'lib', 'lib/core'],
  workers: ['workers', 'lib', 'lib/core'],
  lib: ['lib', 'db', 'lib/core'],
  db: ['db', 'lib/core'],
  'lib/core': ['lib/core'],
}

/** The floor: pure, so that the verifier and the command line can stand on it alone. */
const corePackages = ['zod', '@noble/hashes', '@noble/curves', 'canonicalize']

/** Where Next itself asks for a default export. */
const nextFiles =
  /^app\/(.*\/)?(page|layout|template|loading|error|global-error|not-found|default|route|manifest|robots|sitemap|icon)\.tsx?$|^proxy\.ts$/
const configFiles =
  /^(drizzle\.config|tests\/(mutation\.)?vitest\.config)\.ts$|^tests\/support\/(start-cluster|run-demo)\.ts$/

function wrong(list: SourceFile[], find: (file: SourceFile) => string[]): string[] {
  return list.flatMap((file) => find(file).map((what) => `${file.path}: ${what}`))
}

describe('arrows point down only', () => {
  test('there is something to look at', () => {
    expect(product.length).toBeGreaterThan(60)
    expect(product.flatMap((file) => file.imports).length).toBeGreaterThan(200)
    expect(product.flatMap((file) => file.functions).length).toBeGreaterThan(100)
  })

  test('no layer imports one above it', () => {
    expect(
      wrong(product, (file) => {
        const layer = layerOf(file.path)
        const allowed = layer ? arrows[layer] : ['lib', 'lib/core']
        return file.imports
          .map((each) => ({ to: each.to, layer: layerOf(each.to) }))
          .filter((each) => each.layer && !allowed?.includes(each.layer))
          .map((each) => `imports ${each.to}`)
      }),
    ).toEqual([])
  })

  test('lib/core imports only itself and its four packages', () => {
    const named = (to: string) =>
      corePackages.some((name) => to === name || to.startsWith(`${name}/`))
    expect(
      wrong(inFolder('lib/core'), (file) =>
        file.imports
          .filter((each) => !each.to.startsWith('lib/core/') && !named(each.to))
          .map((each) => `imports ${each.to}`),
      ),
    ).toEqual([])
  })

  test('lib/core reads no clock, no randomness, no environment and does no I/O', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\s*\)|Math\.random|crypto\.|\bprocess\.|\bfetch\(|\bconsole\.|globalThis|setTimeout|setInterval/
    expect(
      wrong(
        inFolder('lib/core'),
        (file) => impure.exec(withoutComments(file.text))?.slice(0, 1) ?? [],
      ),
    ).toEqual([])
  })

  test('client components import no server code', () => {
    const serverOnly = (to: string) =>
      /^(lib\/(?!core\/)|db\/|node:|pg$|drizzle|bullmq|next-auth)/.test(to)
    expect(
      wrong(
        product.filter((file) => file.isClient),
        (file) =>
          file.imports
            .filter((each) => serverOnly(each.to) && !each.typeOnly)
            .map((each) => `imports ${each.to}`),
      ),
    ).toEqual([])
  })

  test('the stand-in Zoom, demo and bench are imported by nothing that production runs', () => {
    const uses = product.filter(
      (file) =>
        !/^(lib\/(zoom-sandbox|demo|bench)\/|workers\/(zoom-sandbox|cli\/))/.test(file.path),
    )
    expect(
      wrong(uses, (file) =>
        file.imports
          .filter((each) => /^lib\/(zoom-sandbox|demo|bench)\//.test(each.to))
          .map((each) => each.to),
      ),
    ).toEqual([])
  })
})

describe('one door for each thing', () => {
  const only = (what: string, pattern: RegExp, owners: RegExp) =>
    test(`${what} only where it belongs`, () => {
      expect(
        wrong(
          product.filter((file) => !owners.test(file.path)),
          (file) => pattern.exec(withoutComments(file.text))?.slice(0, 1) ?? [],
        ),
      ).toEqual([])
    })

  // Next puts NEXT_RUNTIME in its place as it compiles: that is no setting.
  only('process.env is read', /process\.env\b(?!\.NEXT_RUNTIME)/, /^lib\/env\.ts$/)
  only('the queue is made', /\bnew Queue\b/, /^lib\/jobs\/(enqueue|queue)[a-z-]*\.ts$/)
  only('the organisation is set', /app\.organisation_id/, /^db\//)
  only('pools are opened', /\bnew (pg\.)?Pool\b/, /^db\/client\.ts$/)
  only('SQL is sent from an edge', /\bsql`|\.execute\(/, /^(lib|db)\//)
  // A mail server's words hold an address, and a database's the values of a query.
  only('an error is logged whole', /\blog\.\w+\(\{[^}]*\berr\b|\blog\.\w+\(error\b/, /^$/)
})

describe('small', () => {
  test('no file is longer than its limit', () => {
    expect(
      wrong(files, (file) => (file.lines > limits.fileLines ? [`${file.lines} lines`] : [])),
    ).toEqual([])
  })

  test('half of the files are short, and nine in ten are not long', () => {
    const lines = product.map((file) => file.lines).toSorted((a, b) => a - b)
    expect(lines[Math.floor(lines.length * 0.5)]).toBeLessThanOrEqual(limits.medianLines)
    expect(lines[Math.floor(lines.length * 0.9)]).toBeLessThanOrEqual(limits.p90Lines)
  })

  test('no function is longer than its limit', () => {
    expect(
      wrong(product, (file) =>
        file.functions
          .filter((each) => each.lines > limits.functionLines)
          .map((each) => `${each.name} has ${each.lines} lines`),
      ),
    ).toEqual([])
  })
})

describe('house style', () => {
  test('no barrels: no file only passes on what others export', () => {
    expect(
      wrong(product, (file) => (file.reexports > 0 ? [`passes on ${file.reexports} exports`] : [])),
    ).toEqual([])
    expect(product.filter((file) => /(^|\/)index\.tsx?$/.test(file.path))).toEqual([])
  })

  test('the only class is AppError', () => {
    expect(wrong(product, (file) => file.classes.filter((name) => name !== 'AppError'))).toEqual([])
  })

  test('default exports stand only where Next asks for one', () => {
    expect(
      wrong(files, (file) =>
        file.hasDefaultExport && !nextFiles.test(file.path) && !configFiles.test(file.path)
          ? ['has a default export']
          : [],
      ),
    ).toEqual([])
  })

  test('nothing is left over', () => {
    // Written so that this file does not find itself.
    const leftOver = /\bT[O]DO\b|\bF[I]XME\b|@ts-[i]gnore|\.o[n]ly\(/
    expect(wrong(files, (file) => leftOver.exec(file.text)?.slice(0, 1) ?? [])).toEqual([])
  })

  test('words that we never use of a person stand in no page', () => {
    const never = /\bviolations?\b|\bcompliant person\b|\buser score\b/i
    expect(
      wrong(
        [...inFolder('app'), ...inFolder('lib/core')],
        (file) => never.exec(withoutComments(file.text))?.slice(0, 1) ?? [],
      ),
    ).toEqual([])
  })
})

describe('what the repository holds', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')

  test('the top level is the agreed one', () => {
    const agreed = [
      ...['app', 'lib', 'db', 'workers', 'public', 'tests', 'drizzle.config.ts', 'next.config.js'],
      ...[
        'package.json',
        'package-lock.json',
        'tsconfig.json',
        'README.md',
        'proxy.ts',
        'instrumentation.ts',
      ],
      ...['.ci', '.gitignore', '.npmrc', '.oxlintrc.json', '.prettierignore'],
    ]
    const top = [...new Set(tracked.filter(Boolean).map((path) => path.split('/')[0]))]
    expect(top.filter((name) => name && !agreed.includes(name))).toEqual([])
  })

  test('the map names every room of lib', () => {
    const map = readFileSync(join(root, 'README.md'), 'utf8')
    const rooms = new Set(tracked.flatMap((path) => /^lib\/([^/]+)\//.exec(path)?.[1] ?? []))
    const isNamed = (room: string) => new RegExp(`\`(lib/)?${room}/`).test(map)
    expect([...rooms].filter((room) => !isNamed(room))).toEqual([])
  })

  test('the lock file carries no download address', () => {
    const lock = execFileSync('git', ['show', ':package-lock.json'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(lock).not.toMatch(/"resolved": "https?:/)
  })
})

/** Rough, and enough for a search: what stands in a comment is not code. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')
}
