import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

export const root = new URL('../..', import.meta.url).pathname

export type FunctionLength = { name: string; lines: number }

export type SourceFile = {
  /** Relative to the root, with forward slashes. */
  path: string
  text: string
  lines: number
  /** What it imports, or exports from: paths within the project, or package names. */
  imports: { to: string; typeOnly: boolean }[]
  reexports: number
  functions: FunctionLength[]
  classes: string[]
  hasDefaultExport: boolean
  isClient: boolean
}

/** Every TypeScript file that git tracks or would. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.tsx'],
    { cwd: root, encoding: 'utf8' },
  )
  return listed
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)) && !path.endsWith('.d.ts'))
    .map(readSource)
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  const { program, module } = parseSync(path, text)
  const lineOf = lineCounter(text)
  const functions: FunctionLength[] = []
  const classes: string[] = []
  const measure = (name: string, node: { start: number; end: number }) =>
    functions.push({ name, lines: lineOf(node.end) - lineOf(node.start) + 1 })
  new Visitor({
    FunctionDeclaration: (node) => measure(node.id?.name ?? 'default', node),
    FunctionExpression: (node) => measure(node.id?.name ?? 'anonymous', node),
    ArrowFunctionExpression: (node) => measure('arrow', node),
    ClassDeclaration: (node) => classes.push(node.id?.name ?? 'anonymous'),
    ClassExpression: (node) => classes.push(node.id?.name ?? 'anonymous'),
  }).visit(program)
  const fromImports = module.staticImports.map((found) => ({
    to: resolveImport(path, found.moduleRequest.value),
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }))
  const exported = module.staticExports.flatMap((found) => found.entries)
  const fromExports = exported.flatMap((entry) =>
    entry.moduleRequest
      ? [{ to: resolveImport(path, entry.moduleRequest.value), typeOnly: entry.isType }]
      : [],
  )
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => ({
    to: resolveImport(path, match[1] ?? ''),
    typeOnly: false,
  }))
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    imports: [...fromImports, ...fromExports, ...dynamic],
    reexports: fromExports.length,
    functions,
    classes,
    hasDefaultExport: exported.some((entry) => /^Default$/.test(entry.exportName.kind)),
    isClient: /^\s*['"]use client['"]/.test(text),
  }
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  return specifier
}

function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends.push(at)
  return (offset) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? Infinity) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
