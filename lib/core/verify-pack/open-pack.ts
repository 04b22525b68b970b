import { asJson, canonicalJson } from '../canonical-json'
import { byBytes, manifestPath, proofPaths, readingPath } from '../pack/layout'
import { manifestShape, type Manifest } from '../pack/manifest'
import { readZip, type ZipFile } from '../pack/read-zip'
import { parsedJson } from '../parsed-json'
import { sha256Hex } from '../sha256'
import { utf8Text } from '../utf8-text'
import { checkOf, many, type Check } from './report'

/** A pack whose form is right: its files by their path within its folder. */
export type OpenPack = {
  readonly manifest: Manifest
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly text: (path: string) => string | null
}

/** The pack, where it can be read at all, and what was found of its form and its files. */
export function openPack(bytes: Uint8Array): { pack: OpenPack | null; checks: Check[] } {
  const zip = readZip(bytes)
  if (!zip.ok) {
    const { byte, what } = zip.where ?? { byte: 0, what: 'the file' }
    const wrong = `This is not a pack as packs are made, or it was changed: ${what}, at byte ${byte}.`
    return { pack: null, checks: [checkOf('form', [wrong], [])] }
  }
  const whole = zip.value
  const own = whole.find(({ path }) => path.split('/').slice(1).join('/') === manifestPath)
  const manifest = own ? readManifest(own.content) : null
  if (!manifest) {
    const wrong = 'It has no manifest, or one that is not written as manifests are.'
    return { pack: null, checks: [checkOf('form', [wrong], [])] }
  }
  const form = formFaults(manifest, whole)
  const files = new Map(whole.map(({ path, content }) => [inFolder(manifest, path), content]))
  const text = (path: string) => {
    const content = files.get(path)
    return content ? utf8Text(content) : null
  }
  const checks = [
    checkOf('form', form, [
      `One canonical file of ${many(whole.length, 'part')}: no byte of it is unread.`,
    ]),
    checkOf('files', fileFaults(manifest, files), [
      `${many(manifest.files.length, 'file')}, each with the length and the SHA-256 that the manifest gives.`,
    ]),
    checkOf('readings', readingFaults(files), ['Each reading is named after its own SHA-256.']),
  ]
  return { pack: { manifest, files, text }, checks }
}

const inFolder = ({ name }: Manifest, path: string) =>
  path.startsWith(`${name}/`) ? path.slice(name.length + 1) : `../${path}`

function readManifest(content: Uint8Array): Manifest | null {
  const text = utf8Text(content)
  const parsed = manifestShape.safeParse(text === null ? null : parsedJson(text))
  return parsed.success && canonicalJson(asJson(parsed.data)) === text ? parsed.data : null
}

/** Everything stands once, in its order, and there is nothing that has no business there. */
function formFaults(manifest: Manifest, whole: readonly ZipFile[]): string[] {
  const body = manifest.files.map(({ path }) => path)
  const proofs = manifest.checkpoint === null ? [] : Object.values(proofPaths)
  const expected = [...body, manifestPath, ...proofs].map((path) => `${manifest.name}/${path}`)
  const sorted = body.toSorted(byBytes)
  const beside = new Set<string>([manifestPath, ...Object.values(proofPaths)])
  return [
    ...body.filter((path) => beside.has(path)).map((path) => `${path} is no part of the body.`),
    ...body.filter((path, at) => path !== sorted[at]).map((path) => `${path} is out of its order.`),
    ...sorted
      .filter((path, at) => path === sorted[at - 1])
      .map((path) => `${path} is there twice.`),
    ...differences(
      expected,
      whole.map(({ path }) => path),
    ),
  ]
}

function differences(expected: readonly string[], found: readonly string[]): string[] {
  const [inExpected, inFound] = [new Set(expected), new Set(found)]
  const wrong = [
    ...expected.filter((path) => !inFound.has(path)).map((path) => `${path} is missing.`),
    ...found
      .filter((path) => !inExpected.has(path))
      .map((path) => `${path} does not belong there.`),
  ]
  const isSame =
    expected.length === found.length && expected.every((path, at) => path === found[at])
  return wrong.length > 0 || isSame ? wrong : ['The files are not in their order.']
}

function fileFaults(manifest: Manifest, files: ReadonlyMap<string, Uint8Array>): string[] {
  return manifest.files.flatMap(({ path, bytes, sha256 }) => {
    const content = files.get(path)
    if (!content) return []
    return content.length === bytes && sha256Hex(content) === sha256
      ? []
      : [`${path} is not what the manifest says.`]
  })
}

function readingFaults(files: ReadonlyMap<string, Uint8Array>): string[] {
  return [...files].flatMap(([path, content]) =>
    path.startsWith('readings/') && readingPath(sha256Hex(content)) !== path
      ? [`${path} is not named after its own SHA-256.`]
      : [],
  )
}
