import { parseSync } from 'oxc-parser'
import { sourceFiles, type SourceFile } from './source-files'

/** A command or a query: what it is called, where it is written, and what lets somebody do it. */
export type Gate = {
  file: string
  name: string
  kind: 'command' | 'query'
  permission: string
}

type Place = { file: string; name: string }

/** One file: what it says of each of its own names, and from where it has those of others. */
type Module = {
  source: SourceFile
  own: ReadonlyMap<string, string>
  imported: ReadonlyMap<string, Place>
  exported: readonly string[]
}

/**
 * Every command and query of the product, read from its source, with what comes to which: so that a
 * new one, a new form or a new page is in the tests' tables by itself.
 */
export function readGates() {
  const modules = new Map(
    sourceFiles()
      .filter(({ path }) => /^(app|lib)\//.test(path))
      .map((source) => [source.path, readModule(source)]),
  )
  const fileOf = (to: string) => [to, `${to}.ts`, `${to}.tsx`].find((path) => modules.has(path))
  const all = [...modules.values()].flatMap(gatesOf)
  const gateAt = new Map(all.map((gate) => [`${gate.file} ${gate.name}`, gate]))

  /** Every gate that a name comes to; `stop` says which files are not looked into. */
  function reached(start: Place, stop: (file: string) => boolean = () => false): Gate[] {
    const seen = new Set<string>()
    const found = new Set<Gate>()
    const waiting = [start]
    for (let place = waiting.pop(); place; place = waiting.pop()) {
      const key = `${place.file} ${place.name}`
      if (seen.has(key) || stop(place.file)) continue
      seen.add(key)
      const gate = gateAt.get(key)
      if (gate) {
        found.add(gate)
        continue
      }
      const inside = modules.get(place.file)
      for (const name of namesIn(inside?.own.get(place.name) ?? '')) {
        const other = inside?.imported.get(name)
        const file = other && fileOf(other.file)
        if (other && file) waiting.push({ file, name: other.name })
        else if (inside?.own.has(name)) waiting.push({ file: place.file, name })
      }
    }
    return [...found].toSorted((one, other) => one.name.localeCompare(other.name))
  }

  const isAction = (file: string) => /^\s*'use server'/.test(modules.get(file)?.source.text ?? '')
  const actions = [...modules.values()]
    .filter(({ source }) => isAction(source.path))
    .flatMap(({ source, exported }) => exported.map((name) => ({ file: source.path, name })))
  return { all, actions, reached, isAction }
}

const opens = /\b(command|query)\(\{[\s\S]*?\bpermission: '([^']+)'/

/** `const addCoach = command({ … })`: a gate has a name of its own. */
const gatesOf = ({ source, own }: Module): Gate[] =>
  [...own].flatMap(([name, text]) => {
    const [, kind, permission] = opens.exec(text) ?? []
    if (!kind || !permission || !/^\w+(: [^=]+)? = (command|query)\(/.test(text)) return []
    return [{ file: source.path, name, kind: kind === 'command' ? 'command' : 'query', permission }]
  })

const namesIn = (text: string) => new Set(text.match(/[A-Za-z_$][\w$]*/g))

function readModule(source: SourceFile): Module {
  const { program, module } = parseSync(source.path, source.text)
  const own = new Map<string, string>()
  const exported: string[] = []
  for (const statement of program.body) {
    const isExport =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
    const declared = isExport ? statement.declaration : statement
    if (!declared) continue
    const names = namesOf(declared, source.text)
    for (const [name, text] of names) own.set(name, text)
    if (statement.type === 'ExportDefaultDeclaration') {
      own.set('default', source.text.slice(declared.start, declared.end))
    } else if (isExport) exported.push(...names.map(([name]) => name))
  }
  const imported = new Map<string, Place>()
  for (const { moduleRequest, entries } of module.staticImports) {
    const to =
      source.imports[module.staticImports.findIndex((each) => each.moduleRequest === moduleRequest)]
    for (const { isType, importName, localName } of entries) {
      if (isType || !to) continue
      const name = importName.name ?? 'default'
      imported.set(localName.value, { file: to.to, name })
    }
  }
  return { source, own, imported, exported }
}

type Declared = { type: string; start: number; end: number }

/** The names that a statement declares, each with its text from the name on. */
function namesOf(statement: Declared, text: string): [string, string][] {
  const whole = text.slice(statement.start, statement.end)
  const name = /^(?:async )?function\*? (\w+)|^(?:const|let) (\w+)/.exec(whole)
  const found = name?.[1] ?? name?.[2]
  if (!found) return []
  return [[found, whole.slice(whole.indexOf(found))]]
}
